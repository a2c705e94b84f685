// SPDX-License-Identifier: GPL-3.0-or-later
// What a query matches, by looking at every unit of every article: the slow answer that the set
// pass is held against. Knows units, gaps and the articles' own values, and of Korean words what
// may stand for them; no index.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/day.h"
#include "core/text/analysis.h"
#include "core/text/terms.h"
#include "server/search/query_ast.h"

namespace dragoman::search {

// What the values that a test writes in its queries stand for: field and text → ids.
using KnownValues = std::map<std::pair<QueryField, std::string>, std::set<std::string>>;

class NaiveMatcher {
 public:
  enum class How { kAll, kMost, kAny };
  explicit NaiveMatcher(KnownValues values = {}) : values_(std::move(values)) {}

  void put(const Article& article) {
    Known& known = articles_[article.id];
    known.article = article;
    known.fields = {analyser_.analyse(article.title), analyser_.analyse(article.summary),
                    analyser_.analyse(article.body)};
  }
  void remove(const std::string& id) { articles_.erase(id); }
  std::vector<Article> articles() const {
    std::vector<Article> out;
    for (const auto& [id, known] : articles_) out.push_back(known.article);
    return out;
  }

  std::set<std::string> find(const QueryNode& root, MatchMode mode) {
    mode_ = mode;
    step_.clear();
    if (mode != MatchMode::kAuto)
      return find(root, mode == MatchMode::kAny ? How::kAny : How::kAll);
    for (const auto& [how, name] :
         {std::pair{How::kAll, ""}, std::pair{How::kMost, "most"}, std::pair{How::kAny, "any"}}) {
      const auto found = find(root, how);
      if (!found.empty()) {
        step_ = name;
        return found;
      }
    }
    return {};
  }
  // The step of match=auto that the last find() needed.
  const std::string& step() const { return step_; }

 private:
  struct Known {
    Article article;
    std::array<text::Analysis, 3> fields;
  };
  struct Place {
    std::size_t field, first, last;
  };

  std::set<std::string> find(const QueryNode& root, How how) {
    std::set<std::string> out;
    for (const auto& [id, known] : articles_) {
      if (matches(root, known, how)) out.insert(id);
    }
    return out;
  }

  static bool is_cjk(const text::Unit& unit) { return unit.script == text::Script::kCjk; }

  // Places of units [first, first + count) of `wanted`; `last` judges the last unit.
  template <class Last>
  std::vector<Place> places(const Known& known, const text::Analysis& wanted, std::size_t first,
                            std::size_t count, std::size_t fields, Last last) const {
    std::vector<Place> out;
    for (std::size_t f = 0; f < fields; ++f) {
      const text::Analysis& text = known.fields[f];
      for (std::size_t at = 0; at + count <= text.units.size(); ++at) {
        bool same = true;
        for (std::size_t i = 0; same && i < count; ++i) {
          const bool is_last = i + 1 == count;
          same = is_last ? last(text.form(at + i)) : text.form(at + i) == wanted.form(first + i);
          same = same && (i == 0 || text.units[at + i].gap == wanted.units[first + i].gap);
        }
        if (same) out.push_back({f, at, at + count});
      }
    }
    return out;
  }
  static bool is_korean(const text::Unit& unit) { return unit.script == text::Script::kHangul; }

  // The pairs of syllables of a word.
  static std::set<std::string> pairs(std::string_view word) {
    std::set<std::string> out;
    for (std::size_t at = 0; at + 6 <= word.size(); at += 3) out.emplace(word.substr(at, 6));
    return out;
  }

  // A Korean word alone: itself, with other particles or none, or all its pairs of syllables as
  // words or inside words of three and more (of several words, if it so happens: pairs have no
  // places).
  bool holds_korean(const Known& known, std::string_view word, std::size_t fields) const {
    const std::string_view stem = text::strip_korean_particles(word);
    std::set<std::string> inside;
    for (std::size_t f = 0; f < fields; ++f) {
      for (const text::Unit& unit : known.fields[f].units) {
        if (!is_korean(unit)) continue;
        const std::string_view form = known.fields[f].form(unit);
        const std::string_view other = text::strip_korean_particles(form);
        if (form == word || form == stem || other == word || other == stem) return true;
        if (form.size() >= 9) inside.merge(pairs(form));
        for (const std::string_view whole : {form, other}) {
          if (whole.size() == 6) inside.emplace(whole);
        }
      }
    }
    if (word.size() == 6 && inside.contains(std::string(word))) return true;
    if (stem.size() == 6 && inside.contains(std::string(stem))) return true;
    const auto wanted = pairs(stem);
    return word.size() >= 9 && !wanted.empty() &&
           std::includes(inside.begin(), inside.end(), wanted.begin(), wanted.end());
  }

