// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the parameters of one request into a ParsedSearch, collecting every fault. Private to
// search_params: the table of names is in search_params.cc, the readers of single values in
// search_params_fields.cc.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/api/search_params.h"

namespace dragoman::api {

using search::SearchRequest;

inline constexpr char kFormatHint[] = "must be one of ndjson csv ris bibtex";

constexpr unsigned bit(Resource resource) { return 1u << static_cast<unsigned>(resource); }

// Reads one request; members are what the readers of single parameters share.
class Reader {
 public:
  Reader(const search::QueryLimits& limits, const Call& call, Resource resource)
      : limits_(limits), accept_language_(call.accept_language), resource_(resource) {}

  ParsedSearch read(Params params);
  std::vector<FieldError>& errors() { return errors_; }

 private:
  using Read = void (Reader::*)(const Param&);
  struct Rule {
    Read read;
    bool repeats = false;
    unsigned resources = kFiltered;
  };
  // Where articles are searched for by a text.
  static constexpr unsigned kSearches =
      bit(Resource::kSearch) | bit(Resource::kFacetValues) | bit(Resource::kExport);
  static constexpr unsigned kPages = bit(Resource::kSearch);
  static constexpr unsigned kFacets = kSearches | bit(Resource::kProfile);
  // Where filters and dates narrow what is counted.
  static constexpr unsigned kFiltered = kFacets | bit(Resource::kTopics);
  static constexpr unsigned kEverywhere =
      kFiltered | bit(Resource::kSuggest) | bit(Resource::kArticle);
  // Where it is told how a text is understood.
  static constexpr unsigned kTexts = kSearches | bit(Resource::kArticle);
  static const std::map<std::string, Rule, std::less<>>& rules();

  void error(const Param& param, std::string hint, std::size_t position = 0) {
    errors_.push_back({param.name, position, std::move(hint)});
  }
  template <class T>
  void choose(const Param& param, T& target,
              std::initializer_list<std::pair<const char*, T>> words);
  bool count(const Param& param, std::uint32_t max, std::uint32_t& target);
  void check_together();

  void q(const Param& param);
  void query(const Param& param);
  void format(const Param& param);
  void match(const Param& param);
  void filter(const Param& param);
  void date_end(const Param& param);
  void date_field(const Param& param);
  void sort(const Param& param);
  void collapse(const Param& param);
  void limit(const Param& param) {
    const std::uint32_t most = resource_ == Resource::kFacetValues ? limits_.max_facet_size
                               : resource_ == Resource::kSuggest   ? limits_.max_suggestions
                                                                   : limits_.max_limit;
    count(param, most, out_.request.limit);
  }
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
  Resource resource_;
  ParsedSearch out_;
  std::vector<FieldError> errors_;
  std::optional<Day> from_;
  std::optional<Day> to_;
  std::string labels_;
  bool has_page_ = false;
  bool facets_named_ = false;
  std::uint32_t filter_values_ = 0;
};

}  // namespace dragoman::api
