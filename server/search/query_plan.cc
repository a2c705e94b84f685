// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the parsed tree once per strictness for the sets and once for scores and highlights.
#include "server/search/query_plan.h"

#include <algorithm>
#include <iterator>

#include "core/schema/schema.h"
#include "core/text/terms.h"
#include "server/search/query_analysis.h"
#include "server/search/query_clauses.h"
#include "server/search/query_leaves.h"
#include "server/search/query_marks.h"

namespace dragoman::search {
namespace {

using entities::Entity;

// The share of match=auto's step "most", see docs/query-language.md.
constexpr double kMostShare = 0.7;

class Planner {
 public:
  Planner(const PlanOptions& options, const entities::Recognizer& recognizer,
          text::Analyser& analyser)
      : options_(options), recognizer_(recognizer), analyser_(analyser) {}

  QueryPlan plan(const QueryNode& root) {
    leaves_ = LeafAnalyser(options_, recognizer_, analyser_).analyse(root, plan_);
    std::vector<std::pair<Strictness, const char*>> steps = {{Strictness::kAllWords, ""}};
    if (options_.match == MatchMode::kAny) steps = {{Strictness::kAny, ""}};
    if (options_.match == MatchMode::kAuto) {
      steps.insert(steps.end(), {{Strictness::kPieces, "pieces"},
                                 {Strictness::kMost, "most"},
                                 {Strictness::kAny, "any"}});
    }
    std::string last_key;
    for (const auto& [strictness, name] : steps) {
      SetQuery set = build(root, strictness);
      std::string key = set_query_key(set);
      if (key != last_key)
        plan_.steps.push_back({name, std::move(set), relies_on_terms(strictness)});
      last_key = std::move(key);
    }
    PlanMarks marks(recognizer_.gazetteer(), options_.label_language, plan_);
    collect(root, marks);
    marks.finish();
    return std::move(plan_);
  }

 private:
  // Where all words must stand, "talks" finds talks; where some may be missing, it also finds what
  // other languages call talks.
  static bool relies_on_terms(Strictness strictness) {
    return strictness == Strictness::kMost || strictness == Strictness::kAny;
  }

  // What is named, without its words: all of several days.
  SetQuery concept_query(const Piece& piece) const {
    if (piece.entity) {
      const Entity& entity = recognizer_.gazetteer().entities()[*piece.entity];
      return SetQuery::of_term(schema::entity_term(entity.kind, entity.id));
    }
    std::vector<SetQuery> days;
    for (const std::string& day : piece.days)
      days.push_back(SetQuery::of_term(schema::day_term(day)));
    return days.size() == 1 ? std::move(days[0]) : SetQuery::of(SetKind::kAnd, std::move(days));
  }

  // A word in any of its forms.
  static SetQuery in_any_form(SetQuery word, const AnalysedLeaf& leaf, std::uint32_t unit) {
    const auto family = leaf.families.find(unit);
    if (family == leaf.families.end()) return word;
    std::vector<SetQuery> ways;
    ways.push_back(std::move(word));
    for (const std::string& form : family->second)
      ways.push_back(SetQuery::of_term(schema::surface_term(form)));
    return SetQuery::of(SetKind::kOr, std::move(ways));
  }

  SetQuery build_piece(const AnalysedLeaf& leaf, const Piece& piece) const {
    SetQuery words = clause_query(*leaf.analysis, piece.first_unit, piece.unit_count);
    if (!piece.is_named() && piece.unit_count == 1)
      return in_any_form(std::move(words), leaf, piece.first_unit);
    if (!piece.is_named()) return words;
    std::vector<SetQuery> ways;
    ways.push_back(std::move(words));
    ways.push_back(concept_query(piece));
    return SetQuery::of(SetKind::kOr, std::move(ways));
  }

  // Units of a term of the vocabulary, or the term's concept.
  SetQuery or_term(SetQuery words, const AnalysedLeaf& leaf, const Clause& units) const {
    const auto& all = recognizer_.gazetteer().entities();
    for (const NamedSpan& term : leaf.terms) {
      if (!term.covers(units.first_unit, units.unit_count)) continue;
      std::vector<SetQuery> ways;
      ways.push_back(std::move(words));
      ways.push_back(
          SetQuery::of_term(schema::entity_term(entities::Kind::kVocabulary, all[term.entity].id)));
      return SetQuery::of(SetKind::kOr, std::move(ways));
    }
    return words;
  }

