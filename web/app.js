// SPDX-License-Identifier: GPL-3.0-or-later
// The root: URL → state → request → what is shown. Holds the state and the interface language, asks
// the API for what the state names, and hands both to the results or the article.

import {html, render, useEffect, useRef, useState} from './vendor/htm-preact.js';
import * as api from './api.js';
import {article_params, kEmptyState, search_params, with_search} from './state.js';
import {address_of, can_go_back, followed, use_navigation} from './navigation.js';
import {use_answer} from './loading.js';
import {load_strings, preferred_language, remember_language} from './strings.js';
import {plain_text} from './segments.js';
import {PageHeader} from './search_box.js';
import {ResultsView} from './results_view.js';
import {ArticleView} from './article_view.js';
import {Failure, Skeleton} from './notices.js';

function App({first_strings}) {
  const [t, set_strings] = useState(() => first_strings);
  const {state, go, restore_scroll} = use_navigation();
  const results = use_results(state, t.language);
  const article = use_article(state, t.language);
  const labels = use_labels(results.answer, t.language);
  const opened = useRef('');
  const shown = state.article ? article : results;

  use_page_title(t, state, article.answer);
  useEffect(() => {
    if (shown.loading) return;
    restore_scroll();
    if (!state.article && opened.current) focus_hit(opened);
  }, [state, shown.loading]);

  const search = (next, options) => go(next, {to_top: false, ...options});
  const open = (event, id) => followed(event, () => {
    opened.current = id;
    go({...state, article: id});
  });
  const submit = (q) => {
    if (q === state.q && !state.article) results.retry();
    else go(with_search(state, {q, sort: ''}));
  };
  const speak = async (language) => {
    remember_language(language);
    const strings = await load_strings(language);
    set_strings(() => strings);
  };
  return html`
    <a class="skip" href="#results" onClick=${skip_to_results}>${t('skip')}</a>
    <${PageHeader} t=${t} q=${state.q} home=${address_of(kEmptyState)} on_search=${submit}
      on_home=${(event) => followed(event, () => go(kEmptyState))} on_language=${speak} />
    <p class="visually-hidden" role="status">${announcement(t, state, shown)}</p>
    ${state.article
      ? html`<${ArticlePage} t=${t} state=${state} view=${article} on_state=${go} on_open=${open} />`
      : html`<${ResultsView} t=${t} state=${state} view=${results} labels=${labels} on_state=${search} on_open=${open} />`}`;
}

function ArticlePage({t, state, view, on_state, on_open}) {
  const {key, answer, error, retry} = view;
  const current = key === article_key(state, t.language);
  const results = {...state, article: ''};
  const back = (event) => followed(event, () => (can_go_back() ? history.back() : on_state(results)));
  const filter = (field, id) => on_state({...kEmptyState, [field]: [id]});
  const link = (id) => address_of({...state, article: id});
  return html`
    <main id="results" class="reading" tabindex="-1">
      <p class="back"><a href=${address_of(results)} onClick=${back}>
        <span class="arrow" aria-hidden="true">←</span> ${t('back')}</a></p>
      ${current && error ? html`<${Failure} t=${t} error=${error} on_retry=${retry} />`
        : current && answer ? html`<${ArticleView} t=${t} article=${answer} link=${link} on_open=${on_open} on_filter=${filter} />`
        : html`<${Skeleton} t=${t} />`}
    </main>`;
}

// The results stay as they are while an article is open above them.
function use_results(state, language) {
  const params = search_params(state, language);
  const key = state.article ? null : `search ${JSON.stringify(params)}`;
  return use_answer(key, (signal) => api.search(params, signal));
}

const article_key = (state, language) => (
  `article ${JSON.stringify([state.article, article_params(state, language)])}`);

function use_article(state, language) {
  const params = article_params(state, language);
  const key = state.article ? article_key(state, language) : null;
  return use_answer(key, (signal) => api.article(state.article, params, signal));
}

// Labels of facet values seen so far: a chosen value keeps its name when an answer no longer has it.
function use_labels(answer, language) {
  const seen = useRef(new Map());
  const name_of = (field, id) => `${language} ${field} ${id}`;
  for (const [field, {values = []}] of Object.entries(answer?.facets ?? {})) {
    for (const {id, label} of values) if (label) seen.current.set(name_of(field, id), label);
  }
  return (field, id) => seen.current.get(name_of(field, id)) ?? id;
}

function use_page_title(t, state, article) {
  useEffect(() => {
    document.documentElement.lang = t.language;
    document.documentElement.dir = t.dir;
    const title = state.article ? plain_text(article?.title) : state.q;
    document.title = title ? `${title} – Dragoman` : `Dragoman – ${t('tagline')}`;
  }, [t, state, article]);
}

function announcement(t, state, {answer, error, loading}) {
  if (loading) return t('loading');
  if (error || !answer) return '';
  return state.article ? plain_text(answer.title) : t('articles', {n: answer.total ?? 0});
}

function focus_hit(opened) {
  const hit = [...document.querySelectorAll('[data-hit]')].find((link) => link.dataset.hit === opened.current);
  hit?.focus({preventScroll: true});
  opened.current = '';
}

function skip_to_results(event) {
  event.preventDefault();
  document.getElementById('results')?.focus();
}

const language = preferred_language();
const strings = await load_strings(language).catch(() => load_strings('en'));
render(html`<${App} first_strings=${strings} />`, document.getElementById('app'));
