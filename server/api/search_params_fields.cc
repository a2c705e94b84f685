// SPDX-License-Identifier: GPL-3.0-or-later
// One reader for each parameter: text → its place in the request, or a fault with a hint.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/day.h"
#include "server/api/search_params_reader.h"
#include "server/api/weighted_list.h"

namespace dragoman::api {

template <class T>
void Reader::choose(const Param& param, T& target,
                    std::initializer_list<std::pair<const char*, T>> words) {
  std::string hint = "must be one of";
  for (const auto& [word, value] : words) {
    if (param.value == word) {
      target = value;
      return;
    }
    hint += std::string(" ") + word;
  }
  error(param, hint);
}

bool Reader::count(const Param& param, std::uint32_t max, std::uint32_t& target) {
  std::uint32_t value = 0;
  const char* end = param.value.data() + param.value.size();
  const auto [stop, failed] = std::from_chars(param.value.data(), end, value);
  if (failed == std::errc() && stop == end && value <= max) {
    target = value;
    return true;
  }
  const bool digits = failed != std::errc::invalid_argument && stop == end;
  error(param, "must be a whole number from 0 to " + std::to_string(max),
        digits ? 0 : static_cast<std::size_t>(stop - param.value.data()));
  return false;
}

void Reader::q(const Param& param) {
  if (resource_ != Resource::kFacetValues && resource_ != Resource::kSuggest) return query(param);
  if (param.value.size() > limits_.max_prefix_bytes) {
    return error(param, "must be at most " + std::to_string(limits_.max_prefix_bytes) + " bytes",
                 limits_.max_prefix_bytes);
  }
  out_.prefix = param.value;
}

void Reader::format(const Param& param) {
  static constexpr std::array<const char*, 4> kFormats = {"ndjson", "csv", "ris", "bibtex"};
  if (std::find(kFormats.begin(), kFormats.end(), param.value) == kFormats.end())
    error(param, kFormatHint);
  out_.format = param.value;
}

void Reader::query(const Param& param) {
  if (param.value.size() > limits_.max_query_bytes) {
    return error(param, "must be at most " + std::to_string(limits_.max_query_bytes) + " bytes",
                 limits_.max_query_bytes);
  }
  out_.request.query = param.value;
}

void Reader::match(const Param& param) {
  using search::MatchMode;
  choose<MatchMode>(
      param, out_.request.match,
      {{"auto", MatchMode::kAuto}, {"all", MatchMode::kAll}, {"any", MatchMode::kAny}});
}

void Reader::filter(const Param& param) {
  const auto name = std::find(search::kFacetNames.begin(), search::kFacetNames.end(), param.name);
  search::FacetFilter& filter =
      out_.request.filters[static_cast<std::size_t>(name - search::kFacetNames.begin())];
  if (++filter_values_ == limits_.max_filter_values + 1) {
    return error(param, "at most " + std::to_string(limits_.max_filter_values) +
                            " filter values in one request");
  }
  const bool excludes = param.value[0] == '-';
  const std::string value = param.value.substr(excludes ? 1 : 0);
  if (value.empty()) return error(param, "a value must follow the minus sign", 1);
  if (value.size() > limits_.max_filter_bytes) {
    return error(param, "must be at most " + std::to_string(limits_.max_filter_bytes) + " bytes",
                 limits_.max_filter_bytes);
  }
  std::vector<std::string>& list = excludes ? filter.none_of : filter.any_of;
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

void Reader::date_end(const Param& param) {
  const std::optional<DayInterval> days = parse_iso_interval(param.value);
  if (!days) return error(param, "must be YYYY, YYYY-MM, YYYY-MM-DD or a date with a time");
  if (param.name == "from") from_ = days->first;
  if (param.name == "to") to_ = days->last;
}

void Reader::date_field(const Param& param) {
  using search::DateField;
  choose<DateField>(param, out_.request.date_field,
                    {{"published", DateField::kPublished}, {"mentioned", DateField::kMentioned}});
}

void Reader::sort(const Param& param) {
  using search::Sort;
  Sort value = Sort::kRelevance;
  const std::size_t before = errors_.size();
  choose<Sort>(
      param, value,
      {{"relevance", Sort::kRelevance}, {"newest", Sort::kNewest}, {"oldest", Sort::kOldest}});
  if (errors_.size() == before) out_.request.sort = value;
}

void Reader::collapse(const Param& param) {
  choose(param, out_.request.collapse, {{"none", false}, {"story", true}});
}

void Reader::page(const Param& param) {
  if (!count(param, limits_.max_window, out_.request.page)) return;
  has_page_ = true;
  if (out_.request.page == 0) error(param, "pages count from 1");
}

void Reader::cursor(const Param& param) {
  if (param.value.size() > 4096) return error(param, "is not a cursor that this server gave out");
  out_.request.cursor = param.value;
}

void Reader::facets(const Param& param) {
  if (!facets_named_) out_.request.facets.fill(false);
  facets_named_ = true;
  std::size_t begin = 0;
  while (begin <= param.value.size()) {
    const std::size_t end = std::min(param.value.find(',', begin), param.value.size());
    const std::string name = param.value.substr(begin, end - begin);
    const auto found = std::find(search::kFacetNames.begin(), search::kFacetNames.end(), name);
    if (found != search::kFacetNames.end()) {
      out_.request.facets[static_cast<std::size_t>(found - search::kFacetNames.begin())] = true;
    } else if (name != "none") {
      error(param, "must be a comma list of leader country topic language source, or none", begin);
    }
    begin = end + 1;
  }
}

void Reader::histogram(const Param& param) {
  using search::HistogramInterval;
  choose<HistogramInterval>(param, out_.request.histogram,
                            {{"none", HistogramInterval::kNone},
                             {"auto", HistogramInterval::kAuto},
                             {"year", HistogramInterval::kYear},
                             {"month", HistogramInterval::kMonth},
                             {"week", HistogramInterval::kWeek},
                             {"day", HistogramInterval::kDay}});
}

void Reader::expand(const Param& param) {
  choose<bool>(param, out_.request.expand, {{"on", true}, {"off", false}});
}

void Reader::labels(const Param& param) {
  if (!is_language_tag(param.value))
    return error(param, "must be a language tag such as en or zh-Hant");
  labels_ = param.value;
}

void Reader::snippet(const Param& param) {
  choose<bool>(param, out_.request.snippets, {{"passage", true}, {"none", false}});
}

}  // namespace dragoman::api
