// SPDX-License-Identifier: GPL-3.0-or-later
// Names are gathered once for each state of the index: only those of values that it holds.
#include "server/search/facet_values.h"

#include <algorithm>
#include <set>

#include "core/text/fold.h"
#include "server/search/facet_counts.h"
#include "server/search/labels.h"

namespace dragoman::search {
namespace {

using entities::Gazetteer;
using entities::Kind;

Kind kind_of(Facet facet) {
  if (facet == Facet::kCountry) return Kind::kCountry;
  return facet == Facet::kTopic ? Kind::kTopic : Kind::kLeader;
}

// The languages that the gazetteer's labels come in.
std::set<std::string> label_languages(const Gazetteer& gazetteer) {
  std::set<std::string> out;
  for (const entities::Entity& entity : gazetteer.entities()) {
    for (const auto& [language, name] : entity.names) out.insert(language);
  }
  return out;
}

// Gathers the names of one facet's values.
class Gatherer {
 public:
  Gatherer(const FacetDictionary& dictionary, Deadline& deadline)
      : dictionary_(dictionary), deadline_(deadline) {}

  void add(std::uint32_t value, const std::string& text, bool is_alias = false) {
    deadline_.check(16);
    std::string folded = text::folded(text);
    if (seen_.emplace(value, folded).second) {
      out_.names.push_back({value, text, is_alias, std::move(folded)});
    }
  }
  void add_ids() {
    for (std::uint32_t id = 0; id < dictionary_.values.size(); ++id)
      add(id, dictionary_.values[id]);
  }
  void add_entities(Kind kind, const Gazetteer& gazetteer) {
    for (std::uint32_t id = 0; id < dictionary_.values.size(); ++id) {
      if (gazetteer.find(kind, dictionary_.values[id]) == nullptr) add(id, dictionary_.values[id]);
    }
    for_each_name(gazetteer, [&](entities::EntityIndex i, const std::string& text,
                                 const std::string&, bool is_alias) {
      const entities::Entity& entity = gazetteer.entities()[i];
      if (entity.kind != kind) return;
      const auto value = dictionary_.ids.find(entity.id);
      if (value != dictionary_.ids.end()) add(value->second, text, is_alias);
    });
  }
  void add_languages(const Gazetteer& gazetteer) {
    const std::set<std::string> languages = label_languages(gazetteer);
    for (std::uint32_t id = 0; id < dictionary_.values.size(); ++id) {
      const std::string& tag = dictionary_.values[id];
      add(id, language_label(tag, tag));
      for (const std::string& language : languages) add(id, language_label(tag, language));
    }
  }
  FacetNames finish() { return std::move(out_); }

 private:
  const FacetDictionary& dictionary_;
  Deadline& deadline_;
  FacetNames out_;
  std::set<std::pair<std::uint32_t, std::string>> seen_;
};

FacetNames gather(Facet facet, SearchContext context) {
  const Gazetteer& gazetteer = context.recognizer.gazetteer();
  Gatherer names(context.snapshot.dictionary(facet), context.deadline);
  switch (facet) {
    case Facet::kLanguage:
      names.add_languages(gazetteer);
      names.add_ids();
      break;
    case Facet::kCountry:
      names.add_entities(kind_of(facet), gazetteer);
      names.add_ids();
      break;
    case Facet::kLeader:
    case Facet::kTopic:
      names.add_entities(kind_of(facet), gazetteer);
      break;
    case Facet::kSource:
      names.add_ids();
      break;
  }
  return names.finish();
}

// One facet value search: which values its prefix finds, and by which name.
class ValueSearch {
 public:
  ValueSearch(const FacetValueRequest& request, SearchContext context)
      : request_(request), context_(context), folded_(text::folded(request.prefix)) {
    words_ = words_of(folded_);
    const std::size_t values = context_.snapshot.dictionary(request_.facet).values.size();
    found_.resize(values, words_.empty());  // also for a prefix of signs alone
    found_by_.resize(values, nullptr);
    if (!words_.empty()) match_names();
  }

  FacetValues execute() {
    SearchRequest search = request_.search;
    search.facets.fill(false);
    search.facets[static_cast<std::size_t>(request_.facet)] = true;
    search.histogram = HistogramInterval::kNone;
    const TextMatch text = match_text(search, context_);
    const Filters filters(search, context_.snapshot, context_.recognizer.gazetteer());
    const FacetCounts counts =
        count_facets(text.matches, filters, search, context_.snapshot, context_.deadline);
    FacetValues out;
    const auto& by_id = counts.counts[static_cast<std::size_t>(request_.facet)];
    for (std::uint32_t id = 0; id < by_id.size(); ++id) {
      const bool selected = filters.selected(request_.facet, id);
      const bool excluded = filters.excluded(request_.facet, id);
      if (!found_[id] || (by_id[id] == 0 && !selected && !excluded)) continue;
      context_.deadline.check(16);
      out.values.push_back(value(id, by_id[id]));
      out.values.back().selected = selected;
      out.values.back().excluded = excluded;
    }
    out.total = out.values.size();
    const auto keep = std::min<std::size_t>(out.values.size(), search.limit);
    std::partial_sort(out.values.begin(), out.values.begin() + static_cast<std::ptrdiff_t>(keep),
                      out.values.end(), [](const FacetValue& a, const FacetValue& b) {
                        if (a.count != b.count) return a.count > b.count;
                        return a.label != b.label ? a.label < b.label : a.id < b.id;
                      });
    out.values.resize(keep);
    return out;
  }

 private:
  void match_names() {
    const FacetNames& names = context_.snapshot.names(request_.facet).get([&] {
      return gather(request_.facet, context_);
    });
    for (const FacetNames::Name& name : names.names) {
      context_.deadline.check(1 + words_.size());
      const FacetNames::Name*& best = found_by_[name.value];
      const bool from_start = name.folded.starts_with(words_[0]);
      if (best != nullptr && (!from_start || best->folded.starts_with(words_[0]))) continue;
      if (!all_begin_words(words_, name.folded, !name.is_alias)) continue;
      found_[name.value] = true;
      best = &name;
    }
  }

  FacetValue value(std::uint32_t id, std::uint64_t count) const {
    const std::string& text = context_.snapshot.dictionary(request_.facet).values[id];
    FacetValue out;
    out.id = filter_text(text);
    out.label = facet_label(request_.facet, text, request_.search.label_language,
                            context_.recognizer.gazetteer());
    out.count = count;
    const bool shown = found_by_[id] == nullptr || found_by_[id]->text == out.label ||
                       all_begin_words(words_, text::folded(out.label), true);
    if (!shown) out.matched = found_by_[id]->text;
    return out;
  }

  const FacetValueRequest& request_;
  SearchContext context_;
  std::string folded_;
  std::vector<std::string_view> words_;  // of folded_
  std::vector<bool> found_;              // by global id
  std::vector<const FacetNames::Name*> found_by_;
};

}  // namespace

FacetValues find_facet_values(const FacetValueRequest& request, SearchContext context) {
  return ValueSearch(request, context).execute();
}

}  // namespace dragoman::search
