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

// How much a match had to be relaxed; a lower rank is a better answer.
int rank_of(const TextMatch& match) {
  if (match.matches->size() == 0) return 4;
  const std::string& relaxed = match.echo.relaxed;
  return relaxed.empty() ? 0 : relaxed == "pieces" ? 1 : relaxed == "most" ? 2 : 3;
}

class Speller {
 public:
  Speller(const SearchRequest& request, const TextMatch& found, SearchContext context)
      : request_(request), found_(found), context_(context), rank_(rank_of(found)) {}

  std::string better_query() {
    words_ = query_words(request_.query, parse_query(request_.query, context_.limits),
                         context_.analyser);
    if (words_.size() > kMostWords) words_.resize(kMostWords);
    std::vector<std::vector<Guess>> suspects;
    for (const std::size_t i : suspect_words()) {
      auto guesses = guesses_at(i);
      if (!guesses.empty()) suspects.push_back(std::move(guesses));
    }
    return first_better(suspects);
  }

 private:
  bool found_little() const { return rank_ > 0 || found_.matches->size() <= kFew; }

  std::vector<std::size_t> suspect_words() {
    std::vector<std::size_t> out;
    std::optional<std::vector<bool>> named;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      context_.deadline.check(64);
      const auto keys = keys_of(words_[i].form);
      if (!keys || most_errors(*keys) == 0) continue;
      const std::uint64_t articles = articles_with(words_[i].form, context_.handles);
      // A Hangul word may stand inside others, which only the search knows.
      const bool is_unknown =
          articles == 0 && (found_little() || keys->alphabet != Alphabet::kHangul);
      if (!is_unknown && !found_little()) continue;
      if (!named) named = words_in_names();
      if ((*named)[i] || (is_unknown && has_other_forms(words_[i]))) continue;
      out.push_back(i);
    }
    return out;
  }

  // A known name finds what is about it, in whatever words.
  std::vector<bool> words_in_names() const {
    std::vector<bool> out(words_.size(), false);
    if (!request_.expand) return out;
    const text::Analysis analysis = context_.analyser.analyse(request_.query);
    for (const entities::Span& span : context_.recognizer.spans(analysis)) {
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

  // All suspects by their first guesses; then other guesses of each, one at a time.
  std::string first_better(const std::vector<std::vector<Guess>>& suspects) {
    if (suspects.empty()) return "";
    std::string best;
    int best_rank = rank_;
    std::set<std::string> tried = {request_.query};
    std::vector<std::size_t> chosen(suspects.size(), 0);
    for (std::size_t other = 0; other < kMostAttempts * suspects.size(); ++other) {
      std::fill(chosen.begin(), chosen.end(), 0);
      chosen[other % suspects.size()] = other / suspects.size();
      if (chosen[other % suspects.size()] >= suspects[other % suspects.size()].size()) continue;
      const std::string text = corrected(suspects, chosen);
      if (text.empty() || !tried.insert(text).second) continue;
      if (tried.size() > kMostAttempts + 1) break;
      const int rank = rank_if_better(text);
      if (rank == 0) return text;
      if (rank < 0 || (!best.empty() && rank >= best_rank)) continue;
      best = text;
      best_rank = rank;
    }
    return best;
  }

  std::string corrected(const std::vector<std::vector<Guess>>& suspects,
                        const std::vector<std::size_t>& chosen) {
    std::vector<std::optional<std::string>> texts(words_.size());
    for (std::size_t s = 0; s < suspects.size(); ++s) {
      for (const auto& [word, text] : suspects[s][chosen[s]].words) {
        if (!texts[word]) texts[word] = as_typed(word, text, suspects[s][chosen[s]].is_name);
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
    if (is_name) {
      const text::Analysis analysis = context_.analyser.analyse(word);
      if (analysis.forms == typed.form) return std::nullopt;
      return in_case_of(text, word);
    }
    return in_case_of(text, written_form(word, true, context_).value_or(word));
  }

  // Returns the rank of what a query finds, or -1 when it is no better.
  int rank_if_better(const std::string& query) {
    SearchRequest request = request_;
    request.query = query;
    const TextMatch match = match_text(request, context_);
    const int rank = rank_of(match);
    const bool is_better =
        rank < rank_ || (rank == rank_ && match.matches->size() > found_.matches->size());
    if (!is_better) return -1;
    const Filters filters(request, context_.snapshot, context_.recognizer.gazetteer());
    if (!filters.any()) return rank;
    request.facets.fill(false);
    request.histogram = HistogramInterval::kNone;
    const FacetCounts counts =
        count_facets(match.matches, filters, request, context_.snapshot, context_.deadline);
    return counts.total > 0 ? rank : -1;
  }

  const SearchRequest& request_;
  const TextMatch& found_;
  SearchContext context_;
  int rank_;
  std::vector<QueryWord> words_;
};

}  // namespace

std::string better_spelling(const SearchRequest& request, const TextMatch& found,
                            SearchContext context) {
  if (found.browse) return "";
  Deadline part = context.deadline.part(std::chrono::milliseconds(context.limits.spelling_ms),
                                        context.limits.max_spelling_candidates);
  const SearchContext limited{context.snapshot, context.handles, context.recognizer, context.names,
                              context.analyser, context.cache,   context.limits,     part};
  try {
    return Speller(request, found, limited).better_query();
  } catch (const DeadlineExceeded&) {
    return "";
  } catch (const TooManyCandidates&) {
    return "";
  }
}

}  // namespace dragoman::search
