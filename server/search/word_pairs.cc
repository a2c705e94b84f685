// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the codes of a row: each unit's words as bits, held against those of the unit
// before it.
#include "server/search/word_pairs.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "core/schema/forward_file.h"
#include "server/search/archive_facts.h"

namespace dragoman::search {
namespace {

// A pair's share of the mean weight of its two words. Between .1 and .2 questions in Spanish,
// Arabic and English are answered best; at .4 worse than without pairs (docs/quality.md).
constexpr float kPairShare = 0.15F;
constexpr std::size_t kMaxWords = 64;  // a bit each; pairs of further words add nothing

}  // namespace

// By code where a form is one code, which all frequent ones are: an article is read code by code.
class WordPairs::FormTable {
 public:
  void add(std::uint32_t id, Words words) {
    if (id + schema::kMarkerCodes >= schema::kFirstPairedCode) {
      rare_[id] |= words;
      return;
    }
    if (slots_.empty()) slots_.resize(schema::kFirstPairedCode, 0);
    std::uint16_t& slot = slots_[id + schema::kMarkerCodes];
    if (slot == 0) {
      words_.push_back(0);
      slot = static_cast<std::uint16_t>(words_.size() - 1);
    }
    words_[slot] |= words;
  }

  // Returns the words of the unit at `at` and moves behind it; none for a marker.
  Words read(std::span<const schema::ForwardCode> codes, std::size_t& at) const {
    if (codes[at] < schema::kFirstPairedCode) {
      const std::size_t code = codes[at++];
      return slots_.empty() ? 0 : words_[slots_[code]];
    }
    const schema::ReadCode unit = schema::read_code(codes, at);
    at += unit.size;
    const auto found = rare_.find(unit.id);
    return found == rare_.end() ? 0 : found->second;
  }

 private:
  std::vector<std::uint16_t> slots_;  // by code, into words_; empty: no form is one code
  std::vector<Words> words_ = {0};
  std::unordered_map<std::uint32_t, Words> rare_;  // by id
};

WordPairs::~WordPairs() = default;

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

const WordPairs::FormTable& WordPairs::table_of(std::uint32_t segment) {
  const auto [entry, is_new] = tables_.try_emplace(segment);
  FormTable& table = entry->second;
  if (!is_new) return table;
  const schema::ForwardFile& forward = snapshot_.segment(segment).forward();
  for (std::size_t bit = 0; bit < words_.size(); ++bit) {
    if (const auto id = forward.id(words_[bit])) table.add(*id, Words{1} << bit);
    const auto family = families_.find(words_[bit]);
    if (family == families_.end()) continue;
    for (const std::string& form : family->second) {
      if (const auto id = forward.id(form)) table.add(*id, Words{1} << bit);
    }
  }
  return table;
}

float WordPairs::gain(std::uint32_t segment, std::uint32_t row, Deadline& deadline) {
  const FormTable& table = table_of(segment);
  const auto codes = snapshot_.segment(segment).forward().codes(row);
  deadline.check(1 + codes.size());
  std::vector<float> occurrences(pairs_.size(), 0);
  Words before = 0;
  for (std::size_t at = 0; at < codes.size();) {
    const Words here = table.read(codes, at);
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
