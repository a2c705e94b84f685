// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the trie along an article's fields and hands the places found to resolution; for queries,
// gives the places themselves. Matching (form_trie) and judging (resolution) stay apart.
#include "core/entities/recognizer.h"

#include <algorithm>
#include <future>
#include <optional>
#include <string>

#include "core/entities/form_trie.h"
#include "core/entities/namesakes.h"
#include "core/entities/office_phrases.h"
#include "core/entities/resolution.h"
#include "core/entities/title_words.h"

namespace dragoman::entities {

namespace {

// "us" and "un" are words of their own; a query's case does not survive folding.
bool is_two_letters(std::string_view form) {
  return form.size() <= 2 && static_cast<unsigned char>(form.front()) < 0x80;
}

// A title cut from the text says nothing that the text does not say; a headline repeated on a line
// of its own does.
bool begins_with(std::string_view body, std::string_view title) {
  for (const std::string_view dots : {"…", "..."}) {
    if (title.ends_with(dots)) title.remove_suffix(dots.size());
  }
  if (title.empty() || !body.starts_with(title)) return false;
  return body.size() == title.size() || (body[title.size()] != '\n' && body[title.size()] != '\r');
}

// Notes how long the article is and where its lead ends, both in words, so that they mean the same
// in every script. A short article is all lead.
void measure(const ArticleText& article, Mentions& out) {
  constexpr double kHanWords = 0.6;  // one character
  const auto length = [](const text::Unit& unit) {
    return unit.script == text::Script::kCjk ? kHanWords : 1.0;
  };
  const auto* body = article[static_cast<std::size_t>(Field::kBody)].analysis;
  for (const auto& field : article) {
    if (!field.analysis) continue;
    double words = 0;
    for (const auto& unit : field.analysis->units) {
      words += length(unit);
      if (field.analysis == body && words <= kLeadWords) out.lead_end = unit.end;
    }
    out.words += words;
  }
  if (out.words <= kShortArticleWords && body && !body->units.empty()) {
    out.lead_end = body->units.back().end;
  }
}

}  // namespace

struct Recognizer::Automaton {
  explicit Automaton(const Gazetteer& from)
      : Automaton(from, std::async(std::launch::async, [&from] { return Namesakes(from); })) {}
  Automaton(const Gazetteer& from, std::future<Namesakes> made_meanwhile)
      : gazetteer(from), trie(from), namesakes(made_meanwhile.get()) {}

  void read_field(const FieldText& field, Field which, FormTrie::Walk& walk, Mentions& out) const;
  static Mention mention_of(const FormTrie::Walk& walk, const Match& match, Field which,
                            Mentions& out);
  bool has_title(const FormTrie::Walk& walk, const Match& match) const;
  Span span_of(const Match& match, std::optional<Kind> only) const;
  void drop_kind(Match& match, Kind kind) const;
  void add_namesakes(FormTrie::Walk& walk, Match& match) const;
  void drop_namesakes(const FormTrie::Walk& walk, Match& match,
                      const std::vector<Mention>& before) const;
  void take_office(const FormTrie::Walk& walk, const Match& match, Field which,
                   std::vector<OfficeMention>& out) const;
  bool is_broken_compound(FormTrie::Walk& walk, const Match& match) const;
  bool has_role(const Match& match, Role role) const;
  bool has_kind(const Match& match, Kind kind) const;
  bool is_ambiguous(const Match& match) const;
  bool is_overrun(FormTrie::Walk& walk, const Match& match) const;

  const Gazetteer& gazetteer;
  FormTrie trie;
  Namesakes namesakes;
};

void Recognizer::Automaton::read_field(const FieldText& field, Field which, FormTrie::Walk& walk,
                                       Mentions& out) const {
  if (!field.analysis) return;
  trie.begin(*field.analysis, field.text, walk);
  const auto count = static_cast<std::uint32_t>(field.analysis->units.size());
  FormTrie::Found found;
  std::uint32_t free_name = 0;
  std::uint32_t free_trigger = 0;
  std::uint32_t free_thing = 0;
  std::uint32_t leader_end = 0;  // of a name of several units
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i < std::min({free_name, free_trigger, free_thing}) || !trie.find(walk, i, found)) continue;
    if (i >= free_name && found.name.count > 0 && !is_broken_compound(walk, found.name) &&
        !is_overrun(walk, found.name)) {
      free_name = i + found.name.count;
      if (found.name.count > 1 && has_kind(found.name, Kind::kLeader)) leader_end = free_name;
      add_namesakes(walk, found.name);
      drop_namesakes(walk, found.name, out.names);
      take_office(walk, found.name, which, out.offices);
      if (!found.name.forms.empty()) {  // else a mask
        out.names.push_back(mention_of(walk, found.name, which, out));
        out.names.back().by_title = has_title(walk, found.name);
      }
    }
    if (i >= free_trigger && found.trigger.count > 0) {
      free_trigger = i + found.trigger.count;
      out.triggers.push_back(mention_of(walk, found.trigger, which, out));
    }
    if (i >= free_thing && found.thing.count > 0) {
      free_thing = i + found.thing.count;
      // Santiago Peña is no city.
      const bool is_in_name = free_thing <= leader_end && has_kind(found.thing, Kind::kCity);
      if (!is_in_name && !found.thing.forms.empty())
        out.things.push_back(mention_of(walk, found.thing, which, out));
    }
  }
}

