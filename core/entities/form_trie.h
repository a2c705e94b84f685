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
#include <unordered_map>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/entities/inflection.h"
#include "core/entities/word_table.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

inline constexpr std::uint32_t kMask = 0xFFFFFFFF;

// One form at the end of a path, with the conditions its written shape sets.
struct Output {
  std::uint32_t form = 0;       // index into Gazetteer::forms(), or kMask
  bool capital_first = false;   // must begin with a capital (Turkey, not turkey)
  bool capitals_only = false;   // must be all capitals (US, not us)
  bool accented = false;        // must keep an accent (procès, not process)
  bool katakana_begin = false;  // must not continue a katakana word
  bool katakana_end = false;
  bool single_character = false;  // 李, 日, 이: never enough by itself
  std::uint8_t tracks = 0;        // bits of Track
};

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

class FormTrie {
 public:
  explicit FormTrie(const Gazetteer& gazetteer);

  // A text under the walk: its analysis, its original bytes (may be empty for kSpans) and each
  // unit's word id.
  struct Walk {
    const text::Analysis* analysis = nullptr;
    std::string_view original;
    std::vector<std::uint32_t> words;  // 0 = in no form
    Readings readings;
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
  using Entry = WordTable::Entry;
  struct Edge {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
  };

  std::vector<std::string> variants_of(const Form& form) const;
  void insert(const text::Analysis& analysis, std::string_view original, std::uint32_t form);
  void insert_mask(const text::Analysis& analysis);
  std::uint32_t node_of(const std::vector<std::uint32_t>& path);  // made when new
  void insert_path(const std::vector<std::uint32_t>& path, const Output& output);
  Output output_of(const text::Analysis& analysis, std::string_view original,
                   std::uint32_t form) const;
  void freeze_edges();
  void note_beginnings();
  std::uint32_t child(std::uint32_t node, std::uint32_t word) const;
  static bool fits_borders(const Walk& walk, const Output& output, const Match& place);
  bool accepts(const Walk& walk, const Output& output, bool as_written, const Match& place) const;
  // The words that the unit may stand for: itself first, then what it may be an inflection of.
  struct Siblings {
    std::array<std::uint32_t, 25> words;
    std::size_t count = 0;
  };
  void siblings(Walk& walk, std::uint32_t position, Siblings& out) const;
  struct Wanted {
    Track track = Track::kNames;
    Match* best = nullptr;
  };
  struct Search {
    std::uint32_t first = 0;
    bool as_written = true;  // capitals and accents as the form has them
    std::span<const Wanted> wanted;
  };
  void descend(Walk& walk, std::uint32_t node, std::uint32_t position, const Search& search) const;
  void try_outputs(const Walk& walk, std::uint32_t node, const Search& search,
                   const Match& place) const;
  std::uint8_t tracks_of(const Form& form) const;
  bool may_inflect(const text::Analysis& analysis, std::uint32_t unit) const;

  bool begins_nothing(Walk& walk, std::uint32_t unit) const;

  const Gazetteer& gazetteer_;
  const std::uint64_t number_;  // of this trie, for the threads' memory of words
  WordTable words_;
  WordTable stems_;
  std::uint32_t next_word_ = 1;
  std::vector<std::vector<Output>> outputs_;  // per node; node 0 is the root
  std::unordered_map<std::uint64_t, std::uint32_t> building_;
  std::vector<Edge> edges_;                // open addressing, power of two, kept at most half full
  std::vector<bool> starts_;               // per word: some form begins with it
  std::vector<bool> extends_;              // per node: a longer form goes on from here
  std::vector<bool> prefixes_;             // hashes of the beginnings of those words
  std::vector<std::uint32_t> characters_;  // word ids of single BMP characters
};

}  // namespace dragoman::entities
