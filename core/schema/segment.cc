// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a segment folder and checks that its parts belong together.
#include "core/schema/segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "core/schema/schema.h"

namespace dragoman::schema {

namespace fs = std::filesystem;

Segment::Segment(std::string name, const fs::path& folder, SegmentManifest manifest)
    : name_(std::move(name)),
      manifest_(std::move(manifest)),
      columns_(columns_path(folder)),
      forward_(forward_path(folder)),
      articles_(articles_path(folder)),
      stories_(stories_path(folder)),
      tombstones_(columns_.rows()) {
  if (columns_.rows() != manifest_.articles || forward_.rows() != manifest_.articles ||
      articles_.rows() != manifest_.articles || stories_.rows() != manifest_.articles) {
    throw std::runtime_error("the parts of a segment disagree: " + folder.string());
  }
  postings_file_ = ::open(postings_path(folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (postings_file_ < 0) {
    throw std::system_error(errno, std::generic_category(),
                            "cannot open " + postings_path(folder).string());
  }
}

Segment::~Segment() {
  if (postings_file_ >= 0) ::close(postings_file_);
}

Result<std::shared_ptr<const Segment>> Segment::open(const fs::path& index,
                                                     const LiveSegment& live) {
  const fs::path folder = segment_path(index, live.name);
  auto manifest = read_manifest(folder);
  if (!manifest) return manifest.problem();
  try {
    std::shared_ptr<Segment> segment(new Segment(live.name, folder, std::move(*manifest)));
    if (!live.tombstones.empty()) {
      segment->tombstones_ = Tombstones::read(folder / live.tombstones, segment->rows());
      segment->removed_ = segment->tombstones_.count();
    }
    return std::shared_ptr<const Segment>(std::move(segment));
  } catch (const std::exception& error) {
    return Problem{"damaged_index", error.what(), folder.string()};
  }
}

Result<Article> Segment::read_article(std::size_t row) const {
  auto article = articles_.read(row);
  if (!article) return article;
  const std::string_view story = stories_.story(row);
  article->story = story.empty() ? article->id : std::string(story);
  return article;
}

std::vector<std::string> Segment::damaged_files() const {
  std::vector<std::string> out;
  const auto look = [&out](const auto& file, const fs::path& path) {
    if (!file.is_whole()) out.push_back(path.filename().string());
  };
  look(columns_, columns_path({}));
  look(forward_, forward_path({}));
  look(articles_, articles_path({}));
  look(stories_, stories_path({}));
  return out;
}

Xapian::Database Segment::open_postings() const {
  // Xapian closes the descriptor it is given, and takes the database to begin at the position it
  // finds, which copies of a descriptor share and opening moves. Once open, glass reads with pread
  // and minds no position.
  const std::lock_guard lock(opening_);
  if (::lseek(postings_file_, 0, SEEK_SET) != 0) {
    throw std::system_error(errno, std::generic_category(),
                            "cannot seek in the postings of " + name_);
  }
  const int copy = ::fcntl(postings_file_, F_DUPFD_CLOEXEC, 3);
  if (copy < 0)
    throw std::system_error(errno, std::generic_category(), "cannot duplicate a file descriptor");
  return Xapian::Database(copy);
}

Result<std::vector<std::shared_ptr<const Segment>>> open_segments(const fs::path& index,
                                                                  const Current& current) {
  std::vector<std::shared_ptr<const Segment>> segments;
  for (const LiveSegment& live : current.segments) {
    auto segment = Segment::open(index, live);
    if (!segment) return segment.problem();
    segments.push_back(std::move(*segment));
  }
  return segments;
}

std::optional<std::size_t> find_row(const Segment& segment, const Xapian::Database& postings,
                                    std::string_view id) {
  const std::string term = id_term(id);
  for (auto it = postings.postlist_begin(term); it != postings.postlist_end(term); ++it) {
    const std::size_t row = *it - 1;
    if (row < segment.rows() && segment.is_live(row)) return row;
  }
  return std::nullopt;
}

}  // namespace dragoman::schema
