// SPDX-License-Identifier: GPL-3.0-or-later
// The gazetteer's names by the beginnings of their words, and their words by spelling: what is
// typed → whom it may name. Made once for a gazetteer; knows no index.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"
#include "server/search/spelling_table.h"

namespace dragoman::search {

class NameIndex {
 public:
  struct Name {
    entities::EntityIndex entity = 0;
    bool is_alias = false;
    std::string_view text;      // as people write it; the gazetteer's
    std::string_view language;  // of the name; empty for none in particular
    std::string folded;
  };
  // A place where a word begins; in scripts written without spaces every character of a label.
  struct Start {
    std::uint32_t name = 0;
    std::uint32_t offset = 0;  // bytes into the folded name
  };

  // The gazetteer is borrowed.
  explicit NameIndex(const entities::Gazetteer& gazetteer);

  const Name& name(const Start& start) const { return names_[start.name]; }
  // Returns the folded name from the place on.
  std::string_view rest(const Start& start) const {
    return std::string_view(names_[start.name].folded).substr(start.offset);
  }
  // Returns the starts of what begins so, in byte order of the rests. Requires: folded.
  std::span<const Start> starting(std::string_view prefix) const;
  // Calls on(name) for each name that is exactly this. Requires: folded.
  template <class On>
  void for_each_named(std::string_view folded, On on) const {
    for (const Start& start : starting(folded)) {
      if (rest(start) != folded) return;  // the shortest rest comes first
      if (start.offset == 0) on(names_[start.name]);
    }
  }
  // Words that stand in names, each once; ids for word().
  const SpellingTable& spelling() const { return spelling_; }
  std::string_view word(std::uint32_t id) const;

 private:
  std::vector<Name> names_;
  std::vector<Start> starts_;  // in byte order of their rests
  SpellingTable spelling_;     // ids are indexes of starts_
};

// Returns the first word of a folded text that begins with one.
std::string_view first_word(std::string_view folded);

}  // namespace dragoman::search
