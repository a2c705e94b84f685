// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of every reader of foreign archives: a stream of raw items, good and bad, in
// reading order. A source knows its format and nothing of extraction, entities or the index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/result.h"

namespace dragoman::indexer {

// What a source found: either an article record that is complete as it stands (NDJSON), or a text
// that extraction must still take apart (a scrape or a digest). `where` is "file:line" or "file".
struct RawItem {
  std::optional<Article> article;
  std::string text;
  std::string where;
  std::vector<std::string> notes;  // counted warnings, e.g. "ill_formed_utf8"
};

// Limits on what one item may be; beyond them an item is a Problem and reading goes on behind it.
struct IngestLimits {
  std::uint64_t max_line_bytes = 64u << 20;
  std::uint64_t max_text_file_bytes = 64u << 20;
};

class Source {
 public:
  virtual ~Source() = default;
  // Returns the next item, a Problem for an item that cannot be read (reading may go on), or
  // nullopt at the end.
  virtual std::optional<Result<RawItem>> next() = 0;
  // Bytes of input consumed so far, for progress; 0 when unknown.
  virtual std::uint64_t bytes_read() const = 0;
};

}  // namespace dragoman::indexer
