// SPDX-License-Identifier: GPL-3.0-or-later
// The longest end of what is typed that begins a name, then the last word's other ends.
#include "server/search/suggest.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/text/fold.h"
#include "server/search/archive_facts.h"
#include "server/search/labels.h"
#include "server/search/name_words.h"
#include "server/search/query_lexer.h"
#include "server/search/query_names.h"
#include "server/search/query_words.h"
#include "server/search/suggest_words.h"

namespace dragoman::search {
namespace {

using entities::Entity;
using entities::EntityIndex;
using entities::Kind;

constexpr std::size_t kMostTailUnits = 16;  // a name's words or Han characters
constexpr std::size_t kMostWords = 4;       // of the suggestions, when there are names too

// Where in the query's syntax the end of the text stands.
struct TypingPlace {
  std::size_t tail_begin = 0;  // bytes; what stands before is kept
  std::optional<Kind> only;    // inside leader:, country: or topic:
  bool names = true;
  bool words = true;
  bool is_signed = false;  // behind + - or NOT: one word only
};

std::optional<Kind> kind_of(QueryField field) {
  switch (field) {
    case QueryField::kLeader:
      return Kind::kLeader;
    case QueryField::kCountry:
      return Kind::kCountry;
    case QueryField::kTopic:
      return Kind::kTopic;
    default:
      return std::nullopt;
  }
}

// Returns nullopt where nothing can be gone on with.
std::optional<TypingPlace> read_place(std::string_view query) {
  std::vector<QueryNote> notes;
  const std::vector<QueryToken> tokens = lex_query(query, notes);
  if (tokens.empty()) return std::nullopt;
  for (const QueryToken& token : tokens) {
    if (token.kind == TokenKind::kFieldGroup && token.field != QueryField::kTitle)
      return std::nullopt;
  }
  TypingPlace out;
  const QueryToken& last = tokens.back();
  if (last.kind == TokenKind::kField) {
    if (last.quoted) return std::nullopt;
    out.only = kind_of(*last.field);
    if (!out.only && last.field != QueryField::kTitle) return std::nullopt;
    out.names = out.only.has_value();
    out.words = !out.names;
    out.tail_begin = query.rfind(last.text);
    return out;
  }
  if (last.kind != TokenKind::kWord) return std::nullopt;
  std::size_t first = tokens.size() - 1;
  while (first > 0 && tokens[first - 1].kind == TokenKind::kWord) --first;
  out.tail_begin = tokens[first].position;
  if (first == 0) return out;
  const TokenKind before = tokens[first - 1].kind;
  out.names = before != TokenKind::kNear;
  out.is_signed =
      before == TokenKind::kMinus || before == TokenKind::kPlus || before == TokenKind::kNot;
  return out;
}

class Suggester {
 public:
  Suggester(const SuggestRequest& request, SearchContext context)
      : request_(request),
        context_(context),
        gazetteer_(context.recognizer.gazetteer()),
        is_usual_(usual_names(context)) {}

  std::vector<Suggestion> run() {
    const auto place = read_place(request_.query);
    if (!place) return {};
    place_ = *place;
    context_.analyser.analyse(request_.query, typed_);
    const std::size_t reach = first_tail_unit();
    if (reach == typed_.units.size()) return {};
    const std::string_view rest = query().substr(typed_.units.back().end);
    is_typing_ = rest.empty();
    if (words_of(rest).empty() && rest.find_first_not_of(" \t\n") != std::string_view::npos)
      return {};
    std::vector<Suggestion> words;
    if (place_.words && is_typing_) words = word_suggestions();
    const std::size_t room =
        request_.limit - std::min({words.size(), kMostWords, request_.limit / std::size_t{2}});
    if (place_.names) add_names(reach, room);
    for (Suggestion& word : words) add(std::move(word));
    return std::move(out_);
  }

 private:
  struct Found {
    const NameIndex::Name* name = nullptr;
    int worth = 0;              // of the best of the entity's names
    bool is_typed_out = false;  // nothing to go on with
  };

  std::string_view query() const { return request_.query; }

  std::size_t first_tail_unit() const {
    std::size_t first = typed_.units.size();
    while (first > 0 && typed_.units[first - 1].begin >= place_.tail_begin &&
           typed_.units.size() - first < kMostTailUnits)
      --first;
    return first;
  }

  // Suggestions that say what is typed already, or the same as another, are left out.
  void add(Suggestion suggestion) {
    std::string folded = text::folded(suggestion.text);
    if (out_.size() == request_.limit || suggestion.text == request_.query) return;
    if (folded.empty() || !seen_.insert(std::move(folded)).second) return;
    out_.push_back(std::move(suggestion));
  }

  std::vector<Suggestion> word_suggestions() {
    const text::Unit& last = typed_.units.back();
    std::vector<Suggestion> out;
    if (last.script == text::Script::kCjk || last.script == text::Script::kNumber) return out;
    const std::string head(query().substr(0, last.begin));
    for (const std::string& word :
         words_beginning(typed_.form(last), last.script, request_.limit, context_)) {
      // A word like OR would be read as an operator.
      const std::string text = with_replacements(query(), {{last.begin, last.end, word}});
      if (!text.empty()) out.push_back({text, "word", "", word, "", 0});
    }
    return out;
  }

