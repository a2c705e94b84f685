// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the names of a query mean: places before governments, and no one where a name is a word.
#include "server/search/query_names.h"

#include <doctest/doctest.h>

#include <optional>

#include "core/entities/recognizer.h"
#include "core/schema/schema.h"
#include "core/text/fold.h"
#include "server/search/name_index.h"
#include "server/search/query_plan.h"
#include "tests/unit/entities/small_gazetteer.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

using Strings = std::vector<std::string>;

struct Names {
  Names() {
    files.write(
        "leaders",
        R"({"id":"salam-nawaf","names":{"en":"Nawaf Salam","ar":"نواف سلام"},"ambiguous":{"ar":["سلام"]},"country":"LB"}
{"id":"abbas-mahmoud","names":{"en":"Mahmoud Abbas"},"ambiguous":{"en":["Abbas"]},"country":"PS"}
)");
    files.write("countries",
                R"({"id":"LB"}
{"id":"PS"}
{"id":"AE","names":{"en":["Dubai"]},"capitals":{"en":["Abu Dhabi"]}}
{"id":"SG"}
{"id":"HT","ambiguous":{"zh":["海地"]}}
{"id":"YE"}
)");
    files.write("cities",
                R"({"id":"dubai-ae","names":{"en":"Dubai"},"country":"AE"}
{"id":"abu-dhabi-ae","names":{"en":"Abu Dhabi"},"country":"AE"}
{"id":"singapore-sg","names":{"en":"Singapore"},"country":"SG"}
{"id":"aden-ye","names":{"en":"Aden"},"ambiguous":{"en":["Aden"]},"country":"YE"}
)");
    files.write("vocabulary",
                R"({"id":"peace-treaty","names":{"en":"peace treaty","ar":"معاهدة سلام"}}
)");
    auto loaded = entities::Gazetteer::load(files.path());
    REQUIRE(loaded);
    gazetteer.emplace(std::move(*loaded));
    recognizer.emplace(*gazetteer);
  }
  entities::SmallGazetteer files;
  std::optional<entities::Gazetteer> gazetteer;
  std::optional<entities::Recognizer> recognizer;
};

const Names& names() {
  static const Names kNames;
  return kNames;
}

// The ids that are meant, in reading order.
Strings meant(const std::string& text, const IsUsualName& is_usual = {}) {
  text::Analyser analyser;
  const text::Analysis analysis = analyser.analyse(text);
  const auto spans = names().recognizer->spans(analysis);
  Strings out;
  for (const Piece& piece : meant_names(text, analysis, {spans, *names().gazetteer, is_usual})) {
    if (piece.entity) out.push_back(names().gazetteer->entities()[*piece.entity].id);
  }
  return out;
}

bool never(const SetQuery&, const std::string&) { return false; }

}  // namespace

TEST_CASE("a city means itself, not the country that counts it among its names") {
  CHECK(meant("Dubai") == Strings{"dubai-ae"});
  CHECK(meant("Abu Dhabi talks") == Strings{"abu-dhabi-ae"});
  CHECK(meant("Singapore") == Strings{"SG"});
}

TEST_CASE("a city whose name may be a word is meant alone or beside its country") {
  CHECK(meant("Aden") == Strings{"aden-ye"});
  CHECK(meant("Aden port") == Strings{});
  CHECK(meant("Aden Yemen") == Strings{"aden-ye", "YE"});
  CHECK(meant("Aden Lebanon") == Strings{"LB"});
}

TEST_CASE("the archive decides whether a word is a name") {
  CHECK(meant("Abbas talks") == Strings{"abbas-mahmoud"});
  std::string asked;
  const auto ask = [&asked](const SetQuery& words, const std::string& concept_term) {
    asked = words.term + " " + concept_term;
    return false;
  };
  CHECK(meant("Abbas talks", ask) == Strings{});
  CHECK(asked == "abbas " + schema::entity_term(entities::Kind::kLeader, "abbas-mahmoud"));
  asked.clear();
  CHECK(meant("Mahmoud Abbas talks", ask) == Strings{"abbas-mahmoud"});
  CHECK(asked.empty());  // a full name is no word
}

TEST_CASE("a name inside a term of the vocabulary is part of the term") {
  CHECK(meant("سلام") == Strings{"salam-nawaf"});
  CHECK(meant("معاهدة سلام") == Strings{});
  CHECK(meant("نواف سلام") == Strings{"salam-nawaf"});
}

TEST_CASE("Han set apart by who asks is a name, inside a run the archive decides") {
  CHECK(meant("海地", &never) == Strings{"HT"});
  CHECK(meant("海地 地震", &never) == Strings{"HT"});
  CHECK(meant("东海地区", &never) == Strings{});
}

TEST_CASE("a label is found whole, by whichever of its spellings") {
  const NameIndex index(*names().gazetteer);
  const auto named = [&index](const std::string& text) {
    Strings out;
    index.for_each_named(text::folded(text), [&](const NameIndex::Name& name) {
      out.push_back(names().gazetteer->entities()[name.entity].id);
    });
    return out;
  };
  CHECK(named("NAWAF salam") == Strings{"salam-nawaf"});
  CHECK(named("nawaf").empty());
  CHECK(named("salam").empty());  // no beginning, no later word
  CHECK(named("abu dhabi") == Strings{"abu-dhabi-ae"});
  CHECK(named("").empty());
}
