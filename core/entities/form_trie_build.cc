// SPDX-License-Identifier: GPL-3.0-or-later
// A gazetteer → the tables of the trie: every form as it stands, its regular variants, Cyrillic
// words also by their stems, and the masks.
#include <algorithm>
#include <future>

#include "core/entities/form_trie.h"
#include "core/entities/name_variants.h"
#include "core/entities/trie_keys.h"
#include "core/entities/written_shape.h"

namespace dragoman::entities {
namespace {

using text::Analysis;
using text::Script;
using text::Unit;

constexpr std::size_t kMaxFormUnits = 24;
constexpr std::uint32_t kAtOnce = 2048;   // forms
constexpr std::size_t kAbbreviation = 5;  // letters: US … ASEAN
constexpr auto kMaskTracks =
    static_cast<std::uint8_t>(~static_cast<unsigned>(Track::kTriggers) & 0xFFu);

class TablesBuilder {
 public:
  explicit TablesBuilder(const Gazetteer& gazetteer)
      : gazetteer_(gazetteer), nodes_(gazetteer.forms().size()) {}

  // Another thread analyses the next forms while this one puts the last into the trie.
  FormTables build() {
    const auto count = static_cast<std::uint32_t>(gazetteer_.forms().size());
    const auto analysed = [&](std::uint32_t first) {
      return std::async(std::launch::async, [this, first, last = std::min(count, first + kAtOnce)] {
        return analyse(first, last);
      });
    };
    auto next = analysed(0);
    for (std::uint32_t first = 0; first < count; first += kAtOnce) {
      const std::vector<Written> some = next.get();
      if (first + kAtOnce < count) next = analysed(first + kAtOnce);
      for (const Written& written : some) insert(written.analysis, written.text, written.form);
    }
    text::Analyser analyser;
    Analysis analysis;
    for (const auto& mask : gazetteer_.masks()) {
      analyser.analyse(mask, analysis);
      insert_mask(analysis);
    }
    tables_.nodes = nodes_.build(next_word_);
    note_beginnings();
    return std::move(tables_);
  }

 private:
  struct Written {  // a form or a variant of it
    std::uint32_t form = 0;
    std::string text;
    Analysis analysis;
  };
  std::vector<Written> analyse(std::uint32_t first, std::uint32_t last) const {
    text::Analyser analyser;
    std::vector<Written> out;
    const auto add = [&](std::uint32_t form, std::string text) {
      Written& written = out.emplace_back(Written{form, std::move(text), {}});
      analyser.analyse(written.text, written.analysis);
    };
    for (std::uint32_t i = first; i < last; ++i) {
      const Form& form = gazetteer_.forms()[i];
      add(i, form.text);
      for (auto& variant : variants_of(form)) add(i, std::move(variant));
    }
    return out;
  }

  void insert_mask(const Analysis& analysis) {
    if (analysis.units.empty() || analysis.units.size() > kMaxFormUnits) return;
    std::vector<std::uint32_t> path;
    for (const Unit& unit : analysis.units) {
      path.push_back(tables_.words.intern(analysis.form(unit), next_word_).id);
    }
    Output output;
    output.form = kMask;
    output.katakana_begin = is_katakana(first_code_point(analysis.form(analysis.units.front())));
    output.katakana_end = is_katakana(last_code_point(analysis.form(analysis.units.back())));
    output.tracks = kMaskTracks;
    std::vector<Output>& outputs = nodes_.outputs(path);
    // A mask that is also a name gives way to it.
    for (const Output& known : outputs)
      output.tracks = static_cast<std::uint8_t>(output.tracks & ~known.tracks);
    if (output.tracks != 0) outputs.push_back(output);
  }

  std::uint8_t tracks_of(const Form& form) const {
    constexpr auto kSpans = static_cast<std::uint8_t>(Track::kSpans);
    constexpr auto kNames = static_cast<std::uint8_t>(Track::kNames);
    constexpr auto kThings = static_cast<std::uint8_t>(Track::kThings);
    if (form.role == Role::kTrigger) return static_cast<std::uint8_t>(Track::kTriggers);
    switch (form.kind) {
      case Kind::kTopic:
        return kSpans;
      case Kind::kCity:
        return kThings | kSpans;
      case Kind::kVocabulary:
        return kThings;
      case Kind::kLeader:
      case Kind::kCountry:
        break;
    }
    return kNames | kSpans;
  }

