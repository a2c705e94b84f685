// SPDX-License-Identifier: GPL-3.0-or-later
// Article → Hit.
#include "server/search/plain_hit.h"

#include "core/schema/segment.h"
#include "server/search/labels.h"

namespace dragoman::search {

using entities::Kind;

Hit shown_hit(const Article& article, Highlighter& highlighter, const HitOptions& options,
              SearchContext context) {
  const entities::Gazetteer& gazetteer = context.recognizer.gazetteer();
  const std::string language(options.label_language);
  Hit out;
  out.id = article.id;
  out.url = article.url;
  out.title = highlighter.beginning_of(article.title, context.limits.max_title_bytes);
  if (options.snippet) out.snippet = highlighter.snippet(article.summary, article.body);
  out.language = article.language;
  out.published = article.published;
  out.source = article.source;
  out.leaders = labelled(article.leaders, Kind::kLeader, language, gazetteer);
  out.countries = labelled(article.countries, Kind::kCountry, language, gazetteer);
  out.topics = labelled(article.topics, Kind::kTopic, language, gazetteer);
  out.story = article.story;
  return out;
}

Hit plain_hit(const Article& article, const std::string& label_language, SearchContext context) {
  const HighlightQuery nothing;
  Highlighter highlighter(nothing, context.recognizer, context.analyser,
                          context.limits.max_marked_bytes);
  return shown_hit(article, highlighter, {label_language}, context);
}

std::optional<StoryRow> find_place(std::string_view id, SearchContext context) {
  for (std::uint32_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const auto row = schema::find_row(context.snapshot.segment(s), context.handles.segments[s], id);
    if (row) return StoryRow{s, static_cast<std::uint32_t>(*row)};
  }
  return std::nullopt;
}

}  // namespace dragoman::search
