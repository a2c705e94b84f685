// SPDX-License-Identifier: GPL-3.0-or-later
// One table for each segment; candidates are measured, then counted in the postings.
#include "server/search/spelling_words.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/schema/schema.h"
#include "core/text/terms.h"
#include "server/search/archive_facts.h"

namespace dragoman::search {
namespace {

// Ids of words without their particles have this bit; no vocabulary is that large.
constexpr std::uint32_t kStripped = 1u << 31;
constexpr std::size_t kMostWords = 96;
// Of a segment's words so many are corrected to, the most frequent ones: what is rarer in an
// archive with so many words stands in a few articles and is often a slip itself.
constexpr std::size_t kMostSpelled = 500'000;

bool is_hangul(std::string_view form) {
  const auto keys = keys_of(form);
  return keys && keys->alphabet == Alphabet::kHangul;
}

}  // namespace

SpellingTable spell_words(const schema::ForwardFile& forward, Deadline& deadline) {
  SpellingTable out;
  std::unordered_set<std::string_view> stems;
  const std::size_t most = std::min(kMostSpelled, forward.vocabulary_size());
  for (std::uint32_t id = 0; id < most; ++id) {
    deadline.check(2);
    const std::string_view form = forward.vocabulary(id);
    out.add(form, id);
    if (form.empty() || static_cast<unsigned char>(form[0]) < 0xEA || !is_hangul(form)) continue;
    const std::string_view stem = text::strip_korean_particles(form);
    if (stem.size() < form.size() && !forward.id(stem) && stems.insert(stem).second)
      out.add(stem, id | kStripped);
  }
  out.finish();
  return out;
}

std::string_view spelled_word(const schema::ForwardFile& forward, std::uint32_t id) {
  const std::string_view form = forward.vocabulary(id & ~kStripped);
  return (id & kStripped) == 0 ? form : text::strip_korean_particles(form);
}

std::vector<SpelledWord> words_near(const Keys& word, SearchContext context) {
  const unsigned most = most_errors(word);
  if (most == 0) return {};
  const auto& tables = context.snapshot.archive().spellings(context.snapshot, context.deadline);
  std::unordered_set<std::string_view> seen;
  std::vector<std::pair<std::string_view, unsigned>> found;
  for (std::size_t s = 0; s < tables.size(); ++s) {
    const schema::ForwardFile& forward = context.snapshot.segment(s).forward();
    tables[s].near(word, most, context.deadline, [&](std::uint32_t id) {
      context.deadline.check(2);
      const std::string_view form = spelled_word(forward, id);
      const auto keys = keys_of(form);
      const unsigned errors = keys ? edit_distance(word, *keys, most) : most + 1;
      if (errors > 0 && errors <= most && seen.insert(form).second)
        found.emplace_back(form, errors);
    });
  }
  std::vector<SpelledWord> out;
  for (unsigned errors = 1; errors <= most; ++errors) {
    for (const auto& [form, distance] : found) {
      if (distance != errors || out.size() == kMostWords) continue;
      context.deadline.check(16);
      out.push_back({std::string(form), errors, articles_with(form, context.handles)});
    }
  }
  return out;
}

std::uint64_t articles_with(std::string_view form, const Handles& handles) {
  std::uint64_t articles = handles.all.get_termfreq(schema::surface_term(form));
  if (articles == 0 && is_hangul(form)) {
    const std::string_view stem = text::strip_korean_particles(form);
    if (stem != form) articles = handles.all.get_termfreq(schema::surface_term(stem));
  }
  return articles;
}

}  // namespace dragoman::search
