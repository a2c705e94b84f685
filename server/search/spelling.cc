// SPDX-License-Identifier: GPL-3.0-or-later
// Which words are suspect, what each may have been meant to be, and the first such query that does
// find more.
#include "server/search/spelling.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <vector>

#include "server/search/facet_counts.h"
#include "server/search/filters.h"
#include "server/search/query_parser.h"
#include "server/search/query_words.h"
#include "server/search/spelling_names.h"
#include "server/search/spelling_words.h"
#include "server/search/word_families.h"
#include "server/search/written_form.h"

namespace dragoman::search {
namespace {

constexpr std::size_t kMostWords = 32;  // of a query, that are looked at
constexpr std::uint64_t kFew = 5;       // articles: a word or an answer of so few may be a slip
constexpr std::uint64_t kMoreFrequent = 20;  // times, to be meant instead of a word that exists
constexpr std::size_t kMostAttempts = 4;     // corrected queries that are tried
constexpr double kWorthOfFrequency = 0.07;   // errors, for each doubling of the articles
constexpr double kWorthOfName = 0.3;         // errors, for being a name of the gazetteer
constexpr double kWorthOfOtherWords = 1.5;   // errors, for the rest of the name standing beside it
constexpr double kWorthOfUse = 0.01;         // errors, for each doubling: which spelling of a name

// One way to write some words of the query.
struct Guess {
  double cost = 0;
  std::vector<std::pair<std::size_t, std::string>> words;  // index in the query's words, as written
  bool is_name = false;
};

double cost_of(unsigned errors, std::uint64_t articles) {
  return errors - kWorthOfFrequency * std::log2(static_cast<double>(articles) + 1);
}

// What a search has found, as far as spelling goes.
class Outcome {
 public:
  explicit Outcome(const TextMatch& match) : articles_(match.matches->size()) {
    const std::string& relaxed = match.echo.relaxed;
    rank_ = articles_ == 0        ? 4
            : relaxed.empty()     ? 0
            : relaxed == "pieces" ? 1
            : relaxed == "most"   ? 2
                                  : 3;
  }
  // How much the match had to be relaxed; 0 is all that was asked for, 4 nothing.
  int rank() const { return rank_; }
  bool is_little() const { return rank_ > 0 || articles_ <= kFew; }
  // `knows_more`: this one's query has words that exist where the other's do not, so that it may
  // find the same.
  bool is_better_than(const Outcome& other, bool knows_more) const {
    if (rank_ != other.rank_) return rank_ < other.rank_;
    return articles_ > other.articles_ ||
           (knows_more && articles_ > 0 && articles_ == other.articles_);
  }

 private:
  std::uint64_t articles_;
  int rank_;
};

struct Suspects {
  std::vector<QueryWord> words;  // of the query
  std::vector<std::size_t> at;   // those in doubt
  bool any_unknown = false;      // one of them stands in no article
};

// Finds the words in doubt.
class Doubt {
 public:
  Doubt(const SearchRequest& request, const TextMatch& found, SearchContext context)
      : request_(request), is_little_(Outcome(found).is_little()), context_(context) {}

  Suspects suspects() {
    Suspects out;
    words_ = query_words(request_.query, parse_query(request_.query, context_.limits),
                         context_.analyser);
    if (words_.size() > kMostWords) words_.resize(kMostWords);
    std::optional<std::vector<bool>> named;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      context_.deadline.check(64);
      const auto keys = keys_of(words_[i].form);
      if (!keys || most_errors(*keys) == 0) continue;
      // A Hangul word may stand inside others, which only the search knows.
      const bool is_unknown = articles_with(words_[i].form, context_.handles) == 0 &&
                              (is_little_ || keys->alphabet != Alphabet::kHangul);
      if (!is_unknown && !is_little_) continue;
      if (!named) named = words_in_names();
      if ((*named)[i] || (is_unknown && has_other_forms(words_[i]))) continue;
      out.at.push_back(i);
      out.any_unknown = out.any_unknown || is_unknown;
    }
    out.words = std::move(words_);
    return out;
  }

 private:
  // A known name finds what is about it, in whatever words.
  std::vector<bool> words_in_names() const {
    std::vector<bool> out(words_.size(), false);
    if (!request_.expand) return out;
    const text::Analysis analysis = context_.analyser.analyse(request_.query);
    for (const entities::Span& span : context_.recognizer.spans(analysis).names) {
      const std::uint32_t begin = analysis.units[span.first_unit].begin;
      const std::uint32_t end = analysis.units[span.first_unit + span.unit_count - 1].end;
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (words_[i].is_bare && words_[i].begin >= begin && words_[i].end <= end) out[i] = true;
      }
    }
    return out;
  }

  bool has_other_forms(const QueryWord& word) const {
    return word.is_bare && !WordFamilies(context_.snapshot, context_.handles)
                                .forms(word.form, word.script, 1)
                                .empty();
  }

  const SearchRequest& request_;
  bool is_little_;
  SearchContext context_;
  std::vector<QueryWord> words_;
};

// Guesses at words in doubt and tries them.
class Speller {
 public:
  Speller(const SearchRequest& request, const TextMatch& found, Suspects suspects,
          SearchContext context)
      : request_(request),
        found_(found),
        context_(context),
        words_(std::move(suspects.words)),
        knows_more_(suspects.any_unknown) {
    for (const std::size_t i : suspects.at) {
      auto guesses = guesses_at(i);
      if (!guesses.empty()) guesses_.push_back(std::move(guesses));
    }
  }

