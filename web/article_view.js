// SPDX-License-Identifier: GPL-3.0-or-later
// One article, to be read: title, summary and body in the article's own language and direction with
// the words of the search marked; then its labels, the evidence for them, related articles, and the
// way to the original.

import {html, useEffect, useRef} from './vendor/htm-preact.js';
import {Marked, paragraphs, plain_text} from './segments.js';
import {direction_of, language_name, safe_url, time_text} from './format.js';
import {Byline, Labels} from './hits.js';
import {Similar} from './stories.js';

// link(id): another article's address. on_open(event, id) and on_filter(field, id) act.
export function ArticleView({t, article, link, on_open, on_filter}) {
  const heading = useRef(null);
  useEffect(() => heading.current?.focus({preventScroll: true}), [article.id]);
  const own = {lang: article.language || undefined, dir: direction_of(article.language, article.dir)};
  const marked = article.marked ?? {};
  const title = marked.title ?? article.title;
  const summary = plain_text(marked.summary) ? marked.summary : article.summary;
  const time = time_text(article.published);
  return html`
    <article class="article" aria-labelledby="article-title">
      <${Byline} t=${t} article=${article} month="long">
        ${time && html`<span dir="ltr">${time}</span>`}
        ${article.author && html`<span dir="auto">${article.author}</span>`}
      <//>
      <h1 id="article-title" tabindex="-1" ref=${heading} ...${own}>
        ${plain_text(title) ? html`<${Marked} text=${title} />` : t('untitled')}
      </h1>
      <div ...${own}>
        ${paragraphs(summary).map((text) => html`<p class="summary"><${Marked} text=${text} /></p>`)}
        <div class="body">
          ${paragraphs(marked.body ?? article.body).map((text) => html`<p><${Marked} text=${text} /></p>`)}
        </div>
      </div>
      <${Original} t=${t} url=${article.url} />
      <${Labels} t=${t} article=${article} on_filter=${on_filter} />
      <${Why} t=${t} article=${article} own=${own} />
      <${Related} t=${t} related=${article.related} />
      <${Similar} t=${t} id=${article.id} link=${link} on_open=${on_open} />
    </article>`;
}

// Only http and https: another scheme in an archive may do harm when followed.
function Original({t, url}) {
  const target = safe_url(url);
  if (!target) return null;
  return html`
    <p class="original"><a href=${target.href} rel="noopener noreferrer external">
      ${t('original', {host: target.hostname.replace(/^www\./, '')})}</a></p>`;
}

function Why({t, article, own}) {
  const labels = (article.why ?? []).filter(({evidence}) => evidence?.length);
  if (!labels.length) return null;
  return html`
    <details class="why">
      <summary>${t('why')}</summary>
      <p>${t('why_text')}</p>
      <dl>
        ${labels.map(({kind, id, label, evidence}) => html`
          <div key=${`${kind}:${id}`}>
            <dt>${label ?? id}</dt>
            <dd><ul>${distinct(evidence).map(({text, field, times}) => html`
              <li><q ...${own}>${text}</q> <span>${t(`in_${field}`)}${times > 1 ? ` ×${times}` : ''}</span></li>`)}
            </ul></dd>
          </div>`)}
      </dl>
    </details>`;
}

// The same words in the same field are one piece of evidence, found several times.
function distinct(evidence) {
  const found = new Map();
  for (const {text, field} of evidence) {
    const key = `${field}\n${text}`;
    found.set(key, {text, field, times: (found.get(key)?.times ?? 0) + 1});
  }
  return [...found.values()];
}

function Related({t, related = []}) {
  if (!related.length) return null;
  return html`
    <section class="related" aria-labelledby="related">
      <h2 id="related">${t('related')}</h2>
      <ul>${related.map((item) => html`<li><${RelatedItem} t=${t} item=${item} /></li>`)}</ul>
    </section>`;
}

function RelatedItem({t, item}) {
  const own = {lang: item.language || undefined, dir: direction_of(item.language)};
  const target = safe_url(item.url);
  const title = item.title || item.text || item.url;
  return html`
    ${item.language && html`<p class="byline"><span>${language_name(item.language, t.language)}</span></p>`}
    <h3 ...${own}>${target ? html`<a href=${target.href} rel="noopener noreferrer external">${title}</a>` : title}</h3>
    ${item.title && item.text && html`<p class="snippet" ...${own}>${item.text}</p>`}`;
}
