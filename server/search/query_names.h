// SPDX-License-Identifier: GPL-3.0-or-later
// Which names of one bare text of a query are meant, and whom they mean. Where a name may be an
// ordinary word, the archive decides. Knows the gazetteer; knows no snapshot.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/query_clauses.h"
#include "server/search/set_query.h"

namespace dragoman::search {

// Returns whether articles that hold the words are about the concept often enough that the words
// may be a name for it: "Abbas" is, رئيسي (main, chief) is hardly ever the leader Raisi.
using IsUsualName = std::function<bool(const SetQuery& words, const std::string& concept_term)>;

struct NamesOf {
  const entities::Recognizer::Spans& spans;
  const entities::Gazetteer& gazetteer;
  const IsUsualName& is_usual;  // may be empty: every name is
};

// Returns the days that are written out with their years, and the leaders, countries, cities and
// topics that are meant: a capital stands for itself where it is known as a city. A name that may
// be a word is not meant inside a term of the vocabulary (السلام in معاهدة السلام, the peace
// treaty), nor one of a city beside other words without its country. Spans that mean nothing for
// certain stay, without an entity.
std::vector<Piece> meant_names(std::string_view text, const text::Analysis& analysis,
                               const NamesOf& names);
// Returns the terms of the vocabulary that are meant for certain.
std::vector<NamedSpan> meant_terms(const std::vector<entities::Span>& spans);

}  // namespace dragoman::search
