// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of one gazetteer line → GazetteerLine. The only file of the house's core that reads JSON for
// entities; every wrong key or type is a fault of its own, and what is right in the line is still
// used.
#include "core/entities/gazetteer_lines.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/text/utf8.h"

namespace dragoman::entities {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxLineBytes = 1 << 20;
constexpr std::size_t kMaxFormBytes = 400;
constexpr double kMaxWeight = 100;

class LineParser {
 public:
  LineParser(FileKind kind, std::string_view where, std::vector<Problem>& faults)
      : where_(where), faults_(faults) {
    line_.kind = kind;
    line_.where = std::string(where);
  }

  std::optional<GazetteerLine> parse(const Json& object) {
    if (!object.is_object()) {
      fault("bad_line", "a gazetteer line must be a JSON object", "");
      return std::nullopt;
    }
    for (const auto& [key, value] : object.items()) read_key(key, value);
    return finish();
  }

 private:
  void fault(std::string code, std::string message, const std::string& key) {
    faults_.push_back({std::move(code), std::move(message),
                       key.empty() ? std::string(where_) : std::string(where_) + " " + key});
  }

  void wrong_type(const std::string& key, const std::string& expected) {
    fault("wrong_type", "\"" + key + "\" must be " + expected, key);
  }

  void read_key(const std::string& key, const Json& value) {
    if (line_.kind == FileKind::kCompounds) {
      if (key == "form") {
        if (auto text = form_text(value, key)) add_form("", *text, Role::kCompound, false);
      } else if (key == "countries") {
        has_countries_ = value.is_array();
        read_list(value, key, [&](const std::string& id) { line_.countries.push_back(id); });
      } else {
        unknown(key);
      }
      return;
    }
    if (key == "id") return read_string(value, key, line_.entity.id);
    if (key == "wikidata") return read_string(value, key, line_.entity.wikidata);
    if (key == "names") return read_names(value);
    switch (line_.kind) {
      case FileKind::kCountries:
        return read_country_key(key, value);
      case FileKind::kTopics:
        return read_topic_key(key, value);
      default:
        return read_named_key(key, value);
    }
  }

  void read_named_key(const std::string& key, const Json& value) {
    if (key == "distinct") return read_forms(value, key, Role::kAlias, false);
    if (key == "ambiguous") return read_forms(value, key, Role::kAlias, true);
    if (key == "country") return read_string(value, key, line_.entity.country);
    if (key == "offices" && line_.kind == FileKind::kLeaders) return read_offices(value);
    unknown(key);
  }

  void read_country_key(const std::string& key, const Json& value) {
    if (key == "demonyms") return read_forms(value, key, Role::kDemonym, false);
    if (key == "capitals") return read_forms(value, key, Role::kCapital, false);
    if (key == "metonyms") return read_forms(value, key, Role::kMetonym, false);
    if (key == "distinct") return read_forms(value, key, Role::kAlias, false);
    if (key == "ambiguous") return read_forms(value, key, Role::kAlias, true);
    unknown(key);
  }

  void read_topic_key(const std::string& key, const Json& value) {
    if (key == "parent") return read_string(value, key, line_.entity.parent);
    if (key == "triggers") return read_triggers(value);
    if (key == "root") {
      if (!value.is_boolean()) return wrong_type(key, "true or false");
      line_.entity.root = value.get<bool>();
      return;
    }
    unknown(key);
  }

  void unknown(const std::string& key) { fault("unknown_key", "unknown key \"" + key + "\"", key); }

  void read_string(const Json& value, const std::string& key, std::string& out) {
    if (!value.is_string()) return wrong_type(key, "a string");
    out = value.get<std::string>();
    if (out.empty()) fault("empty_value", "\"" + key + "\" is empty", key);
  }