  // All words by their first guesses; then other guesses of each, one at a time.
  std::string better_query() {
    std::string best;
    std::optional<Outcome> best_outcome;
    std::set<std::string> tried = {request_.query};
    std::vector<std::size_t> chosen(guesses_.size(), 0);
    for (std::size_t i = 0; i < kMostAttempts * guesses_.size(); ++i) {
      const std::size_t word = i % guesses_.size();
      std::fill(chosen.begin(), chosen.end(), 0);
      chosen[word] = i / guesses_.size();
      if (chosen[word] >= guesses_[word].size()) continue;
      std::string text = corrected(chosen);
      if (text.empty() || !tried.insert(text).second) continue;
      if (tried.size() > kMostAttempts + 1) break;
      const auto outcome = better_outcome(text);
      if (!outcome || (best_outcome && !outcome->is_better_than(*best_outcome, false))) continue;
      best = std::move(text);
      best_outcome = outcome;
      if (outcome->rank() == 0) break;
    }
    return best;
  }

 private:
  // What a word may have been meant to be, the likeliest first.
  std::vector<Guess> guesses_at(std::size_t at) {
    std::vector<Guess> out;
    const std::uint64_t now = articles_with(words_[at].form, context_.handles);
    if (request_.expand && words_[at].is_bare) {
      for (const NameGuess& name : names_near(words_, at, context_)) {
        // Of a name's word alone, a word that exists is no misspelling.
        if (name.words.size() == 1 && name.articles < kMoreFrequent * now) continue;
        const double worth = name.words.size() > 1 ? kWorthOfOtherWords : kWorthOfName;
        const double use = kWorthOfUse * std::log2(static_cast<double>(name.uses) + 1);
        Guess guess{cost_of(name.errors, name.articles) - worth - use, {}, true};
        for (std::size_t i = 0; i < name.words.size(); ++i)
          guess.words.emplace_back(name.first_word + i, name.words[i]);
        out.push_back(std::move(guess));
      }
    }
    const auto keys = keys_of(words_[at].form);
    if (keys && now <= kFew) {
      for (const SpelledWord& word : words_near(*keys, context_)) {
        if (word.articles < std::max<std::uint64_t>(1, kMoreFrequent * now)) continue;
        out.push_back({cost_of(word.errors, word.articles), {{at, word.form}}, false});
      }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Guess& a, const Guess& b) { return a.cost < b.cost; });
    if (out.size() > kMostAttempts) out.resize(kMostAttempts);
    return out;
  }

  std::string corrected(const std::vector<std::size_t>& chosen) {
    std::vector<std::optional<std::string>> texts(words_.size());
    for (std::size_t s = 0; s < guesses_.size(); ++s) {
      const Guess& guess = guesses_[s][chosen[s]];
      for (const auto& [word, text] : guess.words) {
        if (!texts[word]) texts[word] = as_typed(word, text, guess.is_name);
      }
    }
    std::vector<Replacement> places;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (texts[i]) places.push_back({words_[i].begin, words_[i].end, std::move(*texts[i])});
    }
    return with_replacements(request_.query, places);
  }

  // A word that is typed right stays as it is.
  std::optional<std::string> as_typed(std::size_t at, const std::string& word, bool is_name) {
    const QueryWord& typed = words_[at];
    const std::string_view text =
        std::string_view(request_.query).substr(typed.begin, typed.end - typed.begin);
    if (!is_name) return in_case_of(text, written_form(word, true, context_).value_or(word));
    if (context_.analyser.analyse(word).forms == typed.form) return std::nullopt;
    return in_case_of(text, word);
  }

  // Returns what a query finds, or nullopt when it is no better.
  std::optional<Outcome> better_outcome(const std::string& query) {
    SearchRequest request = request_;
    request.query = query;
    const TextMatch match = match_text(request, context_);
    const Outcome outcome(match);
    if (!outcome.is_better_than(found_, knows_more_)) return std::nullopt;
    const Filters filters(request, context_.snapshot, context_.recognizer.gazetteer());
    if (!filters.any()) return outcome;
    request.facets.fill(false);
    request.histogram = HistogramInterval::kNone;
    const FacetCounts counts =
        count_facets(match.matches, filters, request, context_.snapshot, context_.deadline);
    if (counts.total == 0) return std::nullopt;
    return outcome;
  }

  const SearchRequest& request_;
  const Outcome found_;
  SearchContext context_;
  std::vector<QueryWord> words_;
  bool knows_more_;
  std::vector<std::vector<Guess>> guesses_;  // for each word in doubt that has any
};

}  // namespace

std::string better_spelling(const SearchRequest& request, const TextMatch& found,
                            SearchContext context) {
  if (found.browse) return "";
  Suspects suspects = Doubt(request, found, context).suspects();
  if (suspects.at.empty()) return "";
  try {
    Deadline part = context.deadline.part(std::chrono::milliseconds(context.limits.spelling_ms),
                                          context.limits.max_side_candidates);
    return Speller(request, found, std::move(suspects), limited_to(part, context)).better_query();
  } catch (const DeadlineExceeded&) {
    return "";
  } catch (const TooManyCandidates&) {
    return "";
  }
}

}  // namespace dragoman::search
