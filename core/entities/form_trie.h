// SPDX-License-Identifier: GPL-3.0-or-later
// All forms of a gazetteer as one trie over folded units, and the walk that finds the longest of
// them at a place of an analysed text. Knows words, inflection and borders; does not know what
// counts as support.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/form_nodes.h"
#include "core/entities/gazetteer.h"
#include "core/entities/inflection.h"
#include "core/entities/word_memory.h"
#include "core/entities/word_table.h"
#include "core/pool.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

// What a walk looks for; each track finds its own longest forms, so that a term of the vocabulary
// neither hides the country inside it nor brings one in. Names are leaders and countries, triggers
// the topics', things are cities and vocabulary. Spans are what queries name: leaders, countries,
// cities and topics' labels. Masks stand in the way of all but triggers.
enum class Track : std::uint8_t { kNames = 1, kTriggers = 2, kThings = 4, kSpans = 8 };

struct Match {
  std::uint32_t first = 0;
  std::uint32_t count = 0;           // units; 0 = nothing matched
  bool single_character = false;     // 李, 日, 이: never enough by itself
  bool title_inside = false;         // President Lee (told by the recognizer)
  std::vector<std::uint32_t> forms;  // indices into Gazetteer::forms(); none = a mask
};

// The tables of a trie, as they are built (form_trie_build.cc).
struct FormTables {
  WordTable words;
  WordTable stems;  // of Cyrillic words
  FormNodes nodes;
  std::vector<bool> prefixes;             // hashes of the words' beginnings
  std::vector<std::uint32_t> characters;  // word ids of single BMP characters
};
FormTables build_form_tables(const Gazetteer& gazetteer);

class FormTrie {
 public:
  explicit FormTrie(const Gazetteer& gazetteer);

  // A text under the walk: its analysis, its original bytes (may be empty for kSpans) and what is
  // known of each unit. For one text after the other; holds its trie's memory of words.
  struct Walk {
    explicit Walk(const FormTrie& trie) : memory(trie.memories_) {}
    struct Word {
      std::uint64_t key = 0;    // of the memory; Han and kana need none
      std::uint32_t exact = 0;  // id, 0 = in no form
      bool begins = false;      // a form may begin here
    };
    const text::Analysis* analysis = nullptr;
    std::string_view original;
    std::vector<Word> words;
    Readings readings;
    Pool<WordMemory>::Lease memory;
  };
  void begin(const text::Analysis& analysis, std::string_view original, Walk& walk) const;

  // Finds the longest name, trigger and thing that start at unit `first` (each with count 0 when
  // there is none). Returns whether there is any.
  struct Found {
    Match name;
    Match trigger;
    Match thing;
  };
  bool find(Walk& walk, std::uint32_t first, Found& out) const;
  // The same for queries, where small letters will do: the span, and the thing.
  struct FoundSpan {
    Match span;
    Match thing;
  };
  bool find_span(Walk& walk, std::uint32_t first, FoundSpan& out) const;

 private:
  bool begins_any(std::span<const std::uint32_t> words) const;
  static bool fits_borders(const Walk& walk, const Output& output, const Match& place);
  bool accepts(const Walk& walk, const Output& output, bool as_written, const Match& place) const;
  // The words that the unit may stand for: itself first, then what it may be an inflection of.
  struct Siblings {
    std::array<std::uint32_t, 25> words;
    std::size_t count = 0;
    std::span<const std::uint32_t> all() const { return {words.data(), count}; }
  };
  void siblings(Walk& walk, std::uint32_t position, Siblings& out) const;
  void read_siblings(Walk& walk, std::uint32_t position, Siblings& out) const;
  void note_key(const text::Analysis& analysis, std::size_t unit, Walk::Word& word) const;
  void look_up(Walk& walk, std::uint32_t position) const;
  struct Wanted {
    Track track = Track::kNames;
    Match* best = nullptr;
  };
  struct Search {
    std::uint32_t first = 0;
    bool as_written = true;  // capitals and accents as the form has them
    std::span<const Wanted> wanted;
  };
  void descend(Walk& walk, NodeIndex node, std::uint32_t position, const Search& search) const;
  void try_outputs(const Walk& walk, NodeIndex node, const Search& search,
                   const Match& place) const;
  bool may_inflect(const text::Analysis& analysis, std::uint32_t unit) const;

  const Gazetteer& gazetteer_;
  const FormTables tables_;
  mutable Pool<WordMemory> memories_;
};

}  // namespace dragoman::entities