  std::optional<std::string> form_text(const Json& value, const std::string& key) {
    if (!value.is_string()) {
      wrong_type(key, "a string");
      return std::nullopt;
    }
    auto text = value.get<std::string>();
    if (text.empty() || text.size() > kMaxFormBytes) {
      fault("bad_form", "a form must have 1 to " + std::to_string(kMaxFormBytes) + " bytes", key);
      return std::nullopt;
    }
    return text;
  }

  template <class Take>
  void read_list(const Json& value, const std::string& key, Take take) {
    if (!value.is_array()) return wrong_type(key, "a list of strings");
    for (const auto& item : value) {
      if (auto text = form_text(item, key)) take(*text);
    }
  }

  bool is_language(const std::string& tag, const std::string& key) {
    const bool good =
        tag.size() >= 2 && tag.size() <= 12 && std::all_of(tag.begin(), tag.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-';
        });
    if (!good) fault("bad_language", "\"" + tag + "\" is no language tag", key);
    return good;
  }

  // Calls take(language, its value) for every well-named member.
  template <class Take>
  void each_language(const Json& value, const std::string& key, Take take) {
    if (!value.is_object()) return wrong_type(key, "an object of languages");
    for (const auto& [language, inner] : value.items()) {
      const std::string path = key + "." + language;
      if (is_language(language, path)) take(language, inner, path);
    }
  }

  void add_form(const std::string& language, const std::string& text, Role role, bool ambiguous) {
    line_.forms.push_back({language, text, role, ambiguous, 1});
  }

  void read_names(const Json& value) {
    each_language(value, "names", [&](const auto& language, const Json& inner, const auto& path) {
      auto take = [&](const std::string& text) {
        line_.entity.names.emplace(language, text);
        add_form(language, text, Role::kName, false);
      };
      if (line_.kind == FileKind::kCountries && inner.is_array())
        return read_list(inner, path, take);
      if (auto text = form_text(inner, path)) {
        take(*text);
        line_.plain_labels.insert(language);
      }
    });
  }

  void read_forms(const Json& value, const std::string& key, Role role, bool ambiguous) {
    each_language(value, key, [&](const auto& language, const Json& inner, const auto& path) {
      auto take = [&](const std::string& text) { add_form(language, text, role, ambiguous); };
      if (!inner.is_string()) return read_list(inner, path, take);
      if (auto text = form_text(inner, path)) take(*text);
    });
  }

  void read_triggers(const Json& value) {
    each_language(value, "triggers",
                  [&](const auto& language, const Json& inner, const auto& path) {
                    if (!inner.is_object()) return wrong_type(path, "an object of form and weight");
                    for (const auto& [text, weight] : inner.items()) {
                      if (!weight.is_number() || !(weight.template get<double>() > 0) ||
                          weight.template get<double>() > kMaxWeight) {
                        wrong_type(path + "." + text, "a weight above 0 and at most 100");
                        continue;
                      }
                      if (text.empty() || text.size() > kMaxFormBytes) {
                        fault("bad_form", "a trigger must have 1 to 400 bytes", path);
                        continue;
                      }
                      line_.forms.push_back(
                          {language, text, Role::kTrigger, false, weight.template get<double>()});
                    }
                  });
  }

  void read_offices(const Json& value) {
    if (!value.is_array()) return wrong_type("offices", "a list of objects");
    for (std::size_t i = 0; i < value.size(); ++i) {
      read_office(value[i], "offices[" + std::to_string(i) + "]");
    }
  }

  void read_office(const Json& value, const std::string& path) {
    if (!value.is_object()) return wrong_type(path, "an object");
    Office office;
    for (const auto& [key, inner] : value.items()) {
      const std::string here = path + "." + key;
      const bool is_date = key == "from" || key == "to";
      if (is_date && (inner.is_null() || inner == "")) continue;
      if (key == "office")
        read_string(inner, here, office.office);
      else if (key == "country")
        read_string(inner, here, office.country);
      else if (key == "from")
        read_date(inner, here, office.from);
      else if (key == "to")
        read_date(inner, here, office.to);
      else
        unknown(here);
    }
    if (office.office.empty()) return fault("missing_key", "an office needs \"office\"", path);
    line_.entity.offices.push_back(std::move(office));
  }

