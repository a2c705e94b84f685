// SPDX-License-Identifier: GPL-3.0-or-later
// Queries: what is understood, that it parses to the same tree, notes with positions, linear time.
#include "server/search/query_parser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace dragoman::search;

namespace {

// A tree as text: words bare, phrases in [], operators in front.
std::string shape(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kText:
      return node.text;
    case NodeKind::kPhrase:
      return "[" + node.text + "]";
    case NodeKind::kPrefix:
      return node.text + "*";
    case NodeKind::kField:
      return std::string(query_field_name(node.field)) + (node.quoted ? "=[" : "=") + node.text +
             (node.quoted ? "]" : "");
    case NodeKind::kNot:
      return "not{" + shape(node.children[0]) + "}";
    case NodeKind::kNear: {
      std::string near = "near{" + shape(node.children[0]);
      for (std::size_t i = 1; i < node.children.size(); ++i)
        near += "|" + std::to_string(node.distances[i - 1]) + "|" + shape(node.children[i]);
      return near + "}";
    }
    case NodeKind::kAnd:
    case NodeKind::kOr:
      break;
  }
  std::string out = node.kind == NodeKind::kAnd ? "and{" : "or{";
  for (std::size_t i = 0; i < node.children.size(); ++i)
    out += (i > 0 ? "|" : "") + shape(node.children[i]);
  return out + "}";
}

std::string shape(const std::string& query) { return shape(parse_query(query, {}).root); }

std::string understood(const std::string& query) { return to_query_text(parse_query(query, {})); }

// What parsing and writing out give is bounded by what was typed; a step that looked at all of it
// for every piece of it would not end.
void check_parsed(const std::string& query, const QueryLimits& limits) {
  const ParsedQuery parsed = parse_query(query, limits);
  CHECK(parsed.notes.size() <= 12);
  CHECK(to_query_text(parsed).size() <= 8 * query.size() + 64);
}

}  // namespace

