// SPDX-License-Identifier: GPL-3.0-or-later
// Queries: what is understood, that it parses to the same tree, notes with positions, linear time.
#include "server/search/query_parser.h"

#include <doctest/doctest.h>

#include <chrono>
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
    case NodeKind::kNot:
      return "not{" + shape(node.children[0]) + "}";
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

double seconds_to_parse(const std::string& query, const QueryLimits& limits) {
  const auto start = std::chrono::steady_clock::now();
  (void)to_query_text(parse_query(query, limits));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
        Row{"(a -) b", "", 0}, Row{"(NOT ) b", "missing_operand", 1}}) {
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
      "a",  "bc",   "AND", "OR", "NOT", "ＯＲ", "-",        "+",  "(",  ")",  "（", "）",
      "\"", "“",    "”",   "„",  "«",   "»",    "「",       "」", "『", "』", "《", "》",
      "＂", " ",    " ",   " ",  "－",  "高市", "U.S",      "צה", "\"", "ל",  "，", "\u3000",
      "–",  "\xFF", "—",   "\n", "not", "19",   "COVID-19", "!",  "'"};
  std::mt19937 random(4);
  for (int round = 0; round < 60000; ++round) {
    std::string query;
    for (std::size_t n = random() % 18; n > 0; --n) query += pieces[random() % pieces.size()];
    const ParsedQuery once = parse_query(query, {});
    const std::string text = to_query_text(once);
    const ParsedQuery twice = parse_query(text, {});
    if (shape(once.root) == shape(twice.root) && to_query_text(twice) == text &&
        twice.notes.empty())
      continue;
    CAPTURE(query);
    CAPTURE(text);
    CHECK(shape(once.root) == shape(twice.root));
    CHECK(to_query_text(twice) == text);
    CHECK(twice.notes.empty());
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
       {"(",   ")",  "()",    "\"",    "「",     "「『《«", "\" 「", "-",  "- ", "+-",  "NOT ",
        "OR ", "a ", "a OR ", "a -b ", "\"a\" ", "(a ",     "a) ",   "(-", "„“", "a\"", "ל\""}) {
    CAPTURE(piece);
    CHECK(seconds_to_parse(repeated(piece, 100'000), wide) < 2.0);
    CHECK(seconds_to_parse(repeated(piece, 10'000), {}) < 0.5);
  }
  const std::string nested = repeated("(", 10'000) + "a" + repeated(")", 10'000);
  const ParsedQuery parsed = parse_query(nested, {});
  CHECK(shape(parsed.root) == "and{a}");
  REQUIRE(parsed.notes.size() == 1);
  CHECK(parsed.notes[0].code == "nesting_flattened");
}
