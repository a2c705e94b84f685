// SPDX-License-Identifier: GPL-3.0-or-later
// What the set pass asks of a segment's forward file and columns: which words a prefix stands for,
// whether operands stand near each other, which rows have a value or a day. Knows no postings but
// for frequencies.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/schema/forward_match.h"
#include "server/search/set_pass.h"
#include "server/search/set_query.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// The forms that each prefix of a query stands for, the same in all segments.
struct PrefixForms {
  std::map<std::string, std::vector<std::string>, std::less<>> forms;
  std::vector<std::string> cut;  // prefixes that stand for more than kMaxPrefixForms
};

// Throws Xapian::Error, DeadlineExceeded.
PrefixForms expand_prefixes(const SetQuery& query, const Snapshot& snapshot, const Handles& handles,
                            Deadline& deadline);

// The operands of a kNear query in the codes of one segment.
class NearMatcher {
 public:
  // All are borrowed. Requires: the query's prefixes are in `prefixes`. Throws DeadlineExceeded.
  NearMatcher(const SetQuery& query, const schema::Segment& segment, const PrefixForms& prefixes,
              Deadline& deadline);
  // False: some operand stands nowhere in this segment.
  bool can_match() const { return can_match_; }
  // Requires: can_match(). Throws DeadlineExceeded, TooManyCandidates.
  bool matches(std::uint32_t row);

 private:
  void add_way(const UnitRun& run, const PrefixForms& prefixes, schema::CodeRuns& out) const;
  std::vector<std::uint32_t> last_ids(const UnitRun& run, const PrefixForms& prefixes) const;

  const SetQuery& query_;
  const schema::Segment& segment_;
  Deadline& deadline_;
  const schema::OnWork on_work_;
  bool can_match_ = true;
  std::vector<schema::CodeRuns> operands_;
};

// Of `rows`, those that a kValue or kDays query asks for.
RowSet rows_by_columns(const SetQuery& query, const schema::Segment& segment, RowSet rows,
                       Deadline& deadline);

}  // namespace dragoman::search
