// SPDX-License-Identifier: GPL-3.0-or-later
// Two walks over the forward file: one counts, one weighs by tf and idf.
#include "indexer/stories/telling_words.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/stories/features.h"
#include "core/text/terms.h"
#include "core/text/utf8.h"

namespace dragoman::indexer {
namespace {

using stories::FeatureKind;

constexpr std::uint32_t kTitleTimes = 3;  // a word of the title counts as so many of the text
// Only so many units are read: news says first what happened; behind it come background and, in
// scraped pages, other news.
constexpr std::size_t kMaxUnits = 300;
constexpr double kMinIdf = 1.2;     // words in more than a third of the articles say nothing
constexpr double kFewArticles = 3;  // how rare a word can be and still grow in weight
constexpr double kWeightScale = 4;
constexpr std::size_t kMinCounters = 1u << 10;
constexpr std::size_t kMaxCounters = 1u << 24;

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
// Han, katakana and the marks between them: indexed character by character.
bool is_paired(char32_t c) {
  return (c >= 0x3005 && c <= 0x3007) || (c >= 0x30A1 && c <= 0x30FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x323AF);
}
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

}  // namespace

TellingWords::TellingWords(const schema::ForwardFile& forward, std::vector<Language> languages,
                           Elsewhere elsewhere)
    : forward_(forward),
      languages_(std::move(languages)),
      elsewhere_(std::move(elsewhere)),
      forms_(forward.vocabulary_size()) {
  std::size_t codes = 0;
  for (std::size_t row = 0; row < forward_.rows(); ++row) codes += forward_.codes(row).size();
  counts_.resize(std::clamp(std::bit_ceil(codes / 8), kMinCounters, kMaxCounters));
  for (std::size_t row = 0; row < forward_.rows(); ++row) {
    read(row);
    for (const Use& use : uses_) ++count(use.key);
  }
}

const TellingWords::Form& TellingWords::form(std::uint32_t unit) {
  Form& out = forms_[unit];
  if (out.shape != Shape::kUnknown) return out;
  std::string_view text = forward_.vocabulary(unit);
  std::size_t at = 0;
  const char32_t first = text.empty() ? U'ー' : text::next_code_point(text, at);
  const bool single = at >= text.size();
  if (is_hiragana(first) || (single && !is_paired(first))) {
    out.shape = Shape::kNothing;
  } else if (single) {
    out.shape = Shape::kPaired;
  } else {
    out.shape = Shape::kWord;
    if (is_hangul(first)) text = text::strip_korean_particles(text);
  }
  out.key = stories::feature_key(FeatureKind::kWord, text);
  return out;
}

std::uint32_t TellingWords::word_key(std::uint32_t unit, const Language& language) {
  const Form& known = form(unit);
  if (!language) return known.key;
  std::vector<std::uint32_t>& keys = stem_keys_[*language];
  if (keys.empty()) keys.resize(forward_.vocabulary_size());
  std::uint32_t& key = keys[unit];
  if (key == 0) {
    // Marked are words of the language's script only.
    const bool stems = (forward_.languages(unit) >> *language & 1u) != 0;
    key = stems ? stories::feature_key(FeatureKind::kWord,
                                       stemmer_.stem(*language, forward_.vocabulary(unit)))
                : known.key;
  }
  return key;
}

void TellingWords::read(std::size_t row) {
  uses_.clear();
  const auto codes = forward_.codes(row);
  const std::size_t title_end = forward_.title_codes(row).size();
  std::uint32_t before = kNoUnit;  // the character that stands directly before
  std::size_t units = 0;
  for (std::size_t at = 0; at < codes.size() && units < kMaxUnits;) {
    const schema::ReadCode code = schema::read_code(codes, at);
    if (!code.is_marker) ++units;
    const std::uint32_t times = at < title_end ? kTitleTimes : 1;
    at += code.size;
    const bool is_unit = !code.is_marker && code.id < forms_.size();
    const Shape shape = is_unit ? form(code.id).shape : Shape::kNothing;
    if (shape == Shape::kWord)
      uses_.push_back({word_key(code.id, languages_[row]), times, code.id, kNoUnit});
    if (shape != Shape::kPaired) {
      before = kNoUnit;
      continue;
    }
    if (before != kNoUnit) {
      const std::uint32_t pair = (forms_[before].key * 0x9E3779B1u) ^ (forms_[code.id].key >> 1);
      uses_.push_back(
          {pair | static_cast<std::uint32_t>(FeatureKind::kWord), times, before, code.id});
    }
    before = code.id;
  }
  std::sort(uses_.begin(), uses_.end(), [](const Use& a, const Use& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < uses_.size(); ++i) {
    if (kept > 0 && uses_[kept - 1].key == uses_[i].key) {
      uses_[kept - 1].times += uses_[i].times;
    } else {
      uses_[kept++] = uses_[i];
    }
  }
  uses_.resize(kept);
}

std::uint64_t TellingWords::elsewhere(const Use& use) {
  if (!elsewhere_) return 0;
  const auto [entry, is_new] = counts_elsewhere_.try_emplace(use.key, 0);
  if (is_new) {
    std::string text(forward_.vocabulary(use.unit));
    if (use.second_unit != kNoUnit) text += forward_.vocabulary(use.second_unit);
    entry->second = elsewhere_(text);
  }
  return entry->second;
}

void TellingWords::pick(std::size_t row, double articles, std::vector<WeightedFeature>& out) {
  read(row);
  std::vector<std::pair<double, std::uint32_t>> weighed;
  for (const Use& use : uses_) {
    const double having = count(use.key) + static_cast<double>(elsewhere(use));
    const double idf = std::log((articles + 1) / (std::max(having, kFewArticles) + 0.5));
    if (idf < kMinIdf) continue;
    weighed.emplace_back((1 + std::log(use.times)) * idf, use.key);
  }
  const std::size_t kept = std::min(weighed.size(), kMaxWords);
  std::partial_sort(weighed.begin(), weighed.begin() + static_cast<std::ptrdiff_t>(kept),
                    weighed.end(), [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  for (std::size_t i = 0; i < kept; ++i) {
    const double scaled = std::clamp(std::round(weighed[i].first * kWeightScale), 1.0, 255.0);
    out.push_back({weighed[i].second, static_cast<std::uint8_t>(scaled)});
  }
}

}  // namespace dragoman::indexer