TEST_CASE("a query is understood as its operators say") {
  struct Row {
    const char* query;
    const char* shape;
    const char* understood;
  };
  for (const Row& row : {
           Row{"", "and{}", ""},
           Row{"   \t\u3000", "and{}", ""},
           Row{"summit", "and{summit}", "summit"},
           Row{"summit  in\u3000Nara", "and{summit in Nara}", "summit in Nara"},
           Row{"a AND b", "and{a|b}", "a AND b"},
           Row{"a OR b c", "and{or{a|b c}}", "a OR b c"},
           Row{"a (b OR c)", "and{a|or{b|c}}", "a (b OR c)"},
           Row{"(a OR b) -c", "and{or{a|b}|not{c}}", "(a OR b) -c"},
           Row{"NOT a b", "and{not{a}|b}", "-a b"},
           Row{"-(a b)", "and{not{a b}}", "-(a b)"},
           Row{"+a b", "and{a|b}", "a AND b"},
           Row{"NOT (NOT a)", "and{a}", "a"},
           Row{"NOT NOT a", "and{a}", "a"},
           Row{"\"a b\" c", "and{[a b]|c}", "\"a b\" c"},
           Row{"a \"x\" OR b", "and{or{and{a|[x]}|b}}", "a \"x\" OR b"},
           Row{"a (b \"c\")", "and{a|b|[c]}", "a AND b \"c\""},
           Row{"“a b”", "and{[a b]}", "\"a b\""},
           Row{"„a b“", "and{[a b]}", "\"a b\""},
           Row{"«a b»", "and{[a b]}", "\"a b\""},
           Row{"「高市 早苗」", "and{[高市 早苗]}", "\"高市 早苗\""},
           Row{"『a』《b》＂c＂", "and{[a]|[b]|[c]}", "\"a\" \"b\" \"c\""},
           Row{"「a \"b\" c」", "and{[a \"b\" c]}", "「a \"b\" c」"},
           Row{"国际ＯＲ国家", "and{国际ＯＲ国家}", "国际ＯＲ国家"},
           Row{"国际 ＯＲ 国家", "and{or{国际|国家}}", "国际 OR 国家"},
           Row{"a ＡＮＤ ＮＯＴ b", "and{a|not{b}}", "a -b"},
           Row{"a －b ＋c", "and{a|not{b}|c}", "a -b c"},
           Row{"（a OR b）c", "and{or{a|b}|c}", "(a OR b) c"},
           Row{"and or not", "and{and or not}", "and or not"},
           Row{"COVID-19", "and{COVID-19}", "COVID-19"},
           Row{"Sino-Russian U.S. talks", "and{Sino-Russian U.S. talks}",
               "Sino-Russian U.S. talks"},
           Row{"\"Sino\"-Russian", "and{[Sino]|Russian}", "\"Sino\" Russian"},
           Row{"Tokyo - Seoul", "and{Tokyo Seoul}", "Tokyo Seoul"},
           Row{"Tokyo — Seoul", "and{Tokyo — Seoul}", "Tokyo — Seoul"},
           Row{"--a", "and{not{a}}", "-a"},
           Row{"C++ C#", "and{C++ C#}", "C++ C#"},
           Row{"a -", "and{a}", "a"},
           Row{"-", "and{}", ""},
           Row{"צה\"ל ארה\"ב", "and{צה\"ל ארה\"ב}", "צה\"ל ארה\"ב"},
           Row{"\"צה\"ל כאן\"", "and{[צה\"ל כאן]}", "\"צה\"ל כאן\""},
           Row{"OR AND )(", "and{}", ""},
           Row{"()", "and{}", ""},
           Row{"a OR OR b", "and{or{a|b}}", "a OR b"},
           Row{"\"\"", "and{[]}", "\"\""},
           Row{"a NEAR/5 b", "and{near{a|5|b}}", "a NEAR/5 b"},
           Row{"a NEAR b", "and{near{a|10|b}}", "a NEAR/10 b"},
           Row{"a ＮＥＡＲ／７ b", "and{near{a|7|b}}", "a NEAR/7 b"},
           Row{"x a NEAR/5 b y z", "and{x|near{a|5|b}|y z}", "x a NEAR/5 b y z"},
           Row{"a NEAR/5 b NEAR/3 c", "and{near{a|5|b|3|c}}", "a NEAR/5 b NEAR/3 c"},
           Row{"\"a b\" NEAR/0 高市早苗", "and{near{[a b]|0|高市早苗}}", "\"a b\" NEAR/0 高市早苗"},
           Row{"(a OR \"b c\") NEAR/2 d*", "and{near{or{a|[b c]}|2|d*}}",
               "(a OR \"b c\") NEAR/2 d*"},
           Row{"-a NEAR/5 b c", "and{not{near{a|5|b}}|c}", "-a NEAR/5 b c"},
           Row{"a NEAR/5 b OR c", "and{or{near{a|5|b}|c}}", "a NEAR/5 b OR c"},
           Row{"(a b) NEAR/5 c", "and{a b|c}", "a b AND c"},
           Row{"NEAR/5 b", "and{b}", "b"},
           Row{"a NEAR/5", "and{a}", "a"},
           Row{"a NEAR/5 NEAR/6 b", "and{near{a|6|b}}", "a NEAR/6 b"},
           Row{"a NEAR/5 -b", "and{a|not{b}}", "a -b"},
           Row{"a near/5 b NEAR/x c", "and{a near/5 b NEAR/x c}", "a near/5 b NEAR/x c"},
           Row{"nuc* 高*", "and{nuc*|高*}", "nuc* 高*"},
           Row{"a** b＊ *c * ***", "and{a*|b*|*c * ***}", "a* b* *c * ***"},
           Row{"title:a b", "and{title=a|b}", "title:a b"},
           Row{"Title：\"a b\" c", "and{title=[a b]|c}", "title:\"a b\" c"},
           Row{"title:「a b」", "and{title=[a b]}", "title:\"a b\""},
           Row{"leader:高市早苗 -country:jp", "and{leader=高市早苗|not{country=jp}}",
               "leader:高市早苗 -country:jp"},
           Row{"country:(jp OR \"South Korea\") a", "and{or{country=jp|country=[South Korea]}|a}",
               "(country:jp OR country:\"South Korea\") a"},
           Row{"title:(a b* leader:x)", "and{title=a|title=b*|leader=x}",
               "title:a title:b* leader:x"},
           Row{"date:2026-01..2026-02", "and{date=2026-01..2026-02}", "date:2026-01..2026-02"},
           Row{"published:>=2026-01-13", "and{date=>=2026-01-13}", "date:>=2026-01-13"},
           Row{"date:(2026 OR 2026*)", "and{or{date=2026|2026*}}", "date:2026 OR 2026*"},
           Row{"mentioned:2026", "and{mentioned=2026}", "mentioned:2026"},
           Row{"title: a", "and{title: a}", "title: a"},
           Row{"a:b 10:30 https://x.y/z 新华社：中", "and{a:b 10:30 https://x.y/z 新华社：中}",
               "a:b 10:30 https://x.y/z 新华社：中"},
           Row{"title:צה\"ל", "and{title=צה\"ל}", "title:צה\"ל"},
           Row{"title:\"a", "and{title: a}", "title: a"},
       }) {
    CAPTURE(row.query);
    CHECK(shape(row.query) == row.shape);
    CHECK(understood(row.query) == row.understood);
    CHECK(shape(understood(row.query)) == row.shape);
  }
}

