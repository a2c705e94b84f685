// SPDX-License-Identifier: GPL-3.0-or-later
// The most frequent words of each segment, ordered by their use in titles.
#include "server/search/suggest_words.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "core/schema/schema.h"
#include "core/text/terms.h"
#include "core/text/utf8.h"
#include "server/search/collection_size.h"
#include "server/search/written_form.h"

namespace dragoman::search {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr std::uint32_t kFinals = 28;
// Of each segment's words so many, the most frequent ones, are looked up.
constexpr std::size_t kMostWords = 64;
// Of a word's place in a text, next to one in a title.
constexpr double kWorthOfText = 0.1;

// Returns distinct words, Hangul ones without particles where the beginning allows.
std::vector<std::string> frequent_words(std::string_view folded, SearchContext context) {
  std::vector<std::string> out;
  std::unordered_set<std::string_view> seen;
  const std::vector<std::string> beginnings = typed_beginnings(folded);
  for (std::size_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const schema::ForwardFile& forward = context.snapshot.segment(s).forward();
    std::vector<std::uint32_t> ids;
    for (const std::string& beginning : beginnings) {
      const auto found = forward.ids_with_prefix(beginning);
      ids.insert(ids.end(), found.begin(), found.end());
    }
    context.deadline.check(ids.size() / 16);
    const std::size_t most = std::min(kMostWords, ids.size());  // lower ids are more frequent
    std::partial_sort(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(most), ids.end());
    for (std::size_t i = 0; i < most; ++i) {
      const std::string_view form = forward.vocabulary(ids[i]);
      const std::string_view stem = text::strip_korean_particles(form);
      const std::string_view word = stem.size() >= folded.size() ? stem : form;
      if (seen.insert(word).second) out.emplace_back(word);
    }
  }
  return out;
}

// Articles in the languages of a script, at least 1.
double articles_in(text::Script script, SearchContext context) {
  std::uint64_t out = 0;
  for (const auto& [tag, count] : context.snapshot.stats(context.deadline).languages) {
    if (script_of_language(tag) == script) out += count;
  }
  return std::max(1.0, static_cast<double>(out));
}

}  // namespace

std::vector<std::string> typed_beginnings(std::string_view folded) {
  std::vector<std::string> out = {std::string(folded)};
  std::size_t last = folded.size();
  while (last > 0 && (static_cast<unsigned char>(folded[last - 1]) & 0xC0u) == 0x80u) --last;
  if (last == 0) return out;
  --last;
  std::size_t at = last;
  const char32_t syllable = text::next_code_point(folded, at);
  if (syllable < kFirstSyllable || syllable > kLastSyllable) return out;
  if ((syllable - kFirstSyllable) % kFinals != 0) return out;
  for (std::uint32_t final = 1; final < kFinals; ++final) {
    std::string one(folded.substr(0, last));
    text::append_utf8(one, syllable + final);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> words_beginning(std::string_view folded, text::Script script,
                                         std::size_t limit, SearchContext context) {
  const double all = articles_in(script, context);
  std::vector<std::pair<double, std::string>> ranked;
  for (std::string& word : frequent_words(folded, context)) {
    context.deadline.check(64);
    const double titles = context.handles.all.get_termfreq(schema::title_term(word));
    const double texts = context.handles.all.get_termfreq(schema::surface_term(word));
    if (texts == 0) continue;
    // Greatest for words of every twentieth article: those of every second one say little.
    const double rarity = std::log(std::max(1.0, all / texts));
    const double use = titles + kWorthOfText * texts;
    ranked.emplace_back(use * rarity * rarity * rarity, std::move(word));
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> out;
  for (const auto& [weight, word] : ranked) {
    if (out.size() == limit) break;
    context.deadline.check_now();
    if (!has_article(schema::surface_term(word), context)) continue;
    out.push_back(written_form(word, false, context).value_or(word));
  }
  return out;
}

}  // namespace dragoman::search
