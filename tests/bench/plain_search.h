// SPDX-License-Identifier: GPL-3.0-or-later
// Query descriptions as NDJSON, a plain Xapian database → times. Requests are those that Dragoman
// is asked over HTTP; here they are function calls.
#ifndef DRAGOMAN_TESTS_BENCH_PLAIN_SEARCH_H
#define DRAGOMAN_TESTS_BENCH_PLAIN_SEARCH_H

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

namespace dragoman::bench {

struct Request {
  std::string text;  // empty: all articles
  std::string country;
  std::string from, to;  // YYYYMMDD, both or none
  bool facets = false;   // five facets and a histogram by year
  bool newest = false;
  Xapian::doccount offset = 0;
};

/// Reads one request a line. Throws std::runtime_error, nlohmann::json::exception.
std::vector<Request> read_requests(const std::string& path);

/// What an answer holds besides the stored text of ten articles.
enum class Answer {
  kTenBest,  // an estimated total
  kExactTotal,
  kWithPassages,  // exact total; Xapian's snippets, marked, of title and body
};

/// Returns the form named "ten-best", "exact" or "passages"; nothing for another name.
std::optional<Answer> answer_named(const std::string& name);

/// Returns the number of matches; nothing when Xapian could not run the request.
/// Thread safety: one database per thread.
std::optional<Xapian::doccount> answer(Xapian::Database& database, const Request& request,
                                       Answer form);

/// Answers in the given order and prints "milliseconds TAB milliseconds of CPU TAB total" for each,
/// total -1 for a failed one; at the end a line
/// "# anonymous KiB".
void print_times(const std::string& database, const std::vector<Request>& requests, Answer form);

struct Load {
  unsigned clients = 1;
  double seconds = 5;
  Answer form = Answer::kTenBest;
};

/// Asks from several threads, each with its own database handle; prints requests and seconds as
/// JSON.
void print_throughput(const std::string& database, const std::vector<Request>& requests, Load load);

/// Reads every document's data; prints articles, bytes and seconds as JSON.
void print_export(const std::string& database);

}  // namespace dragoman::bench

#endif  // DRAGOMAN_TESTS_BENCH_PLAIN_SEARCH_H