  // A shorter end is looked at when no longer one begins a name.
  void add_names(std::size_t reach, std::size_t room) {
    for (std::size_t first = reach; first < typed_.units.size(); ++first) {
      const text::Unit& unit = typed_.units[first];
      const bool inside_run = first > 0 && unit.script == text::Script::kCjk &&
                              typed_.units[first - 1].script == text::Script::kCjk &&
                              unit.gap == text::Gap::kNone;
      if (inside_run && first + 1 == typed_.units.size() && first > reach) return;
      const auto found =
          names_beginning(query().substr(unit.begin, typed_.units.back().end - unit.begin));
      if (found.empty()) continue;
      add_best(found, unit.begin, room);
      return;
    }
  }

  std::map<EntityIndex, Found> names_beginning(std::string_view tail) {
    const auto& articles = context_.snapshot.archive().entity_articles(
        gazetteer_, context_.snapshot, context_.handles, context_.deadline);
    const std::string folded = text::folded(tail);
    const auto words = words_of(folded);
    std::map<EntityIndex, Found> out;
    if (words.empty()) return out;
    const bool is_open = is_typing_ && words.size() == 1;
    const auto beginnings =
        is_open ? typed_beginnings(words[0]) : std::vector<std::string>{std::string(words[0])};
    for (const std::string& beginning : beginnings) {
      for (const NameIndex::Start& start : context_.names.starting(beginning)) {
        context_.deadline.check(1 + words.size());
        const NameIndex::Name& name = context_.names.name(start);
        const Entity& entity = gazetteer_.entities()[name.entity];
        if (name.is_alias && start.offset > 0) continue;
        if (articles[name.entity] == 0 || (place_.only && entity.kind != *place_.only)) continue;
        if (words.size() > 1 && !all_begin_words(words, name.folded, !name.is_alias)) continue;
        keep_better(out[name.entity], {&name, worth_of(start), name.folded == folded});
      }
    }
    return out;
  }

  // Names in the reader's language come before others, beginnings before later words.
  int worth_of(const NameIndex::Start& start) const {
    const NameIndex::Name& name = context_.names.name(start);
    const std::string_view asked = request_.label_language;
    const bool is_own =
        name.language.substr(0, name.language.find('-')) == asked.substr(0, asked.find('-'));
    return (is_own ? 2 : 0) + (start.offset == 0 ? 1 : 0);
  }

  static void keep_better(Found& kept, Found found) {
    const auto rank = [](const Found& one) {
      return std::tuple(!one.is_typed_out, one.worth, !one.name->is_alias,
                        -static_cast<std::int64_t>(one.name->text.size()));
    };
    const int worth = std::max(kept.worth, found.worth);
    if (kept.name == nullptr || rank(found) > rank(kept)) kept = found;
    kept.worth = worth;
  }

  void add_best(const std::map<EntityIndex, Found>& found, std::size_t begin, std::size_t room) {
    const auto& articles = context_.snapshot.archive().entity_articles(
        gazetteer_, context_.snapshot, context_.handles, context_.deadline);
    std::vector<std::pair<EntityIndex, Found>> best(found.begin(), found.end());
    std::sort(best.begin(), best.end(), [&](const auto& a, const auto& b) {
      if (a.second.worth != b.second.worth) return a.second.worth > b.second.worth;
      if (articles[a.first] != articles[b.first]) return articles[a.first] > articles[b.first];
      return a.first < b.first;
    });
    for (const auto& [index, one] : best) {
      if (out_.size() >= room) return;
      const Entity& entity = gazetteer_.entities()[index];
      Suggestion suggestion;
      suggestion.kind = entities::kind_name(entity.kind);
      suggestion.id = entity.id;
      suggestion.label = gazetteer_.label(entity.kind, entity.id, request_.label_language);
      suggestion.count = articles[index];
      if (one.name->text != suggestion.label) suggestion.matched = std::string(one.name->text);
      const std::string continued = written(index, suggestion.label, *one.name);
      if (continued.empty()) continue;
      suggestion.text = std::string(query().substr(0, begin)) + continued;
      add(std::move(suggestion));
    }
  }

  // What to type for an entity: the name that goes on from what is typed, if a search knows it by
  // that alone; else its id as a field.
  std::string written(EntityIndex index, const std::string& label, const NameIndex::Name& name) {
    const Entity& entity = gazetteer_.entities()[index];
    if (place_.only) return entity.id;
    if (!place_.is_signed) {
      const std::string found(name.text);
      if (means_only(index, found)) return found;
      if (means_only(index, label)) return label;
    }
    if (!facet_of(entity.kind)) return "";
    return std::string(entities::kind_name(entity.kind)) + ":" + entity.id;
  }

  bool means_only(EntityIndex index, const std::string& name) {
    const text::Analysis analysis = context_.analyser.analyse(name);
    const entities::Recognizer::Spans spans = context_.recognizer.spans(analysis);
    const auto meant = meant_names(name, analysis, {spans, gazetteer_, is_usual_});
    return meant.size() == 1 && meant[0].unit_count == analysis.units.size() &&
           meant[0].entity == index;
  }

  const SuggestRequest& request_;
  SearchContext context_;
  const entities::Gazetteer& gazetteer_;
  const IsUsualName is_usual_;
  TypingPlace place_;
  text::Analysis typed_;
  bool is_typing_ = false;
  std::vector<Suggestion> out_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Suggestion> find_suggestions(const SuggestRequest& request, SearchContext context) {
  if (request.limit == 0) return {};
  return Suggester(request, context).run();
}

}  // namespace dragoman::search
