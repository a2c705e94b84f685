// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in, stories.bin out, and back as spans over the mapped file. A founder's own id is not
// written: most articles are a story of one.
#include "core/schema/stories_file.h"

#include <algorithm>
#include <stdexcept>

namespace dragoman::schema {
namespace {

constexpr std::string_view kMagic = "DRGSTOR1";
constexpr std::uint32_t kOffsets = tag("foff");
constexpr std::uint32_t kKeys = tag("fkey");
constexpr std::uint32_t kWeights = tag("fwgt");
constexpr std::uint32_t kRefs = tag("refs");
constexpr std::uint32_t kFrequent = tag("many");
constexpr std::uint32_t kCounts = tag("mcnt");
constexpr std::uint32_t kStoryOffsets = tag("stof");
constexpr std::uint32_t kStoryBytes = tag("stby");

}  // namespace

std::uint32_t StoriesWriter::ref_of(std::string_view story) {
  if (story.empty()) return StoriesFile::kOwn;
  const auto [entry, is_new] =
      story_refs_.try_emplace(std::string(story), static_cast<std::uint32_t>(stories_.size()));
  if (is_new) stories_.emplace_back(story);
  return entry->second;
}

void StoriesWriter::add(FeatureView features, std::string_view story) {
  keys_.insert(keys_.end(), features.keys.begin(), features.keys.end());
  weights_.insert(weights_.end(), features.weights.begin(), features.weights.end());
  offsets_.push_back(keys_.size());
  refs_.push_back(ref_of(story));
}

void StoriesWriter::append(const StoriesFile& part, std::span<const std::uint32_t> rows) {
  for (const std::uint32_t row : rows) add(part.features(row), part.story(row));
}

void StoriesWriter::set_story(std::size_t row, std::string_view story) {
  refs_[row] = ref_of(story);
}

FeatureView StoriesWriter::features(std::size_t row) const {
  const std::size_t begin = offsets_[row];
  const std::size_t count = offsets_[row + 1] - begin;
  return {std::span(keys_).subspan(begin, count), std::span(weights_).subspan(begin, count)};
}

void StoriesWriter::write(const std::filesystem::path& path) const {
  std::vector<std::uint32_t> sorted = keys_;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> frequent;
  std::vector<std::uint32_t> counts;
  for (std::size_t first = 0, next = 0; first < sorted.size(); first = next) {
    while (next < sorted.size() && sorted[next] == sorted[first]) ++next;
    if (next - first < StoriesFile::kManyRows) continue;
    frequent.push_back(sorted[first]);
    counts.push_back(static_cast<std::uint32_t>(next - first));
  }
  SectionWriter out(path, kMagic, 8);
  out.section(kOffsets, offsets_);
  out.section(kKeys, keys_);
  out.section(kWeights, weights_);
  out.section(kRefs, refs_);
  out.section(kFrequent, frequent);
  out.section(kCounts, counts);
  write_string_table(out, kStoryOffsets, kStoryBytes, stories_);
  out.finish();
}

StoriesFile::StoriesFile(const std::filesystem::path& path)
    : file_(path, kMagic),
      offsets_(file_.section<std::uint64_t>(kOffsets)),
      keys_(file_.section<std::uint32_t>(kKeys)),
      weights_(file_.section<std::uint8_t>(kWeights)),
      refs_(file_.section<std::uint32_t>(kRefs)),
      frequent_(file_.section<std::uint32_t>(kFrequent)),
      counts_(file_.section<std::uint32_t>(kCounts)),
      stories_(file_.section<std::uint64_t>(kStoryOffsets), file_.bytes(kStoryBytes)) {
  check();
}

std::uint32_t StoriesFile::rows_with(std::uint32_t key) const {
  const auto found = std::lower_bound(frequent_.begin(), frequent_.end(), key);
  if (found == frequent_.end() || *found != key) return 0;
  return counts_[static_cast<std::size_t>(found - frequent_.begin())];
}

void StoriesFile::check() const {
  bool good = offsets_.size() == rows() + 1 && offsets_[0] == 0 &&
              offsets_[rows()] == keys_.size() && keys_.size() == weights_.size() &&
              frequent_.size() == counts_.size();
  for (std::size_t i = 0; good && i < rows(); ++i) {
    good = offsets_[i] <= offsets_[i + 1] &&
           (refs_[i] == kOwn || (refs_[i] < stories_.size() && !stories_[refs_[i]].empty()));
  }
  if (!good) throw std::runtime_error("damaged stories file");
}

}  // namespace dragoman::schema
