// SPDX-License-Identifier: GPL-3.0-or-later
// The list of hits: where and when an article appeared, its title and snippet with the matches
// marked, in the article's own language and direction, and its leaders, countries and topics.

import {html} from './vendor/htm-preact.js';
import {Marked, plain_text} from './segments.js';
import {date_text, direction_of, language_name} from './format.js';
import {Story} from './stories.js';

// link(id): the article's address in this page. on_open(event, id) and on_filter(field, id) act.
export function Hits({t, hits, link, on_open, on_filter}) {
  return html`
    <ol class="hits">
      ${hits.map((hit) => html`
        <li key=${hit.id}>
          <${Hit} t=${t} hit=${hit} link=${link} on_open=${on_open} on_filter=${on_filter} />
        </li>`)}
    </ol>`;
}

function Hit({t, hit, link, on_open, on_filter}) {
  const own = {lang: hit.language || undefined, dir: direction_of(hit.language, hit.dir)};
  const has_title = plain_text(hit.title) !== '';
  return html`
    <article class="hit">
      <${Byline} t=${t} article=${hit} />
      <h3 ...${own}>
        <a href=${link(hit.id)} data-hit=${hit.id} onClick=${(event) => on_open(event, hit.id)}>
          ${has_title ? html`<${Marked} text=${hit.title} />` : t('untitled')}
        </a>
      </h3>
      ${plain_text(hit.snippet) && html`<p class="snippet" ...${own}><${Marked} text=${hit.snippet} /></p>`}
      <${Labels} t=${t} article=${hit} on_filter=${on_filter} />
      ${hit.story_hits > 1 && html`<${Story} t=${t} hit=${hit} link=${link} on_open=${on_open} />`}
    </article>`;
}

// Source, date and language of an article, as far as they are known.
export function Byline({t, article, month = 'short', children}) {
  const {source, published, language} = article;
  return html`
    <p class="byline">
      ${source && html`<span class="source" dir="auto">${source}</span>`}
      ${published && html`<time datetime=${published}>${date_text(published, t.language, month)}</time>`}
      ${language && html`<span>${language_name(language, t.language)}</span>`}
      ${children}
    </p>`;
}

// The entities of an article as buttons that filter by them.
export function Labels({t, article, on_filter}) {
  const labels = ['leader', 'country', 'topic'].flatMap((field) => (
    (article[plural_of[field]] ?? []).map(({id, label}) => ({field, id, label: label ?? id}))));
  if (!labels.length) return null;
  return html`
    <ul class="labels">
      ${labels.map(({field, id, label}) => html`
        <li key=${`${field}:${id}`}>
          <button type="button" class=${`label ${field}`} title=${t('only', {label})}
            onClick=${() => on_filter(field, id)}>${label}</button>
        </li>`)}
    </ul>`;
}

const plural_of = {leader: 'leaders', country: 'countries', topic: 'topics'};
