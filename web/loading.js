// SPDX-License-Identifier: GPL-3.0-or-later
// Loads what a key names and keeps recent answers, so that going back is immediate. The last answer
// stays visible while the next one is on its way; a newer request cancels an older one.

import {useLayoutEffect, useState} from './vendor/htm-preact.js';

const kKeptFor = 5 * 60 * 1000;  // milliseconds
const kMostKept = 30;
const kept = new Map();

// Requires: load(signal) to return a promise of what `key` names; a key of null loads nothing.
// Returns: {key, answer, error, loading, retry()}, `key` being that of `answer` or `error`.
export function use_answer(key, load) {
  const [view, set_view] = useState({key: null, answer: null, error: null, loading: key !== null});
  const [attempt, set_attempt] = useState(0);
  useLayoutEffect(() => {
    if (key === null) return undefined;
    const recent = recall(key);
    if (recent) {
      set_view({key, answer: recent, error: null, loading: false});
      return undefined;
    }
    const abort = new AbortController();
    set_view((last) => ({...last, error: null, loading: true}));
    load(abort.signal).then((answer) => {
      remember(key, answer);
      if (!abort.signal.aborted) set_view({key, answer, error: null, loading: false});
    }, (error) => {
      if (!abort.signal.aborted) set_view({key, answer: null, error, loading: false});
    });
    return () => abort.abort();
  }, [key, attempt]);
  const retry = () => {
    kept.delete(key);
    set_attempt(attempt + 1);
  };
  return {...view, retry};
}

function remember(key, answer) {
  kept.delete(key);
  kept.set(key, {answer, time: Date.now()});
  if (kept.size > kMostKept) kept.delete(kept.keys().next().value);
}

function recall(key) {
  const found = kept.get(key);
  return found && Date.now() - found.time < kKeptFor ? found.answer : null;
}
