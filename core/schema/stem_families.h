// SPDX-License-Identifier: GPL-3.0-or-later
// Which words of a segment's vocabulary share a stem, by language: a map over words, not postings,
// so that the index holds exact forms alone and a query is widened only when it is asked. Sections
// of the forward file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/mapped_file.h"
#include "core/text/stemming.h"

namespace dragoman::schema {

class StemFamilies {
 public:
  static constexpr std::uint32_t kSections = 3;
  // `languages`: by word id, a bit for each StemLanguage the word belongs to. A word alone is a
  // family too: its relatives may stand in another segment. Throws std::system_error.
  static void write(SectionWriter& out, const std::vector<std::string>& vocabulary,
                    const std::vector<std::uint32_t>& languages);

  StemFamilies() = default;
  // Throws std::runtime_error when the sections are missing or name words that are not there.
  StemFamilies(const SectionFile& file, std::size_t vocabulary_size);
  // Returns word ids, ascending; empty when there is no such family.
  std::span<const std::uint32_t> find(text::StemLanguage language, std::string_view stem) const;

 private:
  std::span<const std::uint64_t> keys_;     // ascending
  std::span<const std::uint32_t> offsets_;  // into members_, one more than keys
  std::span<const std::uint32_t> members_;
};

}  // namespace dragoman::schema