  // Where some words may be missing, some of several days may be too.
  static void add_each_day(const AnalysedLeaf& leaf, const Piece& piece,
                           std::vector<SetQuery>& parts) {
    for (const std::string& day : piece.days) {
      std::vector<SetQuery> ways;
      ways.push_back(clause_query(*leaf.analysis, piece.first_unit, piece.unit_count));
      ways.push_back(SetQuery::of_term(schema::day_term(day)));
      parts.push_back(SetQuery::of(SetKind::kOr, std::move(ways)));
    }
  }

  SetQuery build_text(const AnalysedLeaf& leaf, Strictness strictness) const {
    std::vector<SetQuery> parts;
    if (strictness == Strictness::kAllWords || strictness == Strictness::kPieces) {
      const auto& pieces = strictness == Strictness::kPieces ? leaf.cut_pieces : leaf.pieces;
      for (const Piece& piece : pieces) parts.push_back(build_piece(leaf, piece));
      const SetKind kind = parts.empty() ? SetKind::kNothing : SetKind::kAnd;
      return SetQuery::of(kind, std::move(parts));
    }
    for (const Piece& piece : leaf.cut_pieces) {
      if (piece.days.size() > 1) {
        add_each_day(leaf, piece, parts);
        continue;
      }
      if (piece.is_named() || piece.unit_count == 1) {
        parts.push_back(
            or_term(build_piece(leaf, piece), leaf, {piece.first_unit, piece.unit_count}));
        continue;
      }
      for (const Clause& run : loose_runs(*leaf.analysis, piece.first_unit, piece.unit_count)) {
        SetQuery words = SetQuery::of_term(schema::surface_term(run_form(*leaf.analysis, run)));
        parts.push_back(or_term(std::move(words), leaf, run));
      }
    }
    if (parts.empty()) return SetQuery::of(SetKind::kNothing, {});
    const auto count = static_cast<double>(parts.size());
    SetQuery query = SetQuery::of(SetKind::kAtLeast, std::move(parts));
    query.minimum = strictness == Strictness::kMost
                        ? static_cast<std::uint32_t>(count * kMostShare + 0.999)
                        : 1;
    query.minimum = std::max(query.minimum, 1u);
    return query;
  }

  SetQuery build(const QueryNode& node, Strictness strictness) const {
    switch (node.kind) {
      case NodeKind::kText:
        return build_text(leaves_.at(&node), strictness);
      case NodeKind::kPhrase: {
        const text::Analysis& analysis = *leaves_.at(&node).analysis;
        if (analysis.units.empty()) return SetQuery::of(SetKind::kNothing, {});
        return adjacent(analysis, 0, static_cast<std::uint32_t>(analysis.units.size()));
      }
      case NodeKind::kPrefix: {
        const text::Analysis& analysis = *leaves_.at(&node).analysis;
        if (analysis.units.empty()) return SetQuery::of(SetKind::kNothing, {});
        return prefix_query(analysis, Plane::kAnywhere);
      }
      case NodeKind::kField:
        return leaves_.at(&node).field;
      case NodeKind::kNear:
        return build_near(node);
      case NodeKind::kOr: {
        std::vector<SetQuery> ways;
        for (const QueryNode& child : node.children) ways.push_back(build(child, strictness));
        return SetQuery::of(SetKind::kOr, std::move(ways));
      }
      case NodeKind::kNot:
        return without(SetQuery::all(), node, strictness);
      case NodeKind::kAnd:
        break;
    }
    return build_and(node, strictness);
  }

  // The runs that an operand of NEAR may be; marks alone are none.
  void add_ways(const QueryNode& node, std::vector<UnitRun>& out) const {
    for (const QueryNode& child : node.children) add_ways(child, out);
    if (!is_leaf(node) || says_nothing(node)) return;
    const OperandKind kind = node.kind == NodeKind::kPhrase   ? OperandKind::kPhrase
                             : node.kind == NodeKind::kPrefix ? OperandKind::kPrefix
                                                              : OperandKind::kWord;
    out.push_back(operand_run(*leaves_.at(&node).analysis, kind));
  }

  SetQuery build_near(const QueryNode& node) const {
    std::vector<NearOperand> operands;
    std::vector<std::uint32_t> distances;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      NearOperand operand;
      add_ways(node.children[i], operand.ways);
      if (operand.ways.empty()) continue;
      if (!operands.empty()) distances.push_back(node.distances[i - 1]);
      operands.push_back(std::move(operand));
    }
    if (operands.empty()) return SetQuery::of(SetKind::kNothing, {});
    return near_query(std::move(operands), std::move(distances), Plane::kAnywhere);
  }