  bool holds(const Known& known, const text::Analysis& wanted, std::size_t first, std::size_t count,
             std::size_t fields = 3) const {
    const auto last = wanted.form(first + count - 1);
    return !places(known, wanted, first, count, fields, [&](auto form) {
              return form == last;
            }).empty();
  }

  // [first, count) of what must stand together in bare words.
  static std::vector<std::pair<std::size_t, std::size_t>> clauses(const std::string& text,
                                                                  const text::Analysis& units) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < units.units.size(); ++i) {
      bool joined = i > 0 && units.units[i].gap == text::Gap::kNone &&
                    is_cjk(units.units[i]) == is_cjk(units.units[i - 1]);
      for (std::size_t at = i > 0 ? units.units[i - 1].end : 0; joined && at < units.units[i].begin;
           ++at)
        joined = text[at] != ' ';
      if (joined) {
        ++out.back().second;
      } else {
        out.emplace_back(i, 1);
      }
    }
    return out;
  }

  bool matches_words(const QueryNode& node, const Known& known, How how, std::size_t fields) {
    const text::Analysis units = analyser_.analyse(node.text);
    if (units.units.empty()) return false;
    std::size_t parts = 0;
    std::size_t held = 0;
    const auto count = [&](std::size_t first, std::size_t size) {
      ++parts;
      const bool korean = size == 1 && is_korean(units.units[first]);
      const bool found = korean ? holds_korean(known, units.form(first), fields)
                                : holds(known, units, first, size, fields);
      held += found ? 1 : 0;
    };
    for (const auto& [first, size] : clauses(node.text, units)) {
      if (how == How::kAll || size == 1) {
        count(first, size);
      } else if (is_cjk(units.units[first])) {
        for (std::size_t i = first; i + 1 < first + size; ++i) count(i, 2);
      } else {
        for (std::size_t i = first; i < first + size; ++i) count(i, 1);
      }
    }
    if (how == How::kAll) return held == parts;
    return how == How::kAny ? held > 0 : 10 * held >= 7 * parts;
  }

  bool matches_phrase(const QueryNode& node, const Known& known, std::size_t fields) {
    const text::Analysis units = analyser_.analyse(node.text);
    return !units.units.empty() && holds(known, units, 0, units.units.size(), fields);
  }

  std::vector<Place> prefix_places(const std::string& text, const Known& known,
                                   std::size_t fields) {
    const text::Analysis units = analyser_.analyse(text);
    if (units.units.empty()) return {};
    const std::string last(units.form(units.units.back()));
    const bool whole = is_cjk(units.units.back());
    return places(known, units, 0, units.units.size(), fields, [&](std::string_view form) {
      return whole ? form == last : form.starts_with(last);
    });
  }

  std::vector<Place> operand_places(const QueryNode& node, const Known& known) {
    if (node.kind == NodeKind::kOr) {
      std::vector<Place> out;
      for (const QueryNode& child : node.children) {
        const auto more = operand_places(child, known);
        out.insert(out.end(), more.begin(), more.end());
      }
      return out;
    }
    if (node.kind == NodeKind::kPrefix) return prefix_places(node.text, known, 3);
    const text::Analysis units = analyser_.analyse(node.text);
    const std::string last(units.form(units.units.back()));
    const bool korean = node.kind == NodeKind::kText && units.units.size() == 1 &&
                        units.units[0].script == text::Script::kHangul;
    return places(known, units, 0, units.units.size(), 3, [&](std::string_view form) {
      return form == last ||
             (korean && text::strip_korean_particles(form) == text::strip_korean_particles(last));
    });
  }

  // What lies between two places of one field, `a` before `b`.
  static bool is_near(const Known& known, const Place& a, const Place& b, std::size_t distance) {
    if (a.field != b.field || a.last > b.first) return false;
    const auto& units = known.fields[a.field].units;
    std::size_t between = b.first - a.last;
    for (std::size_t i = a.last; i <= b.first; ++i) {
      if (units[i].gap == text::Gap::kWeak) between += 1;
      if (units[i].gap == text::Gap::kStrong) between += 100;
    }
    return between <= distance;
  }

  bool matches_near(const QueryNode& node, const Known& known) {
    std::vector<Place> reached = operand_places(node.children[0], known);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const std::size_t distance = node.distances[i - 1];
      std::vector<Place> next;
      for (const Place& place : operand_places(node.children[i], known)) {
        const bool near = std::any_of(reached.begin(), reached.end(), [&](const Place& other) {
          return is_near(known, other, place, distance) || is_near(known, place, other, distance);
        });
        if (near) next.push_back(place);
      }
      reached = std::move(next);
    }
    return !reached.empty();
  }

  bool matches_days(const QueryNode& node, const Article& one) {
    const DayRange range = *parse_day_range(node.text);
    std::vector<std::string> dates = one.mentioned_dates;
    if (node.field == QueryField::kDate) dates = {one.published};
    std::erase(dates, "");
    if (range.none) return dates.empty();
    return std::any_of(dates.begin(), dates.end(), [&range](const std::string& date) {
      const DayInterval days = *parse_iso_interval(date);
      return days.first <= range.days.last && range.days.first <= days.last;
    });
  }

  bool matches_field(const QueryNode& node, const Known& known) {
    const Article& one = known.article;
    if (is_date_field(node.field)) return matches_days(node, one);
    if (node.field == QueryField::kId) return one.id == node.text;
    if (node.field == QueryField::kTitle) {
      if (node.quoted) return matches_phrase(node, known, 1);
      if (!node.text.ends_with('*')) return matches_words(node, known, How::kAll, 1);
      return !prefix_places(node.text.substr(0, node.text.size() - 1), known, 1).empty();
    }
    const std::vector<std::string> single =
        node.field == QueryField::kLanguage ? std::vector{one.language} : std::vector{one.source};
    std::vector<std::string> own = node.field == QueryField::kLeader    ? one.leaders
                                   : node.field == QueryField::kCountry ? one.countries
                                   : node.field == QueryField::kTopic   ? one.topics
                                                                        : single;
    std::erase(own, "");
    if (node.text == kNoneValue) return own.empty();
    const std::set<std::string>& wanted = values_.at({node.field, node.text});
    return std::any_of(own.begin(), own.end(), [&](const auto& id) { return wanted.contains(id); });
  }

  bool matches(const QueryNode& node, const Known& known, How how) {
    switch (node.kind) {
      case NodeKind::kText:
        return matches_words(node, known, how, 3);
      case NodeKind::kPhrase:
        return matches_phrase(node, known, 3);
      case NodeKind::kPrefix:
        return !prefix_places(node.text, known, 3).empty();
      case NodeKind::kNear:
        return matches_near(node, known);
      case NodeKind::kField:
        return matches_field(node, known);
      case NodeKind::kNot:
        return !matches(node.children[0], known, How::kAll);
      case NodeKind::kOr:
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const QueryNode& child) { return matches(child, known, how); });
      case NodeKind::kAnd:
        break;
    }
    // With match=any the words of a list are alternatives; fields and exclusions are conditions.
    bool any_word = false;
    bool has_words = false;
    for (const QueryNode& child : node.children) {
      const bool holds = matches(child, known, how);
      const bool is_word = child.kind != NodeKind::kNot && child.kind != NodeKind::kField;
      if (!holds && !(is_word && mode_ == MatchMode::kAny && how == How::kAny)) return false;
      has_words = has_words || is_word;
      any_word = any_word || (is_word && holds);
    }
    return !has_words || any_word;
  }

  KnownValues values_;
  std::map<std::string, Known> articles_;
  text::Analyser analyser_;
  MatchMode mode_ = MatchMode::kAll;
  std::string step_;
};

}  // namespace dragoman::search
