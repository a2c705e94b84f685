// SPDX-License-Identifier: GPL-3.0-or-later
// The names of a query alone, as a query; its matches counted outside the languages at hand.
#include "server/search/elsewhere.h"

#include <algorithm>
#include <utility>

#include "server/search/collection_size.h"
#include "server/search/filters.h"
#include "server/search/labels.h"
#include "server/search/query_analysis.h"
#include "server/search/query_parser.h"

namespace dragoman::search {
namespace {

// What is left of a query without the words that are no names.
struct NamesAlone {
  ParsedQuery query;
  std::vector<std::string> names;
  std::optional<text::Script> left_out;  // the script of the first word that is no name
  bool has_words = false;                // words were left out
};

void add_text(const QueryNode& node, const AnalysedLeaf& leaf, NamesAlone& out) {
  for (const Piece& piece : leaf.cut_pieces) {
    const text::Unit& first = leaf.analysis->units[piece.first_unit];
    if (!piece.is_named()) {
      out.has_words = true;
      if (!out.left_out) out.left_out = first.script;
      continue;
    }
    const std::uint32_t end = leaf.analysis->units[piece.first_unit + piece.unit_count - 1].end;
    std::string name = node.text.substr(first.begin, end - first.begin);
    if (std::find(out.names.begin(), out.names.end(), name) != out.names.end()) continue;
    out.names.push_back(name);
    out.query.root.children.push_back({NodeKind::kText, std::move(name), 0, {}});
  }
}

NamesAlone names_alone(const ParsedQuery& parsed, SearchContext context) {
  NamesAlone out;
  PlanOptions options;
  options.max_units = context.limits.max_units;
  options.names = &context.names;
  options.is_usual_name = usual_names(context);
  QueryPlan plan;
  const AnalysedLeaves leaves =
      LeafAnalyser(options, context.recognizer, context.analyser).analyse(parsed.root, plan);
  const bool is_single = parsed.root.kind != NodeKind::kAnd;
  const std::vector<QueryNode> single = {parsed.root};
  for (const QueryNode& node : is_single ? single : parsed.root.children) {
    const bool is_condition = node.kind == NodeKind::kNot ||
                              (node.kind == NodeKind::kField && node.field != QueryField::kTitle);
    if (is_condition) {
      out.query.root.children.push_back(node);
    } else if (node.kind == NodeKind::kText) {
      const auto leaf = leaves.find(is_single ? &parsed.root : &node);
      if (leaf != leaves.end()) add_text(node, leaf->second, out);
    } else {
      out.has_words = true;
    }
  }
  return out;
}

// By global id of the language, the last for articles without one.
class Languages {
 public:
  explicit Languages(const Snapshot& snapshot)
      : snapshot_(snapshot),
        dictionary_(snapshot.dictionary(Facet::kLanguage)),
        is_own_(dictionary_.values.size() + 1) {}

  void add_all(const MatchSet& matches, Deadline& deadline) {
    for (std::size_t s = 0; s < matches.segments.size(); ++s) {
      for (const std::uint32_t row : matches.segments[s]) {
        deadline.check();
        is_own_[of(s, row)] = true;
      }
    }
  }
  void add_script(text::Script script) {
    for (std::size_t i = 0; i < dictionary_.values.size(); ++i) {
      if (script_of_language(dictionary_.values[i]) == script) is_own_[i] = true;
    }
  }
  bool is_own(std::size_t segment, std::uint32_t row) const { return is_own_[of(segment, row)]; }
  std::vector<std::string> own() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < dictionary_.values.size(); ++i) {
      if (is_own_[i]) out.push_back(filter_text(dictionary_.values[i]));
    }
    if (is_own_.back()) out.emplace_back(kNoneValue);
    return out;
  }

 private:
  std::size_t of(std::size_t segment, std::uint32_t row) const {
    const auto values =
        snapshot_.segment(segment).columns().values(schema::ListColumn::kLanguage, row);
    return values.empty() ? is_own_.size() - 1 : dictionary_.to_global[segment][values[0]];
  }

  const Snapshot& snapshot_;
  const FacetDictionary& dictionary_;
  std::vector<bool> is_own_;
};

std::optional<Elsewhere> count_elsewhere(const SearchRequest& request, const NamesAlone& names,
                                         const TextMatch& text, SearchContext context) {
  SearchRequest other = request;
  other.query = to_query_text(names.query);
  other.match = MatchMode::kAll;
  const TextMatch found = match_text(other, context);
  Languages languages(context.snapshot);
  if (text.matches->size() > 0) {
    languages.add_all(*text.matches, context.deadline);
  } else if (names.left_out) {
    languages.add_script(*names.left_out);
  }
  const Filters filters(request, context.snapshot, context.recognizer.gazetteer());
  Elsewhere out;
  for (std::size_t s = 0; s < found.matches->segments.size(); ++s) {
    for (const std::uint32_t row : found.matches->segments[s]) {
      context.deadline.check();
      if (!languages.is_own(s, row) && filters.failures(s, row) == 0) ++out.total;
    }
  }
  if (out.total == 0) return std::nullopt;
  out.query = other.query;
  out.without_languages = languages.own();
  return out;
}

}  // namespace

std::optional<Elsewhere> find_elsewhere(const SearchRequest& request, const TextMatch& text,
                                        SearchContext context) {
  const bool hides_nothing = text.browse || !request.expand || request.match == MatchMode::kAny ||
                             text.echo.relaxed == "any";
  if (hides_nothing) return std::nullopt;
  const NamesAlone names = names_alone(parse_query(request.query, context.limits), context);
  if (names.names.empty() || !names.has_words) return std::nullopt;
  // The answer itself is ready, whatever happens here.
  try {
    Deadline part = context.deadline.part(std::chrono::milliseconds(context.limits.elsewhere_ms),
                                          context.limits.max_side_candidates);
    return count_elsewhere(request, names, text, limited_to(part, context));
  } catch (const DeadlineExceeded&) {
    return std::nullopt;
  } catch (const TooManyCandidates&) {
    return std::nullopt;
  }
}

}  // namespace dragoman::search
