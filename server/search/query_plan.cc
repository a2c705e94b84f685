// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the parsed tree once per strictness for the sets and once for scores and highlights.
#include "server/search/query_plan.h"

#include <algorithm>
#include <map>

#include "core/schema/schema.h"
#include "core/text/terms.h"
#include "server/search/query_clauses.h"

namespace dragoman::search {
namespace {

using entities::Entity;
using entities::Kind;

// The share of match=auto's step "most", see docs/query-language.md.
constexpr double kMostShare = 0.7;

// One text or phrase of the query, analysed once.
struct Leaf {
  const text::Analysis* analysis = nullptr;
  std::vector<Piece> pieces;      // names merged
  std::vector<Piece> cut_pieces;  // and CJK runs cut at names
};

class Planner {
 public:
  Planner(const PlanOptions& options, const entities::Recognizer& recognizer,
          text::Analyser& analyser)
      : options_(options), recognizer_(recognizer), analyser_(analyser) {}

  QueryPlan plan(const QueryNode& root) {
    analyse(root);
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
      if (key != last_key) plan_.steps.push_back({name, std::move(set)});
      last_key = std::move(key);
    }
    collect(root);
    auto& runs = plan_.highlights.runs;
    std::sort(runs.begin(), runs.end());
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
    return std::move(plan_);
  }

 private:
  void analyse(const QueryNode& node) {
    for (const QueryNode& child : node.children) analyse(child);
    if (node.kind != NodeKind::kText && node.kind != NodeKind::kPhrase) return;
    plan_.analyses.push_back(std::make_unique<text::Analysis>(analyser_.analyse(node.text)));
    Leaf leaf;
    cut_to_limit(*plan_.analyses.back());
    leaf.analysis = plan_.analyses.back().get();
    if (node.kind == NodeKind::kText) {
      std::vector<entities::Span> spans;
      if (options_.expand) spans = recognizer_.spans(*leaf.analysis);
      leaf.pieces = merge_names(cut_clauses(node.text, *leaf.analysis), spans);
      leaf.cut_pieces = cut_at_names(leaf.pieces, spans);
    }
    leaves_.emplace(&node, std::move(leaf));
  }

  void cut_to_limit(text::Analysis& analysis) {
    if (analysis.units.size() > units_left_) {
      analysis.units.resize(units_left_);
      plan_.cut = true;
    }
    units_left_ -= analysis.units.size();
  }

  std::string concept_term(const Piece& piece) const {
    const Entity& entity = recognizer_.gazetteer().entities()[*piece.entity];
    return schema::entity_term(entity.kind, entity.id);
  }

  SetQuery build_piece(const Leaf& leaf, const Piece& piece) const {
    SetQuery words = clause_query(*leaf.analysis, piece.first_unit, piece.unit_count);
    if (!piece.entity) return words;
    std::vector<SetQuery> ways;
    ways.push_back(std::move(words));
    ways.push_back(SetQuery::of_term(concept_term(piece)));
    return SetQuery::of(SetKind::kOr, std::move(ways));
  }

