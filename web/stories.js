// SPDX-License-Identifier: GPL-3.0-or-later
// What stands near an article: the other articles of its story, shown when asked for, and the most
// similar ones. Lists of titles, each in its own language and direction.

import {html, useState} from './vendor/htm-preact.js';
import * as api from './api.js';
import {use_answer} from './loading.js';
import {date_text, direction_of, language_name} from './format.js';
import {plain_text} from './segments.js';

const kShown = 50;

// A hit that stands for its story.
export function Story({t, hit, link, on_open}) {
  const [open, set_open] = useState(false);
  const key = open ? `story ${JSON.stringify([hit.story, t.language])}` : null;
  const {answer} = use_answer(key, (signal) => api.story(hit.story, {labels: t.language, limit: kShown}, signal));
  const others = (answer?.articles ?? []).filter(({id}) => id !== hit.id);
  return html`
    <details class="story" onToggle=${(event) => set_open(event.target.open)}>
      <summary>${t('articles', {n: hit.story_hits})}${
        hit.story_languages?.length > 1 ? ` · ${t('story_languages', {n: hit.story_languages.length})}` : ''}</summary>
      <p class="note">${t('grouped')}</p>
      <${Titles} t=${t} articles=${others} link=${link} on_open=${on_open} />
    </details>`;
}

// The articles most like the one that is read.
export function Similar({t, id, link, on_open}) {
  const key = `similar ${JSON.stringify([id, t.language])}`;
  const view = use_answer(key, (signal) => api.similar(id, {labels: t.language, limit: 8}, signal));
  const articles = view.key === key ? view.answer?.articles ?? [] : [];
  if (!articles.length) return null;
  return html`
    <section class="similar" aria-labelledby="similar">
      <h2 id="similar">${t('similar')}</h2>
      <${Titles} t=${t} articles=${articles} link=${link} on_open=${on_open} />
    </section>`;
}

function Titles({t, articles, link, on_open}) {
  return html`
    <ul class="titles">
      ${articles.map((article) => html`
        <li key=${article.id}>
          <a href=${link(article.id)} lang=${article.language || undefined} dir=${direction_of(article.language, article.dir)}
            onClick=${(event) => on_open(event, article.id)}>${plain_text(article.title) || t('untitled')}</a>
          <span class="byline">
            ${article.published && html`<time datetime=${article.published}>${date_text(article.published, t.language, 'short')}</time>`}
            ${article.language && html`<span>${language_name(article.language, t.language)}</span>`}
            ${(article.near_duplicate || article.near_duplicate_of) && html`<span>${t('near_duplicate')}</span>`}
          </span>
        </li>`)}
    </ul>`;
}
