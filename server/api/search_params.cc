// SPDX-License-Identifier: GPL-3.0-or-later
// One table: parameter name → the function that reads it. All faults of a request are collected
// before answering.
#include "server/api/search_params.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "core/day.h"
#include "server/api/weighted_list.h"

namespace dragoman::api {
namespace {

using search::SearchRequest;

// Reads one request; members are what the readers of single parameters share.
class Reader {
 public:
  Reader(const search::QueryLimits& limits, const Call& call)
      : limits_(limits), accept_language_(call.accept_language) {}

  ParsedSearch read(Params params);
  std::vector<FieldError>& errors() { return errors_; }

 private:
  using Read = void (Reader::*)(const Param&);
  struct Rule {
    Read read;
    bool repeats = false;
  };
  static const std::map<std::string, Rule, std::less<>>& rules();

  void error(const Param& param, std::string hint, std::size_t position = 0) {
    errors_.push_back({param.name, position, std::move(hint)});
  }
  template <class T>
  void choose(const Param& param, T& target,
              std::initializer_list<std::pair<const char*, T>> words);
  bool count(const Param& param, std::uint32_t max, std::uint32_t& target);
  void check_together();

  void query(const Param& param);
  void match(const Param& param);
  void filter(const Param& param);
  void date_end(const Param& param);
  void date_field(const Param& param);
  void sort(const Param& param);
  void collapse(const Param& param);
  void limit(const Param& param) { count(param, limits_.max_limit, out_.request.limit); }
  void page(const Param& param);
  void cursor(const Param& param);
  void facets(const Param& param);
  void facet_size(const Param& param) {
    count(param, limits_.max_facet_size, out_.request.facet_size);
  }
  void histogram(const Param& param);
  void expand(const Param& param);
  void labels(const Param& param);
  void snippet(const Param& param);

  const search::QueryLimits& limits_;
  const std::string& accept_language_;
  ParsedSearch out_;
  std::vector<FieldError> errors_;
  std::optional<Day> from_;
  std::optional<Day> to_;
  std::string labels_;
  bool has_page_ = false;
  bool facets_named_ = false;
  std::uint32_t filter_values_ = 0;
};

const std::map<std::string, Reader::Rule, std::less<>>& Reader::rules() {
  static const std::map<std::string, Rule, std::less<>> table = {
      {"q", {&Reader::query}},
      {"match", {&Reader::match}},
      {"leader", {&Reader::filter, true}},
      {"country", {&Reader::filter, true}},
      {"topic", {&Reader::filter, true}},
      {"language", {&Reader::filter, true}},
      {"source", {&Reader::filter, true}},
      {"from", {&Reader::date_end}},
      {"to", {&Reader::date_end}},
      {"date", {&Reader::date_field}},
      {"sort", {&Reader::sort}},
      {"collapse", {&Reader::collapse}},
      {"limit", {&Reader::limit}},
      {"page", {&Reader::page}},
      {"cursor", {&Reader::cursor}},
      {"facets", {&Reader::facets, true}},
      {"facet_size", {&Reader::facet_size}},
      {"histogram", {&Reader::histogram}},
      {"expand", {&Reader::expand}},
      {"labels", {&Reader::labels}},
      {"snippet", {&Reader::snippet}},
  };
  return table;
}

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
  if (param.value == "story")
    return error(param, "grouping by story is not offered by this version; leave it out");
  if (param.value != "none") error(param, "must be none");
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

// What no single parameter shows.
void Reader::check_together() {
  SearchRequest& request = out_.request;
  if (from_ || to_) {
    request.dates = DayInterval{from_.value_or(day_from_civil(1, 1, 1)),
                                to_.value_or(day_from_civil(9999, 12, 31))};
    if (request.dates->first > request.dates->last)
      errors_.push_back({"from", 0, "must not be after to"});
  }
  if (has_page_ && !request.cursor.empty())
    errors_.push_back({"page", 0, "cannot be used with cursor"});
  const std::uint64_t window = std::uint64_t{request.page} * request.limit;
  if (window > limits_.max_window) {
    errors_.push_back({"page", 0,
                       "page times limit must be at most " + std::to_string(limits_.max_window) +
                           "; follow next (cursor) to go deeper"});
  }
  request.label_language = label_language(labels_, accept_language_);
  out_.vary_language = labels_.empty();
}

ParsedSearch Reader::read(Params params) {
  std::set<std::string> seen;
  for (Param& param : params) {
    const auto rule = rules().find(param.name);
    if (rule == rules().end()) {
      error(param, "is not a parameter of this resource");
      continue;
    }
    if (param.value.empty()) continue;  // forms send their empty fields
    if (!rule->second.repeats && !seen.insert(param.name).second) {
      error(param, "is given more than once");
      continue;
    }
    (this->*rule->second.read)(param);
    out_.params.push_back(std::move(param));
  }
  check_together();
  return std::move(out_);
}

}  // namespace

std::string label_language(const std::string& labels, const std::string& accept_language) {
  if (is_language_tag(labels)) return labels;
  const std::string preferred = preferred_language(accept_language);
  return preferred.empty() ? "en" : preferred;
}

ParsedSearch parse_search_params(const Call& call, const search::QueryLimits& limits,
                                 std::optional<Fault>& fault) {
  Params params = call.params;
  if (call.body) {
    for (Param& param : params_from_json(*call.body, fault)) params.push_back(std::move(param));
    if (fault) return {};
  }
  Reader reader(limits, call);
  ParsedSearch parsed = reader.read(std::move(params));
  if (!reader.errors().empty()) {
    fault = Fault{400,
                  "bad_parameter",
                  "One or more parameters cannot be used; see errors.",
                  std::move(reader.errors()),
                  0,
                  ""};
  }
  return parsed;
}

}  // namespace dragoman::api