  SetQuery build_text(const Leaf& leaf, Strictness strictness) const {
    std::vector<SetQuery> parts;
    if (strictness == Strictness::kAllWords || strictness == Strictness::kPieces) {
      const auto& pieces = strictness == Strictness::kPieces ? leaf.cut_pieces : leaf.pieces;
      for (const Piece& piece : pieces) parts.push_back(build_piece(leaf, piece));
      const SetKind kind = parts.empty() ? SetKind::kNothing : SetKind::kAnd;
      return SetQuery::of(kind, std::move(parts));
    }
    for (const Piece& piece : leaf.cut_pieces) {
      if (piece.entity) {
        parts.push_back(build_piece(leaf, piece));
        continue;
      }
      const text::Unit& unit = leaf.analysis->units[piece.first_unit];
      if (piece.unit_count == 1 && unit.script == text::Script::kHangul) {
        parts.push_back(clause_query(*leaf.analysis, piece.first_unit, 1));
        continue;
      }
      for (const std::string& form :
           loose_forms(*leaf.analysis, piece.first_unit, piece.unit_count)) {
        parts.push_back(SetQuery::of_term(schema::surface_term(form)));
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

  // What is excluded is never relaxed: leaving out more than was asked would hide articles.
  SetQuery without(SetQuery from, const QueryNode& negation, Strictness) const {
    std::vector<SetQuery> parts;
    parts.push_back(std::move(from));
    parts.push_back(build(negation.children[0], Strictness::kAllWords));
    return SetQuery::of(SetKind::kAndNot, std::move(parts));
  }

  // Marks alone (—, !, "") ask for nothing; beside words they must not hide what the words find.
  bool says_nothing(const QueryNode& node) const {
    const bool is_leaf = node.kind == NodeKind::kText || node.kind == NodeKind::kPhrase;
    return is_leaf && leaves_.at(&node).analysis->units.empty();
  }

  SetQuery build_and(const QueryNode& node, Strictness strictness) const {
    std::vector<SetQuery> wanted;
    bool all_mute = true;
    for (const QueryNode& child : node.children) {
      if (child.kind != NodeKind::kNot && !says_nothing(child))
        wanted.push_back(build(child, strictness));
      all_mute = all_mute && says_nothing(child);
    }
    if (all_mute) return SetQuery::of(SetKind::kNothing, {});
    const SetKind kind = options_.match == MatchMode::kAny ? SetKind::kOr : SetKind::kAnd;
    SetQuery query = wanted.empty() ? SetQuery::all() : SetQuery::of(kind, std::move(wanted));
    for (const QueryNode& child : node.children) {
      if (child.kind == NodeKind::kNot) query = without(std::move(query), child, strictness);
    }
    return query;
  }

  // Scores and highlights come from everything that is wanted, not from what is excluded.
  void collect(const QueryNode& node) {
    if (node.kind == NodeKind::kNot) return;
    for (const QueryNode& child : node.children) collect(child);
    if (node.kind == NodeKind::kText) collect_text(node);
    if (node.kind == NodeKind::kPhrase) {
      const text::Analysis& analysis = *leaves_.at(&node).analysis;
      if (analysis.units.empty()) return;
      collect_words(analysis, 0, static_cast<std::uint32_t>(analysis.units.size()), {});
      collect_stretches(analysis);
    }
  }

  // Marks only join units without a gap: a phrase over a comma is marked on both sides of it.
  void collect_stretches(const text::Analysis& analysis) {
    const auto count = static_cast<std::uint32_t>(analysis.units.size());
    for (std::uint32_t first = 0; first < count;) {
      std::uint32_t end = first + 1;
      while (end < count && analysis.units[end].gap == text::Gap::kNone) ++end;
      plan_.highlights.runs.push_back(forms_of(analysis, first, end - first));
      first = end;
    }
  }

  static std::vector<std::string> forms_of(const text::Analysis& analysis, std::uint32_t first,
                                           std::uint32_t count) {
    std::vector<std::string> forms;
    for (std::uint32_t i = first; i < first + count; ++i) forms.emplace_back(analysis.form(i));
    return forms;
  }

  void collect_words(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count,
                     std::string concept_term) {
    std::vector<std::string> forms = loose_forms(analysis, first, count);
    if (count == 1 && analysis.units[first].script == text::Script::kHangul) {
      std::string stem(text::strip_korean_particles(analysis.form(first)));
      if (stem != forms[0]) forms.push_back(stem);
      plan_.highlights.korean_stems.push_back(std::move(stem));
    }
    plan_.score.push_back({std::move(forms), std::move(concept_term)});
  }

  void collect_text(const QueryNode& node) {
    const Leaf& leaf = leaves_.at(&node);
    for (const Piece& piece : leaf.cut_pieces) {
      collect_words(*leaf.analysis, piece.first_unit, piece.unit_count,
                    piece.entity ? concept_term(piece) : "");
      plan_.highlights.runs.push_back(forms_of(*leaf.analysis, piece.first_unit, piece.unit_count));
      // Pieces that need not stand together as a whole are still marked where two of their
      // characters do.
      for (std::uint32_t i = 0; !piece.entity && i + 1 < piece.unit_count; ++i) {
        plan_.highlights.runs.push_back(forms_of(*leaf.analysis, piece.first_unit + i, 2));
      }
      if (piece.entity) collect_entity(*leaf.analysis, piece, node.text);
    }
  }

  void collect_entity(const text::Analysis& analysis, const Piece& piece, const std::string& text) {
    auto& known = plan_.highlights.entities;
    if (std::find(known.begin(), known.end(), *piece.entity) != known.end()) return;
    known.push_back(*piece.entity);
    const Entity& entity = recognizer_.gazetteer().entities()[*piece.entity];
    const std::uint32_t begin = analysis.units[piece.first_unit].begin;
    const std::uint32_t end = analysis.units[piece.first_unit + piece.unit_count - 1].end;
    plan_.expanded.push_back(
        {text.substr(begin, end - begin), kind_name(entity.kind), entity.id,
         recognizer_.gazetteer().label(entity.kind, entity.id, options_.label_language)});
  }

  const PlanOptions& options_;
  const entities::Recognizer& recognizer_;
  text::Analyser& analyser_;
  QueryPlan plan_;
  std::size_t units_left_ = options_.max_units;
  std::map<const QueryNode*, Leaf> leaves_;
};

}  // namespace

QueryPlan plan_query(const ParsedQuery& query, const PlanOptions& options,
                     const entities::Recognizer& recognizer, text::Analyser& analyser) {
  return Planner(options, recognizer, analyser).plan(query.root);
}

}  // namespace dragoman::search
