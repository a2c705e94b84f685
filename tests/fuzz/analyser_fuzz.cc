// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes through folding, analysis, terms and cutting; traps where a promise of core/text is
// broken.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"
#include "core/text/fold.h"
#include "core/text/terms.h"
#include "core/text/utf8.h"

namespace {

using namespace dragoman::text;

void demand(bool condition) {
  if (!condition) __builtin_trap();
}

// True for every byte position where decoding stops, and for the end.
std::vector<bool> borders_of(std::string_view text) {
  std::vector<bool> borders(text.size() + 1, false);
  for (std::size_t position = 0; position < text.size(); next_code_point(text, position)) {
    borders[position] = true;
  }
  borders[text.size()] = true;
  return borders;
}

void check_fold(std::string_view text) {
  FoldedText once;
  fold(text, once);
  demand(is_valid_utf8(once.text));
  demand(once.begin.size() == once.text.size() && once.end.size() == once.text.size());
  for (std::size_t i = 0; i < once.text.size(); ++i) {
    demand(once.begin[i] < once.end[i] && once.end[i] <= text.size());
    demand(i == 0 || (once.begin[i] >= once.begin[i - 1] && once.end[i] >= once.end[i - 1]));
  }
  demand(folded(once.text) == once.text);
}

void check_units(std::string_view text, const Analysis& analysis) {
  const std::vector<bool> borders = borders_of(text);
  for (std::size_t i = 0; i < analysis.units.size(); ++i) {
    const Unit& unit = analysis.units[i];
    demand(unit.begin < unit.end && unit.end <= text.size());
    demand(borders[unit.begin] && borders[unit.end]);
    const std::string_view form = analysis.form(i);
    demand(!form.empty() && is_valid_utf8(form) && form.find('\0') == std::string_view::npos);
    if (i == 0) continue;
    const Unit& before = analysis.units[i - 1];
    demand(unit.begin >= before.end || (unit.begin == before.begin && unit.end == before.end));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Analyser analyser;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_fold(text);
  const Analysis analysis = analyser.analyse(text);
  check_units(text, analysis);
  std::vector<Term> terms;
  index_terms(analysis, terms);
  for (const Term& term : terms) {
    demand(!term.form.empty() && is_valid_utf8(term.form));
    demand(term.first_unit + term.unit_count <= analysis.units.size());
  }
  const std::string valid = to_valid_utf8(text);
  demand(is_valid_utf8(valid));
  const std::string_view cut = cut_at_grapheme(valid, size / 2);
  demand(cut.size() <= size / 2 && is_valid_utf8(cut));
  return 0;
}
