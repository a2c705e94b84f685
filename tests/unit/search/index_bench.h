// SPDX-License-Identifier: GPL-3.0-or-later
// A small index in a temporary folder with a small gazetteer, made by the indexer's own parts, and
// a service on it.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/entities/recognizer.h"
#include "indexer/analysed_article.h"
#include "indexer/index_directory.h"
#include "indexer/segment_part.h"
#include "indexer/segment_writer.h"
#include "server/search/search_service.h"
#include "tests/unit/entities/small_gazetteer.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

namespace dragoman::search {

// The gazetteer all benches share: making one is slow.
struct TestNames {
  TestNames() {
    files.write("leaders", kLeaders).write("topics", kTopics).write("cities", kCities);
    files.write(
        "countries",
        "{\"id\":\"JP\"}\n{\"id\":\"KR\"}\n{\"id\":\"US\",\"names\":{\"en\":[\"U.S.\"]}}\n");
    auto loaded = entities::Gazetteer::load(files.path());
    REQUIRE(loaded);
    gazetteer.emplace(std::move(*loaded));
    recognizer.emplace(*gazetteer);
  }
  static const TestNames& get() {
    static const TestNames names;
    return names;
  }

  static constexpr const char* kLeaders =
      R"({"id":"takaichi-sanae","names":{"en":"Sanae Takaichi","ja":"高市早苗","zh":"高市早苗","ko":"다카이치 사나에","ar":"ساناي تاكايتشي"},"distinct":{"en":["Takaichi"]},"country":"JP"}
{"id":"lee-jae-myung","names":{"en":"Lee Jae-myung","ko":"이재명","zh":"李在明","ja":"李在明"},"country":"KR"}
)";
  static constexpr const char* kTopics =
      R"({"id":"event","root":true,"names":{"en":"Event"}}
{"id":"domain","root":true,"names":{"en":"Field"}}
{"id":"summit","parent":"event","names":{"en":"Summit","zh":"峰会"},"triggers":{"en":{"summit":3}}}
{"id":"visit","parent":"event","names":{"en":"Visit"},"triggers":{"en":{"state visit":3}}}
{"id":"trade","parent":"domain","names":{"en":"Trade"},"triggers":{"en":{"trade deal":3}}}
)";
  static constexpr const char* kCities =
      "{\"id\":\"nara-jp\",\"names\":{\"en\":\"Nara\",\"zh\":\"奈良\",\"ja\":\"奈良\"},\"country\":"
      "\"JP\"}\n";

  entities::SmallGazetteer files;
  std::optional<entities::Gazetteer> gazetteer;
  std::optional<entities::Recognizer> recognizer;
};

inline Article article(std::string id, std::string title, std::string body = "") {
  Article out;
  out.id = std::move(id);
  out.title = std::move(title);
  out.body = std::move(body);
  return out;
}

class IndexBench {
 public:
  explicit IndexBench(QueryLimits limits = {})
      : service_(folder_.path("index"), *TestNames::get().recognizer, limits),
        analyser_(*TestNames::get().recognizer) {}

  // One new segment of these articles; ids replace.
  void add(const std::vector<Article>& articles) {
    auto directory = indexer::IndexDirectory::lock(path(), 0, true);
    REQUIRE(directory);
    indexer::SegmentWriter writer((*directory)->make_work_folder(),
                                  TestNames::get().gazetteer->hash());
    // Two parts, so that every segment here is a merged one.
    const std::size_t half = articles.size() / 2;
    for (const auto& [first, last] :
         {std::pair{std::size_t{0}, half}, std::pair{half, articles.size()}}) {
      indexer::SegmentPartBuilder part(writer.new_part_path());
      for (std::size_t i = first; i < last; ++i) part.add(analyser_.analyse(articles[i]));
      writer.add(part.finish());
    }
    (*directory)->append(writer.finish());
    directory->reset();
    service_.refresh();
    REQUIRE(service_.ready());
  }
  void remove(const std::vector<std::string>& ids) {
    auto directory = indexer::IndexDirectory::lock(path(), 0, true);
    REQUIRE(directory);
    REQUIRE((*directory)->remove(ids).empty());
    directory->reset();
    service_.refresh();
  }

  SearchResult search(const SearchRequest& request) const {
    auto result = service_.search(request);
    if (!result) MESSAGE(result.problem().code << " " << result.problem().message);
    REQUIRE(result);
    return std::move(*result);
  }
  // Ids found with all defaults, in rank order.
  std::vector<std::string> find(const std::string& query,
                                MatchMode match = MatchMode::kAuto) const {
    SearchRequest request;
    request.query = query;
    request.match = match;
    request.limit = 100;
    return ids(search(request));
  }
  static std::vector<std::string> ids(const SearchResult& result) {
    std::vector<std::string> out;
    for (const Hit& hit : result.hits) out.push_back(hit.id);
    return out;
  }

  std::filesystem::path path() const { return folder_.path("index"); }
  SearchService& service() { return service_; }
  const SearchService& service() const { return service_; }

 private:
  TemporaryFolder folder_;
  SearchService service_;
  indexer::ArticleAnalyser analyser_;
};

inline std::string joined(const std::vector<TextSegment>& segments, const char* left = "",
                          const char* right = "") {
  std::string out;
  for (const TextSegment& segment : segments)
    out += segment.match ? left + segment.text + right : segment.text;
  return out;
}

}  // namespace dragoman::search
