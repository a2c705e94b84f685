// SPDX-License-Identifier: GPL-3.0-or-later
// The head of the page: name, search form, language of the interface. The form searches when it is
// sent, not while typing; a list below it says how the text may go on. "/" puts the cursor into it
// from anywhere.

import {html, useEffect, useRef, useState} from './vendor/htm-preact.js';
import {kInterfaceLanguages} from './strings.js';
import {SuggestionList, use_suggestions} from './suggestions.js';

// on_search(text): the query was sent. on_home(event): back to the first page.
export function PageHeader({t, q, home, on_search, on_home, on_language}) {
  return html`
    <header class="page-header">
      <a class="wordmark" href=${home} onClick=${on_home}>
        <img src="./favicon.svg" alt="" width="26" height="26" />
        <span>Dragoman</span>
      </a>
      <${SearchBox} t=${t} q=${q} on_search=${on_search} />
      <label class="language-switch">
        <span class="visually-hidden">${t('interface_language')}</span>
        <select value=${t.language} onChange=${(event) => on_language(event.target.value)}>
          ${Object.entries(kInterfaceLanguages).map(([code, name]) => html`
            <option key=${code} value=${code} lang=${code}>${name}</option>`)}
        </select>
      </label>
    </header>`;
}

function SearchBox({t, q, on_search}) {
  const [text, set_text] = useState(q);
  const [typed, set_typed] = useState(null);
  const input = useRef(null);
  const show = (shown) => {
    set_typed(null);
    set_text(shown);
  };
  useEffect(() => show(q), [q]);
  const suggestions = use_suggestions({typed, language: t.language, on_take: (taken) => {
    show(taken);
    on_search(taken.trim());
  }});
  useEffect(() => {
    const focus_on_slash = (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.('input, textarea, select, dialog')) return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', focus_on_slash);
    return () => document.removeEventListener('keydown', focus_on_slash);
  }, []);
  const send = (event) => {
    event.preventDefault();
    set_typed(null);
    on_search(text.trim());
  };
  const clear = () => {
    show('');
    input.current?.focus();
  };
  return html`
    <form class="search-box" role="search" onSubmit=${send}>
      <label class="visually-hidden" for="q">${t('search_label')}</label>
      <input id="q" ref=${input} name="q" type="text" dir="auto" autocomplete="off" autocapitalize="none"
        spellcheck=${false} enterkeyhint="search" placeholder=${t('search_placeholder')} value=${text}
        onInput=${(event) => { set_text(event.target.value); set_typed(event.target.value); }} ...${suggestions.props} />
      ${text && html`<button type="button" class="clear" aria-label=${t('clear')} onClick=${clear}>×</button>`}
      <button type="submit" class="primary" aria-label=${t('search')}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" stroke-width="2" />
          <path d="m13 13 5 5" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </svg>
        <span>${t('search')}</span>
      </button>
      <${SuggestionList} t=${t} suggestions=${suggestions} />
    </form>`;
}
