// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the trie and walks it. A unit costs one hash lookup of its form and one per possible inflection; most
// units begin no form and are left at once.
#include "core/entities/form_trie.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/entities/name_variants.h"
#include "core/text/utf8.h"

namespace dragoman::entities {
namespace {

using text::Analysis;
using text::Gap;
using text::Script;
using text::Unit;

constexpr std::size_t kMaxFormUnits = 24;

std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 29;
  return value;
}

std::uint64_t hash_word(std::string_view word) {
  std::uint64_t hash = word.size() * 0x9e3779b97f4a7c15ULL;
  while (word.size() >= 8) {
    std::uint64_t part;
    std::memcpy(&part, word.data(), 8);
    hash = mix(hash ^ part) * 0x9e3779b97f4a7c15ULL;
    word.remove_prefix(8);
  }
  std::uint64_t part = 0;
  std::memcpy(&part, word.data(), word.size());
  return mix(hash ^ part) | 1;  // never 0, which marks an empty slot
}

std::uint64_t edge_key(std::uint32_t node, std::uint32_t word) {
  return (static_cast<std::uint64_t>(node) << 32) | word;
}

bool is_katakana(char32_t c) { return c >= 0x30A1 && c <= 0x30FE && c != 0x30FB; }

char32_t first_code_point(std::string_view form) {
  std::size_t position = 0;
  return form.empty() ? 0 : text::next_code_point(form, position);
}

char32_t last_code_point(std::string_view form) {
  std::size_t begin = form.size();
  while (begin > 0 && (static_cast<unsigned char>(form[--begin]) & 0xC0) == 0x80) {
  }
  return first_code_point(form.substr(begin));
}

bool begins_with_capital(std::string_view original) {
  for (std::size_t position = 0; position < original.size();) {
    const auto c = static_cast<UChar32>(text::next_code_point(original, position));
    if (u_isalpha(c)) return u_isupper(c) || u_istitle(c);
  }
  return false;
}

// True when the text has ASCII letters, at most `limit` of them, and all are capitals.
bool is_all_capitals(std::string_view original, std::size_t limit) {
  std::size_t capitals = 0;
  for (const char c : original) {
    if (c >= 'a' && c <= 'z') return false;
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return capitals > 0 && capitals <= limit;
}

constexpr std::size_t kPrefixBytes = 6;       // Cyrillic: three letters, Hangul: two syllables
constexpr std::size_t kLatinPrefixBytes = 4;
constexpr std::size_t kPrefixTable = std::size_t{1} << 16;

std::size_t prefix_hash(std::string_view word, std::size_t bytes) {
  return hash_word(word.substr(0, bytes)) & (kPrefixTable - 1);
}

// Requires: three bytes of valid UTF-8 that are one code point.
std::size_t three_byte_code_point(std::string_view form) {
  std::size_t position = 0;
  return static_cast<std::size_t>(text::next_code_point(form, position)) & 0xFFFF;
}

constexpr std::size_t kAbbreviation = 5;     // letters: US … ASEAN

// Written in small ASCII letters throughout, a word has lost no accent: it never had one.
bool has_accent(std::string_view original) {
  return std::any_of(original.begin(), original.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  }) || is_all_capitals(original, original.size());
}

// A single Latin word whose accents folding drops, so that it may look like a word of another language.
bool is_accented_word(const Analysis& analysis, std::string_view original) {
  const auto& units = analysis.units;
  return units.size() == 1 && units[0].script == Script::kLatin &&
         std::any_of(original.begin(), original.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string_view slice(std::string_view original, const Unit& first, const Unit& last) {
  if (last.end > original.size() || first.begin > last.end) return {};
  return original.substr(first.begin, last.end - first.begin);
}

}  // namespace

FormTrie::Entry& FormTrie::WordTable::intern(std::string_view word, std::uint32_t& next_id) {
  if (slots_.size() < 2 * (used_ + 1)) grow();
  const std::uint64_t hash = hash_word(word);
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(pool_).substr(slot.begin, slot.length) == word) {
      return slot.entry;
    }
    if (slot.hash != 0) continue;
    const std::size_t bit = (hash >> 32) % kFilterBits;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    slot.hash = hash;
    slot.begin = static_cast<std::uint32_t>(pool_.size());
    slot.length = static_cast<std::uint32_t>(word.size());
    slot.entry.id = next_id++;
    pool_.append(word);
    ++used_;
    return slot.entry;
  }
}

