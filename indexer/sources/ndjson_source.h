// SPDX-License-Identifier: GPL-3.0-or-later
// NDJSON → articles, line by line. Knows lines and the article record, not extraction.
#pragma once

#include "indexer/sources/line_reader.h"
#include "indexer/sources/source.h"

namespace dragoman::indexer {

// One article per line; empty lines are skipped. Problems, each for one line: those of
// article_from_json and line_too_long, with `where` = "name:LINE"; at the end damaged_archive or
// read_error. A file without any line is empty_file.
class NdjsonSource : public Source {
 public:
  NdjsonSource(std::unique_ptr<ByteReader> input, std::string name, const IngestLimits& limits);
  std::optional<Result<RawItem>> next() override;
  std::uint64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  std::optional<Result<RawItem>> at_end();

  LineReader lines_;
  std::string name_;
  std::uint64_t max_line_bytes_;
  bool any_ = false;
  bool ended_ = false;
};

// Returns the item of one JSON article; `where` is put before the field name in a Problem.
Result<RawItem> item_from_json(std::string_view json, const std::string& where);

}  // namespace dragoman::indexer
