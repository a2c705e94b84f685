// SPDX-License-Identifier: GPL-3.0-or-later
// The words of office, folded once as the text is, compared as beginnings (stems) or, in CJK, as
// neighbours.
#include "core/entities/title_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

using text::Analysis;
using text::Gap;
using text::Script;

std::vector<std::string> fold_all(const std::vector<std::string_view>& words) {
  std::vector<std::string> folded;
  for (const auto word : words) folded.push_back(text::folded(word));
  return folded;
}

// Beginnings of words that stand before a name.
const std::vector<std::string>& stems_before() {
  static const std::vector<std::string> kStems =
      fold_all({"president",     "präsident",     "presiden",
                "premier",       "minister",      "ministre",
                "ministro",      "ministra",      "chancel",
                "kanzler",       "canciller",     "chairman",
                "secretary",     "king",          "emir",
                "pope",          "bundeskanzler", "ministerpräsident",
                "außenminister", "staatschef",    "cumhurbaşkan",
                "başbakan",      "президент",     "премьер",
                "прем'єр",       "министр",       "міністр",
                "канцлер",       "председател",   "генсек",
                "الرئيس",        "رئيس",          "والرئيس",
                "للرئيس",        "بالرئيس",       "الوزير",
                "وزير",          "وزيره",         "المستشار",
                "الملك",         "الامير",        "נשיא",
                "הנשיא",         "رئیس",          "대통령",
                "총리",          "주석",          "위원장",
                "장관"});
  return kStems;
}

// CJK and Hangul words of office, which follow a name and may also precede it.
const std::vector<std::string>& words_around() {
  static const std::vector<std::string> kWords = fold_all(
      {"总统",   "總統", "大統領",   "首相",   "总理", "主席",   "国家主席",  "总书记", "書記長",
       "外相",   "外长", "外交部长", "部长",   "大臣", "委員長", "党首",      "国务卿", "长官",
       "대통령", "총리", "주석",     "위원장", "장관", "수상",   "국무위원장"});
  return kWords;
}

bool is_cjk(Script script) { return script == Script::kCjk || script == Script::kHangul; }

constexpr std::size_t kReach = 4;  // units on either side: the longest CJK word of office

bool before(const Analysis& analysis, std::size_t first) {
  if (first == 0 || analysis.units[first].gap != Gap::kNone) return false;
  const std::string_view word = analysis.form(first - 1);
  if (!is_cjk(analysis.units[first - 1].script)) {
    const auto& stems = stems_before();
    return std::any_of(stems.begin(), stems.end(),
                       [&](const std::string& stem) { return word.starts_with(stem); });
  }
  std::string run;
  std::size_t begin = first;
  while (begin > 0 && first - begin < kReach && analysis.units[begin].gap == Gap::kNone) --begin;
  for (std::size_t i = begin; i < first; ++i) run += analysis.form(i);
  const auto& words = words_around();
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& title) { return run.ends_with(title); });
}

bool after(const Analysis& analysis, std::size_t last) {
  std::string run;
  for (std::size_t i = last + 1; i < analysis.units.size() && i <= last + kReach; ++i) {
    if (analysis.units[i].gap != Gap::kNone || !is_cjk(analysis.units[i].script)) break;
    run += analysis.form(i);
  }
  if (run.empty()) return false;
  const auto& words = words_around();
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& title) { return run.starts_with(title); });
}

}  // namespace

bool stands_by_title(const Analysis& analysis, std::size_t first, std::size_t count,
                     bool only_before) {
  return before(analysis, first) || (!only_before && after(analysis, first + count - 1));
}

}  // namespace dragoman::entities