const FormTrie::Entry* FormTrie::WordTable::find(std::string_view word) const {
  if (slots_.empty()) return nullptr;
  const std::uint64_t hash = hash_word(word);
  const std::size_t bit = (hash >> 32) % kFilterBits;
  if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == 0) return nullptr;
    if (slot.hash == hash && slot.length == word.size() &&
        std::memcmp(pool_.data() + slot.begin, word.data(), word.size()) == 0) {
      return &slot.entry;
    }
  }
}

void FormTrie::WordTable::grow() {
  std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() * 2));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.hash == 0) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].hash != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

FormTrie::FormTrie(const Gazetteer& gazetteer) : gazetteer_(gazetteer), outputs_(1) {
  text::Analyser analyser;
  Analysis analysis;
  const auto& forms = gazetteer.forms();
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    analyser.analyse(forms[i].text, analysis);
    insert(analysis, forms[i].text, i);
    for (const auto& variant : variants_of(forms[i])) {
      analyser.analyse(variant, analysis);
      insert(analysis, variant, i);
    }
  }
  for (const auto& mask : gazetteer.masks()) {
    analyser.analyse(mask, analysis);
    insert_mask(analysis);
  }
  freeze_edges();
  note_beginnings();
}

void FormTrie::insert_mask(const Analysis& analysis) {
  if (analysis.units.empty() || analysis.units.size() > kMaxFormUnits) return;
  std::vector<std::uint32_t> path;
  for (const Unit& unit : analysis.units) {
    path.push_back(words_.intern(analysis.form(unit), next_word_).id);
  }
  Output output;
  output.form = kMask;
  output.katakana_begin = is_katakana(first_code_point(analysis.form(analysis.units.front())));
  output.katakana_end = is_katakana(last_code_point(analysis.form(analysis.units.back())));
  auto& outputs = outputs_[node_of(path)];
  if (outputs.empty()) outputs.push_back(output);
}

std::vector<std::string> FormTrie::variants_of(const Form& form) const {
  if (form.role == Role::kDemonym) return demonym_variants(form.language, form.text);
  const Entity& entity = gazetteer_.entities()[form.entity];
  if (entity.kind != Kind::kLeader || form.ambiguous) return {};
  return name_order_variants(entity.country, form.text);
}

void FormTrie::insert(const Analysis& analysis, std::string_view original, std::uint32_t form) {
  const auto& units = analysis.units;
  if (units.empty() || units.size() > kMaxFormUnits) return;
  std::vector<std::uint32_t> exact;
  std::vector<std::uint32_t> stemmed;
  bool declines = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const FormWord word = {analysis.form(i), slice(original, units[i], units[i]), units[i].script,
                           i == 0};
    Entry& entry = words_.intern(word.folded, next_word_);
    entry.traits = static_cast<Traits>(entry.traits | word_traits(word, gazetteer_.forms()[form]));
    exact.push_back(entry.id);
    stemmed.push_back(entry.id);
    if (word.script != Script::kCyrillic) continue;
    const CyrillicStem stem = cyrillic_stem(word.folded, word.original);
    if (stem.stem.empty()) continue;
    Entry& stem_entry = stems_.intern(stem.stem, next_word_);
    stem_entry.traits = static_cast<Traits>(stem_entry.traits | stem.declension);
    stemmed.back() = stem_entry.id;
    declines = true;
  }
  const Output output = output_of(analysis, original, form);
  insert_path(exact, output);
  if (declines) insert_path(stemmed, output);
}

Output FormTrie::output_of(const Analysis& analysis, std::string_view original,
                           std::uint32_t form) const {
  const Form& from = gazetteer_.forms()[form];
  const auto& units = analysis.units;
  Output output;
  output.form = form;
  output.capitals_only = is_all_capitals(original, kAbbreviation);
  output.accented = is_accented_word(analysis, original) &&
                    gazetteer_.entities()[from.entity].kind != Kind::kLeader;
  if (from.role == Role::kTrigger) return output;
  const bool proper = from.role != Role::kDemonym || from.language == "en";
  output.capital_first = proper && begins_with_capital(original);
  const auto first = first_code_point(analysis.form(std::size_t{0}));
  const auto last = last_code_point(analysis.form(units.size() - 1));
  output.katakana_begin = is_katakana(first);
  output.katakana_end = is_katakana(last);
  const std::string_view only = units.size() == 1 ? analysis.form(std::size_t{0}) : std::string_view();
  std::size_t position = 0;
  if (!only.empty()) text::next_code_point(only, position);
  output.single_character = !only.empty() && position == only.size();
  return output;
}

