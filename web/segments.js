// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the API's segments [{text, match}] into text and <mark> nodes, also paragraph by paragraph.
// The only way foreign text reaches the page: as text nodes, never as HTML.

import {html} from './vendor/htm-preact.js';

// Requires: segments, a plain string or nothing.
export function as_segments(value) {
  if (Array.isArray(value)) return value.filter((segment) => segment?.text);
  return value ? [{text: String(value), match: false}] : [];
}

export const plain_text = (value) => as_segments(value).map((segment) => segment.text).join('');

// A paragraph ends at a line break, wherever in a segment that is. Returns: arrays of segments.
export function paragraphs(value) {
  const found = [[]];
  for (const {text, match} of as_segments(value)) {
    text.split(/\n+/).forEach((piece, index) => {
      if (index > 0) found.push([]);
      if (piece) found[found.length - 1].push({text: piece, match});
    });
  }
  return found.filter((paragraph) => plain_text(paragraph).trim());
}

export function Marked({text}) {
  return as_segments(text).map((segment) => (
    segment.match ? html`<mark>${segment.text}</mark>` : segment.text));
}
