// SPDX-License-Identifier: GPL-3.0-or-later
// Dates, numbers and language names as a reader of the interface language writes them, and the
// direction of a text from its language. Dates are shown as they were written, never moved to the
// reader's time zone. Pure functions.

const kRightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function direction_of(language, given) {
  if (given === 'rtl' || given === 'ltr') return given;
  if (!language) return 'auto';
  return kRightToLeft.has(language.split('-')[0].toLowerCase()) ? 'rtl' : 'ltr';
}

export const number_text = (value, locale) => new Intl.NumberFormat(locale).format(value ?? 0);

// Requires: an ISO 8601 date of any precision. Returns: it in words, at the precision it has.
export function date_text(iso, locale, month = 'long') {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso ?? '');
  if (!parts) return iso ?? '';
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)));
  if (Number.isNaN(date.getTime())) return iso;
  const style = {timeZone: 'UTC', calendar: 'gregory', year: 'numeric'};
  if (parts[2]) style.month = month;
  if (parts[3]) style.day = 'numeric';
  return new Intl.DateTimeFormat(locale, style).format(date);
}

// Returns: the clock time with its zone where the date has one, else "".
export function time_text(iso) {
  const parts = /T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(iso ?? '');
  if (!parts) return '';
  const zone = !parts[2] ? '' : parts[2] === 'Z' ? ' UTC' : ` UTC${parts[2]}`;
  return parts[1] + zone;
}

export const language_name = (tag, locale) => display_name('language', tag, locale);
export const country_name = (code, locale) => display_name('region', code.toUpperCase(), locale);

function display_name(type, code, locale) {
  try {
    return new Intl.DisplayNames([locale], {type}).of(code) ?? code;
  } catch {
    return code;  // not a code of that kind: show what is there
  }
}

// Returns: the URL if it is one that a reader may safely be sent to, else null.
export function safe_url(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
