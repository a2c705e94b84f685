// SPDX-License-Identifier: GPL-3.0-or-later
// application/sparql-results+json, text/csv and text/tab-separated-values, as W3C describes them.
#include "indexer/commands/query_result.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/text/utf8.h"

namespace dragoman::indexer {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 16;

Problem bad_result(std::string message, std::string where) {
  return {"bad_result", std::move(message), std::move(where)};
}

std::optional<ResultCell> json_cell(const Json& cell) {
  if (!cell.is_object() || !cell.contains("value") || !cell["value"].is_string())
    return std::nullopt;
  ResultCell out{cell["value"].get<std::string>(), ""};
  if (cell.contains("xml:lang") && cell["xml:lang"].is_string())
    out.language = cell["xml:lang"].get<std::string>();
  return out;
}

Result<QueryResult> read_json(std::string_view bytes) {
  bool too_deep = false;
  const Json whole = Json::parse(
      bytes.begin(), bytes.end(),
      [&too_deep](int depth, Json::parse_event_t, Json&) {
        too_deep |= depth > kMaxDepth;
        return depth <= kMaxDepth;
      },
      /*allow_exceptions=*/false);
  if (whole.is_discarded() || too_deep) return bad_result("the file is not valid JSON", "");
  const Json::json_pointer vars("/head/vars");
  const Json::json_pointer bindings("/results/bindings");
  if (!whole.is_object() || !whole.contains(vars) || !whole[vars].is_array() ||
      !whole.contains(bindings) || !whole[bindings].is_array())
    return bad_result("the JSON is no SPARQL result: head.vars or results.bindings is missing", "");
  QueryResult out;
  for (const Json& name : whole[vars]) {
    if (name.is_string()) out.columns.push_back(name.get<std::string>());
  }
  for (const Json& binding : whole[bindings]) {
    ResultRow row;
    row.number = out.rows.size() + 1;
    if (!binding.is_object())
      return bad_result("a binding is no object", "binding " + std::to_string(row.number));
    for (const auto& [column, cell] : binding.items()) {
      if (auto read = json_cell(cell)) row.cells.emplace(column, std::move(*read));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

// The cells of one record; quotes may hold separators, line breaks and doubled quotes.
class RecordReader {
 public:
  RecordReader(std::string_view bytes, char separator) : rest_(bytes), separator_(separator) {}

  std::size_t line() const { return line_; }
  bool at_end() const { return rest_.empty(); }

  // Returns false when a quote is not closed.
  bool read(std::vector<std::string>& cells) {
    cells.assign(1, "");
    bool quoted = false;
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (c == '\n') ++line_;
      if (quoted && c == '"' && rest_.substr(1).starts_with('"')) {
        cells.back() += '"';
        rest_.remove_prefix(1);
      } else if (quoted && c == '"') {
        quoted = false;
      } else if (!quoted && c == '"' && separator_ == ',' && cells.back().empty()) {
        quoted = true;
      } else if (!quoted && c == separator_) {
        cells.emplace_back();
      } else if (!quoted && c == '\n') {
        rest_.remove_prefix(1);
        break;
      } else if (quoted || c != '\r') {
        cells.back() += c;
      }
    }
    return !quoted;
  }

 private:
  std::string_view rest_;
  char separator_;
  std::size_t line_ = 1;
};

// "Name"@en, <http://…/Q1>, "2025-10-21T00:00:00Z"^^<…>.
ResultCell tsv_cell(const std::string& text) {
  if (text.size() > 1 && text.front() == '<' && text.back() == '>')
    return {text.substr(1, text.size() - 2), ""};
  const std::size_t close = text.rfind('"');
  if (text.empty() || text.front() != '"' || close == 0 || close == std::string::npos)
    return {text, ""};
  ResultCell out;
  for (std::size_t i = 1; i < close; ++i) {
    if (text[i] == '\\' && i + 1 < close) ++i;
    out.value += text[i];
  }
  const std::string behind = text.substr(close + 1);
  if (behind.starts_with('@')) out.language = behind.substr(1);
  return out;
}

Result<QueryResult> read_separated(std::string_view bytes, char separator) {
  RecordReader reader(bytes, separator);
  QueryResult out;
  std::vector<std::string> cells;
  if (!reader.read(cells)) return bad_result("a quote is not closed", "line 1");
  for (std::string& name : cells) {
    if (name.starts_with('?')) name.erase(0, 1);
    out.columns.push_back(name);
  }
  while (!reader.at_end()) {
    const std::string where = "line " + std::to_string(reader.line());
    if (!reader.read(cells)) return bad_result("a quote is not closed", where);
    if (cells.size() == 1 && cells[0].empty()) continue;
    if (cells.size() != out.columns.size()) {
      return bad_result("the line has " + std::to_string(cells.size()) + " cells, the first has " +
                            std::to_string(out.columns.size()),
                        where);
    }
    ResultRow row;
    row.number = out.rows.size() + 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      row.cells.emplace(out.columns[i],
                        separator == '\t' ? tsv_cell(cells[i]) : ResultCell{cells[i], ""});
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace

Result<QueryResult> read_query_result(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!text::is_valid_utf8(bytes)) return bad_result("the file is not valid UTF-8", "");
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return bad_result("the file is empty", "");
  if (bytes[first] == '{') return read_json(bytes);
  const std::string_view head = bytes.substr(0, bytes.find('\n'));
  return read_separated(bytes, head.find('\t') != std::string_view::npos ? '\t' : ',');
}

}  // namespace dragoman::indexer
