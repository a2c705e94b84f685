// SPDX-License-Identifier: GPL-3.0-or-later
// Prefixes are expanded over all segments at once, so that how articles lie in segments does not
// change what is found; near operands become codes segment by segment.
#include "server/search/set_leaves.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/schema/schema.h"
#include "core/text/fold.h"
#include "core/text/terms.h"
#include "server/search/filters.h"

namespace dragoman::search {
namespace {

using schema::Segment;

// Of a segment's forms with a prefix at most so many, the most frequent, are looked at.
constexpr std::size_t kMaxLookedAt = 2048;

void collect_prefixes(const SetQuery& query, std::set<std::string, std::less<>>& out) {
  if (query.kind == SetKind::kPrefix) out.insert(query.term);
  for (const auto& ways : query.operands) {
    for (const UnitRun& run : ways) {
      if (run.last == LastUnit::kBegin) out.emplace(run.last_form());
    }
  }
  for (const SetQuery& child : query.children) collect_prefixes(child, out);
}

// Returns the forms of one prefix, and whether there are more.
std::pair<std::vector<std::string>, bool> expand(std::string_view prefix, const Snapshot& snapshot,
                                                 const Handles& handles, Deadline& deadline) {
  bool cut = false;
  std::unordered_set<std::string_view> distinct;
  for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
    const schema::ForwardFile& forward = snapshot.segment(s).forward();
    const auto found = forward.ids_with_prefix(prefix);
    std::vector<std::uint32_t> ids(found.begin(), found.end());
    if (ids.size() > kMaxLookedAt) {  // lower ids are more frequent
      cut = true;
      std::nth_element(ids.begin(), ids.begin() + kMaxLookedAt, ids.end());
      ids.resize(kMaxLookedAt);
    }
    deadline.check_now();
    for (const std::uint32_t id : ids) distinct.insert(forward.vocabulary(id));
  }
  std::vector<std::string> forms(distinct.begin(), distinct.end());
  if (forms.size() <= kMaxPrefixForms) return {std::move(forms), cut};
  std::vector<std::pair<Xapian::doccount, std::string>> by_frequency;
  for (std::string& form : forms) {
    deadline.check();
    const Xapian::doccount frequency = handles.all.get_termfreq(schema::surface_term(form));
    by_frequency.emplace_back(frequency, std::move(form));
  }
  const auto more_frequent = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  std::nth_element(by_frequency.begin(), by_frequency.begin() + kMaxPrefixForms, by_frequency.end(),
                   more_frequent);
  forms.clear();
  for (std::size_t i = 0; i < kMaxPrefixForms; ++i)
    forms.push_back(std::move(by_frequency[i].second));
  return {std::move(forms), true};
}

// By local id, whether a value of the segment's is wanted.
std::vector<bool> wanted_values(const SetQuery& query, const Segment& segment) {
  const schema::StringTable& dictionary = segment.columns().dictionary(column_of(query.facet));
  std::vector<bool> out(dictionary.size());
  for (std::size_t id = 0; id < dictionary.size(); ++id) {
    const std::string_view value = dictionary[id];
    for (const std::string& wanted : query.terms) {
      const bool is_variant = query.facet == Facet::kLanguage && value.size() > wanted.size() &&
                              value.starts_with(wanted) && value[wanted.size()] == '-';
      if (value == wanted || is_variant ||
          (query.facet == Facet::kSource && text::folded(value) == wanted))
        out[id] = true;
    }
  }
  return out;
}

RowSet rows_with_value(const SetQuery& query, const Segment& segment, RowSet rows,
                       Deadline& deadline) {
  const std::vector<bool> wanted = wanted_values(query, segment);
  const bool want_none =
      std::find(query.terms.begin(), query.terms.end(), kNoneValue) != query.terms.end();
  std::erase_if(rows, [&](std::uint32_t row) {
    deadline.check();
    const auto values = segment.columns().values(column_of(query.facet), row);
    if (values.empty()) return !want_none;
    return std::none_of(values.begin(), values.end(), [&](std::uint32_t id) { return wanted[id]; });
  });
  return rows;
}

bool is_on_days(const SetQuery& query, const schema::Columns& columns, std::uint32_t row) {
  const DayInterval& days = query.days.days;
  if (query.date_field == DateField::kPublished) {
    const DayInterval& published = columns.published(row);
    const bool dated = published != schema::kUndated;
    return query.days.none ? !dated : dated && overlaps(published, days);
  }
  const auto mentioned = columns.mentioned(row);
  if (query.days.none) return mentioned.empty();
  return std::any_of(mentioned.begin(), mentioned.end(),
                     [&days](const DayInterval& one) { return overlaps(one, days); });
}

}  // namespace

