// SPDX-License-Identifier: GPL-3.0-or-later
// Units in, uint16 codes out, and phrase verification over the mapped codes.
#include "core/schema/forward_file.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace dragoman::schema {
namespace {

constexpr std::string_view kMagic = "DRGFWRD1";
constexpr std::uint32_t kMarkers = 3;
constexpr std::uint32_t kFirstPaired = 57344;
constexpr std::uint32_t kSecondRange = 63488;
constexpr std::uint32_t kSecondValues = 65536 - kSecondRange;
constexpr std::size_t kSpillCodes = 1u << 19;
constexpr std::uint32_t kMaxIds =
    kFirstPaired - kMarkers + (kSecondRange - kFirstPaired) * kSecondValues;

void append_id(std::uint32_t id, std::vector<ForwardCode>& out) {
  const std::uint32_t code = id + kMarkers;
  if (code < kFirstPaired) {
    out.push_back(static_cast<ForwardCode>(code));
    return;
  }
  const std::uint32_t rest = code - kFirstPaired;
  out.push_back(static_cast<ForwardCode>(kFirstPaired + rest / kSecondValues));
  out.push_back(static_cast<ForwardCode>(kSecondRange + rest % kSecondValues));
}

void append_gap(text::Gap gap, std::vector<ForwardCode>& out) {
  if (gap == text::Gap::kWeak) out.push_back(kWeakGapCode);
  if (gap == text::Gap::kStrong) out.push_back(kStrongGapCode);
}

}  // namespace

std::uint32_t ForwardWriter::id_of(std::string_view form) {
  auto entry = ids_.find(form);
  if (entry == ids_.end()) {
    if (vocabulary_.size() >= kMaxIds)
      throw std::runtime_error("more than 12 million distinct words in one segment");
    entry = ids_.emplace(std::string(form), static_cast<std::uint32_t>(vocabulary_.size())).first;
    vocabulary_.push_back(entry->first);
  }
  return entry->second;
}

void ForwardWriter::append(const ForwardWriter& part) {
  std::vector<std::uint32_t> ids;
  ids.reserve(part.vocabulary_.size());
  for (const std::string_view form : part.vocabulary_) ids.push_back(id_of(form));
  for (std::size_t row = 0; row < part.rows(); ++row) {
    for (std::uint64_t at = part.offsets_[row]; at < part.offsets_[row + 1]; ++at) {
      const std::uint32_t code = part.codes_[at];
      if (code < kMarkers) {
        codes_.push_back(static_cast<ForwardCode>(code));
      } else if (code < kFirstPaired) {
        append_id(ids[code - kMarkers], codes_);
      } else {
        const std::uint32_t second = part.codes_[++at];
        const std::uint32_t rest = (code - kFirstPaired) * kSecondValues + (second - kSecondRange);
        append_id(ids[rest + kFirstPaired - kMarkers], codes_);
      }
    }
    end_row();
  }
}

void ForwardWriter::add(std::span<const text::Analysis* const> fields) {
  for (const text::Analysis* field : fields) {
    bool first = true;
    for (const text::Unit& unit : field->units) {
      if (!first) append_gap(unit.gap, codes_);
      first = false;
      append_id(id_of(field->form(unit)), codes_);
    }
    codes_.push_back(kFieldEndCode);
  }
  end_row();
}

void ForwardWriter::end_row() {
  offsets_.push_back(spilled_ + codes_.size());
  if (file_ != nullptr && codes_.size() >= kSpillCodes) spill();
}

void ForwardWriter::spill() {
  file_->append(codes_.data(), codes_.size() * sizeof(ForwardCode));
  spilled_ += codes_.size();
  codes_.clear();
}

void ForwardWriter::open(const std::filesystem::path& path) {
  file_ = std::make_unique<SectionWriter>(path, kMagic, 5);
  file_->begin(tag("code"), sizeof(ForwardCode));
}

void ForwardWriter::write(const std::filesystem::path& path) {
  if (file_ == nullptr) open(path);
  spill();
  const std::vector<std::string> forms(vocabulary_.begin(), vocabulary_.end());
  write_string_table(*file_, tag("voco"), tag("vocb"), forms);
  std::vector<std::uint32_t> sorted(forms.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(),
            [&forms](std::uint32_t a, std::uint32_t b) { return forms[a] < forms[b]; });
  file_->section(tag("sort"), sorted);
  file_->section(tag("offs"), offsets_);
  file_->finish();
}

ForwardFile::ForwardFile(const std::filesystem::path& path)
    : file_(path, kMagic),
      vocabulary_(file_.section<std::uint64_t>(tag("voco")), file_.bytes(tag("vocb"))),
      sorted_(file_.section<std::uint32_t>(tag("sort"))),
      offsets_(file_.section<std::uint64_t>(tag("offs"))),
      codes_(file_.section<ForwardCode>(tag("code"))) {
  bool good =
      sorted_.size() == vocabulary_.size() && !offsets_.empty() && offsets_.back() == codes_.size();
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

bool contains_run(std::span<const ForwardCode> codes, std::span<const ForwardCode> run) {
  const ForwardCode* end = codes.data() + codes.size();
  for (const ForwardCode* at = codes.data(); static_cast<std::size_t>(end - at) >= run.size();
       ++at) {
    at = std::find(at, end - run.size() + 1, run[0]);
    if (static_cast<std::size_t>(end - at) < run.size()) return false;
    if (std::equal(run.begin(), run.end(), at)) return true;
  }
  return false;
}

}  // namespace dragoman::schema
