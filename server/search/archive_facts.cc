// SPDX-License-Identifier: GPL-3.0-or-later
// Each fact by one walk over all live rows.
#include "server/search/archive_facts.h"

#include <algorithm>
#include <cmath>

#include "core/schema/schema.h"
#include "server/search/labels.h"
#include "server/search/spelling_words.h"

namespace dragoman::search {
namespace {

// The global number of an article's language; one more than there are for none.
std::size_t language_of(const Snapshot& snapshot, std::size_t segment, std::uint32_t row) {
  const FacetDictionary& languages = snapshot.dictionary(Facet::kLanguage);
  const auto values =
      snapshot.segment(segment).columns().values(schema::ListColumn::kLanguage, row);
  return values.empty() ? languages.values.size() : languages.to_global[segment][values[0]];
}

// Means in steps of a quarter octave: an article more or less must not reorder the others, which
// cursors go on behind, and BM25 does not feel the difference.
float in_steps(double mean) {
  return static_cast<float>(std::exp2(std::round(std::log2(std::max(1.0, mean)) * 4) / 4));
}

std::vector<std::vector<float>> measure_lengths(const MatchSet& every, const Snapshot& snapshot,
                                                Deadline& deadline) {
  const std::size_t languages = snapshot.dictionary(Facet::kLanguage).values.size() + 1;
  std::vector<double> units(languages, 0);
  std::vector<double> articles(languages, 0);
  const auto for_each = [&](auto visit) {
    for (std::size_t s = 0; s < every.segments.size(); ++s) {
      for (const std::uint32_t row : every.segments[s]) {
        deadline.check();
        visit(s, row, language_of(snapshot, s, row),
              snapshot.segment(s).columns().text_length(row));
      }
    }
  };
  for_each([&](std::size_t, std::uint32_t, std::size_t language, std::uint32_t length) {
    units[language] += length;
    articles[language] += 1;
  });
  std::vector<float> means;
  for (std::size_t i = 0; i < languages; ++i)
    means.push_back(in_steps(units[i] / std::max(1.0, articles[i])));
  std::vector<std::vector<float>> out;
  for (std::size_t s = 0; s < every.segments.size(); ++s)
    out.emplace_back(snapshot.segment(s).rows(), 0.0F);
  for_each([&](std::size_t s, std::uint32_t row, std::size_t language, std::uint32_t length) {
    out[s][row] = static_cast<float>(length) / means[language];
  });
  return out;
}

}  // namespace

std::shared_ptr<const MatchSet> ArchiveFacts::all(const Snapshot& snapshot, Deadline& deadline) {
  return all_.get([&] {
    auto set = std::make_shared<MatchSet>();
    for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
      RowSet& rows = set->segments.emplace_back();
      const schema::Segment& segment = snapshot.segment(s);
      rows.reserve(segment.live_rows());
      for (std::uint32_t row = 0; row < segment.rows(); ++row) {
        deadline.check();
        if (segment.is_live(row)) rows.push_back(row);
      }
    }
    return std::shared_ptr<const MatchSet>(std::move(set));
  });
}

const FacetCounts& ArchiveFacts::counts(const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return counts_.get([&] { return count_all(every, snapshot, deadline); });
}

const DayTally& ArchiveFacts::tally(HistogramInterval interval, DateField field,
                                    const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return tallies_[static_cast<std::size_t>(field)][static_cast<std::size_t>(interval)].get(
      [&] { return tally_days(*every, interval, field, snapshot, deadline); });
}

const std::vector<std::vector<float>>& ArchiveFacts::relative_lengths(const Snapshot& snapshot,
                                                                      Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return relative_lengths_.get([&] { return measure_lengths(*every, snapshot, deadline); });
}

const std::vector<SpellingTable>& ArchiveFacts::spellings(const Snapshot& snapshot,
                                                          Deadline& deadline) {
  return spellings_.get([&] {
    std::vector<SpellingTable> out;
    for (std::size_t s = 0; s < snapshot.segment_count(); ++s)
      out.push_back(spell_words(snapshot.segment(s).forward(), deadline));
    return out;
  });
}

const std::vector<std::uint64_t>& ArchiveFacts::entity_articles(
    const entities::Gazetteer& gazetteer, const Snapshot& snapshot, const Handles& handles,
    Deadline& deadline) {
  const FacetCounts& all = counts(snapshot, deadline);
  return entity_articles_.get([&] {
    std::vector<std::uint64_t> out;
    for (const entities::Entity& entity : gazetteer.entities()) {
      deadline.check(64);
      const auto facet = facet_of(entity.kind);
      if (!facet) {
        out.push_back(handles.all.get_termfreq(schema::entity_term(entity.kind, entity.id)));
        continue;
      }
      const auto& ids = snapshot.dictionary(*facet).ids;
      const auto value = ids.find(entity.id);
      out.push_back(
          value == ids.end() ? 0 : all.counts[static_cast<std::size_t>(*facet)][value->second]);
    }
    return out;
  });
}

DayInterval ArchiveFacts::days(DateField field, const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return days_[static_cast<std::size_t>(field)].get(
      [&] { return range_of_days(*every, field, snapshot, deadline); });
}

}  // namespace dragoman::search
