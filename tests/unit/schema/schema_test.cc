// SPDX-License-Identifier: GPL-3.0-or-later
// Terms: prefixes that never meet, and long forms cut to what Xapian takes.
#include "core/schema/schema.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/text/utf8.h"

using namespace dragoman;
using namespace dragoman::schema;

TEST_CASE("the terms of different kinds never meet") {
  std::set<std::string> terms = {surface_term("cn"), title_term("cn"), id_term("cn")};
  for (std::size_t kind = 0; kind < entities::kKindCount; ++kind) {
    terms.insert(entity_term(static_cast<entities::Kind>(kind), "cn"));
  }
  CHECK(terms.size() == 3 + entities::kKindCount);
}

TEST_CASE("a term of any length becomes a distinct one that Xapian takes") {
  for (const std::string piece : {"a", "会", "é", "😀"}) {
    std::set<std::string> seen;
    for (std::size_t count : {1, 60, 79, 80, 81, 119, 120, 121, 239, 240, 241, 1000, 100000}) {
      std::string form;
      for (std::size_t i = 0; i < count; ++i) form += piece;
      for (const std::string& term : {surface_term(form), title_term(form), id_term(form)}) {
        CHECK(term.size() <= kMaxTermBytes);
        CHECK(text::is_valid_utf8(term));
        CHECK(seen.insert(term).second);
      }
    }
  }
}

TEST_CASE("long terms that differ only at their end stay apart") {
  const std::string start(300, 'x');
  CHECK(surface_term(start + "a") != surface_term(start + "b"));
  CHECK(surface_term(start) == surface_term(start));
}

TEST_CASE("a NUL counts twice") {
  CHECK(bounded_term(std::string(120, '\0')).size() == 120);
  CHECK(bounded_term(std::string(121, '\0')).size() <= kMaxTermBytes / 2);
}

TEST_CASE("a concept's weight grows with its mentions up to four") {
  CHECK(concept_wdf(0) == 1);
  CHECK(concept_wdf(1) == 2);
  CHECK(concept_wdf(3) == 4);
  CHECK(concept_wdf(4'000'000'000u) == 4);
}