  // What is excluded is never relaxed: leaving out more than was asked would hide articles.
  SetQuery without(SetQuery from, const QueryNode& negation, Strictness) const {
    std::vector<SetQuery> parts;
    parts.push_back(std::move(from));
    parts.push_back(build(negation.children[0], Strictness::kAllWords));
    return SetQuery::of(SetKind::kAndNot, std::move(parts));
  }

  // Marks alone (—, !, "") ask for nothing; beside words they must not hide what the words find.
  bool says_nothing(const QueryNode& node) const {
    if (node.kind == NodeKind::kNear)
      return std::all_of(node.children.begin(), node.children.end(),
                         [this](const QueryNode& child) { return says_nothing(child); });
    const bool is_value = node.kind == NodeKind::kField && node.field != QueryField::kTitle;
    return is_leaf(node) && !is_value && leaves_.at(&node).analysis->units.empty();
  }

  // A field is a condition, whatever is asked of the words beside it.
  SetQuery build_and(const QueryNode& node, Strictness strictness) const {
    std::vector<SetQuery> words;
    std::vector<SetQuery> wanted;
    bool all_mute = true;
    for (const QueryNode& child : node.children) {
      const bool is_mute = says_nothing(child);
      all_mute = all_mute && is_mute;
      if (child.kind == NodeKind::kNot || is_mute) continue;
      (child.kind == NodeKind::kField ? wanted : words).push_back(build(child, strictness));
    }
    if (all_mute) return SetQuery::of(SetKind::kNothing, {});
    if (options_.match == MatchMode::kAny && strictness == Strictness::kAny && words.size() > 1) {
      wanted.push_back(SetQuery::of(SetKind::kOr, std::move(words)));
    } else {
      std::move(words.begin(), words.end(), std::back_inserter(wanted));
    }
    SetQuery query =
        wanted.empty() ? SetQuery::all() : SetQuery::of(SetKind::kAnd, std::move(wanted));
    for (const QueryNode& child : node.children) {
      if (child.kind == NodeKind::kNot) query = without(std::move(query), child, strictness);
    }
    return query;
  }

  // Scores and highlights come from everything that is wanted, not from what is excluded.
  void collect(const QueryNode& node, PlanMarks& marks) const {
    if (node.kind == NodeKind::kNot) return;
    for (const QueryNode& child : node.children) collect(child, marks);
    const auto leaf = leaves_.find(&node);
    if (leaf == leaves_.end()) return;
    const text::Analysis& analysis = *leaf->second.analysis;
    switch (node.kind) {
      case NodeKind::kText:
        marks.add_words(node.text, analysis, {leaf->second.cut_pieces, leaf->second.terms});
        return marks.add_families(analysis, leaf->second.families);
      case NodeKind::kPhrase:
        return marks.add_phrase(analysis);
      case NodeKind::kPrefix:
        return marks.add_prefix(analysis);
      case NodeKind::kField:
        return collect_field(node, leaf->second, marks);
      default:
        return;
    }
  }

  // Of the fields only the title has words to mark.
  static void collect_field(const QueryNode& node, const AnalysedLeaf& leaf, PlanMarks& marks) {
    if (node.field != QueryField::kTitle) return;
    if (node.quoted) return marks.add_phrase(*leaf.analysis);
    if (is_prefix_value(node)) return marks.add_prefix(*leaf.analysis);
    marks.add_words(node.text, *leaf.analysis, {leaf.cut_pieces, leaf.terms});
  }

  const PlanOptions& options_;
  const entities::Recognizer& recognizer_;
  text::Analyser& analyser_;
  QueryPlan plan_;
  AnalysedLeaves leaves_;
};

}  // namespace

void settle_terms(bool by_terms, QueryPlan& plan) {
  if (by_terms) {
    std::move(plan.terms.expanded.begin(), plan.terms.expanded.end(),
              std::back_inserter(plan.expanded));
    plan.highlights.entities.insert(plan.highlights.entities.end(), plan.terms.entities.begin(),
                                    plan.terms.entities.end());
    return;
  }
  for (ScoreGroup& group : plan.score.groups) {
    if (group.is_vocabulary) group.concept_term.clear();
  }
}

QueryPlan plan_query(const ParsedQuery& query, const PlanOptions& options,
                     const entities::Recognizer& recognizer, text::Analyser& analyser) {
  return Planner(options, recognizer, analyser).plan(query.root);
}

}  // namespace dragoman::search
