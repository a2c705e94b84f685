// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's checks over a gazetteer directory: faults that keep it from loading, and what would
// make it recognise wrongly or unevenly. Says; never repairs.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/entities/gazetteer.h"
#include "core/entities/gazetteer_files.h"
#include "core/text/analysis.h"
#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

constexpr std::array<std::string_view, 9> kLanguages = {"en", "zh", "ja", "ko", "ar",
                                                        "ru", "fr", "es", "de"};
constexpr std::size_t kShortAliasLetters = 3;

class Checker {
 public:
  std::vector<Remark> check(const std::filesystem::path& directory) {
    std::vector<Problem> faults;
    auto gazetteer = Gazetteer::load(directory, &faults);
    for (auto& fault : faults) remarks_.push_back({true, std::move(fault)});
    const GazetteerFiles files = read_gazetteer_files(directory);
    for (const auto& line : files.lines) {
      places_[{line.entity.kind, line.entity.id}] = line.where;
      check_flags(line);
      check_repeats(line);
      if (line.kind == FileKind::kLeaders) check_offices(line);
      check_languages(line);
    }
    if (gazetteer) check_clashes(*gazetteer);
    return std::move(remarks_);
  }

 private:
  void remark(bool is_error, std::string code, std::string message, std::string where) {
    remarks_.push_back({is_error, {std::move(code), std::move(message), std::move(where)}});
  }

  // One word, or at most two Han characters or Hangul syllables: what a surname alone looks like.
  // A Korean full name is one word of three syllables or more and as sure as any full name.
  bool is_short(const std::string& form) {
    constexpr std::size_t kSyllableBytes = 3;
    const auto analysis = analyser_.analyse(form);
    if (analysis.units.empty()) return true;
    if (analysis.units[0].script == text::Script::kCjk) return analysis.units.size() <= 2;
    if (analysis.units.size() > 1) return false;
    return analysis.units[0].script != text::Script::kHangul ||
           analysis.form(std::size_t{0}).size() <= 2 * kSyllableBytes;
  }

  void check_flags(const GazetteerLine& line) {
    if (line.kind == FileKind::kTopics || line.kind == FileKind::kCompounds) return;
    std::set<std::string> flagged;
    for (const auto& form : line.forms) {
      if (form.role != Role::kName) flagged.insert(text::folded(form.text));
    }
    for (const auto& form : line.forms) {
      const bool is_leader = line.kind == FileKind::kLeaders;
      const std::string where = line.where + " " + form.language;
      if (is_leader && form.role == Role::kName && is_short(form.text) &&
          flagged.count(text::folded(form.text)) == 0) {
        remark(
            false, "missing_flag",
            "the one-word name \"" + form.text + "\" must also stand under distinct or ambiguous",
            where);
      }
      if (form.ambiguous || form.role == Role::kName) continue;
      const auto analysis = analyser_.analyse(form.text);
      if (analysis.units.empty()) {
        remark(true, "empty_form", "\"" + form.text + "\" has no letters to match", where);
      } else if (analysis.units.size() == 1 && analysis.units[0].script == text::Script::kCjk) {
        remark(true, "single_character",
               "the single character \"" + form.text + "\" cannot be distinct", where);
      } else if (is_leader && analysis.units.size() == 1 &&
                 analysis.units[0].script == text::Script::kLatin &&
                 analysis.form(std::size_t{0}).size() <= kShortAliasLetters) {
        remark(false, "short_alias", "\"" + form.text + "\" is very short to be distinct", where);
      }
    }
  }

  void check_repeats(const GazetteerLine& line) {
    std::map<std::pair<std::string, std::string>, std::set<bool>> flags;
    std::set<std::tuple<std::string, Role, bool, std::string>> seen;
    for (const auto& form : line.forms) {
      const std::string folded = text::folded(form.text);
      if (form.role == Role::kAlias) flags[{form.language, folded}].insert(form.ambiguous);
      if (seen.insert({form.language, form.role, form.ambiguous, form.text}).second) continue;
      remark(false, "repeated_form", "\"" + form.text + "\" stands twice in one list",
             line.where + " " + form.language);
    }
    for (const auto& [form, both] : flags) {
      if (both.size() < 2) continue;
      remark(true, "contradicting_flag", "\"" + form.second + "\" is both distinct and ambiguous",
             line.where + " " + form.first);
    }
  }

  void check_offices(const GazetteerLine& line) {
    const auto& offices = line.entity.offices;
    for (std::size_t i = 0; i < offices.size(); ++i) {
      if (!offices[i].from.empty() && !offices[i].to.empty() && offices[i].to < offices[i].from) {
        remark(true, "bad_office", "an office ends before it begins", line.where + " offices");
      }
      for (std::size_t j = i + 1; j < offices.size(); ++j) {
        if (overlap(offices[i], offices[j])) {
          remark(true, "overlapping_offices",
                 line.entity.id + " holds \"" + offices[i].office + "\" twice at a time",
                 line.where + " offices");
        }
      }
    }
  }

  static bool overlap(const Office& a, const Office& b) {
    if (a.office != b.office || a.country != b.country) return false;
    const bool a_first = a.to.empty() || a.to > b.from;
    const bool b_first = b.to.empty() || b.to > a.from;
    return a_first && b_first;
  }

  void check_languages(const GazetteerLine& line) {
    if (line.kind == FileKind::kCountries || line.kind == FileKind::kCompounds) return;
    std::string missing;
    for (const auto language : kLanguages) {
      if (line.entity.names.count(std::string(language)) > 0) continue;
      missing += (missing.empty() ? "" : " ") + std::string(language);
    }
    if (missing.empty()) return;
    remark(false, "missing_language", line.entity.id + " has no name in: " + missing,
           line.where + " names");
  }

  // A distinct form that two entities of one kind share is distinct for neither.
  void check_clashes(const Gazetteer& gazetteer) {
    std::map<std::pair<Kind, std::string>, std::set<EntityIndex>> owners;
    for (const auto& form : gazetteer.forms()) {
      if (form.ambiguous || form.role == Role::kCompound || form.role == Role::kTrigger) continue;
      const Kind kind = form.kind;
      owners[{kind, text::folded(form.text)}].insert(form.entity);
    }
    for (const auto& [form, entities] : owners) {
      if (entities.size() < 2 || form.first == Kind::kTopic) continue;
      std::string ids;
      std::string where;
      for (const EntityIndex index : entities) {
        const auto& entity = gazetteer.entities()[index];
        ids += (ids.empty() ? "" : ", ") + entity.id;
        const auto place = places_.find({entity.kind, entity.id});
        if (where.empty() && place != places_.end()) where = place->second;
      }
      remark(form.first == Kind::kLeader, "clashing_form",
             "\"" + form.second + "\" is distinct for " + ids, where);
    }
  }

  std::vector<Remark> remarks_;
  text::Analyser analyser_;
  std::map<std::pair<Kind, std::string>, std::string> places_;
};

}  // namespace

std::vector<Remark> check_gazetteer(const std::filesystem::path& directory) {
  return Checker().check(directory);
}

}  // namespace dragoman::entities
