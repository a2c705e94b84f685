// SPDX-License-Identifier: GPL-3.0-or-later
// Gathers the rows of each person, then writes those that are new.
#include "indexer/commands/imported_leaders.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/day.h"
#include "core/language_tag.h"
#include "core/text/analysis.h"
#include "core/text/fold.h"

namespace dragoman::indexer {
namespace {

using entities::Entity;
using entities::Kind;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxNameBytes = 200;

struct Person {
  std::string wikidata;
  std::map<std::string, std::string> names;              // by language
  std::map<std::string, std::set<std::string>> aliases;  // by language
  std::set<std::array<std::string, 4>> offices;          // from, to, office, country
};

// "http://www.wikidata.org/entity/Q1" → Q1; "" when it is no such thing.
std::string wikidata_id(const std::string& text) {
  const std::string id =
      text.substr(text.rfind('/') == std::string::npos ? 0 : text.rfind('/') + 1);
  const bool good =
      id.size() > 1 && id.size() < 16 && id[0] == 'Q' &&
      std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
  return good ? id : std::string();
}

// Wikidata's codes as ours: zh for simplified, zh-Hant for traditional characters.
std::string our_language(const std::string& code) {
  const std::string tag = normalized_language_tag(code);
  if (tag == "zh-Hans" || tag == "zh-CN" || tag == "zh-SG") return "zh";
  if (tag == "zh-TW" || tag == "zh-HK" || tag == "zh-MO") return "zh-Hant";
  return tag.size() > 12 ? std::string() : tag;
}

std::string iso_day(const std::string& text) {
  std::string day = text.substr(0, 10);
  return parse_iso_interval(day) ? day : std::string();
}

// "Prime Minister of Japan" → prime-minister: the offices that phrases like "the Japanese prime
// minister" are looked up by; all others by their own words.
std::string office_slug(const std::string& label);

std::string slug(const std::string& text) {
  std::string out;
  for (const char c : text::folded(text)) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept) out += c;
    if (!is_kept && static_cast<unsigned char>(c) < 0x80 && !out.empty() && out.back() != '-')
      out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  return out.substr(0, 80);
}

std::string office_slug(const std::string& label) {
  static constexpr std::pair<std::string_view, const char*> kOffices[] = {
      {"prime minister", "prime-minister"},
      {"foreign minister", "foreign-minister"},
      {"minister of foreign affairs", "foreign-minister"},
      {"minister for foreign affairs", "foreign-minister"},
      {"secretary of state", "foreign-minister"},
      {"vice president", "vice-president"},
      {"chancellor", "chancellor"},
      {"secretary-general", "secretary-general"},
      {"president", "president"},
      {"king", "king"},
      {"emperor", "emperor"}};
  const std::string folded = text::folded(label);
  for (const auto& [words, name] : kOffices) {
    if (folded.find(words) != std::string::npos) return name;
  }
  return slug(label);
}

class Importer {
 public:
  Importer(const QueryResult& result, const entities::Gazetteer& gazetteer)
      : result_(result), gazetteer_(gazetteer) {
    for (const Entity& entity : gazetteer.entities()) {
      ids_.insert(entity.id);
      if (!entity.wikidata.empty()) wikidata_ids_.insert(entity.wikidata);
    }
    for (const entities::Form& form : gazetteer.forms()) {
      if (form.role == entities::Role::kTrigger) continue;
      taken_.insert(text::folded(form.text));
      if (gazetteer.entities()[form.entity].kind == Kind::kLeader && !form.ambiguous)
        leader_names_.insert(text::folded(form.text));
    }
  }

  ImportedLeaders run() {
    for (const ResultRow& row : result_.rows) add(row);
    for (const std::string& id : order_) write(persons_.at(id));
    return std::move(out_);
  }

 private:
  static std::string cell(const ResultRow& row, const char* column) {
    const auto found = row.cells.find(column);
    return found == row.cells.end() ? std::string() : found->second.value;
  }
  static std::string language_of(const ResultRow& row, const char* column) {
    const auto found = row.cells.find(column);
    const bool is_told = found != row.cells.end() && !found->second.language.empty();
    return our_language(is_told ? found->second.language : cell(row, "language"));
  }

  void reject(const ResultRow& row, std::string code, std::string message) {
    out_.rejected.push_back(
        {std::move(code), std::move(message), "row " + std::to_string(row.number)});
  }

  void add(const ResultRow& row) {
    const std::string id = wikidata_id(cell(row, "person"));
    if (id.empty()) return reject(row, "bad_person", "the person is no Wikidata item");
    const auto [known, is_new] = persons_.try_emplace(id);
    if (is_new) order_.push_back(id);
    Person& person = known->second;
    person.wikidata = id;
    for (const char* column : {"name", "alias"}) {
      const std::string text = cell(row, column);
      if (text.empty()) continue;
      const std::string language = language_of(row, column);
      if (language.empty()) {
        reject(row, "bad_language", "the " + std::string(column) + " has no language");
      } else if (text.size() > kMaxNameBytes || units_of(text).units.empty()) {
        reject(row, "bad_name", "the " + std::string(column) + " is no name");
      } else if (std::string_view(column) == "alias" ||
                 !person.names.try_emplace(language, text).second) {
        person.aliases[language].insert(text);
      }
    }
    add_office(row, person);
  }

