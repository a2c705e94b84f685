// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the codes of a row: each unit's words as bits, held against those of the unit
// before it.
#include "server/search/word_pairs.h"

#include <algorithm>

#include "core/schema/forward_file.h"
#include "server/search/archive_facts.h"

namespace dragoman::search {
namespace {

// A pair's share of the mean weight of its two words. Between .1 and .2 questions in Spanish,
// Arabic and English are answered best; at .4 worse than without pairs (docs/quality.md).
constexpr float kPairShare = 0.15F;
constexpr std::size_t kMaxWords = 64;  // a bit each; pairs of further words add nothing

}  // namespace

WordPairs::WordPairs(const Scoring& scoring, const Scorer& scorer, const Snapshot& snapshot)
    : snapshot_(snapshot) {
  for (const ScoreGroup& group : scoring.groups) {
    for (const ScoredForm& scored : group.forms) families_.try_emplace(scored.form, scored.family);
  }
  for (const WordPair& pair : scoring.pairs) add_pair(pair, scorer);
}

WordPairs::Words WordPairs::bit_of(const std::string& form) {
  const auto known = std::find(words_.begin(), words_.end(), form);
  const auto bit = static_cast<std::size_t>(known - words_.begin());
  if (bit >= kMaxWords) return 0;
  if (known == words_.end()) words_.push_back(form);
  return Words{1} << bit;
}

void WordPairs::add_pair(const WordPair& pair, const Scorer& scorer) {
  const Pair added{bit_of(pair.first), bit_of(pair.second),
                   kPairShare * (scorer.weight(pair.first) + scorer.weight(pair.second)) / 2};
  if (added.first == 0 || added.second == 0 || added.weight == 0) return;
  const bool is_known = std::any_of(pairs_.begin(), pairs_.end(), [&added](const Pair& other) {
    return other.first == added.first && other.second == added.second;
  });
  if (!is_known) pairs_.push_back(added);
}

const WordPairs::WordsOfForms& WordPairs::words_of_forms(std::uint32_t segment) {
  const auto [entry, is_new] = segments_.try_emplace(segment);
  if (!is_new) return entry->second;
  const schema::ForwardFile& forward = snapshot_.segment(segment).forward();
  for (std::size_t bit = 0; bit < words_.size(); ++bit) {
    if (const auto id = forward.id(words_[bit])) entry->second[*id] |= Words{1} << bit;
    const auto family = families_.find(words_[bit]);
    if (family == families_.end()) continue;
    for (const std::string& form : family->second) {
      if (const auto id = forward.id(form)) entry->second[*id] |= Words{1} << bit;
    }
  }
  return entry->second;
}

float WordPairs::gain(std::uint32_t segment, std::uint32_t row, Deadline& deadline) {
  const WordsOfForms& known = words_of_forms(segment);
  const auto codes = snapshot_.segment(segment).forward().codes(row);
  deadline.check(1 + codes.size());
  std::vector<float> occurrences(pairs_.size(), 0);
  Words before = 0;
  schema::ReadCode read;
  for (std::size_t at = 0; at < codes.size(); at += read.size) {
    read = schema::read_code(codes, at);
    const auto found = read.is_marker ? known.end() : known.find(read.id);
    const Words here = found == known.end() ? 0 : found->second;
    if (before != 0 && here != 0) {
      for (std::size_t p = 0; p < pairs_.size(); ++p) {
        if ((pairs_[p].first & before) != 0 && (pairs_[p].second & here) != 0) ++occurrences[p];
      }
    }
    before = here;
  }
  const float length = snapshot_.archive().relative_lengths(snapshot_, deadline)[segment][row];
  float gain = 0;
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    if (occurrences[p] > 0) gain += pairs_[p].weight * Scorer::saturation(occurrences[p], length);
  }
  return gain;
}

}  // namespace dragoman::search
