// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says about a search beside its hits: how the server understood it, that nothing was
// found, that it failed, that it is under way.

import {html} from './vendor/htm-preact.js';
import {kEmptyState, has_filters, with_search, without_filters} from './state.js';

// Requires: the answer's `query` and `elsewhere`, of which every member may be missing.
export function QueryNotices({t, state, query, elsewhere, on_state}) {
  const {relaxed, expanded = [], notes = [], suggestion} = query ?? {};
  const set_expand = (expand) => () => on_state(with_search(state, {expand}));
  const suggested = suggestion?.text;
  const lines = [];
  if (suggested) {
    lines.push(html`${t('suggestion')} <button type="button" class="link" dir="auto"
      onClick=${() => on_state(with_search(state, {q: suggested}))}>${suggested}</button>`);
  }
  if (relaxed) lines.push(t('relaxed'));
  if (expanded.length) {
    lines.push(html`${t('expanded')} ${expanded.map((found) => html`<${Expansion} t=${t} found=${found} />`)}
      <button type="button" class="link" onClick=${set_expand('off')}>${t('expand_off')}</button>`);
  } else if (state.q && state.expand === 'off') {
    lines.push(html`${t('expand_is_off')}
      <button type="button" class="link" onClick=${set_expand('')}>${t('expand_on')}</button>`);
  }
  const other = search_of(elsewhere?.url);
  if (elsewhere?.total && other) {
    lines.push(html`${t('elsewhere', {n: elsewhere.total})} <button type="button" class="link"
      onClick=${() => on_state(with_search(state, {...other, expand: ''}))}>${t('elsewhere_link')}</button>`);
  }
  for (const note of notes) lines.push(typeof note === 'string' ? note : note?.message ?? '');
  if (!lines.length) return null;
  return html`<ul class="notices">${lines.filter(Boolean).map((line) => html`<li>${line}</li>`)}</ul>`;
}

// The words that an API address searches for, and its languages.
function search_of(url) {
  if (!url) return null;
  const params = new URL(url, location.href).searchParams;
  return {q: params.get('q') ?? '', language: params.getAll('language')};
}

function Expansion({t, found}) {
  const label = found.label ?? found.id;
  const kind = ['leader', 'country', 'topic'].includes(found.kind) ? t(`kind_${found.kind}`) : '';
  const written = found.text && found.text !== label ? found.text : '';
  const aside = [written, kind].filter(Boolean);
  return html`
    <span class="expansion">
      <strong><bdi>${label}</bdi></strong>${aside.length > 0 && html` <em>(<bdi>${aside.join(', ')}</bdi>)</em>`}
    </span>${' '}`;
}

export function NothingFound({t, state, on_state}) {
  return html`
    <div class="nothing">
      <h3>${t('no_results')}</h3>
      <p>${t('no_results_text')}</p>
      ${has_filters(state) && html`
        <p><button type="button" class="link" onClick=${() => on_state(without_filters(state))}>${t('clear_all')}</button></p>`}
      <${Examples} t=${t} on_state=${on_state} />
    </div>`;
}

const kExamples = [['高市早苗', 'ja'], ['Takaichi', 'en'], ['이재명', 'ko'], ['ترامب', 'ar'], ['Gipfel', 'de']];

// Queries that show that a name in one script finds articles in the others.
export function Examples({t, on_state}) {
  return html`
    <p class="examples"><span>${t('examples')}</span>
      ${kExamples.map(([q, language]) => html`
        <button type="button" class="example" key=${q} lang=${language}
          onClick=${() => on_state({...kEmptyState, q})}>${q}</button>`)}
    </p>`;
}

export function Failure({t, error, on_retry}) {
  const missing = error.status === 404;
  const text = error.code === 'no_index' ? t('no_index') : error.status === 0 ? t('error_network')
    : missing ? t('article_missing') : error.message;
  return html`
    <div class="failure" role="alert">
      <h2>${t('error')}</h2>
      <p dir="auto">${text}</p>
      ${error.errors.length > 0 && html`
        <ul>${error.errors.map(({param, hint, position}) => html`
          <li><code>${param}${position === undefined || position === null ? '' : `:${position}`}</code> <span dir="auto">${hint}</span></li>`)}</ul>`}
      ${!missing && html`<button type="button" onClick=${on_retry}>${t('retry')}</button>`}
    </div>`;
}

export function Skeleton({t}) {
  return html`
    <div class="skeleton">
      <p class="visually-hidden">${t('loading')}</p>
      ${[1, 2, 3, 4].map((key) => html`<div key=${key} aria-hidden="true"><i></i><i></i><i></i></div>`)}
    </div>`;
}