PrefixForms expand_prefixes(const SetQuery& query, const Snapshot& snapshot, const Handles& handles,
                            Deadline& deadline) {
  std::set<std::string, std::less<>> prefixes;
  collect_prefixes(query, prefixes);
  PrefixForms out;
  for (const std::string& prefix : prefixes) {
    auto [forms, cut] = expand(prefix, snapshot, handles, deadline);
    out.forms.emplace(prefix, std::move(forms));
    if (cut) out.cut.push_back(prefix);
  }
  return out;
}

NearMatcher::NearMatcher(const SetQuery& query, const Segment& segment, const PrefixForms& prefixes,
                         Deadline& deadline)
    : query_(query),
      segment_(segment),
      deadline_(deadline),
      on_work_([&deadline](std::size_t steps) { deadline.check(steps); }) {
  for (const auto& ways : query.operands) {
    schema::CodeRuns& runs = operands_.emplace_back();
    for (const UnitRun& way : ways) add_way(way, prefixes, runs);
    can_match_ = can_match_ && !runs.empty();
  }
}

void NearMatcher::add_way(const UnitRun& run, const PrefixForms& prefixes,
                          schema::CodeRuns& out) const {
  const bool is_open = run.last != LastUnit::kItself;
  auto codes = segment_.forward().encode(*run.analysis, run.first, run.count - (is_open ? 1 : 0));
  if (!codes) return;
  if (!is_open) {
    out.push_back({std::move(*codes), {}});
    return;
  }
  if (run.count > 1) schema::append_gap(run.analysis->units[run.first + run.count - 1].gap, *codes);
  std::vector<std::uint32_t> ids = last_ids(run, prefixes);
  if (!ids.empty()) out.push_back({std::move(*codes), std::move(ids)});
}

std::vector<std::uint32_t> NearMatcher::last_ids(const UnitRun& run,
                                                 const PrefixForms& prefixes) const {
  const schema::ForwardFile& forward = segment_.forward();
  std::vector<std::uint32_t> ids;
  if (run.last == LastUnit::kBegin) {
    for (const std::string& form : prefixes.forms.find(run.last_form())->second) {
      if (const auto id = forward.id(form)) ids.push_back(*id);
    }
  } else {
    const std::string_view stem = text::strip_korean_particles(run.last_form());
    for (const std::uint32_t id : forward.ids_with_prefix(stem)) {
      deadline_.check();
      const std::string_view form = forward.vocabulary(id);
      if (form == run.last_form() || text::strip_korean_particles(form) == stem) ids.push_back(id);
    }
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool NearMatcher::matches(std::uint32_t row) {
  const schema::ForwardFile& forward = segment_.forward();
  const auto codes = query_.plane == Plane::kTitle ? forward.title_codes(row) : forward.codes(row);
  deadline_.verify(codes.size());
  return schema::stand_near(codes, operands_, query_.distances, on_work_);
}

RowSet rows_by_columns(const SetQuery& query, const Segment& segment, RowSet rows,
                       Deadline& deadline) {
  if (query.kind == SetKind::kValue)
    return rows_with_value(query, segment, std::move(rows), deadline);
  std::erase_if(rows, [&](std::uint32_t row) {
    deadline.check();
    return !is_on_days(query, segment.columns(), row);
  });
  return rows;
}

}  // namespace dragoman::search