Mention Recognizer::Automaton::mention_of(const FormTrie::Walk& walk, const Match& match,
                                          Field which, Mentions& out) {
  const auto& units = walk.analysis->units;
  Mention mention;
  mention.field = which;
  mention.begin = units[match.first].begin;
  mention.end = units[match.first + match.count - 1].end;
  mention.single_character = match.single_character;
  mention.first_form = static_cast<std::uint32_t>(out.forms.size());
  mention.form_count = static_cast<std::uint32_t>(match.forms.size());
  out.forms.insert(out.forms.end(), match.forms.begin(), match.forms.end());
  return mention;
}

// Only what is ambiguous needs to stand by a word of office.
bool Recognizer::Automaton::has_title(const FormTrie::Walk& walk, const Match& match) const {
  const auto& forms = gazetteer.forms();
  return std::any_of(match.forms.begin(), match.forms.end(),
                     [&](std::uint32_t form) { return forms[form].ambiguous; }) &&
         (match.title_inside || stands_by_title(*walk.analysis, match.first, match.count));
}

// "President Lee" may be listed as one leader's alias: it is every Lee's all the same.
void Recognizer::Automaton::add_namesakes(FormTrie::Walk& walk, Match& match) const {
  if (match.count < 2 || !is_ambiguous(match)) return;
  if (!stands_by_title(*walk.analysis, match.first + 1, 1, /*only_before=*/true)) return;
  FormTrie::Found inner;
  if (!trie.find(walk, match.first + 1, inner)) return;
  if (inner.name.count + 1 != match.count || !is_ambiguous(inner.name)) return;
  match.title_inside = true;
  for (const auto form : inner.name.forms) {
    if (std::find(match.forms.begin(), match.forms.end(), form) == match.forms.end()) {
      match.forms.push_back(form);
    }
  }
}

// Melania Trump is not the Trump we know. Two leaders joined by a dot (プーチン・トランプ会談) are.
void Recognizer::Automaton::drop_namesakes(const FormTrie::Walk& walk, Match& match,
                                           const std::vector<Mention>& before) const {
  const auto& forms = gazetteer.forms();
  const auto is_leader = [&](std::uint32_t form) { return forms[form].kind == Kind::kLeader; };
  if (match.first == 0 || std::none_of(match.forms.begin(), match.forms.end(), is_leader)) return;
  const auto& units = walk.analysis->units;
  if (!before.empty() && before.back().end == units[match.first - 1].end) return;
  const std::string given =
      namesakes.given_name_before(*walk.analysis, walk.original, match.first, match.count);
  if (given.empty() || stands_by_title(*walk.analysis, match.first, 1, /*only_before=*/true)) {
    return;
  }
  std::erase_if(match.forms, [&](std::uint32_t form) {
    return is_leader(form) && !namesakes.is_own(forms[form].entity, given);
  });
}

void Recognizer::Automaton::take_office(const FormTrie::Walk& walk, const Match& match, Field which,
                                        std::vector<OfficeMention>& out) const {
  std::optional<EntityIndex> country;
  bool is_adjective = true;
  for (const auto index : match.forms) {
    const Form& form = gazetteer.forms()[index];
    if (form.kind != Kind::kCountry) continue;
    is_adjective &= form.role == Role::kDemonym;
    if (form.role == Role::kCompound || form.role == Role::kMetonym) return;
    if (country && *country != form.entity) return;
    country = form.entity;
  }
  if (!country || walk.original.empty()) return;
  const auto phrase =
      office_phrase(*walk.analysis, walk.original, {match.first, match.count, is_adjective});
  if (!phrase) return;
  const auto& units = walk.analysis->units;
  out.push_back({which, units[phrase->first].begin, units[phrase->first + phrase->count - 1].end,
                 *country, phrase->offices});
}

bool Recognizer::Automaton::has_role(const Match& match, Role role) const {
  return std::any_of(match.forms.begin(), match.forms.end(),
                     [&](std::uint32_t form) { return gazetteer.forms()[form].role == role; });
}

bool Recognizer::Automaton::has_kind(const Match& match, Kind kind) const {
  return std::any_of(match.forms.begin(), match.forms.end(),
                     [&](std::uint32_t form) { return gazetteer.forms()[form].kind == kind; });
}

