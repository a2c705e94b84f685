// SPDX-License-Identifier: GPL-3.0-or-later
// QueryParser with CJK n-grams and AND, boolean filter terms, a value range for dates,
// ValueCountMatchSpy for facets and histogram: what a reader of Xapian's manual writes.
#include "tests/bench/plain_search.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "tests/bench/plain_build.h"
#include "tests/bench/process_usage.h"

namespace dragoman::bench {
namespace {

constexpr Xapian::doccount kHits = 10;
constexpr std::array kCounted = {kLanguage, kSource, kLeader, kCountry, kTopic, kYear};

Xapian::Query parsed(const Xapian::Database& database, const std::string& text) {
  if (text.empty()) return Xapian::Query::MatchAll;
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_default_op(Xapian::Query::OP_AND);
  return parser.parse_query(text, Xapian::QueryParser::FLAG_PHRASE |
                                      Xapian::QueryParser::FLAG_BOOLEAN |
                                      Xapian::QueryParser::FLAG_CJK_NGRAM);
}

Xapian::Query query_of(const Xapian::Database& database, const Request& request) {
  Xapian::Query query = parsed(database, request.text);
  if (!request.country.empty()) {
    const std::string term = std::string(TermPrefix::kCountry) + ":" + request.country;
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(term));
  }
  if (!request.from.empty()) {
    const Xapian::Query days(Xapian::Query::OP_VALUE_RANGE, kDay, request.from, request.to);
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, days);
  }
  return query;
}

// A result nobody looks at could be optimised away.
std::atomic<std::size_t> seen_bytes{0};

std::string passage(const Xapian::MSet& hits, const nlohmann::json& article, const char* field) {
  constexpr std::size_t kPassageBytes = 300;
  const auto text = article.find(field);
  if (text == article.end() || !text->is_string()) return {};
  return hits.snippet(text->get<std::string>(), kPassageBytes, Xapian::Stem(),
                      Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE |
                          Xapian::MSet::SNIPPET_CJK_NGRAM);
}

void read_hits(const Xapian::MSet& hits, bool with_passages) {
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    const std::string data = hit.get_document().get_data();
    seen_bytes += data.size();
    if (!with_passages) continue;
    const auto article = nlohmann::json::parse(data);
    for (const char* field : {"title", "body", "text"}) {
      seen_bytes += passage(hits, article, field).size();
    }
  }
}

void read_facets(const std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>>& spies) {
  for (const auto& spy : spies) {
    for (auto value = spy->top_values_begin(kHits); value != spy->top_values_end(kHits); ++value) {
      seen_bytes += value.get_termfreq();
    }
  }
}

}  // namespace

std::vector<Request> read_requests(const std::string& path) {
  std::ifstream lines(path);
  if (!lines) throw std::runtime_error("cannot read " + path);
  std::vector<Request> requests;
  for (std::string line; std::getline(lines, line);) {
    const auto form = nlohmann::json::parse(line);
    Request request;
    request.text = form.value("text", "");
    request.country = form.value("country", "");
    request.from = form.value("from", "");
    request.to = form.value("to", "");
    request.facets = form.value("facets", false);
    request.newest = form.value("newest", false);
    request.offset = form.value("offset", 0U);
    requests.push_back(std::move(request));
  }
  if (requests.empty()) throw std::runtime_error("no requests in " + path);
  return requests;
}

std::optional<Answer> answer_named(const std::string& name) {
  if (name == "ten-best") return Answer::kTenBest;
  if (name == "exact") return Answer::kExactTotal;
  if (name == "passages") return Answer::kWithPassages;
  return std::nullopt;
}

std::optional<Xapian::doccount> answer(Xapian::Database& database, const Request& request,
                                       Answer form) {
  try {
    Xapian::Enquire enquire(database);
    enquire.set_query(query_of(database, request));
    if (request.newest) enquire.set_sort_by_value(kDay, true);
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
    for (const Slot slot : kCounted) {
      if (!request.facets) break;
      spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
      enquire.add_matchspy(spies.back().get());
    }
    const bool all = request.facets || form != Answer::kTenBest;
    const Xapian::MSet hits =
        enquire.get_mset(request.offset, kHits, all ? database.get_doccount() : 0);
    read_hits(hits, form == Answer::kWithPassages);
    read_facets(spies);
    return hits.get_matches_estimated();
  } catch (const Xapian::Error&) {  // its parser refuses some mixed CJK text
    return std::nullopt;
  }
}

void print_times(const std::string& database, const std::vector<Request>& requests, Answer form) {
  Xapian::Database opened(database);
  const CpuClock cpu;
  for (const Request& request : requests) {
    const double cpu_before = cpu.milliseconds();
    const Stopwatch watch;
    const auto total = answer(opened, request, form);
    const double spent = watch.milliseconds();
    std::printf("%.4f\t%.4f\t%lld\n", spent, cpu.milliseconds() - cpu_before,
                total ? static_cast<long long>(*total) : -1LL);
  }
  std::printf("# %lld\n", static_cast<long long>(status_kib("RssAnon")));
}

void print_throughput(const std::string& database, const std::vector<Request>& requests,
                      Load load) {
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> threads;
  const Stopwatch watch;
  for (unsigned client = 0; client < load.clients; ++client) {
    threads.emplace_back([&] {
      Xapian::Database opened(database);
      while (watch.seconds() < load.seconds) {
        answer(opened, requests[next++ % requests.size()], load.form);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("{\"requests\": %zu, \"failed\": 0, \"seconds\": %.4f}\n", next.load(),
              watch.seconds());
}

void print_export(const std::string& database) {
  const Stopwatch watch;
  Xapian::Database opened(database);
  std::size_t articles = 0;
  for (auto at = opened.postlist_begin(""); at != opened.postlist_end(""); ++at) {
    seen_bytes += opened.get_document(*at).get_data().size();
    ++articles;
  }
  std::printf("{\"articles\": %zu, \"bytes\": %zu, \"seconds\": %.4f}\n", articles,
              seen_bytes.load(), watch.seconds());
}

}  // namespace dragoman::bench
