// SPDX-License-Identifier: GPL-3.0-or-later
// A stretch of the archive on its way into a segment: built by one thread, handed over whole. Its
// postings stand in a temporary file, sorted by term; the runs of all parts are merged into one at
// the end (docs/decisions/0004-postings-writer.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "core/text/terms.h"
#include "indexer/analysed_article.h"
#include "indexer/posting_run.h"
#include "indexer/stories/concept_rows.h"

namespace dragoman::indexer {

struct SegmentPart {
  std::filesystem::path run;
  std::vector<std::uint32_t> lengths;  // by row, the sum of wdf
  std::vector<std::string> ids;        // by row
  std::vector<schema::ColumnRow> rows;
  std::vector<std::string> records;  // encoded articles, by row
  schema::ForwardWriter forward;
  ConceptRows concepts;
  std::vector<std::pair<std::size_t, std::string>> given_stories;  // row, story that came in
  std::uint64_t source_bytes = 0;
};

// Thread safety: one thread each; different paths may be built at once.
class SegmentPartBuilder {
 public:
  // The run goes to `path`.
  explicit SegmentPartBuilder(std::filesystem::path path);
  void add(const AnalysedArticle& analysed);
  // Throws std::system_error. Requires: nothing is added afterwards.
  SegmentPart finish();

 private:
  void add_terms(const text::Analysis& analysis, bool is_title);

  PostingBuffer postings_;
  SegmentPart part_;
  std::vector<text::Term> terms_;  // scratch
  std::string scratch_;
};

}  // namespace dragoman::indexer
