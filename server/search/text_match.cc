// SPDX-License-Identifier: GPL-3.0-or-later
// Parse, plan, then the steps of match=auto until one of them matches.
#include "server/search/text_match.h"

#include "server/search/archive_facts.h"
#include "server/search/query_parser.h"
#include "server/search/word_families.h"

namespace dragoman::search {
namespace {

// Of the articles that hold an ambiguous name, the share that must be about its bearer; fewer
// articles tell nothing. Of 28,000 news articles, surnames have .05 and more, words .017 and less.
constexpr double kUsualShare = 0.02;
constexpr std::size_t kFewArticles = 20;

std::shared_ptr<const MatchSet> match_set(const SetQuery& query, SearchContext context) {
  const std::string key = std::to_string(context.snapshot.revision()) + "|" + set_query_key(query);
  if (auto cached = context.cache.find(key)) return cached;
  auto set = std::make_shared<const MatchSet>(
      run_set_pass(query, context.snapshot, context.handles, context.deadline));
  context.cache.put(key, set);
  return set;
}

// The first step that matches anything decides; when none does, nothing was relaxed.
std::shared_ptr<const MatchSet> match_steps(QueryPlan& plan, std::string& relaxed,
                                            SearchContext context) {
  if (plan.steps.empty()) return match_all(context);
  std::shared_ptr<const MatchSet> first;
  for (const MatchStep& step : plan.steps) {
    auto set = match_set(step.set, context);
    if (set->size() > 0) {
      relaxed = step.relaxed;
      settle_terms(step.by_terms, plan);
      return set;
    }
    if (first == nullptr) first = set;
  }
  settle_terms(plan.steps.front().by_terms, plan);
  return first;
}

PlanOptions plan_options(const SearchRequest& request) {
  PlanOptions options;
  options.match = request.match;
  options.expand = request.expand;
  options.label_language = request.label_language;
  return options;
}

}  // namespace

SearchContext limited_to(Deadline& part, const SearchContext& context) {
  return {context.snapshot, context.handles, context.recognizer, context.names,
          context.analyser, context.cache,   context.limits,     part};
}

IsUsualName usual_names(SearchContext context) {
  return [context](const SetQuery& words, const std::string& concept_term) {
    const auto holding = match_set(words, context);
    if (holding->size() < kFewArticles) return true;
    const auto both =
        match_set(SetQuery::of(SetKind::kAnd, {words, SetQuery::of_term(concept_term)}), context);
    return static_cast<double>(both->size()) >= kUsualShare * static_cast<double>(holding->size());
  };
}

QueryPlan plan_text(const ParsedQuery& parsed, PlanOptions options, SearchContext context) {
  WordFamilies families(context.snapshot, context.handles);
  options.max_units = context.limits.max_units;
  options.names = &context.names;
  options.is_usual_name = usual_names(context);
  options.other_forms = [&](std::string_view form, text::Script script) {
    context.deadline.check_now();
    return families.forms(form, script, context.limits.max_word_forms);
  };
  return plan_query(parsed, options, context.recognizer, context.analyser);
}

TextMatch match_text(const SearchRequest& request, SearchContext context) {
  TextMatch out;
  const ParsedQuery parsed = parse_query(request.query, context.limits);
  out.browse = parsed.is_empty();
  out.echo = {request.query, to_query_text(parsed), request.match, "", {}, "", parsed.notes};
  if (!out.browse) {
    out.plan = plan_text(parsed, plan_options(request), context);
    if (out.plan.cut) {
      out.echo.notes.push_back(
          {"clauses_dropped", "The query has too many words; the rest was left out.", 0});
    }
    out.echo.notes.insert(out.echo.notes.end(), out.plan.notes.begin(), out.plan.notes.end());
  }
  out.sort = request.sort.value_or(out.browse ? Sort::kNewest : Sort::kRelevance);
  // Without words (or with excluded ones only) there is nothing to rank by.
  if (out.plan.score.groups.empty() && out.sort == Sort::kRelevance) out.sort = Sort::kNewest;
  context.deadline.check_now();
  out.matches = match_steps(out.plan, out.echo.relaxed, context);
  out.echo.expanded = out.plan.expanded;
  for (const std::string& prefix : out.matches->cut_prefixes) {
    out.echo.notes.push_back(
        {"prefix_cut", "Only the most frequent words that begin with “" + prefix + "” count.", 0});
  }
  return out;
}

HighlightQuery marks_of(const SearchRequest& request, SearchContext context) {
  try {
    Deadline part = context.deadline.part(std::chrono::milliseconds(context.limits.marks_ms),
                                          context.limits.max_side_candidates);
    return match_text(request, limited_to(part, context)).plan.highlights;
  } catch (const PartExceeded&) {
  } catch (const TooManyCandidates&) {
  }
  QueryPlan plan =
      plan_text(parse_query(request.query, context.limits), plan_options(request), context);
  settle_terms(plan.steps.front().by_terms, plan);
  return std::move(plan.highlights);
}

std::shared_ptr<const MatchSet> match_all(SearchContext context) {
  return context.snapshot.archive().all(context.snapshot, context.deadline);
}

}  // namespace dragoman::search
