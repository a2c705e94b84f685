// SPDX-License-Identifier: GPL-3.0-or-later
// The office words of each language, folded once, looked up by the word that touches the country.
// Every doubt (former, deputy, a name beside) ends in no phrase: precision before recall.
#include "core/entities/office_phrases.h"

#include <algorithm>
#include <string>

#include "core/entities/office_words.h"
#include "core/entities/written_shape.h"
#include "core/text/terms.h"
#include "core/text/utf8.h"

namespace dragoman::entities {
namespace {

using text::Analysis;
using text::Gap;
using text::Script;

constexpr std::uint32_t kLongestOffice = 4;  // words: ministro de relaciones exteriores
constexpr std::uint32_t kReach = 5;          // units: the longest Han or kana word of office

bool is_han_or_kana(char32_t c) { return c >= 0x3041 && c <= 0x9FFF; }
bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_any(const std::vector<std::string>& stems, std::string_view word) {
  return std::any_of(stems.begin(), stems.end(),
                     [&](const std::string& stem) { return word.starts_with(stem); });
}

// 그는, 회의에서: no name, which would stand bare before the office (아베 일본 총리).
bool ends_in_particle(std::string_view eojeol, const std::vector<std::string>& particles) {
  return std::any_of(particles.begin(), particles.end(), [&](const std::string& particle) {
    return eojeol.size() > particle.size() && eojeol.ends_with(particle);
  });
}

// الأميركي, والأميركي, للأميركي.
bool has_article(std::string_view arabic) {
  return arabic.starts_with("ال") || arabic.starts_with("لل") ||
         (arabic.size() > 2 && arabic.substr(2).starts_with("ال"));
}

class Reader {
 public:
  Reader(const Analysis& analysis, std::string_view original)
      : units_(analysis.units), analysis_(analysis), original_(original), words_(office_words()) {}

  std::optional<OfficePhrase> read(const CountryPlace& place) const {
    const auto [first, count, is_adjective] = place;
    const Script script = units_[first + count - 1].script;
    // رئيس أميركي is an American president, any; الرئيس الأميركي is the one.
    if (is_adjective && script == Script::kArabic && !has_article(form(first))) return std::nullopt;
    auto phrase = script == Script::kCjk ? after_cjk(first, count) : after(first, count);
    if (!phrase && script != Script::kCjk) phrase = before(first, count);
    if (!phrase || is_qualified(*phrase) || is_beside_name(*phrase)) return std::nullopt;
    return phrase;
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(units_.size()); }
  std::string_view form(std::uint32_t unit) const { return analysis_.form(std::size_t{unit}); }
  bool joins(std::uint32_t unit) const {  // to the unit before it
    return unit > 0 && unit < size() && units_[unit].gap == Gap::kNone;
  }

  // The word without what its language may add to it in a sentence.
  std::string_view bare(std::uint32_t unit) const {
    const std::string_view word = form(unit);
    if (units_[unit].script == Script::kHangul) return text::strip_korean_particles(word);
    return word;
  }

  bool equals(std::uint32_t unit, const std::string& word) const {
    // Comparing costs less than taking particles off.
    if (units_[unit].script == Script::kHangul && !form(unit).starts_with(word)) return false;
    const std::string_view written = bare(unit);
    if (written == word) return true;
    constexpr std::size_t kMaxCaseEnding = 6;  // three Cyrillic letters
    if (units_[unit].script == Script::kCyrillic) {
      return word.size() >= 6 && written.starts_with(word) &&
             written.size() <= word.size() + kMaxCaseEnding;
    }
    if (units_[unit].script != Script::kArabic || written.size() <= word.size()) return false;
    for (const std::string_view clitic : {"و", "ف", "ب", "ل"}) {
      if (written.starts_with(clitic) && written.substr(clitic.size()) == word) return true;
    }
    return written.starts_with("لل") && word.starts_with("ال") &&
           written.substr(4) == std::string_view(word).substr(4);
  }

  bool may_begin_office(std::uint32_t unit) const {
    return words_.may_begin_office(form(unit), units_[unit].script);
  }

  bool may_begin_office_before(std::uint32_t end) const {
    for (std::uint32_t i = end; i > 0 && i + kLongestOffice > end; --i)
      if (may_begin_office(i - 1)) return true;
    return false;
  }

  bool stands_at(const OfficeWord& office, std::uint32_t begin) const {
    if (begin >= size() || units_[begin].script != office.script) return false;
    const std::vector<std::string>& words = office.words;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      if (begin + i >= size() || (i > 0 && !joins(begin + i))) return false;
      if (!equals(begin + i, words[i])) return false;
    }
    return true;
  }

