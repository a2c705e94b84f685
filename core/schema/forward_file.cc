// SPDX-License-Identifier: GPL-3.0-or-later
// Units in, uint16 codes out; the mapped codes and their vocabulary.
#include "core/schema/forward_file.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace dragoman::schema {
namespace {

constexpr std::string_view kMagic = "DRGFWRD2";
constexpr std::size_t kSpillCodes = 1u << 19;

// Calls on_marker(code) or on_id(id) for each marker and unit.
template <class OnMarker, class OnId>
void for_each_code(std::span<const ForwardCode> codes, OnMarker on_marker, OnId on_id) {
  for (std::size_t at = 0; at < codes.size();) {
    const ReadCode read = read_code(codes, at);
    if (read.is_marker) {
      on_marker(codes[at]);
    } else {
      on_id(read.id);
    }
    at += read.size;
  }
}

}  // namespace

std::uint32_t ForwardWriter::id_of(std::string_view form) {
  auto entry = ids_.find(form);
  if (entry == ids_.end()) {
    if (vocabulary_.size() >= kMaxForwardIds)
      throw std::runtime_error("more than 12 million distinct words in one segment");
    entry = ids_.emplace(std::string(form), static_cast<std::uint32_t>(vocabulary_.size())).first;
    vocabulary_.push_back(entry->first);
    counts_.push_back(0);
    languages_.push_back(0);
  }
  return entry->second;
}

void ForwardWriter::put(std::uint32_t id) {
  append_id(id, codes_);
  ++counts_[id];
}

void ForwardWriter::append(const ForwardWriter& part) {
  std::vector<std::uint32_t> ids;
  ids.reserve(part.vocabulary_.size());
  for (std::size_t i = 0; i < part.vocabulary_.size(); ++i) {
    ids.push_back(id_of(part.vocabulary_[i]));
    languages_[ids.back()] |= part.languages_[i];
  }
  for (std::size_t row = 0; row < part.rows(); ++row) {
    const std::span<const ForwardCode> codes(part.codes_);
    for_each_code(
        codes.subspan(part.offsets_[row], part.offsets_[row + 1] - part.offsets_[row]),
        [this](ForwardCode marker) { codes_.push_back(marker); },
        [this, &ids](std::uint32_t id) { put(ids[id]); });
    end_row();
  }
}

void ForwardWriter::append(const ForwardFile& part, std::span<const std::uint32_t> rows) {
  constexpr std::uint32_t kUnset = UINT32_MAX;
  // Only the forms that these rows use are taken over, in the order in which they are met: so the
  // outcome is that of adding the articles themselves.
  std::vector<std::uint32_t> ids(part.vocabulary_size(), kUnset);
  for (const std::uint32_t row : rows) {
    for_each_code(
        part.codes(row), [this](ForwardCode marker) { codes_.push_back(marker); },
        [this, &ids, &part](std::uint32_t id) {
          if (id >= ids.size()) throw std::runtime_error("damaged forward file: unknown id");
          if (ids[id] == kUnset) {
            ids[id] = id_of(part.vocabulary(id));
            languages_[ids[id]] |= part.languages(id);
          }
          put(ids[id]);
        });
    end_row();
  }
}

void ForwardWriter::add(std::span<const text::Analysis* const> fields,
                        std::optional<text::StemLanguage> language) {
  for (const text::Analysis* field : fields) {
    bool first = true;
    for (const text::Unit& unit : field->units) {
      if (!first) append_gap(unit.gap, codes_);
      first = false;
      const std::uint32_t id = id_of(field->form(unit));
      put(id);
      if (language && text::has_stems(*language, unit.script)) languages_[id] |= 1u << *language;
    }
    codes_.push_back(kFieldEndCode);
  }
  end_row();
}

void ForwardWriter::end_row() {
  offsets_.push_back(spilled_ + codes_.size());
  if (spill_ != nullptr && codes_.size() >= kSpillCodes) spill();
}

void ForwardWriter::spill() {
  spill_->append(codes_.data(), codes_.size() * sizeof(ForwardCode));
  spilled_ += codes_.size();
  codes_.clear();
}

void ForwardWriter::open(const std::filesystem::path& path) {
  spill_path_ = path;
  spill_path_ += ".codes";
  spill_ = std::make_unique<SectionWriter>(spill_path_, kMagic, 1);
  spill_->begin(tag("code"), sizeof(ForwardCode));
}

void ForwardWriter::write(const std::filesystem::path& path) {
  if (spill_ == nullptr) {
    write_recoded(path, codes_);
    return;
  }
  spill();
  spill_->finish();
  write_recoded(path, SectionFile(spill_path_, kMagic).section<ForwardCode>(tag("code")));
  std::filesystem::remove(spill_path_);
}

// Ids were given in the order of reading; the frequent forms must have those that take one code.
std::vector<std::uint32_t> ForwardWriter::by_frequency() const {
  std::vector<std::uint32_t> order(vocabulary_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return counts_[a] > counts_[b]; });
  return order;
}