  void add_office(const ResultRow& row, Person& person) {
    const std::string office = office_slug(cell(row, "office"));
    if (office.empty()) return;
    const std::string country = cell(row, "country");
    if (!country.empty() && gazetteer_.find(Kind::kCountry, country) == nullptr)
      return reject(row, "unknown_country", "\"" + country + "\" is no country");
    std::string from = iso_day(cell(row, "start"));
    std::string to = iso_day(cell(row, "end"));
    if (!from.empty() && !to.empty() && to < from)
      return reject(row, "bad_office", "the office ends before it begins");
    person.offices.insert({std::move(from), std::move(to), office, country});
  }

  const text::Analysis& units_of(const std::string& name) {
    analyser_.analyse(name, analysis_);
    return analysis_;
  }
  // What a surname alone looks like: it needs support.
  bool is_one_word(const std::string& name) {
    constexpr std::size_t kTwoSyllables = 6;
    const text::Analysis& analysis = units_of(name);
    if (analysis.units[0].script == text::Script::kCjk) return analysis.units.size() <= 2;
    return analysis.units.size() == 1 && (analysis.units[0].script != text::Script::kHangul ||
                                          analysis.form(std::size_t{0}).size() <= kTwoSyllables);
  }
  bool is_one_character(const std::string& name) {
    const text::Analysis& analysis = units_of(name);
    return analysis.units.size() == 1 && analysis.units[0].script == text::Script::kCjk;
  }

  void write(const Person& person) {
    if (person.names.empty()) {
      ++out_.nameless;
      return;
    }
    if (wikidata_ids_.count(person.wikidata) > 0) {
      ++out_.known;
      return;
    }
    for (const auto& [language, name] : person.names) {
      if (leader_names_.count(text::folded(name)) == 0) continue;
      ++out_.same_name;
      return;
    }
    out_.lines.push_back(line_of(person));
    for (const auto& [language, name] : person.names) {
      leader_names_.insert(text::folded(name));
      taken_.insert(text::folded(name));
    }
  }

  std::string line_of(const Person& person) {
    Json line;
    const auto english = person.names.find("en");
    std::string id = english == person.names.end() ? std::string() : slug(english->second);
    if (id.empty() || ids_.count(id) > 0)
      id += (id.empty() ? "q" : "-q") + person.wikidata.substr(1);
    ids_.insert(id);
    line["id"] = id;
    line["wikidata"] = person.wikidata;
    line["names"] = person.names;
    std::map<std::string, std::vector<std::string>> distinct;
    std::map<std::string, std::vector<std::string>> ambiguous;
    std::set<std::pair<std::string, std::string>> seen;
    const auto flag = [&](const std::string& language, const std::string& form, bool is_sure) {
      if (is_one_character(form) || !seen.emplace(language, text::folded(form)).second) return;
      (is_sure ? distinct : ambiguous)[language].push_back(form);
    };
    for (const auto& [language, name] : person.names) {
      if (is_one_word(name)) flag(language, name, false);
      seen.emplace(language, text::folded(name));
    }
    for (const auto& [language, aliases] : person.aliases) {
      for (const std::string& alias : aliases)
        flag(language, alias, !is_one_word(alias) && taken_.count(text::folded(alias)) == 0);
    }
    if (!distinct.empty()) line["distinct"] = distinct;
    if (!ambiguous.empty()) line["ambiguous"] = ambiguous;
    write_offices(person, line);
    return line.dump();
  }

  // By their beginning; the person's country is that of the latest.
  static void write_offices(const Person& person, Json& line) {
    std::string country;
    Json offices = Json::array();
    std::set<std::array<std::string, 3>> begun;  // a second row of the same term says nothing new
    for (const auto& [from, to, office, where] : person.offices) {
      if (!begun.insert({from, office, where}).second) continue;
      if (!where.empty()) country = where;
      Json entry;
      entry["office"] = office;
      if (!where.empty()) entry["country"] = where;
      if (!from.empty()) entry["from"] = from;
      if (!to.empty()) entry["to"] = to;
      offices.push_back(std::move(entry));
    }
    if (!country.empty()) line["country"] = country;
    if (!offices.empty()) line["offices"] = std::move(offices);
  }

  const QueryResult& result_;
  const entities::Gazetteer& gazetteer_;
  std::set<std::string> ids_;
  std::set<std::string> wikidata_ids_;
  std::set<std::string> taken_;         // folded forms of anything
  std::set<std::string> leader_names_;  // folded forms that mean one leader
  std::map<std::string, Person> persons_;
  std::vector<std::string> order_;
  text::Analyser analyser_;
  text::Analysis analysis_;
  ImportedLeaders out_;
};

}  // namespace

Result<ImportedLeaders> import_leaders(const QueryResult& result,
                                       const entities::Gazetteer& gazetteer) {
  for (const char* column : {"person", "name"}) {
    if (std::find(result.columns.begin(), result.columns.end(), column) == result.columns.end())
      return Problem{"missing_column", "the result has no column \"" + std::string(column) + "\"",
                     ""};
  }
  return Importer(result, gazetteer).run();
}

}  // namespace dragoman::indexer
