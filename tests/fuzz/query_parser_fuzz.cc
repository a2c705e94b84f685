// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a query: no crash, what is understood parses to the same query again, and words
// stand where they are said to.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "server/search/query_parser.h"
#include "server/search/query_words.h"

namespace {

using namespace dragoman::search;

// Equal but for positions.
bool same(const QueryNode& a, const QueryNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.children.size() != b.children.size()) return false;
  if (a.kind == NodeKind::kField && (a.field != b.field || a.quoted != b.quoted)) return false;
  if (a.distances != b.distances) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!same(a.children[i], b.children[i])) return false;
  }
  return true;
}

void demand(bool condition) {
  if (!condition) std::abort();
}

// The shape that the planner relies on.
void check_shape(const QueryNode& node) {
  if (node.kind == NodeKind::kNear) {
    demand(node.children.size() >= 2 && node.distances.size() + 1 == node.children.size());
    for (const QueryNode& child : node.children) demand(can_stand_near(child));
  }
  if (node.kind == NodeKind::kNot) demand(node.children.size() == 1);
  if (node.kind == NodeKind::kField && is_date_field(node.field))
    demand(parse_day_range(node.text).has_value());
  for (const QueryNode& child : node.children) check_shape(child);
}

// Words have places in the query, and writing one as it stands there changes nothing.
void check_words(std::string_view query, const ParsedQuery& parsed) {
  static dragoman::text::Analyser analyser;
  std::size_t last = 0;
  for (const QueryWord& word : query_words(query, parsed, analyser)) {
    demand(last <= word.begin && word.begin < word.end && word.end <= query.size());
    last = word.begin;
    const std::string text(query.substr(word.begin, word.end - word.begin));
    demand(with_replacements(query, {{word.begin, word.end, text}}) == query);
  }
}

void check_query(std::string_view query) {
  const QueryLimits limits;
  const ParsedQuery once = parse_query(query, limits);
  check_shape(once.root);
  if (query.size() < 500) check_words(query, once);
  for (const QueryNote& note : once.notes)
    demand(!note.code.empty() && note.position <= query.size());
  const std::string understood = to_query_text(once);
  const ParsedQuery twice = parse_query(understood, limits);
  // Written out, a query may need a little more room than it was typed in.
  for (const QueryNote& note : twice.notes) {
    if (note.code == "query_cut" || note.code == "nesting_flattened") return;
  }
  demand(same(once.root, twice.root));
  demand(to_query_text(twice) == understood);
}

// The same bytes as a row of operators and words, so that few bytes make a deep query.
std::string from_pieces(std::string_view bytes) {
  static constexpr std::string_view kPieces[] = {
      " ",        "a",   "bc",         "高市",    "NEAR/3",   " NEAR ",     " ＮＥＡＲ／５ ",
      "*",        "＊",  "title:",     "leader:", "country:", "date:",      "2026",
      "..",       ">=",  "id:",        "：",      "\"",       "「",         "」",
      "(",        ")",   " -",         " +",      " OR ",     " AND ",      " NOT ",
      "source:(", "x:y", "2026-01-13", "none",    "topic:\"", "mentioned:<"};
  std::string out;
  for (const char byte : bytes)
    out += kPieces[static_cast<unsigned char>(byte) % std::size(kPieces)];
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  check_query(query);
  check_query(from_pieces(query.substr(0, 2000)));
  return 0;
}