// 今日中国: the country that begins inside the compound and reaches beyond it is meant, not 日中.
bool Recognizer::Automaton::is_broken_compound(FormTrie::Walk& walk, const Match& match) const {
  if (!has_role(match, Role::kCompound)) return false;
  const std::uint32_t end = match.first + match.count;
  const auto& units = walk.analysis->units;
  const auto& form = *walk.analysis;
  // 13日中美会谈: the day of a date, not Japan.
  if (match.first > 0 && units[match.first - 1].script == text::Script::kNumber &&
      units[match.first].gap == text::Gap::kNone && form.form(std::size_t{match.first}) == "日") {
    return true;
  }
  // 7日(欧州: written apart is no compound, but for a middle dot (three bytes).
  for (std::uint32_t i = match.first + 1; i < end; ++i) {
    if (units[i].script != text::Script::kCjk || units[i].begin == units[i - 1].end) continue;
    if (walk.original.empty() || units[i].begin > walk.original.size()) continue;
    const auto between = walk.original.substr(units[i - 1].end, units[i].begin - units[i - 1].end);
    if (between != "・" && between != "·" && between != "･" && between != "-") return true;
  }
  FormTrie::Found inner;
  for (std::uint32_t i = match.first + 1; i < end; ++i) {
    if (trie.find(walk, i, inner) && i + inner.name.count > end &&
        !has_role(inner.name, Role::kCompound)) {
      return true;
    }
  }
  return false;
}

bool Recognizer::Automaton::is_ambiguous(const Match& match) const {
  return !match.forms.empty() &&
         std::all_of(match.forms.begin(), match.forms.end(),
                     [&](std::uint32_t form) { return gazetteer.forms()[form].ambiguous; });
}

// President Lee Jae Myung: the sure name that begins inside an ambiguous one and reaches beyond it
// is meant.
bool Recognizer::Automaton::is_overrun(FormTrie::Walk& walk, const Match& match) const {
  if (match.count < 2 || !is_ambiguous(match)) return false;
  const std::uint32_t end = match.first + match.count;
  FormTrie::Found inner;
  for (std::uint32_t i = match.first + 1; i < end; ++i) {
    if (trie.find(walk, i, inner) && i + inner.name.count > end && !is_ambiguous(inner.name))
      return true;
  }
  return false;
}

void Recognizer::Automaton::drop_kind(Match& match, Kind kind) const {
  std::erase_if(match.forms,
                [&](std::uint32_t form) { return gazetteer.forms()[form].kind == kind; });
}

Span Recognizer::Automaton::span_of(const Match& match, std::optional<Kind> only) const {
  Span span{match.first, match.count, {}, {}, true};
  for (const bool ambiguous : {false, true}) {  // the sure ones lead
    for (const auto index : match.forms) {
      const Form& form = gazetteer.forms()[index];
      if ((form.ambiguous || is_two_letters(form.text)) != ambiguous) continue;
      if (only && form.kind != *only) continue;
      span.ambiguous &= ambiguous;
      if (std::find(span.entities.begin(), span.entities.end(), form.entity) ==
          span.entities.end()) {
        span.entities.push_back(form.entity);
        span.roles.push_back(form.role);
      }
    }
  }
  return span;
}

Recognizer::Recognizer(const Gazetteer& gazetteer)
    : gazetteer_(gazetteer), automaton_(std::make_unique<const Automaton>(gazetteer)) {}
Recognizer::~Recognizer() = default;
Recognizer::Recognizer(Recognizer&&) noexcept = default;

std::vector<Finding> Recognizer::recognise(const ArticleText& article, std::string_view published,
                                           Keep keep) const {
  Mentions mentions;
  mentions.keeps_evidence = keep == Keep::kEvidence;
  measure(article, mentions);
  const auto& body = article[static_cast<std::size_t>(Field::kBody)];
  FormTrie::Walk walk(automaton_->trie);
  for (std::size_t i = 0; i < article.size(); ++i) {
    mentions.texts[i] = article[i].text;
    const auto field = static_cast<Field>(i);
    if (field == Field::kTitle && begins_with(body.text, article[i].text)) continue;
    automaton_->read_field(article[i], field, walk, mentions);
  }
  return resolve(gazetteer_, mentions, published);
}

Recognizer::Spans Recognizer::spans(const text::Analysis& analysis) const {
  Spans out;
  FormTrie::Walk walk(automaton_->trie);
  automaton_->trie.begin(analysis, {}, walk);
  FormTrie::FoundSpan found;
  std::uint32_t free_name = 0;
  std::uint32_t free_term = 0;
  for (std::uint32_t i = 0; i < analysis.units.size(); ++i) {
    if (!automaton_->trie.find_span(walk, i, found)) continue;
    const Match& thing = found.thing;
    if (i >= free_term && thing.count > 0) {
      free_term = i + thing.count;
      if (automaton_->has_kind(thing, Kind::kVocabulary))
        out.terms.push_back(automaton_->span_of(thing, Kind::kVocabulary));
    }
    Match& name = found.span;
    if (i < free_name || name.count == 0 || automaton_->is_broken_compound(walk, name) ||
        automaton_->is_overrun(walk, name))
      continue;
    free_name = i + name.count;
    // A city inside a term, as in the Shanghai Cooperation Organisation, is not asked for.
    if (free_name < free_term) automaton_->drop_kind(name, Kind::kCity);
    if (!name.forms.empty()) out.names.push_back(automaton_->span_of(name, std::nullopt));
  }
  return out;
}

}  // namespace dragoman::entities
