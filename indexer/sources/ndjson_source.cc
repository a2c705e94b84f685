// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of JSON → complete articles, or a Problem that names file, line and field. A bad line never
// stops the reading. Must not know entities or the index.
#include "indexer/sources/ndjson_source.h"

#include "core/article_json.h"

namespace dragoman::indexer {

Result<RawItem> item_from_json(std::string_view json, const std::string& where) {
  RawItem item;
  item.where = where;
  Result<Article> article = article_from_json(json, &item.notes);
  if (!article) {
    Problem problem = std::move(article.problem());
    problem.where = problem.where.empty() ? where : where + " " + problem.where;
    return problem;
  }
  item.article = std::move(*article);
  return item;
}

NdjsonSource::NdjsonSource(std::unique_ptr<ByteReader> input, std::string name,
                           const IngestLimits& limits)
    : lines_(std::move(input), limits.max_line_bytes),
      name_(std::move(name)),
      max_line_bytes_(limits.max_line_bytes) {}

std::optional<Result<RawItem>> NdjsonSource::next() {
  while (const auto line = lines_.next()) {
    const std::string where = name_ + ":" + std::to_string(line->number);
    if (line->too_long) {
      any_ = true;
      return Problem{"line_too_long",
                     "the line is longer than " + std::to_string(max_line_bytes_) + " bytes",
                     where};
    }
    if (line->text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    any_ = true;
    return item_from_json(line->text, where);
  }
  return at_end();
}

std::optional<Result<RawItem>> NdjsonSource::at_end() {
  if (ended_) return std::nullopt;
  ended_ = true;
  if (auto fault = lines_.fault()) {
    fault->where = name_;
    fault->message += " after line " + std::to_string(lines_.line_number());
    return std::move(*fault);
  }
  if (!any_) return Problem{"empty_file", "the file holds no line", name_};
  return std::nullopt;
}

}  // namespace dragoman::indexer