void ForwardWriter::write_recoded(const std::filesystem::path& path,
                                  std::span<const ForwardCode> codes) const {
  const std::vector<std::uint32_t> order = by_frequency();
  std::vector<std::uint32_t> new_ids(order.size());
  std::vector<std::string> forms;
  forms.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    new_ids[order[i]] = i;
    forms.emplace_back(vocabulary_[order[i]]);
  }
  SectionWriter out(path, kMagic, 6 + StemFamilies::kSections);
  out.begin(tag("code"), sizeof(ForwardCode));
  std::vector<std::uint64_t> offsets = {0};
  std::vector<ForwardCode> row_codes;
  std::uint64_t released = 0;  // codes of the spilled file that are not in memory any more
  for (std::size_t row = 0; row < rows(); ++row) {
    row_codes.clear();
    for_each_code(
        codes.subspan(offsets_[row], offsets_[row + 1] - offsets_[row]),
        [&row_codes](ForwardCode marker) { row_codes.push_back(marker); },
        [&row_codes, &new_ids](std::uint32_t id) { append_id(new_ids[id], row_codes); });
    out.append(row_codes.data(), row_codes.size() * sizeof(ForwardCode));
    offsets.push_back(offsets.back() + row_codes.size());
    if (spill_ != nullptr && offsets_[row + 1] - released >= kSpillCodes) {
      release_pages(codes.data() + released, (offsets_[row + 1] - released) * sizeof(ForwardCode));
      released = offsets_[row + 1];
    }
  }
  write_string_table(out, tag("voco"), tag("vocb"), forms);
  std::vector<std::uint32_t> sorted(forms.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(),
            [&forms](std::uint32_t a, std::uint32_t b) { return forms[a] < forms[b]; });
  out.section(tag("sort"), sorted);
  out.section(tag("offs"), offsets);
  std::vector<std::uint32_t> languages(forms.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) languages[i] = languages_[order[i]];
  out.section(tag("lang"), languages);
  StemFamilies::write(out, forms, languages);
  out.finish();
}

ForwardFile::ForwardFile(const std::filesystem::path& path)
    : file_(path, kMagic),
      vocabulary_(file_.section<std::uint64_t>(tag("voco")), file_.bytes(tag("vocb"))),
      sorted_(file_.section<std::uint32_t>(tag("sort"))),
      offsets_(file_.section<std::uint64_t>(tag("offs"))),
      codes_(file_.section<ForwardCode>(tag("code"))),
      languages_(file_.section<std::uint32_t>(tag("lang"))),
      families_(file_, vocabulary_.size()) {
  bool good = sorted_.size() == vocabulary_.size() && languages_.size() == vocabulary_.size() &&
              !offsets_.empty() && offsets_.back() == codes_.size();
  for (const std::uint32_t id : sorted_) good = good && id < vocabulary_.size();
  for (std::size_t i = 0; good && i + 1 < offsets_.size(); ++i)
    good = offsets_[i] <= offsets_[i + 1];
  if (!good) throw std::runtime_error("damaged forward file " + path.string());
}

std::span<const ForwardCode> ForwardFile::title_codes(std::size_t row) const {
  const auto all = codes(row);
  const auto end = std::find(all.begin(), all.end(), kFieldEndCode);
  return all.first(static_cast<std::size_t>(end - all.begin()));
}

std::optional<std::uint32_t> ForwardFile::id(std::string_view form) const {
  const auto found = std::lower_bound(
      sorted_.begin(), sorted_.end(), form,
      [this](std::uint32_t id, std::string_view f) { return vocabulary_[id] < f; });
  if (found == sorted_.end() || vocabulary_[*found] != form) return std::nullopt;
  return *found;
}

std::span<const std::uint32_t> ForwardFile::ids_with_prefix(std::string_view prefix) const {
  const auto first = std::lower_bound(
      sorted_.begin(), sorted_.end(), prefix,
      [this](std::uint32_t id, std::string_view f) { return vocabulary_[id] < f; });
  const auto last = std::partition_point(
      first, sorted_.end(), [&](std::uint32_t id) { return vocabulary_[id].starts_with(prefix); });
  return sorted_.subspan(static_cast<std::size_t>(first - sorted_.begin()),
                         static_cast<std::size_t>(last - first));
}

std::optional<std::vector<ForwardCode>> ForwardFile::encode(const text::Analysis& analysis,
                                                            std::size_t first,
                                                            std::size_t count) const {
  std::vector<ForwardCode> out;
  for (std::size_t i = first; i < first + count; ++i) {
    if (i > first) append_gap(analysis.units[i].gap, out);
    const auto found = id(analysis.form(i));
    if (!found) return std::nullopt;
    append_id(*found, out);
  }
  return out;
}

}  // namespace dragoman::schema
