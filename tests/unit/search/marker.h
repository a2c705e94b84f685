// SPDX-License-Identifier: GPL-3.0-or-later
// One query's marks on any text, without an index; of its words' other forms it knows those that
// the test names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/search/highlight.h"
#include "server/search/query_parser.h"
#include "server/search/query_plan.h"
#include "tests/unit/search/index_bench.h"

namespace dragoman::search {

class Marker {
 public:
  using Forms = std::map<std::string, std::vector<std::string>>;

  explicit Marker(const std::string& query, const Forms& other_forms = {})
      : plan_(plan(query, other_forms)),
        highlighter_(plan_.highlights, *TestNames::get().recognizer, analyser_) {}

  std::vector<TextSegment> segments(const std::string& text) { return highlighter_.mark(text); }
  std::string title(const std::string& text, std::size_t max_bytes) {
    return joined(highlighter_.beginning_of(text, max_bytes), "<", ">");
  }
  std::string mark(const std::string& text) { return joined(segments(text), "<", ">"); }
  std::vector<TextSegment> snippet(const std::string& summary, const std::string& body) {
    return highlighter_.snippet(summary, body);
  }
  std::string passage(const std::string& body) { return joined(snippet("", body), "<", ">"); }

 private:
  QueryPlan plan(const std::string& query, const Forms& other_forms) {
    PlanOptions options;
    options.other_forms = [&other_forms](std::string_view form, text::Script) {
      const auto known = other_forms.find(std::string(form));
      return known == other_forms.end() ? std::vector<std::string>() : known->second;
    };
    return plan_query(parse_query(query, {}), options, *TestNames::get().recognizer, analyser_);
  }

  text::Analyser analyser_;
  QueryPlan plan_;
  Highlighter highlighter_;
};

}  // namespace dragoman::search
