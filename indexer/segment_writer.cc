// SPDX-License-Identifier: GPL-3.0-or-later
// One Xapian glass database without positions and without termlists, compacted into a single file, plus sidecars.
#include "indexer/segment_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <xapian.h>

#include "core/schema/article_codec.h"
#include "core/schema/manifest.h"
#include "core/schema/schema.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// Xapian buffers about 100 bytes a posting; 4 million keep a writer near 400 MB.
constexpr std::uint64_t kFlushTerms = 4'000'000;
constexpr const char* kTombstonesName = "tombstones.1";

void sync_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool good = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!good) throw std::system_error(error, std::generic_category(), "cannot sync " + path.string());
}

}  // namespace

SegmentWriter::SegmentWriter(const fs::path& index, std::string name, std::string gazetteer_hash)
    : final_path_(schema::segment_path(index, name)),
      work_path_(final_path_.parent_path() / ("." + name + ".new")),
      gazetteer_hash_(std::move(gazetteer_hash)) {
  fs::remove_all(work_path_);
  fs::create_directories(work_path_);
  const int flags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC |
                    Xapian::DB_DANGEROUS;
  database_ = std::make_unique<Xapian::WritableDatabase>((work_path_ / "build").string(), flags);
}

SegmentWriter::~SegmentWriter() {
  if (finished_) return;
  // A writer object that has thrown must not be committed or closed normally: later commits report success and
  // lose documents. What it wrote is thrown away whole.
  std::error_code ignored;
  try {
    database_.reset();
  } catch (...) {  // NOLINT: nothing to save
  }
  fs::remove_all(work_path_, ignored);
}

bool SegmentWriter::add(const AnalysedArticle& analysed) {
  const Article& article = analysed.article;
  Xapian::Document document;
  for (const auto& [term, wdf] : analysed.terms) {
    if (wdf == 0) {
      document.add_boolean_term(term);
    } else {
      document.add_term(term, wdf);
    }
  }
  document.set_data(schema::encode_article(article));
  database_->add_document(document);
  columns_.add(analysed.row);
  const std::array<const text::Analysis*, 3> fields = {&analysed.title, &analysed.summary, &analysed.body};
  forward_.add(fields);
  source_bytes_ += article.title.size() + article.summary.size() + article.body.size();

  pending_terms_ += analysed.terms.size();
  if (pending_terms_ >= kFlushTerms) {
    database_->commit();
    pending_terms_ = 0;
  }
  const std::size_t row = columns_.rows() - 1;
  const auto [entry, is_new] = rows_by_id_.try_emplace(article.id, row);
  if (is_new) return true;
  dead_rows_.push_back(entry->second);
  entry->second = row;
  ++replaced_;
  return false;
}

std::string SegmentWriter::finish() {
  database_->commit();
  const fs::path postings = schema::postings_path(work_path_);
  database_->compact(postings.string(), Xapian::DBCOMPACT_SINGLE_FILE);
  database_.reset();
  fs::remove_all(work_path_ / "build");
  sync_file(postings);
  columns_.write(schema::columns_path(work_path_));
  forward_.write(schema::forward_path(work_path_));
  std::string tombstones_name;
  if (!dead_rows_.empty()) {
    schema::Tombstones tombstones(columns_.rows());
    for (const std::size_t row : dead_rows_) tombstones.add(row);
    tombstones_name = kTombstonesName;
    tombstones.write(work_path_ / tombstones_name);
  }
  schema::write_manifest(work_path_, {{schema::kFormatVersion, text::kAnalyserVersion, gazetteer_hash_},
                                      columns_.rows(),
                                      source_bytes_});
  fs::rename(work_path_, final_path_);
  schema::sync_directory(final_path_.parent_path());
  finished_ = true;
  return tombstones_name;
}

}  // namespace dragoman::indexer
