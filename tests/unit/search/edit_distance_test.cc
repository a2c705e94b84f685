// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of words, distances between them, and the table that finds near words.
#include "server/search/edit_distance.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "server/search/spelling_table.h"

using namespace dragoman::search;

namespace {

unsigned distance(const std::string& a, const std::string& b, unsigned most = 2) {
  const auto left = keys_of(a);
  const auto right = keys_of(b);
  REQUIRE(left);
  REQUIRE(right);
  return edit_distance(*left, *right, most);
}

// The whole table, without a band: what edit_distance must agree with.
unsigned whole_distance(const Keys& a, const Keys& b) {
  std::vector<std::vector<unsigned>> d(a.count + 1u, std::vector<unsigned>(b.count + 1u));
  for (unsigned i = 0; i <= a.count; ++i) {
    for (unsigned j = 0; j <= b.count; ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      const bool same = a.keys[i - 1] == b.keys[j - 1];
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && a.keys[i - 1] == b.keys[j - 2] && a.keys[i - 2] == b.keys[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.count][b.count];
}

std::string random_word(std::mt19937& random) {
  std::string out;
  const std::size_t length = 3 + random() % 8;
  while (out.size() < length) out += static_cast<char>('a' + random() % 4);
  return out;
}

}  // namespace

TEST_CASE("one letter missing, too many, wrong or swapped is one error, the first letter too") {
  CHECK(distance("zelensky", "zelensky") == 0);
  CHECK(distance("zelensk", "zelensky") == 1);
  CHECK(distance("zelennsky", "zelensky") == 1);
  CHECK(distance("zelansky", "zelensky") == 1);
  CHECK(distance("zelenksy", "zelensky") == 1);
  CHECK(distance("selensky", "zelensky") == 1);
  CHECK(distance("elensky", "zelensky") == 1);
  CHECK(distance("zleenksy", "zelensky") == 2);
  CHECK(distance("zleenks", "zelensky") == 3);
  CHECK(distance("zleenks", "zelensky", 1) == 2);
}

TEST_CASE("a Hangul syllable is the keys struck for it") {
  CHECK(keys_of("한")->count == 3);
  CHECK(keys_of("값")->count == 4);
  CHECK(keys_of("과")->count == 3);
  CHECK(keys_of("까")->count == 2);
  CHECK(keys_of("이재명")->characters == 3);
  CHECK(distance("이제명", "이재명") == 1);
  CHECK(distance("대통렁", "대통령") == 1);
  CHECK(distance("나라", "날아") == 1);
}

TEST_CASE("words of no alphabet, of two, or too long have no keys") {
  CHECK_FALSE(keys_of(""));
  CHECK_FALSE(keys_of("高市"));
  CHECK_FALSE(keys_of("カナ"));
  CHECK_FALSE(keys_of("2026"));
  CHECK_FALSE(keys_of("g7"));
  CHECK_FALSE(keys_of("aб"));
  CHECK_FALSE(keys_of(std::string(kMaxKeys + 1, 'a')));
  CHECK_FALSE(keys_of("\xff\xfe"));
  CHECK(keys_of(std::string(kMaxKeys, 'a')));
}

TEST_CASE("short words have no errors to spare, long ones two") {
  const auto most = [](const char* word) { return most_errors(*keys_of(word)); };
  CHECK(most("eng") == 0);
  CHECK(most("sane") == 1);
  CHECK(most("summits") == 1);
  CHECK(most("sanction") == 2);
  CHECK(most("김") == 0);
  CHECK(most("회담") == 1);
  CHECK(most("정상회담은") == 2);
}

TEST_CASE("within a band the distance is that of the whole table") {
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    const auto a = keys_of(random_word(random));
    const auto b = keys_of(random_word(random));
    const unsigned most = 1 + static_cast<unsigned>(i % 2);
    CHECK(edit_distance(*a, *b, most) == std::min(whole_distance(*a, *b), most + 1));
  }
}

TEST_CASE("the table finds every word that is near") {
  std::mt19937 random(12);
  std::vector<std::string> words;
  for (int i = 0; i < 3000; ++i) words.push_back(random_word(random));
  SpellingTable table;
  for (std::uint32_t i = 0; i < words.size(); ++i) table.add(words[i], i);
  table.finish();
  CHECK(table.size() == words.size());
  Deadline deadline{std::chrono::seconds(60)};
  for (int i = 0; i < 100; ++i) {
    const auto keys = keys_of(random_word(random));
    const unsigned errors = 1 + static_cast<unsigned>(i % 2);
    std::set<std::uint32_t> visited;
    table.near(*keys, errors, deadline, [&](std::uint32_t id) { visited.insert(id); });
    for (std::uint32_t id = 0; id < words.size(); ++id) {
      if (whole_distance(*keys, *keys_of(words[id])) <= errors) CHECK(visited.count(id) == 1);
    }
    CHECK(visited.size() < words.size());
  }
}
