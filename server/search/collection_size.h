// SPDX-License-Identifier: GPL-3.0-or-later
// How many articles a word's rarity is measured against. In an archive of many languages that is
// not all of them: among Chinese articles every English word is rare, and "the" would tell as much
// as a name. It is the articles of the language the query seems to be in, else those of the word's
// script.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/query_plan.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

class CollectionSizes {
 public:
  // The query's language is that in which most of its words are known. Borrows all but the groups.
  // Throws DeadlineExceeded.
  CollectionSizes(const std::vector<ScoreGroup>& groups, const Snapshot& snapshot, Handles& handles,
                  Deadline& deadline);

  // Returns the query's language when its words leave no doubt: three or more that it knows, and no
  // other language knows as many.
  std::optional<text::StemLanguage> certain_language() const { return certain_; }
  struct Collection {
    double articles = 1;     // at least 1
    bool is_shared = false;  // a language's, and other languages have the word too
  };
  Collection of(std::string_view form, text::Script script) const;
  // Returns how many articles of a word's collection hold the term, which is the word, the word in
  // the title or a form of it. Throws Xapian::Error, DeadlineExceeded.
  double articles_with(const std::string& term, const Collection& collection) const;

 private:
  const Snapshot& snapshot_;
  Handles& handles_;
  Deadline& deadline_;
  double all_;
  std::array<double, text::kStemLanguages> by_language_{};
  std::map<text::Script, double> by_script_;
  std::optional<text::StemLanguage> query_language_;  // nothing when no word tells
  double in_query_language_ = 0;
  std::optional<text::StemLanguage> certain_;
};

// Returns the script that a language's press is written in.
text::Script script_of_language(std::string_view tag);

}  // namespace dragoman::search
