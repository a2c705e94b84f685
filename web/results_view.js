// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a search: facets beside it (or in a drawer on a narrow screen), the period, how it
// was understood, the hits, the pages.

import {html, useEffect, useRef, useState} from './vendor/htm-preact.js';
import {effective_sort, facet_filters, is_first_visit, last_page, with_search} from './state.js';
import {address_of, followed} from './navigation.js';
import {number_text} from './format.js';
import {Facets} from './facets.js';
import {ActiveFilters} from './active_filters.js';
import {DateRange} from './date_range.js';
import {Hits} from './hits.js';
import {Examples, Failure, NothingFound, QueryNotices, Skeleton} from './notices.js';

// view: what use_answer returned. labels(field, id): a label seen before.
export function ResultsView({t, state, view, labels, on_state, on_open}) {
  const wide = use_wide_screen();
  const {answer, error, loading, retry} = view;
  const facets = html`<${Facets} t=${t} state=${state} facets=${answer?.facets} labels=${labels} on_state=${on_state} />`;
  return html`
    <div class="columns">
      ${wide && html`<aside class="sidebar" aria-label=${t('filters')}>${facets}</aside>`}
      <main id="results" tabindex="-1" aria-busy=${loading}>
        ${is_first_visit(state) && html`<${Welcome} t=${t} on_state=${on_state} />`}
        ${error ? html`
            <${ActiveFilters} t=${t} state=${state} labels=${labels} on_state=${on_state} />
            <${Failure} t=${t} error=${error} on_retry=${retry} />`
          : !answer ? html`<${Skeleton} t=${t} />`
          : html`<${Answer} ...${{t, state, answer, labels, on_state, on_open, wide, facets}} />`}
      </main>
    </div>`;
}

function Welcome({t, on_state}) {
  return html`
    <section class="welcome">
      <h1>${t('welcome_title')}</h1>
      <p>${t('welcome_text')}</p>
      <${Examples} t=${t} on_state=${on_state} />
    </section>`;
}

function Answer({t, state, answer, labels, on_state, on_open, wide, facets}) {
  const hits = answer.hits ?? [];
  const link = (id) => address_of({...state, article: id});
  const filter = (field, id) => on_state(with_search(state, {[field]: [...new Set([...state[field], id])]}));
  return html`
    <${ResultsHead} t=${t} state=${state} answer=${answer} on_state=${on_state}>
      ${!wide && html`<${Drawer} t=${t} state=${state} total=${answer.total}>${facets}<//>`}
    <//>
    <${ActiveFilters} t=${t} state=${state} labels=${labels} on_state=${on_state} />
    <${DateRange} t=${t} state=${state} histogram=${answer.histogram} on_state=${on_state} />
    <${QueryNotices} t=${t} state=${state} query=${answer.query}
      elsewhere=${answer.elsewhere} on_state=${on_state} />
    ${hits.length
      ? html`<${Hits} t=${t} hits=${hits} link=${link} on_open=${on_open} on_filter=${filter} />`
      : html`<${NothingFound} t=${t} state=${state} on_state=${on_state} />`}
    <${Pages} t=${t} state=${state} total=${answer.groups ?? answer.total} on_state=${on_state} />`;
}

function ResultsHead({t, state, answer, on_state, children}) {
  const first = is_first_visit(state);
  const sorts = state.q ? ['relevance', 'newest', 'oldest'] : ['newest', 'oldest'];
  const Heading = first ? 'h2' : 'h1';
  return html`
    <div class="results-head">
      <div>
        <${Heading} class="results-title">
          ${first ? t('newest_articles') : t('articles', {n: answer.total})}
        <//>
        <p class="took">
          ${first && html`<span>${t('articles', {n: answer.total})}</span>`}
          ${answer.groups !== undefined && html`<span>${t('stories', {n: answer.groups})}</span>`}
          ${Number.isFinite(answer.took_ms) && html`<span>${t('took', {n: Math.round(answer.took_ms)})}</span>`}
        </p>
      </div>
      <div class="tools">
        ${children}
        <label class="by-story" title=${t('grouped')}>
          <input type="checkbox" checked=${state.collapse === 'story'}
            onChange=${(event) => on_state(with_search(state, {collapse: event.target.checked ? 'story' : ''}))} />
          <span>${t('by_story')}</span>
        </label>
        <label class="sort"><span>${t('sort')}</span>
          <select value=${effective_sort(state)} onChange=${(event) => on_state(with_search(state, {sort: event.target.value}))}>
            ${sorts.map((sort) => html`<option key=${sort} value=${sort}>${t(sort)}</option>`)}
          </select>
        </label>
      </div>
    </div>`;
}

function Drawer({t, state, total, children}) {
  const [open, set_open] = useState(false);
  const dialog = useRef(null);
  const chosen = facet_filters(state).length;
  useEffect(() => {
    if (open && !dialog.current.open) dialog.current.showModal();
    if (!open && dialog.current.open) dialog.current.close();
  }, [open]);
  const close = () => set_open(false);
  const close_outside = (event) => event.target === dialog.current && close();
  return html`
    <button type="button" class="open-drawer" aria-haspopup="dialog" onClick=${() => set_open(true)}>
      ${t('filters')}${chosen > 0 && html` <span class="badge">${number_text(chosen, t.language)}</span>`}
    </button>
    <dialog class="drawer" ref=${dialog} aria-label=${t('filters')} onClose=${close} onClick=${close_outside}>
      <div class="drawer-head">
        <h2>${t('filters')}</h2>
        <button type="button" class="close" aria-label=${t('close')} onClick=${close}>×</button>
      </div>
      <div class="drawer-body">${children}</div>
      <div class="drawer-foot">
        <button type="button" class="primary" onClick=${close}>${t('show_articles', {n: total})}</button>
      </div>
    </dialog>`;
}

function Pages({t, state, total, on_state}) {
  const last = last_page(total);
  if (last < 2 && state.page < 2) return null;
  const step = (page, name, rel) => {
    const target = {...state, page};
    if (page < 1 || page > last) return html`<span></span>`;
    return html`<a rel=${rel} href=${address_of(target)}
      onClick=${(event) => followed(event, () => on_state(target, {to_top: true}))}>${name}</a>`;
  };
  return html`
    <nav class="pages" aria-label=${t('pages')}>
      ${step(state.page - 1, t('previous'), 'prev')}
      <span>${t('page_of', {page: state.page, last})}</span>
      ${step(state.page + 1, t('next'), 'next')}
    </nav>`;
}

function use_wide_screen() {
  const query = '(min-width: 800px)';
  const [wide, set_wide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const change = () => set_wide(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return wide;
}
