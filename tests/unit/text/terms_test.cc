// SPDX-License-Identifier: GPL-3.0-or-later
// Units into index terms, and what a query finds through them.
#include "core/text/terms.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using namespace dragoman::text;

namespace {

struct OwnTerm {
  std::string form;
  std::uint32_t first_unit;
  std::uint32_t unit_count;
  TermKind kind;
};

std::vector<OwnTerm> terms_of(std::string_view text) {
  Analyser analyser;
  const Analysis analysis = analyser.analyse(text);
  std::vector<Term> terms;
  index_terms(analysis, terms);
  std::vector<OwnTerm> own;
  for (const Term& term : terms)
    own.push_back({std::string(term.form), term.first_unit, term.unit_count, term.kind});
  return own;
}

std::string forms_of_kind(std::string_view text, TermKind kind) {
  std::string out;
  for (const OwnTerm& term : terms_of(text)) {
    if (term.kind != kind) continue;
    if (!out.empty()) out += ' ';
    out += term.form;
  }
  return out;
}

// True if every term of the query is a term of the article.
bool finds(std::string_view query, std::string_view article) {
  std::set<std::string> present;
  for (const OwnTerm& term : terms_of(article)) present.insert(term.form);
  const std::vector<OwnTerm> wanted = terms_of(query);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const OwnTerm& term) {
    return present.count(term.form) == 1;
  });
}

}  // namespace

TEST_CASE("Han gives characters and bigrams of what is adjacent") {
  CHECK(forms_of_kind("EMNLP2022的举办地", TermKind::kWord) == "emnlp 2022");
  CHECK(forms_of_kind("EMNLP2022的举办地", TermKind::kCharacter) == "的 举 办 地");
  CHECK(forms_of_kind("EMNLP2022的举办地", TermKind::kBigram) == "的举 举办 办地");
  CHECK(forms_of_kind("高市　早苗", TermKind::kBigram) == "高市 市早 早苗");
  CHECK(forms_of_kind("高市「早苗」", TermKind::kBigram) == "高市 市早 早苗");
  CHECK(forms_of_kind("高市。早苗、首相", TermKind::kBigram) == "高市 早苗 首相");
  CHECK(forms_of_kind("国2际", TermKind::kBigram).empty());
}

TEST_CASE("letters and digits are also found joined") {
  CHECK(forms_of_kind("G7", TermKind::kJoined) == "g7");
  CHECK(forms_of_kind("G-7", TermKind::kJoined) == "g7");
  CHECK(forms_of_kind("COVID-19", TermKind::kJoined) == "covid19");
  CHECK(forms_of_kind("COVID-19-related", TermKind::kJoined) == "covid19 covid19related");
  CHECK(forms_of_kind("5km", TermKind::kJoined) == "5km");
  CHECK(forms_of_kind("G7은", TermKind::kJoined) == "g7");
  CHECK(forms_of_kind("Sino-Russian", TermKind::kJoined).empty());
  CHECK(forms_of_kind("2025-2026", TermKind::kJoined).empty());
  CHECK(forms_of_kind("G 7", TermKind::kJoined).empty());
  CHECK(forms_of_kind("a-1-b-2-c-3", TermKind::kJoined) == "a1 b2 c3");
  CHECK(forms_of_kind("5G-Netz", TermKind::kJoined) == "5g 5gnetz");
  CHECK(forms_of_kind("F-16s", TermKind::kJoined) == "f16 f16s 16s");
  CHECK(forms_of_kind("G7首脑", TermKind::kJoined) == "g7");
}

TEST_CASE("an eojeol gives itself, its stem and its syllable pairs") {
  CHECK(forms_of_kind("이재명은", TermKind::kWord) == "이재명은");
  CHECK(forms_of_kind("이재명은", TermKind::kStem) == "이재명");
  CHECK(forms_of_kind("이재명은", TermKind::kSyllables) == "이재 재명 명은");
  CHECK(forms_of_kind("총리", TermKind::kSyllables).empty());
}

TEST_CASE("terms are ordered by their first unit and say which units they cover") {
  std::size_t last = 0;
  for (const OwnTerm& term : terms_of("G7首脳会談は이재명은 COVID-19-related 1月")) {
    CHECK(term.first_unit >= last);
    CHECK(term.unit_count >= 1);
    CHECK_FALSE(term.form.empty());
    last = term.first_unit;
  }
}

TEST_CASE("a range of units gives no term that reaches out of it") {
  Analyser analyser;
  const Analysis analysis = analyser.analyse("高市早苗 COVID-19");
  std::vector<Term> terms;
  index_terms(analysis, 1, 2, terms);
  REQUIRE(terms.size() == 3);
  CHECK(terms[0].form == "市");
  CHECK(terms[1].form == "市早");
  CHECK(terms[2].form == "早");
  index_terms(analysis, 4, 1, terms);
  REQUIRE(terms.size() == 1);
  CHECK(terms[0].form == "covid");
  index_terms(analysis, 5, 100, terms);
  REQUIRE(terms.size() == 1);
  CHECK(terms[0].form == "19");
  index_terms(analysis, 100, 1, terms);
  CHECK(terms.empty());
}

TEST_CASE("what other engines fail to find is found") {
  const struct {
    const char* query;
    const char* article;
  } cases[] = {{"国際", "國際會議"},
               {"國際", "国际会议"},
               {"国际", "国際会議"},
               {"蝶", "蝴蝶飞"},
               {"简单", "很简单的"},
               {"小化妆", "小化妆包"},
               {"ヴィーガン", "ヴィーガン料理"},
               {"張三", "张三说"},
               {"احمد", "قال أحمد"},
               {"الحلة", "في الحلّة"},
               {"محمد", "مُحَمَّد"},
               {"APEC", "ＡＰＥＣ会议"},
               {"株式会社", "㍿日立"},
               {"COVID-19", "the COVID-19 pandemic"},
               {"covid19", "COVID-19"},
               {"Russian", "Sino-Russian"},
               {"U.S.", "the U.S. said"},
               {"Iran", "de l'Iran"},
               {"이재명", "이재명은"},
               {"日", "今日"},
               {"ไทย", "ภาษาไทย"},
               {"高市早苗", "高市　早苗首相"},
               {"G7", "G-7"}};
  for (const auto& c : cases) {
    CAPTURE(c.query);
    CAPTURE(c.article);
    if (std::string(c.query) == "covid19" || std::string(c.article) == "G-7") {
      CHECK(forms_of_kind(c.query, TermKind::kJoined) ==
            forms_of_kind(c.article, TermKind::kJoined));
    } else {
      CHECK(finds(c.query, c.article));
    }
  }
}

TEST_CASE("different words do not find each other") {
  const struct {
    const char* query;
    const char* article;
  } cases[] = {{"健", "見不部"},
               {"不", "部"},
               {"us", "the U.S. said"},
               {"U.S.", "tell us"},
               {"カキ", "かき"}};
  for (const auto& c : cases) {
    CAPTURE(c.query);
    CHECK_FALSE(finds(c.query, c.article));
  }
}
