// SPDX-License-Identifier: GPL-3.0-or-later
// Article → analyses, entity ids, terms and column row. Knows the index's terms through core/schema
// only.
#include "indexer/analysed_article.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/day.h"
#include "core/entities/date_mentions.h"
#include "core/hash.h"
#include "core/schema/schema.h"
#include "core/text/fold.h"
#include "indexer/cpu_time.h"

namespace dragoman::indexer {
namespace {

using entities::Entity;
using entities::Kind;

struct EntityField {
  Kind kind;
  std::vector<std::string> Article::*ids;
  schema::ListColumn column;
};
constexpr std::array<EntityField, 3> kEntityFields = {
    {{Kind::kLeader, &Article::leaders, schema::ListColumn::kLeaders},
     {Kind::kCountry, &Article::countries, schema::ListColumn::kCountries},
     {Kind::kTopic, &Article::topics, schema::ListColumn::kTopics}}};

// Enough for a chronology; the columns and the record hold them all.
constexpr std::size_t kMaxMentionedDates = 32;
constexpr std::size_t kDayBytes = 10;  // YYYY-MM-DD

std::string name_key(Kind kind, std::string_view name) {
  return static_cast<char>('0' + static_cast<int>(kind)) + text::folded(name);
}

}  // namespace

ArticleAnalyser::ArticleAnalyser(const entities::Recognizer& recognizer)
    : recognizer_(recognizer) {}

AnalysedArticle ArticleAnalyser::analyse(Article article) {
  AnalysedArticle out;
  out.article = std::move(article);
  analyser_.analyse(out.article.title, out.title);
  // A title taken from the text stands in the body too: it is searched there and only marked as
  // title.
  analyser_.analyse(out.article.summary, out.summary);
  analyser_.analyse(out.article.body, out.body);
  {
    const ThreadCpuSum measured(out.concept_cpu_seconds);
    recognise(out);
    add_mentioned_dates(out);
  }

  for (const EntityField& field : kEntityFields) {
    out.row.lists[static_cast<std::size_t>(field.column)] = out.article.*field.ids;
  }
  const auto single = [&out](schema::ListColumn column, const std::string& value) {
    if (!value.empty()) out.row.lists[static_cast<std::size_t>(column)] = {value};
  };
  single(schema::ListColumn::kLanguage, out.article.language);
  single(schema::ListColumn::kSource, out.article.source);
  out.row.published = parse_iso_interval(out.article.published).value_or(schema::kUndated);
  for (const std::string& date : out.article.mentioned_dates) {
    if (const auto interval = parse_iso_interval(date)) out.row.mentioned.push_back(*interval);
  }
  out.row.text_length = static_cast<std::uint32_t>(
      out.title.units.size() + out.summary.units.size() + out.body.units.size());
  out.row.id_hash = hash64(out.article.id);
  return out;
}

// Those that came with the article are kept; the text's follow in reading order while there is
// room.
void ArticleAnalyser::add_mentioned_dates(AnalysedArticle& out) {
  const Article& article = out.article;
  std::map<std::string, std::uint32_t> dates;  // with their mentions
  for (const std::string& date : article.mentioned_dates) dates.try_emplace(date, 0);
  const std::array<std::pair<const std::string*, const text::Analysis*>, 3> fields = {
      {{&article.title, &out.title}, {&article.summary, &out.summary}, {&article.body, &out.body}}};
  for (const auto& [text, analysis] : fields) {
    for (const auto& mention : entities::find_dates(*text, *analysis, article.published)) {
      const auto known = dates.find(mention.date);
      if (known != dates.end()) {
        ++known->second;
      } else if (dates.size() < kMaxMentionedDates) {
        dates.emplace(mention.date, 1);
      }
    }
  }
  out.article.mentioned_dates.clear();
  for (const auto& [date, mentions] : dates) {
    out.article.mentioned_dates.push_back(date);
    if (date.size() < kDayBytes || !parse_iso_interval(date)) continue;
    std::string term = schema::day_term(date.substr(0, kDayBytes));
    const auto same = [&term](const auto& entry) { return entry.first == term; };
    if (std::none_of(out.concepts.begin(), out.concepts.end(), same))
      out.concepts.emplace_back(std::move(term), schema::concept_wdf(mentions));
  }
}

const Entity* ArticleAnalyser::resolve_given(Kind kind, const std::string& value) {
  const entities::Gazetteer& gazetteer = recognizer_.gazetteer();
  if (const Entity* entity = gazetteer.find(kind, value)) return entity;
  if (names_.empty()) {
    for (const Entity& entity : gazetteer.entities()) {
      for (const auto& [language, name] : entity.names)
        names_.try_emplace(name_key(entity.kind, name), &entity);
    }
  }
  const auto found = names_.find(name_key(kind, value));
  return found == names_.end() ? nullptr : found->second;
}

void ArticleAnalyser::resolve_given_values(Kind kind, std::vector<std::string>& values,
                                           AnalysedArticle& out) {
  static constexpr std::array<const char*, 3> kUnknown = {"unknown_leader", "unknown_country",
                                                          "unknown_topic"};
  std::vector<std::string> ids;
  for (const std::string& value : values) {
    const Entity* entity = resolve_given(kind, value);
    if (entity == nullptr) {
      out.notes.emplace_back(kUnknown[static_cast<std::size_t>(kind)]);
    } else if (std::find(ids.begin(), ids.end(), entity->id) == ids.end()) {
      ids.push_back(entity->id);
    }
  }
  values = std::move(ids);
}

void ArticleAnalyser::recognise(AnalysedArticle& out) {
  const entities::Gazetteer& gazetteer = recognizer_.gazetteer();
  std::array<std::vector<std::string>, kEntityFields.size()> given;  // not seen in the text yet
  for (std::size_t i = 0; i < kEntityFields.size(); ++i) {
    resolve_given_values(kEntityFields[i].kind, out.article.*kEntityFields[i].ids, out);
    given[i] = out.article.*kEntityFields[i].ids;
  }
  const entities::ArticleText fields = {{{out.article.title, &out.title},
                                         {out.article.summary, &out.summary},
                                         {out.article.body, &out.body}}};
  for (const entities::Finding& finding :
       recognizer_.recognise(fields, out.article.published, entities::Recognizer::Keep::kCounts)) {
    const Entity& entity = gazetteer.entities()[finding.entity];
    out.concepts.emplace_back(schema::entity_term(entity.kind, entity.id),
                              schema::concept_wdf(finding.mentions));
    for (std::size_t i = 0; i < kEntityFields.size(); ++i) {
      if (kEntityFields[i].kind != entity.kind) continue;
      if (std::erase(given[i], entity.id) > 0) continue;
      (out.article.*kEntityFields[i].ids).push_back(entity.id);
    }
  }
  // Given values that the text does not show must be found by name as well.
  for (std::size_t i = 0; i < kEntityFields.size(); ++i) {
    for (const std::string& id : given[i])
      out.concepts.emplace_back(schema::entity_term(kEntityFields[i].kind, id),
                                schema::concept_wdf(0));
  }
}

}  // namespace dragoman::indexer
