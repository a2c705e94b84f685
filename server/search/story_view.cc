// SPDX-License-Identifier: GPL-3.0-or-later
// A story's articles by date, which of them are the same text, and what they have in common.
#include <algorithm>
#include <functional>
#include <map>

#include "core/schema/segment.h"
#include "core/stories/shingles.h"
#include "server/search/labels.h"
#include "server/search/neighbours.h"
#include "server/search/plain_hit.h"

namespace dragoman::search {
namespace {

using Label = std::function<std::string(const std::string&)>;

// Counts the values of the story's articles, the frequent ones first.
class Tally {
 public:
  void add(const schema::Columns& columns, schema::ListColumn column, std::size_t row) {
    for (const std::uint32_t value : columns.values(column, row))
      ++counts_[std::string(columns.dictionary(column)[value])];
  }
  std::vector<StoryValue> values(std::uint64_t least, const Label& label) const {
    std::vector<StoryValue> out;
    for (const auto& [id, count] : counts_)
      if (count >= least) out.push_back({id, label(id), count});
    std::stable_sort(out.begin(), out.end(),
                     [](const StoryValue& a, const StoryValue& b) { return a.count > b.count; });
    return out;
  }

 private:
  std::map<std::string, std::uint64_t> counts_;
};

void count_values(const std::vector<StoryRow>& rows, const NeighbourRequest& request,
                  SearchContext context, StoryView& view) {
  struct Field {
    Facet facet;
    std::vector<StoryValue>* values;
    std::uint64_t least;
  };
  const std::uint64_t half = (rows.size() + 1) / 2;
  for (const Field& field :
       {Field{Facet::kLanguage, &view.languages, 1}, Field{Facet::kLeader, &view.leaders, half},
        Field{Facet::kCountry, &view.countries, half}, Field{Facet::kTopic, &view.topics, half}}) {
    Tally tally;
    for (const StoryRow& row : rows)
      tally.add(context.snapshot.segment(row.segment).columns(), column_of(field.facet), row.row);
    *field.values = tally.values(field.least, [&](const std::string& id) {
      return facet_label(field.facet, id, request.label_language, context.recognizer.gazetteer());
    });
  }
}

}  // namespace

Result<StoryView> view_story(const NeighbourRequest& request, SearchContext context) {
  const std::vector<StoryRow> rows = rows_of_story(context.snapshot, request.id, context.deadline);
  if (rows.empty()) return Problem{"no_story", "There is no story with this id.", request.id};
  StoryView view;
  view.id = request.id;
  view.total = rows.size();
  count_values(rows, request, context, view);
  std::vector<std::vector<std::uint64_t>> shingles;
  for (const StoryRow& row : rows) {
    if (view.articles.size() >= request.limit) break;
    context.deadline.check_now();
    const schema::Segment& segment = context.snapshot.segment(row.segment);
    const auto article = segment.read_article(row.row);
    if (!article) continue;  // the list is shown without it
    shingles.push_back(stories::shingles(segment.forward(), row.row));
    std::string original;
    for (std::size_t i = 0; i + 1 < shingles.size() && original.empty(); ++i)
      if (stories::resemblance(shingles[i], shingles.back()) >= stories::kNearDuplicate)
        original = view.articles[i].id;
    view.articles.push_back(plain_hit(*article, request.label_language, context));
    view.near_duplicate_of.push_back(std::move(original));
  }
  return view;
}

}  // namespace dragoman::search