  // Japanese | prime minister; US-|Präsident; the form may hold the office itself (US President).
  std::optional<OfficePhrase> after(std::uint32_t first, std::uint32_t count) const {
    const std::uint32_t end = first + count;
    for (std::uint32_t begin = first + 1; begin <= end; ++begin) {
      if (begin >= size() || !joins(begin) || !may_begin_office(begin)) continue;
      for (const OfficeWord& office : words_.after) {
        const std::uint32_t stop = begin + static_cast<std::uint32_t>(office.words.size());
        if ((begin < end && stop != end) || !stands_at(office, begin)) continue;
        return OfficePhrase{first, stop - first, &office.offices()};
      }
    }
    return std::nullopt;
  }

  // 日本|首相, 日本の|首相, 中国|国家主席: the longest word of office wins.
  std::optional<OfficePhrase> after_cjk(std::uint32_t first, std::uint32_t count) const {
    const std::uint32_t end = first + count;
    for (std::uint32_t begin = first + 1; begin <= end; ++begin) {
      std::uint32_t at = begin;
      if (at == end && joins(at) && form(at) == "の") ++at;
      std::string run;
      std::optional<OfficePhrase> best;
      for (std::uint32_t i = at; i < size() && i < at + kReach; ++i) {
        if (!joins(i) || units_[i].begin != units_[i - 1].end) break;
        run += form(i);
        if (begin < end && i + 1 != end) continue;
        const auto found = words_.cjk.find(run);
        if (found != words_.cjk.end()) {
          best = OfficePhrase{first, i + 1 - first, &found->second.offices()};
        }
      }
      if (best) return best;
    }
    return std::nullopt;
  }

  const OfficeWord* office_ending(std::uint32_t end, bool linked) const {
    if (!may_begin_office_before(end)) return nullptr;
    for (const OfficeWord& office : words_.before) {
      const auto length = static_cast<std::uint32_t>(office.words.size());
      if (office.linked != linked || length > end) continue;
      if (stands_at(office, end - length)) return &office;
    }
    return nullptr;
  }

  // президент | Франции, president of (the) | France, رئيس وزراء | اليابان.
  std::optional<OfficePhrase> before(std::uint32_t first, std::uint32_t count) const {
    for (std::uint32_t at = first, skipped = 0; skipped < 3 && joins(at); --at, ++skipped) {
      if (const OfficeWord* office = office_ending(at, /*linked=*/skipped > 0)) {
        const std::uint32_t begin = at - static_cast<std::uint32_t>(office->words.size());
        return OfficePhrase{begin, first + count - begin, &office->offices()};
      }
      if (!contains(words_.links, form(at - 1))) break;
    }
    return std::nullopt;
  }

  // Any; the former, the next, the deputy, the first; the candidate, the residence, the wife.
  bool is_qualified(const OfficePhrase& phrase) const {
    if (joins(phrase.first) && contains(words_.indefinite, form(phrase.first - 1))) return true;
    for (std::uint32_t at = phrase.first, back = 0; back < 2 && joins(at); --at, ++back) {
      const std::string_view word = form(at - 1);
      if (contains(words_.not_before, word) || begins_any(words_.not_before_stems, word)) {
        return true;
      }
    }
    const std::uint32_t end = phrase.first + phrase.count;
    if (!joins(end)) return false;
    std::string run;
    for (std::uint32_t i = end; i < size() && i < end + 3 && joins(i); ++i) run += form(i);
    if (contains(words_.not_after, form(end))) return true;
    return is_han_or_kana(first_code_point(run)) && begins_any(words_.not_after, run);
  }

  // Where a name may stand, only what is surely none may stand: the holder is then named anyway.
  bool is_beside_name(const OfficePhrase& phrase) const {
    const std::uint32_t end = phrase.first + phrase.count;
    const bool last_is_bare = bare(end - 1) == form(end - 1);
    if (units_[end - 1].script == Script::kHangul) {
      if (joins(phrase.first) && !ends_in_particle(form(phrase.first - 1), words_.korean_particles))
        return true;
      return last_is_bare && joins(end);
    }
    if (!joins(end)) return is_capital_behind_comma(end);
    const std::string_view next = form(end);
    switch (units_[end].script) {
      case Script::kCjk: {
        const char32_t c = first_code_point(next);
        return !is_hiragana(c) && !contains(words_.chinese_next, next);
      }
      case Script::kArabic:
        return !contains(words_.arabic_next, next);
      case Script::kNumber:
        return false;
      default:
        return begins_with_capital(slice(original_, units_[end], units_[end]));
    }
  }

  // The French president, Charles de Gaulle.
  bool is_capital_behind_comma(std::uint32_t unit) const {
    if (unit >= size() || units_[unit].gap != Gap::kWeak) return false;
    const Script script = units_[unit].script;
    return (script == Script::kLatin || script == Script::kCyrillic) &&
           begins_with_capital(slice(original_, units_[unit], units_[unit]));
  }

  const std::vector<text::Unit>& units_;
  const Analysis& analysis_;
  std::string_view original_;
  const OfficeWords& words_;
};

}  // namespace

std::optional<OfficePhrase> office_phrase(const Analysis& analysis, std::string_view original,
                                          const CountryPlace& place) {
  return Reader(analysis, original).read(place);
}

}  // namespace dragoman::entities
