// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the tree. Names are looked for in bare words only: NEAR and title: ask for what is
// written.
#include "server/search/query_analysis.h"

#include <memory>
#include <utility>

#include "server/search/query_leaves.h"

namespace dragoman::search {

bool is_leaf(const QueryNode& node) {
  return node.kind == NodeKind::kText || node.kind == NodeKind::kPhrase ||
         node.kind == NodeKind::kPrefix || node.kind == NodeKind::kField;
}

bool is_prefix_value(const QueryNode& node) {
  return !node.quoted && (node.text.ends_with('*') || node.text.ends_with("＊"));
}

AnalysedLeaves LeafAnalyser::analyse(const QueryNode& root, QueryPlan& plan) {
  plan_ = &plan;
  units_left_ = options_.max_units;
  leaves_.clear();
  add(root, false);
  return std::move(leaves_);
}

void LeafAnalyser::add(const QueryNode& node, bool beside_near) {
  for (const QueryNode& child : node.children)
    add(child, beside_near || node.kind == NodeKind::kNear);
  if (!is_leaf(node)) return;
  plan_->analyses.push_back(std::make_unique<text::Analysis>(analyser_.analyse(node.text)));
  AnalysedLeaf leaf;
  cut_to_limit(*plan_->analyses.back());
  leaf.analysis = plan_->analyses.back().get();
  if (node.kind == NodeKind::kText || node.kind == NodeKind::kField) {
    std::vector<Piece> names;
    if (options_.expand && !beside_near && node.kind == NodeKind::kText) {
      const entities::Recognizer::Spans spans = recognizer_.spans(*leaf.analysis);
      names = meant_names(node.text, *leaf.analysis,
                          {spans, recognizer_.gazetteer(), options_.is_usual_name});
      leaf.terms = meant_terms(spans.terms);
    }
    leaf.pieces = merge_names(cut_clauses(node.text, *leaf.analysis), names);
    leaf.cut_pieces = cut_at_names(leaf.pieces, names);
    if (!beside_near && node.kind == NodeKind::kText) add_families(leaf);
  }
  if (node.kind == NodeKind::kField) resolve(node, leaf);
  leaves_.emplace(&node, std::move(leaf));
}

// Names mean themselves: Merkel is no form of merk.
void LeafAnalyser::add_families(AnalysedLeaf& leaf) const {
  if (!options_.other_forms) return;
  for (const Piece& piece : leaf.cut_pieces) {
    if (piece.unit_count != 1 || piece.is_named()) continue;
    const text::Unit& unit = leaf.analysis->units[piece.first_unit];
    auto forms = options_.other_forms(leaf.analysis->form(unit), unit.script);
    if (!forms.empty()) leaf.families.emplace(piece.first_unit, std::move(forms));
  }
}

void LeafAnalyser::resolve(const QueryNode& node, AnalysedLeaf& leaf) {
  if (node.field == QueryField::kTitle) {
    if (leaf.analysis->units.empty()) return;
    leaf.field = node.quoted             ? title_phrase(*leaf.analysis)
                 : is_prefix_value(node) ? prefix_query(*leaf.analysis, Plane::kTitle)
                                         : title_words(node.text, *leaf.analysis);
    return;
  }
  ResolvedValue value = values_.resolve({node.field, node.text, leaf.analysis});
  leaf.field = std::move(value.set);
  if (value.known || node.text.empty()) return;
  plan_->notes.push_back({"unknown_value",
                          "Nothing is known as " + std::string(query_field_name(node.field)) +
                              " “" + node.text + "”; it was looked for as an id.",
                          node.position});
}

void LeafAnalyser::cut_to_limit(text::Analysis& analysis) {
  if (analysis.units.size() > units_left_) {
    analysis.units.resize(units_left_);
    plan_->cut = true;
  }
  units_left_ -= analysis.units.size();
}

}  // namespace dragoman::search
