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
  std::vector<EntityIndex> entities;  // all entities the form may stand for
  bool ambiguous = false;
};

class Recognizer {
 public:
  // The gazetteer is borrowed and must outlive the recognizer.
  explicit Recognizer(const Gazetteer& gazetteer);
  ~Recognizer();
  Recognizer(Recognizer&&) noexcept;

  const Gazetteer& gazetteer() const { return gazetteer_; }

  // Returns what the article is about, leaders and countries first by score; at most five topics.
  // `published` is an ISO date or empty. Thread safety: const, callable from many threads.
  std::vector<Finding> recognise(const ArticleText& article, std::string_view published) const;

  // Returns the longest non-overlapping spans of a query (or of any text) that are exactly a known
  // name or alias of a leader, country, city or vocabulary entry, in reading order; topics'
  // triggers are not names but their labels are.
  std::vector<Span> spans(const text::Analysis& analysis) const;

 private:
  struct Automaton;
  const Gazetteer& gazetteer_;
  std::unique_ptr<const Automaton> automaton_;
};

}  // namespace dragoman::entities
