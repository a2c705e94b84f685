// SPDX-License-Identifier: GPL-3.0-or-later
// The five facets as lists of values with counts. Ticking a value keeps articles that have it (values
// of one facet widen, facets narrow); "−" excludes it. What is chosen stays in the list, also at 0.

import {html} from './vendor/htm-preact.js';
import {kFacetFields, kFacetSize, mark_of, with_mark} from './state.js';
import {country_name, language_name, number_text} from './format.js';

// labels(field, id): the label last seen for a value. on_state(state): the reader chose something.
export function Facets({t, state, facets, labels, on_state}) {
  return html`
    <div class="facets">
      ${kFacetFields.map((field) => html`
        <${Facet} key=${field} t=${t} field=${field} state=${state} facet=${facets?.[field]}
          labels=${labels} on_state=${on_state} />`)}
    </div>`;
}

function Facet({t, field, state, facet, labels, on_state}) {
  const open = state.more.includes(field);
  const values = shown_values({field, state, facet, labels, open});
  if (!values.length) return null;
  const hidden = (facet?.total ?? facet?.values?.length ?? 0) > values.length;
  const toggle = () => on_state({
    ...state, more: open ? state.more.filter((other) => other !== field) : [...state.more, field],
  });
  return html`
    <fieldset class="facet">
      <legend>${t(field)}</legend>
      <ul>
        ${values.map((value) => html`
          <${FacetValue} key=${value.id} t=${t} field=${field} state=${state} value=${value}
            on_state=${on_state} />`)}
      </ul>
      ${(hidden || open) && html`
        <button type="button" class="link more" aria-expanded=${open} onClick=${toggle}>
          ${open ? t('show_less') : t('show_more')}<span class="visually-hidden"> (${t(field)})</span>
        </button>`}
    </fieldset>`;
}

function FacetValue({t, field, state, value, on_state}) {
  const {id, count} = value;
  const label = value_label(t, field, value);
  const mark = mark_of(state, field, id);
  const set = (wanted) => on_state(with_mark(state, field, id, wanted));
  return html`
    <li class=${`value ${mark} ${id === 'none' ? 'unnamed' : ''}`}>
      <label>
        <input type="checkbox" checked=${mark === 'in'} onChange=${() => set(mark === 'in' ? '' : 'in')} />
        <span class="name"><bdi>${label}</bdi></span>
        <span class="count">${number_text(count, t.language)}</span>
      </label>
      <button type="button" class="exclude" aria-pressed=${mark === 'out'}
        aria-label=${t('exclude', {label})} title=${t(mark === 'out' ? 'stop_excluding' : 'exclude', {label})}
        onClick=${() => set(mark === 'out' ? '' : 'out')}>−</button>
    </li>`;
}

// The answer's values, cut to the short list unless open, then what is chosen but not among them.
// Articles without any value come last: they say nothing about the field.
function shown_values({field, state, facet, labels, open}) {
  const values = (facet?.values ?? []).filter(({id}, index) => (
    open || index < kFacetSize || mark_of(state, field, id)));
  const present = new Set(values.map(({id}) => id));
  const chosen = state[field].map((value) => value.replace(/^-/, '')).filter((id) => !present.has(id));
  const all = [...values, ...chosen.map((id) => ({id, label: labels(field, id), count: 0}))];
  return [...all.filter(({id}) => id !== 'none'), ...all.filter(({id}) => id === 'none')];
}

// "none" is the API's word for articles without any value of the field.
export function value_label(t, field, {id, label}) {
  if (id === 'none') return t('none');
  if (label && label !== id) return label;
  if (field === 'language') return language_name(id, t.language);
  return field === 'country' ? country_name(id, t.language) : id;
}
