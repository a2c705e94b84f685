// SPDX-License-Identifier: GPL-3.0-or-later
// Languages → Snowball stemmers, made when first needed. Must not know of queries or of an index.
#include "core/text/stemming.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <new>

#include "core/text/stem_spelling.h"

namespace dragoman::text {
namespace {

struct Row {
  std::string_view tag;
  const char* algorithm;  // nullptr: ours
  Script script = Script::kLatin;
};

// On disk: the order is persisted; only append.
constexpr std::array<Row, kStemLanguages> kTable = {{
    {"ar", nullptr, Script::kArabic},
    {"ca", "catalan"},
    {"da", "danish"},
    {"de", "german"},
    {"el", "greek", Script::kGreek},
    {"en", "english"},
    {"es", "spanish"},
    {"eu", "basque"},
    {"fi", "finnish"},
    {"fr", "french"},
    {"ga", "irish"},
    {"hi", "hindi", Script::kIndic},
    {"hu", "hungarian"},
    {"hy", "armenian", Script::kOther},
    {"id", "indonesian"},
    {"it", "italian"},
    {"lt", "lithuanian"},
    {"ne", "nepali", Script::kIndic},
    {"nl", "dutch"},
    {"no", "norwegian"},
    {"pt", "portuguese"},
    {"ro", "romanian"},
    {"ru", "russian", Script::kCyrillic},
    {"sr", "serbian", Script::kCyrillic},
    {"sv", "swedish"},
    {"ta", "tamil", Script::kIndic},
    {"tr", "turkish"},
}};

struct FreeStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

}  // namespace

std::optional<StemLanguage> stem_language(std::string_view tag) {
  std::string_view language = tag.substr(0, tag.find('-'));
  if (language == "nb" || language == "nn") language = "no";
  const auto row = std::find_if(kTable.begin(), kTable.end(),
                                [language](const Row& r) { return r.tag == language; });
  if (row == kTable.end()) return std::nullopt;
  return static_cast<StemLanguage>(row - kTable.begin());
}

std::string_view stem_language_tag(StemLanguage language) { return kTable[language].tag; }

bool has_stems(StemLanguage language, Script script) { return kTable[language].script == script; }

struct Stemmer::State {
  std::string spelling;
  std::array<std::unique_ptr<sb_stemmer, FreeStemmer>, kStemLanguages> stemmers;
};

Stemmer::Stemmer() : state_(std::make_unique<State>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(StemLanguage language, std::string_view word) {
  const Row& row = kTable[language];
  if (row.algorithm == nullptr) return light_arabic_stem(word);
  auto& stemmer = state_->stemmers[language];
  if (stemmer == nullptr) stemmer.reset(sb_stemmer_new(row.algorithm, "UTF_8"));
  if (stemmer == nullptr) throw std::bad_alloc();
  word = stem_spelling(row.tag, word, state_->spelling);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer.get(), bytes, static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer.get()));
  return stem_remainder(row.tag, {reinterpret_cast<const char*>(stem), length});
}

}  // namespace dragoman::text
