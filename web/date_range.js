// SPDX-License-Identifier: GPL-3.0-or-later
// The period searched: from and to, as precise as the reader knows them, and the bars of the
// histogram, each of which is a button for its period. The bars are one stop of the Tab key; arrow
// keys move among them.

import {html, useEffect, useRef, useState} from './vendor/htm-preact.js';
import {with_search} from './state.js';
import {continuous_buckets} from './intervals.js';
import {date_text} from './format.js';

const kDatePattern = '\\d{4}(-\\d{2}(-\\d{2})?)?';

export function DateRange({t, state, histogram, on_state}) {
  const buckets = continuous_buckets(histogram);
  const set_range = (from, to) => on_state(with_search(state, {from, to}));
  return html`
    <section class="date-range" aria-label=${t('timeline')}>
      ${buckets.length > 1 && buckets.some(({count}) => count > 0) && html`
        <${Bars} t=${t} buckets=${buckets} interval=${histogram.interval} on_range=${set_range} />`}
      <div class="range-line">
        <${RangeForm} t=${t} state=${state} on_range=${set_range} />
        <${Outside} t=${t} histogram=${histogram} />
      </div>
    </section>`;
}

function Bars({t, buckets, interval, on_range}) {
  const [current, set_current] = useState(buckets.length - 1);
  const list = useRef(null);
  const at = Math.min(current, buckets.length - 1);
  const peak = Math.max(1, ...buckets.map(({count}) => count));
  const move = (event) => {
    const rtl = t.dir === 'rtl' ? -1 : 1;
    const step = {ArrowLeft: -rtl, ArrowRight: rtl, Home: -at, End: buckets.length - 1 - at}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + step, 0), buckets.length - 1);
    set_current(next);
    list.current?.children[next]?.focus();
  };
  return html`
    <div class="chart">
      <div class=${`bars ${buckets.length > 80 ? 'dense' : ''}`} ref=${list} role="group"
        aria-label=${`${t('timeline')}. ${t('choose_bar')}`} onKeyDown=${move}>
        ${buckets.map((bucket, index) => html`
          <${Bar} key=${bucket.start} t=${t} bucket=${bucket} interval=${interval} peak=${peak}
            focusable=${index === at} on_choose=${() => on_range(bucket.start, bucket.end)} />`)}
      </div>
      <div class="axis" aria-hidden="true">
        <span>${bucket_name(t, buckets[0], interval)}</span>
        <span>${bucket_name(t, buckets[buckets.length - 1], interval)}</span>
      </div>
    </div>`;
}

function Bar({t, bucket, interval, peak, focusable, on_choose}) {
  const {count, total} = bucket;
  const name = t('bar', {period: bucket_name(t, bucket, interval), n: count, total});
  // A square root keeps a single article visible beside a peak of thousands.
  const height = count ? `${Math.max(6, 100 * Math.sqrt(count / peak))}%` : '0';
  return html`
    <button type="button" class=${total && !count ? 'bar blank' : 'bar'} tabindex=${focusable ? 0 : -1}
      title=${name} aria-label=${name} onClick=${on_choose}>
      <span style=${{height}}></span>
    </button>`;
}

function bucket_name(t, {start, end}, interval) {
  const precision = {year: 4, month: 7}[interval] ?? 10;
  const first = date_text(start.slice(0, precision), t.language, 'short');
  return interval === 'week' ? `${first} – ${date_text(end, t.language, 'short')}` : first;
}

function RangeForm({t, state, on_range}) {
  const [range, set_range] = useState({from: state.from, to: state.to});
  useEffect(() => set_range({from: state.from, to: state.to}), [state.from, state.to]);
  const send = (event) => {
    event.preventDefault();
    on_range(range.from.trim(), range.to.trim());
  };
  const changed = range.from.trim() !== state.from || range.to.trim() !== state.to;
  const field = (side) => html`
    <label>
      <span>${t(side)}</span>
      <input type="text" name=${side} inputmode="numeric" dir="ltr" size="10" maxlength="10" autocomplete="off"
        pattern=${kDatePattern} placeholder="2026-01" title=${t('date_hint')} value=${range[side]}
        onInput=${(event) => {
          event.target.setCustomValidity('');
          set_range({...range, [side]: event.target.value});
        }}
        onInvalid=${(event) => event.target.setCustomValidity(t('date_invalid'))} />
    </label>`;
  return html`
    <form class="range-form" onSubmit=${send}>
      ${field('from')}${field('to')}
      <button type="submit" class=${changed ? '' : 'quiet'}>${t('apply')}</button>
      ${(state.from || state.to) && html`
        <button type="button" class="link" onClick=${() => on_range('', '')}>${t('whole_period')}</button>`}
    </form>`;
}

// What the bars can't show.
function Outside({t, histogram}) {
  const {undated = 0, imprecise = 0} = histogram ?? {};
  const notes = [undated && t('undated', {n: undated}), imprecise && t('imprecise', {n: imprecise})].filter(Boolean);
  return notes.length ? html`<p class="outside">${notes.join(' · ')}</p>` : null;
}
