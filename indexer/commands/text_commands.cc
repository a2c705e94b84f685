// SPDX-License-Identifier: GPL-3.0-or-later
// explain and gazetteer check: what the analyser and the gazetteer make of a text, and whether the
// gazetteer is fit.
#include <array>
#include <map>
#include <set>

#include "core/entities/date_mentions.h"
#include "core/text/stemming.h"
#include "core/text/terms.h"
#include "indexer/commands/commands.h"
#include "indexer/extraction/language.h"

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

void print_units(const text::Analysis& analysis, std::ostream& out) {
  out << "units (form, script, gap before, bytes)\n";
  for (const text::Unit& unit : analysis.units) {
    out << "  " << analysis.form(unit) << "  " << script_name(unit.script) << "  "
        << gap_name(unit.gap) << (unit.glued ? " glued" : "")
        << (unit.hyphenated ? " hyphenated" : "") << "  " << unit.begin << "-" << unit.end << '\n';
  }
}

const char* kind_name(text::TermKind kind) {
  static constexpr std::array kNames = {"word", "character", "bigram",
                                        "stem", "syllables", "joined"};
  return kNames[static_cast<std::size_t>(kind)];
}

void print_terms(const text::Analysis& analysis, std::ostream& out) {
  std::vector<text::Term> terms;
  text::index_terms(analysis, terms);
  out << "terms (form, kind, bytes)\n";
  for (const text::Term& term : terms) {
    out << "  " << term.form << "  " << kind_name(term.kind) << "  "
        << analysis.units[term.first_unit].begin << "-"
        << analysis.units[term.first_unit + term.unit_count - 1].end << '\n';
  }
}

// An index keeps the stem in the languages of the articles that hold the word: here the text's own
// language, or all of the word's script if that has no stemmer.
void print_families(const text::Analysis& analysis, std::string_view language, std::ostream& out) {
  out << "families (word, stem: languages)\n";
  text::Stemmer stemmer;
  const auto own = text::stem_language(language);
  std::set<std::string_view> seen;
  for (const text::Unit& unit : analysis.units) {
    const std::string_view word = analysis.form(unit);
    if (!seen.insert(word).second) continue;
    std::map<std::string, std::string> languages_by_stem;
    for (text::StemLanguage i = 0; i < text::kStemLanguages; ++i) {
      if (!text::has_stems(i, unit.script)) continue;
      if (own && text::has_stems(*own, unit.script) && *own != i) continue;
      languages_by_stem[std::string(stemmer.stem(i, word))] +=
          " " + std::string(text::stem_language_tag(i));
    }
    if (languages_by_stem.empty()) continue;
    out << "  " << word;
    for (const auto& [stem, languages] : languages_by_stem) out << "  " << stem << ':' << languages;
    out << '\n';
  }
}

}  // namespace

Exit explain_text(const std::string& input, const entities::Recognizer& recognizer,
                  Streams streams) {
  text::Analyser analyser;
  const text::Analysis analysis = analyser.analyse(input);
  const std::string language = detect_language(input);
  streams.out << "language  " << (language.empty() ? "unknown" : language) << '\n';
  print_units(analysis, streams.out);
  print_terms(analysis, streams.out);
  print_families(analysis, language, streams.out);
  streams.out << "entities (kind, id, mentions, score, evidence)\n";
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
