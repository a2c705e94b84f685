// SPDX-License-Identifier: GPL-3.0-or-later
// A window slides over the places; its worth is kept up while they enter and leave.
#include "server/search/passage.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace dragoman::search {
namespace {

using text::Gap;

constexpr std::uint32_t kPassageCost = 88;   // a word costs 2, a Han character 1
constexpr std::uint32_t kContextCost = 28;   // how far a passage may begin before its first match
constexpr std::uint32_t kBytesPerCost = 12;  // of words and what follows them, beyond the usual
constexpr double kLeastWeight = 0.35;        // of a part that is everywhere in the text
constexpr double kNearness = 0.3;            // what two parts side by side are worth
constexpr double kRepetition = 0.02;
constexpr std::uint32_t kMostRepetitions = 5;
constexpr double kClearlyBetter = 0.05;

class PassageFinder {
 public:
  PassageFinder(const text::Analysis& analysis, const std::vector<MarkedPlace>& places)
      : units_(analysis.units), places_(places) {
    std::unordered_map<QueryPart, std::uint32_t> counts;
    for (const MarkedPlace& place : places) ++counts[place.part];
    for (const auto& [part, count] : counts) {
      weights_[part] = std::max(kLeastWeight, 1 / (1 + std::log(static_cast<double>(count))));
    }
  }

  Passage find() {
    Passage best{0, end_of(0, kPassageCost), 0};
    std::uint32_t match = 0;
    std::size_t behind = 0;  // places from `start` to here are in the window
    for (std::size_t start = 0; start < places_.size(); ++start) {
      const std::uint32_t last = end_of(places_[start].first, kPassageCost - kContextCost);
      for (; behind < places_.size() && (places_[behind].last <= last || behind == start); ++behind)
        enter(start, behind);
      const double worth = worth_of(behind - start);
      if (worth > best.worth + kClearlyBetter) {
        best = {places_[start].first, places_[behind - 1].last, worth};
        match = places_[start].first;
      }
      leave(start, behind);
    }
    if (best.worth == 0) return best;
    const std::uint32_t last_match = best.last;
    best.first = start_before(match);
    best.last = end_behind(last_match, end_of(best.first, kPassageCost));
    return best;
  }

 private:
  // What is known of one part inside the window.
  struct Held {
    std::uint32_t wholes = 0;
    double shares = 0;
    double worth() const { return wholes > 0 ? 1 : std::min(0.9, shares); }
  };

  // What follows a unit up to the next one is part of what it takes to show.
  std::uint32_t cost(std::uint32_t i) const {
    const std::uint32_t usual = units_[i].script == text::Script::kCjk ? 1 : 2;
    const std::uint32_t end = i + 1 < units_.size() ? units_[i + 1].begin : units_[i].end;
    return std::max(usual, (end - units_[i].begin) / kBytesPerCost);
  }

  std::uint32_t end_of(std::uint32_t first, std::uint32_t room) const {
    std::uint32_t spent = 0;
    std::uint32_t last = first;
    while (last < units_.size() && (last == first || spent + cost(last) <= room))
      spent += cost(last++);
    return last;
  }

  void change(const MarkedPlace& place, int by) {
    Held& held = held_[place.part];
    coverage_ -= weights_[place.part] * held.worth();
    if (place.share >= 1) {
      held.wholes += static_cast<std::uint32_t>(by);
    } else {
      held.shares += by * place.share;
    }
    coverage_ += weights_[place.part] * held.worth();
  }

  // What two neighbouring places add: nothing when they are of one part.
  double pair(std::size_t second) const {
    const MarkedPlace& a = places_[second - 1];
    const MarkedPlace& b = places_[second];
    if (a.part == b.part || b.first < a.last) return 0;
    return kNearness * std::min(a.share, b.share) / (1.0 + (b.first - a.last) / 4.0);
  }

  void enter(std::size_t start, std::size_t place) {
    change(places_[place], 1);
    if (place > start) nearness_ += pair(place);
  }

  void leave(std::size_t start, std::size_t behind) {
    change(places_[start], -1);
    if (start + 1 < behind) nearness_ -= pair(start + 1);
  }

  double worth_of(std::size_t places) const {
    const auto more = std::min<double>(static_cast<double>(places), kMostRepetitions);
    return coverage_ + std::min(nearness_, 2 * kNearness) + kRepetition * more;
  }

  // The sentence, when that starts a little before the match, else behind a comma, else a few words
  // of context.
  std::uint32_t start_before(std::uint32_t match) const {
    std::uint32_t clause = match;
    std::uint32_t context = match;
    std::uint32_t spent = 0;
    for (std::uint32_t i = match;; --i) {
      if (i == 0 || units_[i].gap == Gap::kStrong) return i;
      if (units_[i].gap == Gap::kWeak && clause == match) clause = i;
      if (spent <= kContextCost / 2) context = i;
      spent += cost(i - 1);
      if (spent > kContextCost) break;
    }
    return clause != match ? clause : context;
  }

  // The end of the last sentence that ends behind the last match, not far before the end of the
  // window; else that.
  std::uint32_t end_behind(std::uint32_t match, std::uint32_t last) const {
    last = std::max(last, match);
    if (last == units_.size()) return last;
    std::uint32_t spent = 0;
    for (std::uint32_t i = last; i >= match && i > 0 && spent <= kContextCost; --i) {
      if (units_[i].gap == Gap::kStrong) return i;
      spent += cost(i - 1);
    }
    return last;
  }

  const std::vector<text::Unit>& units_;
  const std::vector<MarkedPlace>& places_;
  std::unordered_map<QueryPart, double> weights_;
  std::unordered_map<QueryPart, Held> held_;
  double coverage_ = 0;
  double nearness_ = 0;
};

}  // namespace

Passage best_passage(const text::Analysis& analysis, const std::vector<MarkedPlace>& places) {
  return PassageFinder(analysis, places).find();
}

}  // namespace dragoman::search
