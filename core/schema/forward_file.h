// SPDX-License-Identifier: GPL-3.0-or-later
// The forward file of one segment: every article's units in reading order as uint16 codes with gap
// markers, so that phrases are verified on candidates instead of paying for positions in Xapian
// (docs/decisions/0001-segment-format.md). How a unit is written: forward_codes.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/schema/forward_codes.h"
#include "core/schema/mapped_file.h"
#include "core/schema/stem_families.h"
#include "core/text/analysis.h"
#include "core/text/stemming.h"

namespace dragoman::schema {

class ForwardFile;

class ForwardWriter {
 public:
  // Units of the fields of one article, in the order title, summary, body; absent fields are empty
  // analyses. Each field ends in kFieldEndCode. `language` is the article's: its words join the
  // stem families of that language.
  void add(std::span<const text::Analysis* const> fields,
           std::optional<text::StemLanguage> language = std::nullopt);
  // Adds all articles of another writer, behind its own. Requires: the other was not opened.
  void append(const ForwardWriter& part);
  // Adds these rows of another segment. A form keeps all languages it had there, even when only
  // rows that are left out gave it one. Throws std::runtime_error when the codes are damaged.
  void append(const ForwardFile& part, std::span<const std::uint32_t> rows);
  std::size_t rows() const { return offsets_.size() - 1; }
  // From now on codes wait in a file beside `path` instead of memory. Throws std::system_error.
  void open(const std::filesystem::path& path);
  // Writes everything, the most frequent forms under the ids that take one code. Requires: nothing
  // is added afterwards; the path is the one given to open(), if that was called.
  void write(const std::filesystem::path& path);

 private:
  struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::uint32_t id_of(std::string_view form);
  void put(std::uint32_t id);
  void end_row();
  void spill();
  std::vector<std::uint32_t> by_frequency() const;
  void write_recoded(const std::filesystem::path& path, std::span<const ForwardCode> codes) const;

  std::unordered_map<std::string, std::uint32_t, ViewHash, std::equal_to<>> ids_;
  std::vector<std::string_view> vocabulary_;  // into the keys of ids_, by id
  std::vector<std::uint32_t> counts_;         // by id
  std::vector<std::uint32_t> languages_;      // by id, a bit for each StemLanguage
  std::vector<std::uint64_t> offsets_ = {0};
  std::vector<ForwardCode> codes_;  // those not yet spilled
  std::uint64_t spilled_ = 0;
  std::filesystem::path spill_path_;
  std::unique_ptr<SectionWriter> spill_;
};

class ForwardFile {
 public:
  // Throws std::runtime_error when the file is missing or damaged.
  explicit ForwardFile(const std::filesystem::path& path);

  // As of SectionFile.
  bool is_whole() const { return file_.is_whole(); }
  std::size_t rows() const { return offsets_.size() - 1; }
  std::size_t vocabulary_size() const { return vocabulary_.size(); }
  std::string_view vocabulary(std::size_t id) const { return vocabulary_[id]; }
  // Returns all codes of one row.
  std::span<const ForwardCode> codes(std::size_t row) const {
    return codes_.subspan(offsets_[row], offsets_[row + 1] - offsets_[row]);
  }
  // Returns the codes of the title only, without its end marker.
  std::span<const ForwardCode> title_codes(std::size_t row) const;
  // Returns the codes of a run of units (gaps before all but the first), or nullopt when some unit
  // occurs nowhere in this segment.
  std::optional<std::vector<ForwardCode>> encode(const text::Analysis& analysis, std::size_t first,
                                                 std::size_t count) const;
  // Returns the languages in whose articles the word stands, a bit for each StemLanguage; 0 for
  // words of scripts without stems.
  std::uint32_t languages(std::size_t id) const { return languages_[id]; }
  // Returns the ids of the words of this language that have this stem, the frequent ones first.
  std::span<const std::uint32_t> family(text::StemLanguage language, std::string_view stem) const {
    return families_.find(language, stem);
  }
  // Returns nullopt when the form is not in the vocabulary.
  std::optional<std::uint32_t> id(std::string_view form) const;
  // Returns the ids of the forms that begin so, in byte order of the forms. A lower id is a more
  // frequent form.
  std::span<const std::uint32_t> ids_with_prefix(std::string_view prefix) const;

 private:
  SectionFile file_;
  StringTable vocabulary_;
  std::span<const std::uint32_t> sorted_;  // ids in byte order of their forms
  std::span<const std::uint64_t> offsets_;
  std::span<const ForwardCode> codes_;
  std::span<const std::uint32_t> languages_;
  StemFamilies families_;
};

}  // namespace dragoman::schema
