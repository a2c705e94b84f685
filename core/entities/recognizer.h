// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed text in, recognised leaders, countries, topics out, each with its evidence; and for
// queries, the spans that are exactly a known name. Precision before recall. Knows no database and
// no HTTP.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

// An article's fields (indexed by Field), each original text with its analysis. Borrowed.
struct FieldText {
  std::string_view text;
  const text::Analysis* analysis = nullptr;
};
using ArticleText = std::array<FieldText, 3>;

// A place where a form stands, whether or not it will count in the end.
struct Span {
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
  std::vector<EntityIndex> entities;  // all entities the form may stand for, the sure ones first
  std::vector<Role> roles;            // of the form, by entity
  bool ambiguous = false;             // all forms are
};

class Recognizer {
 public:
  // The gazetteer is borrowed and must outlive the recognizer.
  explicit Recognizer(const Gazetteer& gazetteer);
  ~Recognizer();
  Recognizer(Recognizer&&) noexcept;

  const Gazetteer& gazetteer() const { return gazetteer_; }

  // Returns what the article is about: leaders, countries and at most five topics, then all cities
  // and terms of the vocabulary that it mentions, each by score.
  // `published` is an ISO date or empty; evidence is kept on demand. Thread safety: const, callable
  // from many threads.
  enum class Keep { kEvidence, kCounts };
  std::vector<Finding> recognise(const ArticleText& article, std::string_view published,
                                 Keep keep = Keep::kEvidence) const;

  // What a query (or any text) names, whatever its small and capital letters; in reading order.
  struct Spans {
    // The longest non-overlapping spans that are exactly a name or alias of a leader, country or
    // city, or a topic's label; topics' triggers are not names.
    std::vector<Span> names;
    std::vector<Span> terms;  // the same of the vocabulary; they may overlap names
  };
  Spans spans(const text::Analysis& analysis) const;

 private:
  struct Automaton;
  const Gazetteer& gazetteer_;
  std::unique_ptr<const Automaton> automaton_;
};

}  // namespace dragoman::entities
