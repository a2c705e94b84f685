// SPDX-License-Identifier: GPL-3.0-or-later
// Words and their languages → families, sorted by a hash of language and stem.
#include "core/schema/stem_families.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/hash.h"

namespace dragoman::schema {
namespace {

// On disk: do not change. Of ten million stems, one pair in some 400,000 indexes meets. The
// language goes over all bits: XORed into the hash's start it would meet a stem's first letter, and
// "san" of one language would be "ban" of another.
std::uint64_t key_of(text::StemLanguage language, std::string_view stem) {
  return hash64(stem) ^ (std::uint64_t{language} + 1) * 0x9e3779b97f4a7c15ull;
}

}  // namespace

void StemFamilies::write(SectionWriter& out, const std::vector<std::string>& vocabulary,
                         const std::vector<std::uint32_t>& languages) {
  text::Stemmer stemmer;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;  // key, word
  for (std::uint32_t word = 0; word < vocabulary.size(); ++word) {
    for (text::StemLanguage language = 0; language < text::kStemLanguages; ++language) {
      if ((languages[word] >> language & 1u) == 0) continue;
      entries.emplace_back(key_of(language, stemmer.stem(language, vocabulary[word])), word);
    }
  }
  std::sort(entries.begin(), entries.end());
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> offsets = {0};
  std::vector<std::uint32_t> members;
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    while (end < entries.size() && entries[end].first == entries[begin].first) ++end;
    keys.push_back(entries[begin].first);
    for (std::size_t i = begin; i < end; ++i) members.push_back(entries[i].second);
    offsets.push_back(static_cast<std::uint32_t>(members.size()));
  }
  out.section(tag("fkey"), keys);
  out.section(tag("foff"), offsets);
  out.section(tag("fmem"), members);
}

StemFamilies::StemFamilies(const SectionFile& file, std::size_t vocabulary_size)
    : keys_(file.section<std::uint64_t>(tag("fkey"))),
      offsets_(file.section<std::uint32_t>(tag("foff"))),
      members_(file.section<std::uint32_t>(tag("fmem"))) {
  bool good = offsets_.size() == keys_.size() + 1 && offsets_.back() == members_.size() &&
              std::is_sorted(offsets_.begin(), offsets_.end());
  for (const std::uint32_t word : members_) good = good && word < vocabulary_size;
  if (!good) throw std::runtime_error("damaged forward file: stem families");
}

std::span<const std::uint32_t> StemFamilies::find(text::StemLanguage language,
                                                  std::string_view stem) const {
  const std::uint64_t key = key_of(language, stem);
  const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (found == keys_.end() || *found != key) return {};
  const auto i = static_cast<std::size_t>(found - keys_.begin());
  return members_.subspan(offsets_[i], offsets_[i + 1] - offsets_[i]);
}

}  // namespace dragoman::schema
