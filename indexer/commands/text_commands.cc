// SPDX-License-Identifier: GPL-3.0-or-later
// explain and gazetteer check: what the analyser and the gazetteer make of a text, and whether the
// gazetteer is fit.
#include <array>

#include "core/entities/date_mentions.h"
#include "core/text/terms.h"
#include "indexer/commands/commands.h"

namespace dragoman::indexer {
namespace {

const char* script_name(text::Script script) {
  static constexpr std::array kNames = {"latin",  "greek", "cyrillic", "arabic", "hebrew", "cjk",
                                        "hangul", "thai",  "indic",    "number", "other"};
  return kNames[static_cast<std::size_t>(script)];
}

const char* gap_name(text::Gap gap) {
  static constexpr std::array kNames = {"none", "weak", "strong"};
  return kNames[static_cast<std::size_t>(gap)];
}

}  // namespace

Exit explain_text(const std::string& input, const entities::Recognizer& recognizer,
                  Streams streams) {
  text::Analyser analyser;
  const text::Analysis analysis = analyser.analyse(input);
  streams.out << "units (form, script, gap before, bytes)\n";
  for (const text::Unit& unit : analysis.units) {
    streams.out << "  " << analysis.form(unit) << "  " << script_name(unit.script) << "  "
                << gap_name(unit.gap) << (unit.glued ? " glued" : "") << "  " << unit.begin << "-"
                << unit.end << '\n';
  }
  std::vector<text::Term> terms;
  text::index_terms(analysis, terms);
  streams.out << "terms\n ";
  for (const text::Term& term : terms) streams.out << ' ' << term.form;
  streams.out << "\nentities (kind, id, mentions, score, evidence)\n";
  const text::Analysis nothing;
  const entities::ArticleText fields = {{{"", &nothing}, {"", &nothing}, {input, &analysis}}};
  for (const entities::Finding& finding : recognizer.recognise(fields, "")) {
    const entities::Entity& entity = recognizer.gazetteer().entities()[finding.entity];
    streams.out << "  " << entities::kind_name(entity.kind) << "  " << entity.id << "  "
                << finding.mentions << "  " << finding.score;
    for (const entities::Evidence& evidence : finding.evidence) {
      streams.out << "  \"" << evidence.text << "\" at " << evidence.begin;
    }
    streams.out << '\n';
  }
  streams.out << "dates (date, evidence)\n";
  for (const entities::DateMention& mention : entities::find_dates(input, analysis, "")) {
    const std::uint32_t begin = analysis.units[mention.first_unit].begin;
    const std::uint32_t end = analysis.units[mention.first_unit + mention.unit_count - 1].end;
    streams.out << "  " << mention.date << "  \"" << input.substr(begin, end - begin) << "\" at "
                << begin << '\n';
  }
  if (analysis.ill_formed > 0)
    streams.out << "ill-formed UTF-8 sequences: " << analysis.ill_formed << '\n';
  return Exit::kDone;
}

Exit check_gazetteer_files(const std::filesystem::path& directory, Streams streams) {
  bool good = true;
  for (const entities::Remark& remark : entities::check_gazetteer(directory)) {
    streams.errors << (remark.is_error ? "error: " : "remark: ");
    print_problem(streams.errors, remark.problem);
    good = good && !remark.is_error;
  }
  if (good) streams.out << "the gazetteer is good\n";
  return good ? Exit::kDone : Exit::kNothing;
}

}  // namespace dragoman::indexer
