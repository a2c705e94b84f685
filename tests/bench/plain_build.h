// SPDX-License-Identifier: GPL-3.0-or-later
// Articles as NDJSON → a Xapian database as its manual says to build one, for script/bench to
// measure against. Knows nothing of Dragoman but the article's field names.
#ifndef DRAGOMAN_TESTS_BENCH_PLAIN_BUILD_H
#define DRAGOMAN_TESTS_BENCH_PLAIN_BUILD_H

#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman::bench {

/// Value slots. A spy counts whole values, so that a field with several has only its first one
/// counted here; as boolean terms all are there.
enum Slot : unsigned { kDay, kYear, kLanguage, kSource, kLeader, kCountry, kTopic };

struct TermPrefix {
  static constexpr std::string_view kTitle = "S", kLanguage = "L", kSource = "XS", kLeader = "XL",
                                    kCountry = "XC", kTopic = "XT";
};

struct BuildOptions {
  std::string database;
  std::string articles;              // path of the NDJSON
  std::size_t most = 0;              // articles to index; 0 = all
  std::size_t commit_every = 10000;  // articles: Xapian's own default
};

/// Indexes, prints the figures as one line of JSON. Throws Xapian::Error, std::runtime_error,
/// nlohmann::json::exception.
void build_plain(const BuildOptions& options);

/// Compacts `copies` copies of a database, documents numbered anew, into `destination`; prints the
/// figures as JSON. Throws Xapian::Error.
void compact_plain(const std::string& source, std::size_t copies, const std::string& destination);

}  // namespace dragoman::bench

#endif  // DRAGOMAN_TESTS_BENCH_PLAIN_BUILD_H
