// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in, stories.bin out, and back as spans over the mapped file. A founder's own id is not
// written: most articles are a story of one.
#include "core/schema/stories_file.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/schema/key_counts.h"

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

StoriesWriter::StoriesWriter(std::filesystem::path path)
    : path_(std::move(path)), waiting_path_(path_.string() + ".features") {
  waiting_ = std::make_unique<SectionWriter>(waiting_path_, kMagic, 1);
  waiting_->begin(kKeys, sizeof(std::uint32_t));
}

void StoriesWriter::add(FeatureView features, std::string_view story) {
  static constexpr char kZeros[sizeof(std::uint32_t)] = {};
  const std::size_t count = features.keys.size();
  const std::size_t widths = (count + sizeof(std::uint32_t) - 1) / sizeof(std::uint32_t);
  waiting_->append(features.keys.data(), features.keys.size_bytes());
  waiting_->append(features.weights.data(), count);
  waiting_->append(kZeros, widths * sizeof(std::uint32_t) - count);
  offsets_.push_back(offsets_.back() + count);
  waiting_offsets_.push_back(waiting_offsets_.back() + count + widths);
  refs_.push_back(ref_of(story));
}

void StoriesWriter::append(const StoriesFile& part, std::span<const std::uint32_t> rows) {
  for (const std::uint32_t row : rows) add(part.features(row), part.story(row));
}

void StoriesWriter::set_story(std::size_t row, std::string_view story) {
  refs_[row] = ref_of(story);
}

void StoriesWriter::finish_features() {
  if (waited_) return;
  waiting_->finish();
  waiting_.reset();
  waited_.emplace(waiting_path_, kMagic);
  waited_widths_ = waited_->section<std::uint32_t>(kKeys);
  std::filesystem::remove(waiting_path_);  // stays readable until it is unmapped
}

FeatureView StoriesWriter::features(std::size_t row) const {
  const std::size_t count = offsets_[row + 1] - offsets_[row];
  const auto widths = waited_widths_.subspan(waiting_offsets_[row]);
  return {widths.first(count),
          {reinterpret_cast<const std::uint8_t*>(widths.data() + count), count}};
}

void StoriesWriter::write_frequent(SectionWriter& out) const {
  RoughCounts rough(feature_count());
  for (std::size_t row = 0; row < rows(); ++row)
    for (const std::uint32_t key : features(row).keys) rough.add(key);
  KeyTable exact;
  for (std::size_t row = 0; row < rows(); ++row)
    for (const std::uint32_t key : features(row).keys)
      if (rough.of(key) >= StoriesFile::kManyRows) ++exact[key];
  std::vector<std::uint32_t> frequent;
  std::vector<std::uint32_t> counts;
  for (const auto& [key, count] : exact.sorted()) {
    if (count < StoriesFile::kManyRows) continue;
    frequent.push_back(key);
    counts.push_back(count);
  }
  out.section(kFrequent, frequent);
  out.section(kCounts, counts);
}

void StoriesWriter::write() {
  finish_features();
  SectionWriter out(path_, kMagic, 8);
  out.section(kOffsets, offsets_);
  out.begin(kKeys, sizeof(std::uint32_t));
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto keys = features(row).keys;
    out.append(keys.data(), keys.size_bytes());
  }
  out.begin(kWeights, 1);
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto weights = features(row).weights;
    out.append(weights.data(), weights.size());
  }
  out.section(kRefs, refs_);
  write_frequent(out);
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
