// SPDX-License-Identifier: GPL-3.0-or-later
// The first live article of a term, analysed until the word comes.
#include "server/search/written_form.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <utility>

#include "core/schema/schema.h"
#include "core/text/utf8.h"
#include "server/search/highlight.h"

namespace dragoman::search {
namespace {

// A word under a wall of marks is longer than anyone wants to read.
constexpr std::size_t kMaxWrittenBytes = 256;

struct Place {
  std::size_t segment;
  std::size_t row;
};

std::optional<Place> first_article(const std::string& term, const SearchContext& context) {
  for (std::size_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const schema::Segment& segment = context.snapshot.segment(s);
    const Xapian::Database& postings = context.handles.segments[s];
    for (auto it = postings.postlist_begin(term); it != postings.postlist_end(term); ++it) {
      const std::size_t row = *it - 1;
      context.deadline.check();
      if (row < segment.rows() && segment.is_live(row)) return Place{s, row};
    }
  }
  return std::nullopt;
}

std::optional<std::string> find_in(const std::string& text, std::string_view form,
                                   text::Analyser& analyser) {
  const text::Analysis analysis = analyser.analyse(text);
  for (const text::Unit& unit : analysis.units) {
    const std::size_t bytes = unit.end - unit.begin;
    if (bytes <= kMaxWrittenBytes && analysis.form(unit) == form)
      return text.substr(unit.begin, bytes);
  }
  return std::nullopt;
}

std::optional<Article> read(const std::optional<Place>& place, const SearchContext& context) {
  if (!place) return std::nullopt;
  auto article = context.snapshot.segment(place->segment).read_article(place->row);
  if (!article) return std::nullopt;
  return std::move(*article);
}

}  // namespace

bool has_article(const std::string& term, const SearchContext& context) {
  return first_article(term, context).has_value();
}

std::optional<std::string> written_form(std::string_view form, bool also_texts,
                                        SearchContext context) {
  if (const auto article = read(first_article(schema::title_term(form), context), context)) {
    const std::string part(beginning(article->title, context.limits.max_marked_bytes));
    if (auto found = find_in(part, form, context.analyser)) return found;
  }
  if (!also_texts) return std::nullopt;
  const auto article = read(first_article(schema::surface_term(form), context), context);
  if (!article) return std::nullopt;
  for (const std::string* text : {&article->title, &article->summary, &article->body}) {
    context.deadline.check_now();
    const std::string part(beginning(*text, context.limits.max_marked_bytes));
    if (auto found = find_in(part, form, context.analyser)) return found;
  }
  return std::nullopt;
}

std::string in_case_of(std::string_view model, std::string_view word) {
  const auto wide = [](std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  };
  icu::UnicodeString like = wide(model);
  icu::UnicodeString out = wide(word);
  out.toLower(icu::Locale::getRoot());
  icu::UnicodeString lower(like);
  lower.toLower(icu::Locale::getRoot());
  icu::UnicodeString upper(like);
  upper.toUpper(icu::Locale::getRoot());
  if (like != lower) {
    if (like == upper && like.countChar32() > 1) {
      out.toUpper(icu::Locale::getRoot());
    } else if (like.char32At(0) != lower.char32At(0)) {
      const std::int32_t first = out.moveIndex32(0, 1);
      icu::UnicodeString capital(out, 0, first);
      capital.toUpper(icu::Locale::getRoot());
      out.replace(0, first, capital);
    }
  }
  std::string text;
  out.toUTF8String(text);
  return text;
}

}  // namespace dragoman::search
