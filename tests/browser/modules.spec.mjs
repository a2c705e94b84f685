// SPDX-License-Identifier: GPL-3.0-or-later
// The front end's pure modules, without a browser: state ⇄ URL, calendar arithmetic, dates in words,
// and that every interface language says all that English says.

import {expect, test} from '@playwright/test';
import {kEmptyState, day_of, last_page, mark_of, parse_state, search_params, state_query, with_mark}
  from '../../web/state.js';
import {continuous_buckets, last_day} from '../../web/intervals.js';
import {date_text, direction_of, safe_url, time_text} from '../../web/format.js';
import {kInterfaceLanguages, make_translate} from '../../web/strings.js';

test('a state survives the way through the URL', () => {
  const state = {
    ...kEmptyState, q: '高市 & "早苗" + a=b', leader: ['lee', '-trump'], source: ['A/B, & C'], language: ['none'],
    from: '2025-03', to: '2026', sort: 'oldest', page: 3, expand: 'off', more: ['leader'], article: 'a/b?c#d',
  };
  expect(parse_state(state_query(state))).toEqual(state);
  expect(state_query(kEmptyState)).toBe('');
});

test('what a URL says wrongly is left out', () => {
  expect(parse_state('?page=-1&sort=best&leader=&leader=-&more=x&unknown=1')).toEqual({...kEmptyState});
  expect(parse_state('?page=1e9').page).toBe(1000);
  expect(parse_state('?page=1.5').page).toBe(1);
});

test('a facet value is in, out or neither, and choosing it begins at page one', () => {
  const start = {...kEmptyState, page: 4, article: 'x'};
  const chosen = with_mark(start, 'country', 'JP', 'in');
  expect([mark_of(chosen, 'country', 'JP'), chosen.page, chosen.article]).toEqual(['in', 1, '']);
  const excluded = with_mark(chosen, 'country', 'JP', 'out');
  expect(excluded.country).toEqual(['-JP']);
  expect(with_mark(excluded, 'country', 'JP', '').country).toEqual([]);
});

test('a period is sent as its first and last day', () => {
  expect(['2024', '2024-02', '2024-02-03', 'x'].map((date) => day_of(date, 'first')))
    .toEqual(['2024-01-01', '2024-02-01', '2024-02-03', 'x']);
  expect(['2024', '2024-02', '2023-02', '2024-13'].map((date) => day_of(date, 'last')))
    .toEqual(['2024-12-31', '2024-02-29', '2023-02-28', '2024-13']);
  expect(search_params({...kEmptyState, from: '2024', to: '2024'}, 'en'))
    .toMatchObject({from: '2024-01-01', to: '2024-12-31', labels: 'en'});
});

test('pages end where the server stops answering', () => {
  expect([0, 10, 11, 1e9].map(last_page)).toEqual([1, 1, 2, 1000]);
});

test('buckets are continuous and end on their last day', () => {
  expect(last_day('2024-02-01', 'month')).toBe('2024-02-29');
  expect(last_day('2024-12-30', 'week')).toBe('2025-01-05');
  const buckets = [{start: '2023-11-01', count: 1, total: 2}, {start: '2024-02-01', count: 3, total: 3}];
  expect(continuous_buckets({interval: 'month', buckets}).map(({start, end, count}) => [start, end, count])).toEqual([
    ['2023-11-01', '2023-11-30', 1], ['2023-12-01', '2023-12-31', 0],
    ['2024-01-01', '2024-01-31', 0], ['2024-02-01', '2024-02-29', 3],
  ]);
  expect(continuous_buckets(undefined)).toEqual([]);
});

test('dates are written at the precision they have and never move between zones', () => {
  expect(['2003', '2003-08', '2026-01-04T23:36:00-08:00'].map((date) => date_text(date, 'en-GB')))
    .toEqual(['2003', 'August 2003', '4 January 2026']);
  expect([time_text('2026-01-04T23:36:00-08:00'), time_text('2026-01-04T01:02Z'), time_text('2026-01-04')])
    .toEqual(['23:36 UTC-08:00', '01:02 UTC', '']);
  expect(date_text('soon', 'en')).toBe('soon');
});

test('directions and addresses are judged with care', () => {
  expect([direction_of('ar-EG'), direction_of('zh-Hans'), direction_of(''), direction_of('en', 'rtl')])
    .toEqual(['rtl', 'ltr', 'auto', 'rtl']);
  expect(['https://a.example/x', 'javascript:alert(1)', 'data:text/html,x', 'x', undefined].map((url) => Boolean(safe_url(url))))
    .toEqual([true, false, false, false, false]);
});

test('every interface language has every text, with the same names to fill in', async () => {
  const {default: english} = await import('../../web/strings/en.js');
  const all_forms = (text) => (typeof text === 'string' ? [text] : Object.values(text));
  const names = (text) => [...new Set(all_forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
  for (const language of Object.keys(kInterfaceLanguages)) {
    const {default: table} = await import(`../../web/strings/${language}.js`);
    expect(Object.keys(table).sort(), language).toEqual(Object.keys(english).sort());
    for (const key of Object.keys(english)) expect(names(table[key]), `${language} ${key}`).toEqual(names(english[key]));
    const t = make_translate(language, table);
    for (const n of [0, 1, 2, 3, 11, 100]) expect(t('articles', {n})).not.toContain('{');
  }
});
