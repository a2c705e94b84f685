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
constexpr std::size_t kKeptRarities = 1u << 14;
constexpr std::uint32_t kKindBits = 7;

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
// Han, katakana and the marks between them: indexed character by character.
bool is_paired(char32_t c) {
  return (c >= 0x3005 && c <= 0x3007) || (c >= 0x30A1 && c <= 0x30FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x323AF);
}
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

std::uint32_t key_of(std::uint32_t form) {
  return (form & ~kKindBits) | static_cast<std::uint32_t>(FeatureKind::kWord);
}

// 1 + the logarithm of how often a word is used.
double often(std::uint32_t times) {
  static const auto kTable = [] {
    std::array<double, kMaxUnits * kTitleTimes + 1> table{};
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = 1 + std::log(i);
    return table;
  }();
  return kTable[times];
}

}  // namespace

TellingWords::TellingWords(const schema::ForwardFile& forward, std::vector<Language> languages)
    : forward_(forward), languages_(std::move(languages)) {
  std::size_t codes = 0;
  for (std::size_t row = 0; row < forward_.rows(); ++row) {
    codes += forward_.codes(row).size();
    std::vector<Form>& forms = forms_[languages_[row].value_or(text::kStemLanguages)];
    if (forms.empty()) forms = std::vector<Form>(forward_.vocabulary_size());
  }
  counts_ = std::vector<std::atomic<std::uint32_t>>(
      std::clamp(std::bit_ceil(codes / 8), kMinCounters, kMaxCounters));
}

WordPicker::WordPicker(TellingWords& words, std::vector<double> articles, Elsewhere elsewhere)
    : words_(words),
      articles_(std::move(articles)),
      elsewhere_(std::move(elsewhere)),
      rarities_(articles_.size()) {
  slots_.fill(0);
}

std::uint32_t WordPicker::make_form(std::uint32_t unit, const TellingWords::Language& language) {
  const schema::ForwardFile& forward = words_.forward_;
  std::string_view text = forward.vocabulary(unit);
  std::size_t at = 0;
  const char32_t first = text.empty() ? U'ー' : text::next_code_point(text, at);
  const bool single = at >= text.size();
  Shape shape = Shape::kWord;
  if (is_hiragana(first) || (single && !is_paired(first))) {
    shape = Shape::kNothing;
  } else if (single) {
    shape = Shape::kPaired;
  } else if (language && (forward.languages(unit) >> *language & 1u) != 0) {
    // Marked are words of the language's script only.
    text = stemmer_.stem(*language, text);
  } else if (is_hangul(first)) {
    text = text::strip_korean_particles(text);
  }
  const std::uint32_t key = stories::feature_key(FeatureKind::kWord, text);
  return (key & ~kKindBits) | static_cast<std::uint32_t>(shape);
}

std::uint32_t WordPicker::form(std::uint32_t unit, const TellingWords::Language& language) {
  TellingWords::Form& known = words_.forms_[language.value_or(text::kStemLanguages)][unit];
  std::uint32_t form = known.load(std::memory_order_relaxed);
  if (form == 0) {
    form = make_form(unit, language);
    known.store(form, std::memory_order_relaxed);
  }
  return form;
}

void WordPicker::use(const Use& use) {
  std::size_t slot = (use.key * 0x9E3779B1u) >> (32 - std::bit_width(kSlots - 1));
  while (slots_[slot] != 0 && uses_[slots_[slot] - 1u].key != use.key) slot = (slot + 1) % kSlots;
  if (slots_[slot] != 0) {
    uses_[slots_[slot] - 1u].times += use.times;
    return;
  }
  uses_.push_back(use);
  slots_[slot] = static_cast<std::uint16_t>(uses_.size());
}

void WordPicker::read(std::size_t row) {
  static_assert(kSlots > 2 * kMaxUnits);
  uses_.clear();
  slots_.fill(0);
  const schema::ForwardFile& forward = words_.forward_;
  const auto codes = forward.codes(row);
  const std::size_t title_end = forward.title_codes(row).size();
  const TellingWords::Language language = words_.languages_[row];
  std::uint32_t before = kNoUnit;  // the character that stands directly before
  std::uint32_t before_form = 0;
  std::size_t units = 0;
  for (std::size_t at = 0; at < codes.size() && units < kMaxUnits;) {
    const schema::ReadCode code = schema::read_code(codes, at);
    if (!code.is_marker) ++units;
    const std::uint32_t times = at < title_end ? kTitleTimes : 1;
    at += code.size;
    const bool is_unit = !code.is_marker && code.id < forward.vocabulary_size();
    const std::uint32_t known =
        is_unit ? form(code.id, language) : static_cast<std::uint32_t>(Shape::kNothing);
    const auto shape = static_cast<Shape>(known & kKindBits);
    if (shape == Shape::kWord) use({key_of(known), times, code.id, kNoUnit});
    if (shape != Shape::kPaired) {
      before = kNoUnit;
      continue;
    }
    if (before != kNoUnit) {
      const std::uint32_t pair = (key_of(before_form) * 0x9E3779B1u) ^ (key_of(known) >> 1);
      use({pair | static_cast<std::uint32_t>(FeatureKind::kWord), times, before, code.id});
    }
    before = code.id;
    before_form = known;
  }
}

void WordPicker::count(std::size_t row) {
  read(row);
  for (const Use& use : uses_) words_.count(use.key).fetch_add(1, std::memory_order_relaxed);
}

std::uint64_t WordPicker::elsewhere(const Use& use) {
  if (!elsewhere_) return 0;
  const auto [entry, is_new] = counts_elsewhere_.try_emplace(use.key, 0);
  if (is_new) {
    std::string text(words_.forward_.vocabulary(use.unit));
    if (use.second_unit != kNoUnit) text += words_.forward_.vocabulary(use.second_unit);
    entry->second = elsewhere_(text);
  }
  return entry->second;
}

double WordPicker::rarity(std::uint64_t having, std::uint32_t language) {
  const auto idf = [&] {
    return std::log((articles_[language] + 1) /
                    (std::max(static_cast<double>(having), kFewArticles) + 0.5));
  };
  if (having >= kKeptRarities) return idf();
  std::vector<double>& kept = rarities_[language];
  if (kept.empty()) kept.resize(kKeptRarities);
  if (kept[having] == 0) kept[having] = idf();
  return kept[having];
}

void WordPicker::pick(std::size_t row, std::uint32_t language, std::vector<WeightedFeature>& out) {
  read(row);
  weighed_.clear();
  for (const Use& use : uses_) {
    const double idf =
        rarity(words_.count(use.key).load(std::memory_order_relaxed) + elsewhere(use), language);
    if (idf >= kMinIdf) weighed_.emplace_back(often(use.times) * idf, use.key);
  }
  if (weighed_.size() > kMaxWords) {
    std::nth_element(weighed_.begin(), weighed_.begin() + kMaxWords, weighed_.end(),
                     [](const auto& a, const auto& b) {
                       return a.first != b.first ? a.first > b.first : a.second < b.second;
                     });
    weighed_.resize(kMaxWords);
  }
  for (const auto& [weight, key] : weighed_) {
    const double scaled = std::clamp(std::round(weight * kWeightScale), 1.0, 255.0);
    out.push_back({key, static_cast<std::uint8_t>(scaled)});
  }
}

}  // namespace dragoman::indexer
