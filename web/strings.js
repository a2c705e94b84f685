// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the interface: chooses the language (the reader's choice, else the browser's), loads
// its table from strings/ and looks texts up in it. A text is a string with {names} in it, or one
// string per plural category. What a table lacks is taken from English.

import english from './strings/en.js';

export const kInterfaceLanguages = {
  en: 'English', zh: '中文', ja: '日本語', ko: '한국어', ar: 'العربية',
  ru: 'Русский', fr: 'Français', es: 'Español', de: 'Deutsch',
};
const kRemembered = 'dragoman.language';

// Returns: one of kInterfaceLanguages.
export function preferred_language() {
  const wanted = [remembered(), ...(navigator.languages ?? [])];
  const tags = wanted.map((tag) => String(tag ?? '').split('-')[0].toLowerCase());
  return tags.find((tag) => tag in kInterfaceLanguages) ?? 'en';
}

export function remember_language(language) {
  try {
    localStorage.setItem(kRemembered, language);
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}

function remembered() {
  try {
    return localStorage.getItem(kRemembered);
  } catch {
    return null;
  }
}

// Returns: translate(name, values), with .language and .dir of the table it reads.
export async function load_strings(language) {
  const table = language === 'en' ? english : (await import(`./strings/${language}.js`)).default;
  return make_translate(language, table);
}

export function make_translate(language, table) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const translate = (name, values = {}) => {
    let text = table[name] ?? english[name] ?? name;
    if (typeof text !== 'string') text = text[plural.select(values.n)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, key) => {
      const value = values[key] ?? whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
  return Object.assign(translate, {language, dir: language === 'ar' ? 'rtl' : 'ltr'});
}
