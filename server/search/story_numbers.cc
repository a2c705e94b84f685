// SPDX-License-Identifier: GPL-3.0-or-later
// Stories meet across segments by the hash of their ids: a founder's is that of its own id.
#include "server/search/story_numbers.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/hash.h"
#include "server/search/snapshot.h"

namespace dragoman::search {
namespace {

using schema::StoriesFile;

std::vector<std::uint64_t> story_hashes(const StoriesFile& stories) {
  std::vector<std::uint64_t> out(stories.stories().size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = hash64(stories.stories()[i]);
  return out;
}

}  // namespace

StoryNumbers::StoryNumbers(const Snapshot& snapshot, Deadline& deadline) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;  // by hash of the story's id
  for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
    const schema::Segment& segment = snapshot.segment(s);
    const std::vector<std::uint64_t> hashes = story_hashes(segment.stories());
    std::vector<std::uint32_t>& rows = rows_.emplace_back(segment.rows(), kAlone);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      deadline.check();
      const std::uint32_t ref = segment.stories().refs()[row];
      if (ref == StoriesFile::kOwn || !segment.is_live(row)) continue;
      rows[row] = numbers.try_emplace(hashes[ref], static_cast<std::uint32_t>(numbers.size()))
                      .first->second;
    }
  }
  size_ = numbers.size();
  if (numbers.empty()) return;
  for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
    const schema::Segment& segment = snapshot.segment(s);
    for (std::size_t row = 0; row < rows_[s].size(); ++row) {
      deadline.check();
      if (segment.stories().refs()[row] != StoriesFile::kOwn || !segment.is_live(row)) continue;
      const auto found = numbers.find(segment.columns().id_hash(row));
      if (found != numbers.end()) rows_[s][row] = found->second;
    }
  }
}

std::vector<StoryRow> rows_of_story(const Snapshot& snapshot, std::string_view id,
                                    Deadline& deadline) {
  const std::uint64_t hash = hash64(id);
  std::vector<std::tuple<Day, std::uint64_t, StoryRow>> found;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s) {
    const schema::Segment& segment = snapshot.segment(s);
    const StoriesFile& stories = segment.stories();
    std::uint32_t wanted = StoriesFile::kOwn;
    for (std::uint32_t i = 0; i < stories.stories().size(); ++i) {
      deadline.check();
      if (stories.stories()[i] == id) wanted = i;
    }
    for (std::uint32_t row = 0; row < segment.rows(); ++row) {
      deadline.check();
      const std::uint32_t ref = stories.refs()[row];
      const bool own = ref == StoriesFile::kOwn && segment.columns().id_hash(row) == hash;
      const bool named = ref != StoriesFile::kOwn && ref == wanted;
      if ((own || named) && segment.is_live(row))
        found.emplace_back(segment.columns().published(row).first, segment.columns().id_hash(row),
                           StoryRow{s, row});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<StoryRow> out;
  for (const auto& entry : found) out.push_back(std::get<2>(entry));
  return out;
}

}  // namespace dragoman::search
