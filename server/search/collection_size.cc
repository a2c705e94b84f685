// SPDX-License-Identifier: GPL-3.0-or-later
// Article counts by language and script, and the vote on the query's language.
#include "server/search/collection_size.h"

#include <algorithm>
#include <utility>

#include "server/search/archive_facts.h"
#include "server/search/word_families.h"

namespace dragoman::search {
namespace {

using text::Script;

constexpr std::size_t kCertainWords = 3;

constexpr std::pair<std::string_view, Script> kScripts[] = {
    {"zh", Script::kCjk},      {"ja", Script::kCjk},      {"yue", Script::kCjk},
    {"ko", Script::kHangul},   {"ar", Script::kArabic},   {"fa", Script::kArabic},
    {"ur", Script::kArabic},   {"ps", Script::kArabic},   {"ug", Script::kArabic},
    {"ckb", Script::kArabic},  {"ru", Script::kCyrillic}, {"uk", Script::kCyrillic},
    {"be", Script::kCyrillic}, {"bg", Script::kCyrillic}, {"mk", Script::kCyrillic},
    {"sr", Script::kCyrillic}, {"kk", Script::kCyrillic}, {"mn", Script::kCyrillic},
    {"el", Script::kGreek},    {"he", Script::kHebrew},   {"yi", Script::kHebrew},
    {"th", Script::kThai},     {"lo", Script::kThai},     {"km", Script::kThai},
    {"my", Script::kThai},     {"hi", Script::kIndic},    {"bn", Script::kIndic},
    {"ta", Script::kIndic},    {"te", Script::kIndic},    {"ne", Script::kIndic},
    {"mr", Script::kIndic},    {"hy", Script::kOther},    {"ka", Script::kOther},
};

}  // namespace

Script script_of_language(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  const auto* row = std::find_if(std::begin(kScripts), std::end(kScripts),
                                 [language](const auto& r) { return r.first == language; });
  return row == std::end(kScripts) ? Script::kLatin : row->second;
}

CollectionSizes::CollectionSizes(const std::vector<ScoreGroup>& groups, const Snapshot& snapshot,
                                 Handles& handles, Deadline& deadline)
    : snapshot_(snapshot),
      handles_(handles),
      deadline_(deadline),
      all_(static_cast<double>(snapshot.articles())) {
  for (const auto& [tag, articles] : snapshot.stats(deadline).languages) {
    const auto count = static_cast<double>(articles);
    by_script_[script_of_language(tag)] += count;
    if (const auto language = text::stem_language(tag)) by_language_[*language] += count;
  }
  std::array<std::size_t, text::kStemLanguages> votes{};
  for (const ScoreGroup& group : groups) {
    for (const ScoredForm& scored : group.forms) {
      const std::uint32_t languages = languages_of(snapshot, scored.form);
      for (std::size_t i = 0; i < votes.size(); ++i) votes[i] += languages >> i & 1u;
    }
  }
  // Of two languages that know as many of the words, the smaller is the likelier: the larger one
  // has picked up more foreign words.
  std::size_t best = votes.size();
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i] == 0) continue;
    if (best == votes.size() || votes[i] > votes[best] ||
        (votes[i] == votes[best] && by_language_[i] < by_language_[best]))
      best = i;
  }
  if (best == votes.size()) return;
  query_language_ = static_cast<text::StemLanguage>(best);
  in_query_language_ = by_language_[best];
  if (votes[best] >= kCertainWords && std::count(votes.begin(), votes.end(), votes[best]) == 1)
    certain_ = static_cast<text::StemLanguage>(best);
}

CollectionSizes::Collection CollectionSizes::of(std::string_view form, Script script) const {
  const std::uint32_t own = query_language_ ? 1u << *query_language_ : 0;
  const std::uint32_t known = own != 0 ? languages_of(snapshot_, form) : 0;
  if ((known & own) != 0) return {std::max(1.0, in_query_language_), known != own};
  const auto of_script = by_script_.find(script);
  return {std::max(1.0, of_script == by_script_.end() ? all_ : of_script->second), false};
}

double CollectionSizes::articles_with(const std::string& term, const Collection& collection) const {
  if (!collection.is_shared) return handles_.all.get_termfreq(term);
  double articles = 0;
  for (std::size_t s = 0; s < snapshot_.segment_count(); ++s) {
    articles += snapshot_.term_counts(s).in_language(
        term, *query_language_, {snapshot_.segment(s).columns(), handles_.segments[s]}, deadline_);
  }
  return articles;
}

}  // namespace dragoman::search