  std::vector<std::string> variants_of(const Form& form) const {
    if (form.role == Role::kDemonym) return demonym_variants(form.language, form.text);
    const Entity& entity = gazetteer_.entities()[form.entity];
    if (entity.kind != Kind::kLeader || form.ambiguous) return {};
    return name_order_variants(entity.country, form.text);
  }

  void insert(const Analysis& analysis, std::string_view original, std::uint32_t form) {
    const auto& units = analysis.units;
    if (units.empty() || units.size() > kMaxFormUnits) return;
    std::vector<std::uint32_t> exact;
    std::vector<std::uint32_t> stemmed;
    bool declines = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const FormWord word = {analysis.form(i), slice(original, units[i], units[i]), units[i].script,
                             i == 0};
      WordTable::Entry& entry = tables_.words.intern(word.folded, next_word_);
      entry.traits =
          static_cast<Traits>(entry.traits | word_traits(word, gazetteer_.forms()[form]));
      exact.push_back(entry.id);
      stemmed.push_back(entry.id);
      if (word.script != Script::kCyrillic) continue;
      const CyrillicStem stem = cyrillic_stem(word.folded, word.original);
      if (stem.stem.empty()) continue;
      WordTable::Entry& stem_entry = tables_.stems.intern(stem.stem, next_word_);
      stem_entry.traits = static_cast<Traits>(stem_entry.traits | stem.declension);
      stemmed.back() = stem_entry.id;
      declines = true;
    }
    const Output output = output_of(analysis, original, form);
    insert_path(exact, output);
    if (declines) insert_path(stemmed, output);
  }

  Output output_of(const Analysis& analysis, std::string_view original, std::uint32_t form) const {
    const Form& from = gazetteer_.forms()[form];
    const auto& units = analysis.units;
    Output output;
    output.form = form;
    output.tracks = tracks_of(from);
    output.capitals_only = is_all_capitals(original, kAbbreviation);
    output.accented = is_accented_word(analysis, original) && from.kind != Kind::kLeader;
    if (from.role == Role::kTrigger) {
      // German nouns: Wahlen, but not wählen.
      output.capital_first = from.language == "de" && begins_with_capital(original);
      return output;
    }
    const bool proper = from.role != Role::kDemonym || from.language == "en";
    output.capital_first = proper && begins_with_capital(original);
    const auto first = first_code_point(analysis.form(std::size_t{0}));
    const auto last = last_code_point(analysis.form(units.size() - 1));
    output.katakana_begin = is_katakana(first);
    output.katakana_end = is_katakana(last);
    const std::string_view only =
        units.size() == 1 ? analysis.form(std::size_t{0}) : std::string_view();
    std::size_t position = 0;
    if (!only.empty()) text::next_code_point(only, position);
    output.single_character = !only.empty() && position == only.size();
    return output;
  }

  void insert_path(const std::vector<std::uint32_t>& path, const Output& output) {
    std::vector<Output>& outputs = nodes_.outputs(path);
    const auto& forms = gazetteer_.forms();
    const Form& form = forms[output.form];
    for (Output& known : outputs) {
      const Form& other = forms[known.form];
      const bool same_shape = known.capital_first == output.capital_first &&
                              known.capitals_only == output.capitals_only &&
                              known.accented == output.accented;
      if (other.entity != form.entity || other.ambiguous != form.ambiguous || !same_shape) continue;
      if ((other.role == Role::kTrigger) != (form.role == Role::kTrigger)) continue;
      if ((other.role == Role::kCompound) != (form.role == Role::kCompound)) continue;
      if (form.weight > other.weight) known.form = output.form;
      return;
    }
    outputs.push_back(output);
  }

  void note_beginnings() {
    tables_.prefixes.assign(kPrefixTable, false);
    tables_.characters.assign(std::size_t{1} << 16, 0);
    auto note = [&](std::string_view word, std::uint32_t id) {
      if (word.size() == 3 && static_cast<unsigned char>(word[0]) >= 0xE0) {
        tables_.characters[three_byte_code_point(word)] = id;
      }
      tables_.prefixes[prefix_hash(word, kLatinPrefixBytes)] = true;
      static_assert(kLongLatinPrefixBytes == kPrefixBytes);
      tables_.prefixes[prefix_hash(word, kPrefixBytes)] = true;
    };
    tables_.words.each(note);
    tables_.stems.each(note);
  }

  const Gazetteer& gazetteer_;
  FormTables tables_;
  FormNodesBuilder nodes_;
  std::uint32_t next_word_ = 1;
};

}  // namespace

FormTables build_form_tables(const Gazetteer& gazetteer) {
  return TablesBuilder(gazetteer).build();
}

}  // namespace dragoman::entities
