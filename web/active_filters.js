// SPDX-License-Identifier: GPL-3.0-or-later
// Every filter in force as a button that takes it away, so that none is forgotten out of sight.

import {html} from './vendor/htm-preact.js';
import {facet_filters, has_filters, with_mark, with_search, without_filters} from './state.js';
import {value_label} from './facets.js';
import {date_text} from './format.js';

export function ActiveFilters({t, state, labels, on_state}) {
  if (!has_filters(state)) return null;
  const chips = facet_filters(state).map(({field, id, mark}) => {
    const label = value_label(t, field, {id, label: labels(field, id)});
    return {
      key: `${field}:${id}`, field: t(field), mark,
      label: mark === 'out' ? t('not', {label}) : label,
      without: with_mark(state, field, id, ''),
    };
  });
  for (const side of ['from', 'to']) {
    if (!state[side]) continue;
    chips.push({
      key: side, field: t('date'), label: `${t(side)} ${date_text(state[side], t.language, 'short')}`,
      without: with_search(state, {[side]: ''}),
    });
  }
  return html`
    <ul class="active-filters" aria-label=${t('active_filters')}>
      ${chips.map(({key, field, label, mark, without}) => html`
        <li key=${key}>
          <button type="button" class=${`chip ${mark ?? ''}`} aria-label=${t('remove', {label: `${field}: ${label}`})}
            onClick=${() => on_state(without)}>
            <span dir="auto">${label}</span><span aria-hidden="true" class="cross">×</span>
          </button>
        </li>`)}
      ${chips.length > 1 && html`
        <li><button type="button" class="link" onClick=${() => on_state(without_filters(state))}>${t('clear_all')}</button></li>`}
    </ul>`;
}
