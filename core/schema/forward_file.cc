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

// Calls on_marker(code) or on_id(id) for each marker and unit. Requires: codes that append_id made.
template <class OnMarker, class OnId>
void for_each_code(std::span<const ForwardCode> codes, OnMarker on_marker, OnId on_id) {
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const std::uint32_t code = codes[at];
    if (code < kMarkers) {
      on_marker(codes[at]);
    } else if (code < kFirstPaired) {
      on_id(code - kMarkers);
    } else {
      const std::uint32_t second = codes[++at];
      on_id((code - kFirstPaired) * kSecondValues + (second - kSecondRange) + kFirstPaired -
            kMarkers);
    }
  }
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
    counts_.push_back(0);
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
  for (const std::string_view form : part.vocabulary_) ids.push_back(id_of(form));
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
    const std::span<const ForwardCode> codes = part.codes(row);
    if (!codes.empty() && codes.back() >= kFirstPaired && codes.back() < kSecondRange)
      throw std::runtime_error("damaged forward file: half an id");
    for_each_code(
        codes, [this](ForwardCode marker) { codes_.push_back(marker); },
        [this, &ids, &part](std::uint32_t id) {
          if (id >= ids.size()) throw std::runtime_error("damaged forward file: unknown id");
          if (ids[id] == kUnset) ids[id] = id_of(part.vocabulary(id));
          put(ids[id]);
        });
    end_row();
  }
}

void ForwardWriter::add(std::span<const text::Analysis* const> fields) {
  for (const text::Analysis* field : fields) {
    bool first = true;
    for (const text::Unit& unit : field->units) {
      if (!first) append_gap(unit.gap, codes_);
      first = false;
      put(id_of(field->form(unit)));
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
  SectionWriter out(path, kMagic, 5);
  out.begin(tag("code"), sizeof(ForwardCode));
  std::vector<std::uint64_t> offsets = {0};
  std::vector<ForwardCode> row_codes;
  for (std::size_t row = 0; row < rows(); ++row) {
    row_codes.clear();
    for_each_code(
        codes.subspan(offsets_[row], offsets_[row + 1] - offsets_[row]),
        [&row_codes](ForwardCode marker) { row_codes.push_back(marker); },
        [&row_codes, &new_ids](std::uint32_t id) { append_id(new_ids[id], row_codes); });
    out.append(row_codes.data(), row_codes.size() * sizeof(ForwardCode));
    offsets.push_back(offsets.back() + row_codes.size());
  }
  write_string_table(out, tag("voco"), tag("vocb"), forms);
  std::vector<std::uint32_t> sorted(forms.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(),
            [&forms](std::uint32_t a, std::uint32_t b) { return forms[a] < forms[b]; });
  out.section(tag("sort"), sorted);
  out.section(tag("offs"), offsets);
  out.finish();
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
