// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed articles → temporary glass databases → one compacted file.
#include "indexer/segment_part.h"

#include <xapian.h>

#include <array>

#include "core/schema/article_codec.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// Parts of one level before they are merged into one of the next: each open part takes four file
// descriptors.
constexpr std::size_t kFanIn = 32;

}  // namespace

SegmentPartBuilder::SegmentPartBuilder(const fs::path& path) {
  constexpr int kFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                         Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  part_.postings = path;
  database_ = std::make_unique<Xapian::WritableDatabase>(path.string(), kFlags);
}

SegmentPartBuilder::~SegmentPartBuilder() = default;

void SegmentPartBuilder::add(const AnalysedArticle& analysed) {
  const Article& article = analysed.article;
  Xapian::Document document;
  for (const auto& [term, wdf] : analysed.terms) {
    if (wdf == 0) {
      document.add_boolean_term(term);
    } else {
      document.add_term(term, wdf);
    }
  }
  database_->add_document(document);
  part_.records.push_back(schema::encode_article(article));
  const std::array<const text::Analysis*, 3> fields = {&analysed.title, &analysed.summary,
                                                       &analysed.body};
  part_.forward.add(fields);
  part_.rows.push_back(analysed.row);
  part_.ids.push_back(article.id);
  part_.source_bytes += article.title.size() + article.summary.size() + article.body.size();
}

SegmentPart SegmentPartBuilder::finish() {
  database_->commit();
  database_->close();
  return std::move(part_);
}

fs::path PartMerger::new_path() { return folder_ / ("part" + std::to_string(named_++)); }

void PartMerger::add(fs::path part) {
  if (levels_.empty()) levels_.emplace_back();
  levels_[0].push_back(std::move(part));
  for (std::size_t level = 0; level < levels_.size() && levels_[level].size() == kFanIn; ++level) {
    if (level + 1 == levels_.size()) levels_.emplace_back();
    fs::path merged = new_path();
    merge(levels_[level], merged);
    levels_[level].clear();
    levels_[level + 1].push_back(std::move(merged));
  }
}

void PartMerger::finish(const fs::path& output) {
  std::vector<fs::path> parts;
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    parts.insert(parts.end(), level->begin(), level->end());
  }
  levels_.clear();
  merge(parts, output);
}

void PartMerger::merge(const std::vector<fs::path>& parts, const fs::path& output) {
  {
    Xapian::Database all;
    for (const fs::path& part : parts) all.add_database(Xapian::Database(part.string()));
    all.compact(output.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULLER);
  }
  for (const fs::path& part : parts) fs::remove_all(part);
}

}  // namespace dragoman::indexer
