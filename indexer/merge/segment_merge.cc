// SPDX-License-Identifier: GPL-3.0-or-later
// Sidecars row by row through their writers; postings as a merge of sorted term lists.
#include "indexer/merge/segment_merge.h"

#include <xapian.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/schema/article_codec.h"
#include "core/schema/article_store.h"
#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "core/schema/manifest.h"
#include "core/schema/postings_writer.h"
#include "core/schema/schema.h"
#include "core/schema/stories_file.h"
#include "indexer/index_directory.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;
using RowMap = std::vector<std::vector<std::uint32_t>>;

// Terms between two looks at the stop flag.
constexpr std::uint32_t kTermsPerLook = 1024;

std::vector<std::uint32_t> live_rows(const std::vector<std::uint32_t>& new_rows) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t row = 0; row < new_rows.size(); ++row)
    if (new_rows[row] != kNoRow) out.push_back(row);
  return out;
}

// The terms of one source, in order.
struct TermCursor {
  explicit TermCursor(const schema::Segment& segment)
      : postings(segment.open_postings()),
        term(postings.allterms_begin()),
        end(postings.allterms_end()) {}
  Xapian::Database postings;
  Xapian::TermIterator term;
  Xapian::TermIterator end;
};

std::vector<std::uint32_t> merged_lengths(const std::vector<TermCursor>& cursors,
                                          const RowMap& new_rows) {
  std::vector<std::uint32_t> lengths;
  for (std::size_t i = 0; i < cursors.size(); ++i)
    for (const std::uint32_t row : live_rows(new_rows[i]))
      lengths.push_back(cursors[i].postings.get_doclength(row + 1));
  return lengths;
}

bool merge_postings(const Segments& sources, const RowMap& new_rows, const fs::path& path,
                    const std::atomic<bool>* stop) {
  std::vector<TermCursor> cursors;
  for (const auto& source : sources) cursors.emplace_back(*source);
  schema::PostingsWriter out(path, merged_lengths(cursors, new_rows));
  for (std::uint32_t turn = 0;; ++turn) {
    if (turn % kTermsPerLook == 0 && stop != nullptr && *stop) return false;
    const std::string* least = nullptr;
    std::vector<std::string> terms(cursors.size());
    for (std::size_t i = 0; i < cursors.size(); ++i) {
      if (cursors[i].term == cursors[i].end) continue;
      terms[i] = *cursors[i].term;
      if (least == nullptr || terms[i] < *least) least = &terms[i];
    }
    if (least == nullptr) break;
    out.term(*least);
    for (std::size_t i = 0; i < cursors.size(); ++i) {
      TermCursor& cursor = cursors[i];
      if (cursor.term == cursor.end || terms[i] != *least) continue;
      for (auto it = cursor.postings.postlist_begin(*least);
           it != cursor.postings.postlist_end(*least); ++it) {
        const std::uint32_t row = new_rows[i].at(*it - 1);
        if (row != kNoRow) out.posting(row + 1, it.get_wdf());
      }
      ++cursor.term;
    }
  }
  out.finish();
  return true;
}

// Copies the records; returns the bytes of text in them, or nullopt when stopped.
std::optional<std::uint64_t> merge_articles(const Segments& sources, const RowMap& new_rows,
                                            const fs::path& path, const std::atomic<bool>* stop) {
  schema::ArticleStoreWriter out(path);
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const std::uint32_t row : live_rows(new_rows[i])) {
      if (stop != nullptr && *stop) return std::nullopt;
      const auto record = sources[i]->read_record(row);
      if (!record) throw std::runtime_error(record.problem().message + " " + sources[i]->name());
      const auto article = schema::decode_article(*record);
      if (!article) throw std::runtime_error(article.problem().message + " " + sources[i]->name());
      bytes += article->title.size() + article->summary.size() + article->body.size();
      out.add(*record);
    }
  }
  out.finish();
  return bytes;
}

// The gazetteer that all sources were made with. A mixture is none of them, so that it is never
// taken for up to date.
std::string merged_gazetteer(const Segments& sources) {
  const std::string& first = sources[0]->manifest().versions.gazetteer;
  const bool same = std::all_of(sources.begin(), sources.end(), [&first](const auto& source) {
    return source->manifest().versions.gazetteer == first;
  });
  return same ? first : "mixed";
}

}  // namespace

RowMap merged_rows(const Segments& sources) {
  RowMap out;
  std::uint32_t next = 0;
  for (const auto& source : sources) {
    std::vector<std::uint32_t>& rows = out.emplace_back(source->rows(), kNoRow);
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (source->is_live(row)) rows[row] = next++;
  }
  return out;
}

bool write_merged(const Segments& sources, const RowMap& new_rows, const fs::path& folder,
                  const std::atomic<bool>* stop) {
  const auto stopped = [stop] { return stop != nullptr && *stop; };
  std::uint64_t rows = 0;
  {
    schema::ColumnsWriter columns;
    for (std::size_t i = 0; i < sources.size(); ++i)
      columns.append(sources[i]->columns(), live_rows(new_rows[i]));
    columns.write(schema::columns_path(folder));
    rows = columns.rows();
  }
  {
    schema::ForwardWriter forward;
    forward.open(schema::forward_path(folder));
    for (std::size_t i = 0; i < sources.size() && !stopped(); ++i)
      forward.append(sources[i]->forward(), live_rows(new_rows[i]));
    if (stopped()) return false;
    forward.write(schema::forward_path(folder));
  }
  {
    schema::StoriesWriter stories(schema::stories_path(folder));
    for (std::size_t i = 0; i < sources.size(); ++i)
      stories.append(sources[i]->stories(), live_rows(new_rows[i]));
    stories.write();
  }
  const auto source_bytes = merge_articles(sources, new_rows, schema::articles_path(folder), stop);
  if (!source_bytes || !merge_postings(sources, new_rows, schema::postings_path(folder), stop))
    return false;
  schema::write_manifest(
      folder, {{schema::kFormatVersion, text::kAnalyserVersion, merged_gazetteer(sources)},
               rows,
               *source_bytes});
  return true;
}

}  // namespace dragoman::indexer
