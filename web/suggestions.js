// SPDX-License-Identifier: GPL-3.0-or-later
// What a query may go on with, below the search box: an ARIA combobox with a list. Arrow keys move,
// Enter takes, Escape closes; the text in the box stays the reader's until one is taken.

import {html, useEffect, useState} from './vendor/htm-preact.js';
import * as api from './api.js';

const kPause = 120;  // milliseconds without a key before the server is asked
const kMost = 8;
const kLongest = 60;  // characters; longer texts are pasted, not typed
const kNamedKinds = ['leader', 'country', 'topic'];
const option_id = (index) => `suggestion-${index}`;

// typed: the text while the reader types, null otherwise. on_take(text): a suggestion was taken.
// Returns: {list, open, props for the input (roles, keys), close()}.
export function use_suggestions({typed, language, on_take}) {
  const [list, set_list] = useState([]);
  const [at, set_at] = useState(-1);
  const close = () => set_list([]);
  useEffect(() => {
    set_at(-1);
    if (!typed?.trim() || typed.length > kLongest) {
      close();
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api.suggest({q: typed, limit: kMost, labels: language}, abort.signal)
        .then((answer) => set_list(answer.suggestions ?? []))
        .catch(() => { if (!abort.signal.aborted) close(); });  // typing goes on without
    }, kPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed, language]);

  const open = list.length > 0;
  const take = (index) => {
    close();
    on_take(list[index].text);
  };
  const on_key = (event) => {
    if (!open || event.isComposing) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) set_at((now) => ((now + 1 + step + list.length + 1) % (list.length + 1)) - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) take(at);
    else return;
    event.preventDefault();
  };
  const props = {
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': String(open), 'aria-controls': 'suggestions',
    'aria-activedescendant': open && at >= 0 ? option_id(at) : undefined, onKeyDown: on_key, onBlur: close,
  };
  return {list, at, open, props, take, close};
}

export function SuggestionList({t, suggestions}) {
  const {list, at, open, take} = suggestions;
  return html`
    <ul id="suggestions" class="suggestions" role="listbox" aria-label=${t('suggestions')} hidden=${!open}>
      ${list.map((one, index) => html`
        <li key=${one.text} id=${option_id(index)} role="option" aria-selected=${String(index === at)}
          onMouseDown=${(event) => event.preventDefault()} onClick=${() => take(index)}>
          <bdi>${one.text}</bdi><${Meaning} t=${t} suggestion=${one} />
        </li>`)}
    </ul>`;
}

// Whom a name in another language stands for, and what that is.
function Meaning({t, suggestion}) {
  const {id, label, kind, text} = suggestion;
  if (!id) return null;
  const shown = text.endsWith(label) ? '' : label;
  const aside = [shown, kNamedKinds.includes(kind) ? t(`kind_${kind}`) : ''].filter(Boolean);
  return aside.length > 0 && html` <em><bdi>${aside.join(', ')}</bdi></em>`;
}
