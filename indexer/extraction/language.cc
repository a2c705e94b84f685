// SPDX-License-Identifier: GPL-3.0-or-later
// Text → BCP 47 tag: letters are counted by script, the heaviest script decides or hands its
// letters to CLD2. Must not know articles or settings.
#include "indexer/extraction/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "core/text/utf8.h"
#include "indexer/extraction/han_script.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kSampleBytes = 32 * 1024;
// Below this CLD2 answers by chance, unless it says it is sure.
constexpr int kMinUnsureBytes = 40;
constexpr int kMinUnsurePercent = 85;

struct ScriptCounts {
  std::array<std::uint32_t, USCRIPT_CODE_LIMIT> letters{};
  std::uint32_t simplified = 0;
  std::uint32_t traditional = 0;
  std::uint32_t han() const { return letters[USCRIPT_HAN]; }
  std::uint32_t kana() const { return letters[USCRIPT_HIRAGANA] + letters[USCRIPT_KATAKANA]; }
};

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return U_FAILURE(status) || script < 0 || script >= USCRIPT_CODE_LIMIT ? USCRIPT_COMMON : script;
}

ScriptCounts count_scripts(std::string_view text) {
  ScriptCounts counts;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (!u_isalpha(static_cast<UChar32>(c))) continue;
    const UScriptCode script = script_of(c);
    if (script <= USCRIPT_INHERITED) continue;
    ++counts.letters[static_cast<std::size_t>(script)];
    if (script != USCRIPT_HAN) continue;
    const HanScript han = han_script(c);
    if (han == HanScript::kSimplified) ++counts.simplified;
    if (han == HanScript::kTraditional) ++counts.traditional;
  }
  return counts;
}

// A Han character or kana carries about as much as three letters of an alphabet, a Hangul syllable
// two.
UScriptCode heaviest_script(const ScriptCounts& counts) {
  UScriptCode best = USCRIPT_COMMON;
  std::uint64_t best_weight = 0;
  for (std::size_t i = 0; i < counts.letters.size(); ++i) {
    const auto script = static_cast<UScriptCode>(i);
    if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) continue;
    std::uint64_t weight = counts.letters[i];
    if (script == USCRIPT_HAN) weight = 3ull * (counts.han() + counts.kana());
    if (script == USCRIPT_HANGUL) weight *= 2;
    if (weight <= best_weight) continue;
    best_weight = weight;
    best = script;
  }
  return best;
}

std::string chinese(const ScriptCounts& counts) {
  if (counts.simplified > counts.traditional) return "zh-Hans";
  return counts.traditional > counts.simplified ? "zh-Hant" : "zh";
}

// Japanese without kana does not occur beyond a few words; Chinese quotes a Japanese name now and
// then.
bool is_japanese(const ScriptCounts& counts) {
  return counts.kana() > 0 && counts.kana() * 20 >= counts.han() + counts.kana();
}

struct ScriptLanguage {
  UScriptCode script;
  const char* language;
};
// Scripts that serve one language of the press; the others are CLD2's.
constexpr ScriptLanguage kSingleLanguageScripts[] = {
    {USCRIPT_HANGUL, "ko"},    {USCRIPT_THAI, "th"},     {USCRIPT_HEBREW, "he"},
    {USCRIPT_GREEK, "el"},     {USCRIPT_ARMENIAN, "hy"}, {USCRIPT_GEORGIAN, "ka"},
    {USCRIPT_TAMIL, "ta"},     {USCRIPT_TELUGU, "te"},   {USCRIPT_GUJARATI, "gu"},
    {USCRIPT_GURMUKHI, "pa"},  {USCRIPT_KANNADA, "kn"},  {USCRIPT_MALAYALAM, "ml"},
    {USCRIPT_SINHALA, "si"},   {USCRIPT_KHMER, "km"},    {USCRIPT_LAO, "lo"},
    {USCRIPT_MYANMAR, "my"},   {USCRIPT_TIBETAN, "bo"},  {USCRIPT_THAANA, "dv"},
    {USCRIPT_MONGOLIAN, "mn"},
};

const char* language_of_script(UScriptCode script) {
  for (const ScriptLanguage& entry : kSingleLanguageScripts) {
    if (entry.script == script) return entry.language;
  }
  return nullptr;
}

// Only the words of the script, single spaces between them: names and numbers of other scripts
// would mislead, and CLD2 wants interchange-valid text. Marks of no script (Arabic vowel signs) are
// left out: CLD2 has learnt from text without them.
std::string words_in_script(std::string_view text, UScriptCode script) {
  std::string words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_code_point(text, i);
    const auto code = static_cast<UChar32>(c);
    const UScriptCode own = script_of(c);
    const bool mark = (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    if (own == script ? u_isalpha(code) || mark : c == '\'' || c == 0x2019) {
      words.append(text.substr(start, i - start));
    } else if (mark && own == USCRIPT_INHERITED) {
      continue;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return words;
}

std::string bcp47(const char* cld2_code) {
  const std::string code = cld2_code;
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  if (code == "un" || code.starts_with("xx") || code.starts_with("zz")) return "";
  return code;
}

std::string statistical_language(const std::string& words) {
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE,
                                 CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {0, 0, 0};
  double scores[3] = {0, 0, 0};
  int text_bytes = 0;
  int valid_prefix_bytes = 0;
  bool is_reliable = false;
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                   CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummaryCheckUTF8(words.c_str(), static_cast<int>(words.size()), true,
                                          &no_hints, 0, languages, percents, scores, nullptr,
                                          &text_bytes, &is_reliable, &valid_prefix_bytes);
  const bool trusted =
      is_reliable || (text_bytes >= kMinUnsureBytes && percents[0] >= kMinUnsurePercent);
  return trusted && languages[0] != CLD2::UNKNOWN_LANGUAGE ? bcp47(CLD2::LanguageCode(languages[0]))
                                                           : "";
}

}  // namespace

std::string detect_language(std::string_view text) {
  text = text.substr(0, kSampleBytes);
  const ScriptCounts counts = count_scripts(text);
  const UScriptCode script = heaviest_script(counts);
  if (script == USCRIPT_COMMON) return "";
  if (script == USCRIPT_HAN) return is_japanese(counts) ? "ja" : chinese(counts);
  if (const char* language = language_of_script(script)) return language;
  return statistical_language(words_in_script(text, script));
}

std::string refine_language(std::string_view declared, std::string_view text) {
  if (declared.empty() || declared == "und") return detect_language(text);
  if (declared != "zh" && !declared.starts_with("zh-")) return std::string(declared);
  if (declared.starts_with("zh-Han")) return std::string(declared);
  const std::string script = chinese(count_scripts(text.substr(0, kSampleBytes)));
  if (script != "zh") return script;
  if (declared == "zh-CN" || declared == "zh-SG") return "zh-Hans";
  return declared == "zh-TW" || declared == "zh-HK" || declared == "zh-MO" ? "zh-Hant"
                                                                           : std::string(declared);
}

}  // namespace dragoman::indexer