  void read_date(const Json& value, const std::string& key, std::string& out) {
    if (!value.is_string()) return wrong_type(key, "an ISO date");
    const auto date = value.get<std::string>();
    bool good = date.size() == 4 || date.size() == 7 || date.size() == 10;
    for (std::size_t i = 0; good && i < date.size(); ++i) {
      const bool dash = i == 4 || i == 7;
      good = dash ? date[i] == '-' : (date[i] >= '0' && date[i] <= '9');
    }
    if (!good) return fault("bad_date", "\"" + date + "\" is not YYYY, YYYY-MM or YYYY-MM-DD", key);
    out = date;
  }

  std::optional<GazetteerLine> finish() {
    static constexpr std::array<Kind, 5> kKinds = {Kind::kLeader, Kind::kCountry, Kind::kCity,
                                                   Kind::kVocabulary, Kind::kTopic};
    if (line_.kind == FileKind::kCompounds) {
      if (line_.forms.empty()) fault("missing_key", "a compound needs \"form\"", "form");
      if (!has_countries_) fault("missing_key", "a compound needs \"countries\"", "countries");
      if (line_.forms.empty() || !has_countries_) return std::nullopt;
      return std::move(line_);
    }
    line_.entity.kind = kKinds[static_cast<std::size_t>(line_.kind)];
    if (line_.entity.id.empty()) {
      fault("missing_key", "an entry needs \"id\"", "id");
      return std::nullopt;
    }
    if (!good_id()) {
      fault("bad_id", "\"" + line_.entity.id + "\" is no id of this kind", "id");
      return std::nullopt;
    }
    return std::move(line_);
  }

  // Countries: two capitals; all others: slugs of a-z, 0-9 and hyphens.
  bool good_id() const {
    const auto& id = line_.entity.id;
    if (line_.kind == FileKind::kCountries) {
      return id.size() == 2 &&
             std::all_of(id.begin(), id.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }
    return id.size() <= 100 && std::all_of(id.begin(), id.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
  }

  std::string_view where_;
  std::vector<Problem>& faults_;
  GazetteerLine line_;
  bool has_countries_ = false;
};

// JSON allows a key twice and parsers keep the last one silently; an editor must hear of it.
Json parse_json(std::string_view line, bool& repeated_key) {
  std::vector<std::set<std::string>> open;
  Json::parser_callback_t watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end && !open.empty()) open.pop_back();
    if (event == Json::parse_event_t::key && !open.empty() && parsed.is_string()) {
      repeated_key |= !open.back().insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  return Json::parse(line.begin(), line.end(), watch, /*allow_exceptions=*/false);
}

// nlohmann's parser recurses for nothing, but its destructor and the callback do better without
// absurd depth.
bool too_deep(std::string_view line) {
  int depth = 0;
  for (char c : line) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > 32) return true;
  }
  return false;
}

}  // namespace

std::optional<GazetteerLine> parse_gazetteer_line(FileKind kind, std::string_view line,
                                                  std::string_view where,
                                                  std::vector<Problem>& faults) {
  const std::string place(where);
  if (line.size() > kMaxLineBytes || too_deep(line)) {
    faults.push_back({"bad_line", "the line is too long or nested too deeply", place});
    return std::nullopt;
  }
  if (!text::is_valid_utf8(line)) {
    faults.push_back({"bad_utf8", "the line is not valid UTF-8", place});
    return std::nullopt;
  }
  bool repeated_key = false;
  const Json object = parse_json(line, repeated_key);
  if (object.is_discarded()) {
    faults.push_back({"bad_json", "the line is not valid JSON", place});
    return std::nullopt;
  }
  if (repeated_key) {
    faults.push_back({"repeated_key", "a key stands twice in one object of this line", place});
  }
  return LineParser(kind, where, faults).parse(object);
}

}  // namespace dragoman::entities