TEST_CASE("a hyphen inside a word never excludes") {
  for (const char* query : {"COVID-19", "Sino-Russian", "U.S.", "F-16", "Taiwan－China", "a−b",
                            "x-", "U.S.-led", "(Sino-Russian)", "Sino-Russian-Mongolian"}) {
    CAPTURE(query);
    CHECK(shape(query).find("not{") == std::string::npos);
  }
}

TEST_CASE("notes name what was ignored and where") {
  struct Row {
    const char* query;
    const char* code;
    std::uint32_t position;
  };
  for (const Row& row :
       {Row{"ab \"cd", "unbalanced_quote", 3}, Row{"国际 「会谈", "unbalanced_quote", 7},
        Row{"a ) b", "unbalanced_parenthesis", 2}, Row{"a (b", "unbalanced_parenthesis", 2},
        Row{"a NOT", "missing_operand", 2}, Row{"a NOT OR b", "missing_operand", 2},
        Row{"(a -) b", "", 0}, Row{"(NOT ) b", "missing_operand", 1},
        Row{"a NEAR/5", "missing_operand", 2}, Row{"NEAR b", "missing_operand", 0},
        Row{"b (a c) NEAR/2 d", "near_operand", 2}, Row{"a NEAR/2 title:b", "near_operand", 0},
        Row{"a NEAR/1001 b", "near_distance", 2}, Row{"a author:b", "unknown_field", 2},
        Row{"a date:yesterday", "bad_date", 2}, Row{"date:\"2026-13\"", "bad_date", 0},
        Row{"date:(2026 OR x)", "bad_date", 14}}) {
    CAPTURE(row.query);
    const ParsedQuery parsed = parse_query(row.query, {});
    if (*row.code == '\0') {
      CHECK(parsed.notes.empty());
      continue;
    }
    REQUIRE(parsed.notes.size() == 1);
    CHECK(parsed.notes[0].code == row.code);
    CHECK(parsed.notes[0].position == row.position);
    CHECK(parsed.notes[0].message.back() == '.');
  }
  CHECK(parse_query("高市 (a OR \"b c\") -d", {}).notes.empty());
}

TEST_CASE("an unclosed quote of one kind leaves the other kinds working") {
  CHECK(shape("「abc \"def ghi\" x") == "and{abc|[def ghi]|x}");
  CHECK(shape("\"abc 「def ghi」 x") == "and{abc|[def ghi]|x}");
}

