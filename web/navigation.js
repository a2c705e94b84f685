// SPDX-License-Identifier: GPL-3.0-or-later
// The browser's history as the holder of the page's state: a change is a new entry, back and forward
// bring an earlier state with the place the reader had scrolled to. Knows no API.

import {useCallback, useEffect, useRef, useState} from './vendor/htm-preact.js';
import {parse_state, state_query} from './state.js';

// Where a state lives: what a link to it says.
export const address_of = (state) => location.pathname + state_query(state);

// Returns: {state, go(state), came_back, restore_scroll()}. The last is to be called once what the
// state shows is on the page; after a step back it scrolls there, else it does nothing.
export function use_navigation() {
  const [state, set_state] = useState(() => parse_state(location.search));
  const scroll = useRef(null);

  useEffect(() => {
    history.scrollRestoration = 'manual';
    const on_pop = (event) => {
      scroll.current = event.state?.scroll ?? 0;
      set_state(parse_state(location.search));
    };
    const on_leave = () => history.replaceState({...history.state, scroll: scrollY}, '');
    addEventListener('popstate', on_pop);
    addEventListener('pagehide', on_leave);
    if (history.state?.scroll) scroll.current = history.state.scroll;  // a reload
    return () => {
      removeEventListener('popstate', on_pop);
      removeEventListener('pagehide', on_leave);
    };
  }, []);

  const go = useCallback((next, {to_top = true} = {}) => {
    const depth = (history.state?.depth ?? 0) + 1;
    history.replaceState({...history.state, scroll: scrollY}, '');
    history.pushState({scroll: 0, depth}, '', address_of(next));
    set_state(next);
    if (to_top) scrollTo(0, 0);
  }, []);

  const restore_scroll = useCallback(() => {
    if (scroll.current === null) return;
    scrollTo(0, scroll.current);
    scroll.current = null;
  }, []);

  return {state, go, restore_scroll};
}

// True where "back" stays within this page.
export const can_go_back = () => (history.state?.depth ?? 0) > 0;

// For links that change the state here, unless the reader asked for a new tab or window.
export function followed(event, act) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  act();
}
