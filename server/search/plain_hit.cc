// SPDX-License-Identifier: GPL-3.0-or-later
// Article → Hit.
#include "server/search/plain_hit.h"

#include "core/schema/segment.h"
#include "server/search/highlight.h"
#include "server/search/labels.h"

namespace dragoman::search {

using entities::Kind;

Hit plain_hit(const Article& article, const std::string& label_language, SearchContext context) {
  const HighlightQuery nothing;
  Highlighter highlighter(nothing, context.recognizer, context.analyser,
                          context.limits.max_marked_bytes);
  const entities::Gazetteer& gazetteer = context.recognizer.gazetteer();
  Hit out;
  out.id = article.id;
  out.url = article.url;
  if (!article.title.empty()) out.title.push_back({article.title, false});
  out.snippet = highlighter.snippet(article.summary, article.body);
  out.language = article.language;
  out.published = article.published;
  out.source = article.source;
  out.leaders = labelled(article.leaders, Kind::kLeader, label_language, gazetteer);
  out.countries = labelled(article.countries, Kind::kCountry, label_language, gazetteer);
  out.topics = labelled(article.topics, Kind::kTopic, label_language, gazetteer);
  out.story = article.story;
  return out;
}

std::optional<StoryRow> find_place(std::string_view id, SearchContext context) {
  for (std::uint32_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const auto row = schema::find_row(context.snapshot.segment(s), context.handles.segments[s], id);
    if (row) return StoryRow{s, static_cast<std::uint32_t>(*row)};
  }
  return std::nullopt;
}

}  // namespace dragoman::search