TEST_CASE("a query over its limits is cut with a note") {
  QueryLimits limits;
  limits.max_clauses = 3;
  limits.max_nesting = 2;
  limits.max_query_bytes = 40;
  const auto cut = [&limits](const std::string& query) { return parse_query(query, limits); };
  CHECK(shape(cut("a b c d e").root) == "and{a b c}");
  CHECK(cut("a b c d e").notes.at(0).code == "clauses_dropped");
  CHECK(cut("a b c d e").notes.at(0).position == 6);
  CHECK(shape(cut("a \"b\" \"c\" \"d\" e").root) == "and{a|[b]|[c]}");
  CHECK(shape(cut("a OR b OR c OR d").root) == "and{or{a|b|c}}");
  CHECK(shape(cut("(a OR (b (c OR d)))x").root).find("or{a|") != std::string::npos);
  CHECK(cut("(((a))) OR b").notes.size() == 1);
  CHECK(shape(cut("(((a))) OR b").root) == "and{or{a|b}}");
  const std::string han = "国国国国国国国国国国国国国国国国国国";
  CHECK(shape(cut(han).root) == "and{" + han.substr(0, 39) + "}");
  CHECK(cut(han).notes.at(0).code == "query_cut");
}

TEST_CASE("what is understood parses to the same tree, whatever was typed") {
  const std::vector<std::string> pieces = {
      "a",   "bc",         "AND",      "OR",        "NOT",  "ＯＲ", "-",       "+",
      "(",   ")",          "（",       "）",        "\"",   "“",    "”",       "„",
      "«",   "»",          "「",       "」",        "『",   "』",   "《",      "》",
      "＂",  " ",          " ",        " ",         "－",   "高市", "U.S",     "צה",
      "\"",  "ל",          "，",       "\u3000",    "–",    "\xFF", "—",       "\n",
      "not", "19",         "COVID-19", "!",         "'",    "NEAR", "NEAR/3",  " NEAR/5 ",
      "*",   "＊",         "title:",   "date:",     "2026", ":",    "leader:", "：",
      "x:y", "NEAR/99999", "country:", "2026-01..", ">="};
  // What was read as words once is read so again, and said again.
  const auto are_known = [](const std::vector<QueryNote>& notes) {
    return std::all_of(notes.begin(), notes.end(), [](const QueryNote& note) {
      return note.code == "unknown_field" || note.code == "bad_date";
    });
  };
  std::mt19937 random(4);
  for (int round = 0; round < 60000; ++round) {
    std::string query;
    for (std::size_t n = random() % 18; n > 0; --n) query += pieces[random() % pieces.size()];
    const ParsedQuery once = parse_query(query, {});
    const std::string text = to_query_text(once);
    const ParsedQuery twice = parse_query(text, {});
    if (shape(once.root) == shape(twice.root) && to_query_text(twice) == text &&
        are_known(twice.notes))
      continue;
    CAPTURE(query);
    CAPTURE(text);
    CHECK(shape(once.root) == shape(twice.root));
    CHECK(to_query_text(twice) == text);
    CHECK(are_known(twice.notes));
    break;
  }
}

TEST_CASE("nothing in a query takes quadratic time") {
  QueryLimits wide;
  wide.max_query_bytes = 1u << 24;
  const auto repeated = [](const std::string& piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
  };
  for (const std::string piece :
       {"(",      ")",        "()",      "\"",          "「",    "「『《«",   "\" 「",
        "-",      "- ",       "+-",      "NOT ",        "OR ",   "a ",        "a OR ",
        "a -b ",  "\"a\" ",   "(a ",     "a) ",         "(-",    "„“",        "a\"",
        "ל\"",    "*",        "a*",      "a* ",         "NEAR ", "a NEAR/5 ", "NEAR/5 NEAR/5 (",
        "title:", "title:\"", "title:(", "date:\"x\" ", "a:",    "date:(x "}) {
    CAPTURE(piece);
    check_parsed(repeated(piece, 100'000), wide);
    check_parsed(repeated(piece, 10'000), {});
  }
  const std::string nested = repeated("(", 10'000) + "a" + repeated(")", 10'000);
  const ParsedQuery parsed = parse_query(nested, {});
  CHECK(shape(parsed.root) == "and{a}");
  REQUIRE(parsed.notes.size() == 1);
  CHECK(parsed.notes[0].code == "nesting_flattened");
}