std::uint32_t FormTrie::node_of(const std::vector<std::uint32_t>& path) {
  std::uint32_t node = 0;
  for (const std::uint32_t word : path) {
    const auto next = static_cast<std::uint32_t>(outputs_.size());
    const auto [edge, is_new] = building_.try_emplace(edge_key(node, word), next);
    if (is_new) outputs_.emplace_back();
    node = edge->second;
  }
  return node;
}

void FormTrie::insert_path(const std::vector<std::uint32_t>& path, const Output& output) {
  const std::uint32_t node = node_of(path);
  const auto& forms = gazetteer_.forms();
  const Form& form = forms[output.form];
  std::erase_if(outputs_[node], [](const Output& known) { return known.form == kMask; });
  for (Output& known : outputs_[node]) {
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
  outputs_[node].push_back(output);
}

void FormTrie::freeze_edges() {
  edges_.assign(std::bit_ceil(2 * building_.size() + 2), {});
  starts_.assign(next_word_, false);
  extends_.assign(outputs_.size(), false);
  for (const auto& [key, node] : building_) {
    std::size_t at = mix(key) & (edges_.size() - 1);
    while (edges_[at].node != 0) at = (at + 1) & (edges_.size() - 1);
    edges_[at] = {key, node};
    if (key >> 32 == 0) starts_[static_cast<std::uint32_t>(key)] = true;
    extends_[key >> 32] = true;
  }
  building_.clear();
}

void FormTrie::note_beginnings() {
  prefixes_.assign(kPrefixTable, false);
  characters_.assign(std::size_t{1} << 16, 0);
  auto note = [&](std::string_view word, std::uint32_t id) {
    if (word.size() == 3 && static_cast<unsigned char>(word[0]) >= 0xE0) {
      characters_[three_byte_code_point(word)] = id;
    }
    if (!starts_[id]) return;
    prefixes_[prefix_hash(word, kLatinPrefixBytes)] = true;
    prefixes_[prefix_hash(word, kPrefixBytes)] = true;
  };
  words_.each(note);
  stems_.each(note);
}

std::uint32_t FormTrie::child(std::uint32_t node, std::uint32_t word) const {
  const std::uint64_t key = edge_key(node, word);
  for (std::size_t at = mix(key) & (edges_.size() - 1);; at = (at + 1) & (edges_.size() - 1)) {
    if (edges_[at].node == 0) return 0;
    if (edges_[at].key == key) return edges_[at].node;
  }
}

void FormTrie::begin(const Analysis& analysis, std::string_view original, Walk& walk) const {
  walk.analysis = &analysis;
  walk.original = original;
  walk.words.resize(analysis.units.size());
  for (std::size_t i = 0; i < walk.words.size(); ++i) {
    const std::string_view form = analysis.form(i);
    if (form.size() == 3 && analysis.units[i].script == Script::kCjk) {
      walk.words[i] = characters_[three_byte_code_point(form)];
      continue;
    }
    const Entry* entry = words_.find(form);
    walk.words[i] = entry ? entry->id : 0;
  }
}

// Endings never touch a word's beginning, so that most words need no reading at all; prefixes do.
bool FormTrie::may_inflect(const Analysis& analysis, std::uint32_t unit) const {
  const Script script = analysis.units[unit].script;
  const std::string_view word = analysis.form(std::size_t{unit});
  switch (script) {
    case Script::kCyrillic:
    case Script::kHangul:
      return word.size() >= kPrefixBytes && prefixes_[prefix_hash(word, kPrefixBytes)];
    case Script::kLatin:
      return prefixes_[prefix_hash(word, kLatinPrefixBytes)] ||
             word.find_first_of("'\xE2") != std::string_view::npos;
    case Script::kArabic:
    case Script::kHebrew: return true;
    default: return false;
  }
}

void FormTrie::siblings(Walk& walk, std::uint32_t position, Siblings& out) const {
  out.count = 0;
  if (walk.words[position] != 0) out.words[out.count++] = walk.words[position];
  const Unit& unit = walk.analysis->units[position];
  if (unit.script == Script::kCjk) return;
  walk.readings.read(walk.analysis->form(unit), unit.script);
  for (const Reading& reading : walk.readings) {
    const Entry* entry = (reading.is_stem ? stems_ : words_).find(reading.form);
    if (!entry || (entry->traits & reading.needs) == 0 || out.count == out.words.size()) continue;
    out.words[out.count++] = entry->id;
  }
}

bool FormTrie::find(Walk& walk, std::uint32_t first, Found& out) const {
  out.name.count = 0;
  out.trigger.count = 0;
  if (!starts_[walk.words[first]] && !may_inflect(*walk.analysis, first)) return false;
  descend(walk, 0, first, {first, &out.name, &out.trigger});
  return out.name.count > 0 || out.trigger.count > 0;
}

bool FormTrie::find_span(Walk& walk, std::uint32_t first, Match& out) const {
  out.count = 0;
  descend(walk, 0, first, {first, &out, nullptr});
  return out.count > 0;
}

bool FormTrie::fits_borders(const Walk& walk, const Output& output, const Match& place) {
  const auto& units = walk.analysis->units;
  const Unit& first = units[place.first];
  const Unit& last = units[place.first + place.count - 1];
  if (output.katakana_begin && place.first > 0) {
    const Unit& before = units[place.first - 1];
    if (before.end == first.begin && is_katakana(last_code_point(walk.analysis->form(before)))) {
      return false;
    }
  }
  if (output.katakana_end && place.first + place.count < units.size()) {
    const Unit& after = units[place.first + place.count];
    if (after.begin == last.end && is_katakana(first_code_point(walk.analysis->form(after)))) {
      return false;
    }
  }
  return true;
}

bool FormTrie::accepts(const Walk& walk, const Output& output, Track track,
                       const Match& place) const {
  if (!fits_borders(walk, output, place)) return false;
  if (output.form == kMask) return track != Track::kTriggers;
  const Form& form = gazetteer_.forms()[output.form];
  const bool is_topic = gazetteer_.entities()[form.entity].kind == Kind::kTopic;
  if ((track == Track::kTriggers) != (form.role == Role::kTrigger)) return false;
  if (is_topic && track == Track::kNames) return false;
  const auto& units = walk.analysis->units;
  const Unit& first = units[place.first];
  const Unit& last = units[place.first + place.count - 1];
  const std::string_view original = slice(walk.original, first, last);
  if (original.empty() || track == Track::kSpans) return true;
  if (output.accented && !has_accent(original)) return false;
  if (output.capitals_only && !is_all_capitals(original, original.size())) return false;
  return !output.capital_first || begins_with_capital(original);
}

void FormTrie::try_outputs(const Walk& walk, std::uint32_t node, Track track, const Match& place,
                           Match& best) const {
  if (place.count <= best.count) return;
  bool accepted = false;
  for (const Output& output : outputs_[node]) {
    if (!accepts(walk, output, track, place)) continue;
    if (!accepted) best.forms.clear();
    accepted = true;
    if (output.form != kMask) best.forms.push_back(output.form);
    best.single_character = output.single_character;
  }
  if (!accepted) return;
  best.first = place.first;
  best.count = place.count;
}

void FormTrie::descend(Walk& walk, std::uint32_t node, std::uint32_t position,
                       const Search& search) const {
  const auto& units = walk.analysis->units;
  if (position >= units.size()) return;
  if (position > search.first && units[position].gap != Gap::kNone) return;
  Siblings here;
  siblings(walk, position, here);
  for (std::size_t i = 0; i < here.count; ++i) {
    if (node == 0 && !starts_[here.words[i]]) continue;
    const std::uint32_t next = child(node, here.words[i]);
    if (next == 0) continue;
    if (!outputs_[next].empty()) {
      Match place;
      place.first = search.first;
      place.count = position + 1 - search.first;
      const Track names = search.trigger ? Track::kNames : Track::kSpans;
      try_outputs(walk, next, names, place, *search.name);
      if (search.trigger) try_outputs(walk, next, Track::kTriggers, place, *search.trigger);
    }
    if (extends_[next]) descend(walk, next, position + 1, search);
  }
}

}  // namespace dragoman::entities
