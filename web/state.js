// SPDX-License-Identifier: GPL-3.0-or-later
// The page's whole state and its one written form, the URL's query string: parse_state reads it,
// state_query writes it, search_params turns it into the parameters of /api/v1/search.
// Values are plain objects that are never changed in place. Knows no DOM and no network.

export const kFacetFields = ['leader', 'country', 'topic', 'language', 'source'];
export const kPageSize = 10;
export const kFacetSize = 10;
export const kFacetSizeLong = 200;
const kDeepest = 10000;  // page × limit the server answers at most

export const kEmptyState = Object.freeze({
  q: '', leader: [], country: [], topic: [], language: [], source: [],
  from: '', to: '', sort: '', page: 1, expand: '', collapse: '', more: [], article: '',
});

// Requires: a query string with or without "?". Returns: a state; what it can't read is left empty.
export function parse_state(query) {
  const params = new URLSearchParams(query);
  const state = {...kEmptyState};
  for (const field of kFacetFields) state[field] = unique(params.getAll(field));
  for (const name of ['q', 'from', 'to', 'article']) state[name] = params.get(name)?.trim() ?? '';
  const sort = params.get('sort');
  if (['relevance', 'newest', 'oldest'].includes(sort)) state.sort = sort;
  if (params.get('expand') === 'off') state.expand = 'off';
  if (params.get('collapse') === 'story') state.collapse = 'story';
  state.more = unique(params.getAll('more')).filter((field) => kFacetFields.includes(field));
  const page = Number(params.get('page'));
  if (Number.isInteger(page) && page > 1) state.page = Math.min(page, last_page(Infinity));
  return state;
}

// Returns: the shortest query string that parse_state reads back to the same state ("" when empty).
export function state_query(state) {
  const params = new URLSearchParams();
  if (state.q) params.set('q', state.q);
  for (const field of kFacetFields) for (const value of state[field]) params.append(field, value);
  for (const name of ['from', 'to', 'sort', 'expand', 'collapse']) if (state[name]) params.set(name, state[name]);
  if (state.page > 1) params.set('page', String(state.page));
  for (const field of state.more) params.append('more', field);
  if (state.article) params.set('article', state.article);
  const text = params.toString();
  return text ? `?${text}` : '';
}

// Returns: parameters as the API names them, a value or an array each.
export function search_params(state, labels) {
  const params = {histogram: 'auto', limit: kPageSize, labels};
  if (state.q) params.q = state.q;
  for (const field of kFacetFields) if (state[field].length) params[field] = state[field];
  if (state.from) params.from = day_of(state.from, 'first');
  if (state.to) params.to = day_of(state.to, 'last');
  const sort = effective_sort(state);
  if (sort !== default_sort(state)) params.sort = sort;
  if (state.expand) params.expand = state.expand;
  if (state.collapse) params.collapse = state.collapse;
  if (state.page > 1) params.page = state.page;
  params.facet_size = state.more.length ? kFacetSizeLong : kFacetSize;
  return params;
}

// Returns: parameters of an article that is marked as the search finds it.
export function article_params(state, labels) {
  const params = {labels};
  if (state.q) params.q = state.q;
  if (state.q && state.expand) params.expand = state.expand;
  return params;
}

export const default_sort = (state) => (state.q ? 'relevance' : 'newest');

// Relevance means nothing without words to be relevant to.
export function effective_sort(state) {
  if (!state.sort || (state.sort === 'relevance' && !state.q)) return default_sort(state);
  return state.sort;
}

export const last_page = (total) => Math.max(1, Math.min(Math.ceil(total / kPageSize), kDeepest / kPageSize));

// A change of what is searched starts again at the first page, outside any article.
export const with_search = (state, changes) => ({...state, ...changes, page: 1, article: ''});

// Returns: 'in', 'out' or '' for a value of a facet.
export function mark_of(state, field, id) {
  if (state[field].includes(id)) return 'in';
  return state[field].includes(`-${id}`) ? 'out' : '';
}

// Sets a facet value to 'in', 'out' or ''.
export function with_mark(state, field, id, mark) {
  const rest = state[field].filter((value) => value !== id && value !== `-${id}`);
  const added = mark === 'in' ? [id] : mark === 'out' ? [`-${id}`] : [];
  return with_search(state, {[field]: [...rest, ...added]});
}

// Returns: [{field, id, mark}] for every facet value in force, in the order of the fields.
export function facet_filters(state) {
  return kFacetFields.flatMap((field) => state[field].map((value) => (
    value.startsWith('-') ? {field, id: value.slice(1), mark: 'out'} : {field, id: value, mark: 'in'})));
}

export const has_filters = (state) => Boolean(state.from || state.to || facet_filters(state).length);
export const is_first_visit = (state) => !state.q && !has_filters(state) && state.page === 1 && !state.sort;

export function without_filters(state) {
  const none = Object.fromEntries(kFacetFields.map((field) => [field, []]));
  return with_search(state, {...none, from: '', to: ''});
}

// Turns YYYY or YYYY-MM into its first or last day; anything else is passed on for the server to judge.
export function day_of(date, side) {
  const parts = /^(\d{4})(?:-(\d{2}))?$/.exec(date);
  if (!parts) return date;
  const year = Number(parts[1]);
  const month = parts[2] ? Number(parts[2]) : side === 'first' ? 1 : 12;
  if (month < 1 || month > 12) return date;
  const day = side === 'first' ? 1 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${parts[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const unique = (values) => [...new Set(values.map((value) => value.trim()).filter((value) => value && value !== '-'))];
