// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar arithmetic of the histogram: the buckets of an interval without gaps, and the first and
// last day of each. Days are ISO strings (YYYY-MM-DD), counted in UTC. Pure functions.

const kDay = 86400000;
const kMostBars = 400;  // more can't be told apart on a screen

const iso_day = (time) => new Date(time).toISOString().slice(0, 10);
const time_of = (day) => Date.parse(`${full_day(day)}T00:00:00Z`);
const full_day = (date) => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10));

function next_start(day, interval) {
  const date = new Date(time_of(day));
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (interval === 'year') return iso_day(Date.UTC(year + 1, 0, 1));
  if (interval === 'month') return iso_day(Date.UTC(year, month + 1, 1));
  return iso_day(date.getTime() + (interval === 'week' ? 7 : 1) * kDay);
}

// Returns: the last day of the bucket that starts on `day`.
export const last_day = (day, interval) => iso_day(time_of(next_start(day, interval)) - kDay);

// Requires: buckets in order of time. Returns: [{start, end, count, total}] with empty ones put in
// where the answer has none, so that the width of the chart is time.
export function continuous_buckets(histogram) {
  const {interval, buckets = []} = histogram ?? {};
  const known = buckets.map((bucket) => {
    const start = full_day(bucket.start);
    return {start, end: last_day(start, interval), count: bucket.count, total: bucket.total ?? bucket.count};
  });
  const filled = [];
  for (const bucket of known) {
    let start = filled.length ? next_start(filled[filled.length - 1].start, interval) : bucket.start;
    while (start < bucket.start) {
      if (filled.length > kMostBars) return known;
      filled.push({start, end: last_day(start, interval), count: 0, total: 0});
      start = next_start(start, interval);
    }
    filled.push(bucket);
  }
  return filled;
}
