// SPDX-License-Identifier: GPL-3.0-or-later
// Built-in values < file < environment < flags → settings, with every fault named. Walks the key
// table and nothing else; knows no single setting by name.
#include "core/settings/settings.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>

#include "core/settings/key_table.h"

namespace dragoman::settings {
namespace {

using Json = nlohmann::ordered_json;

const char* kLogLevels[] = {"trace", "debug", "info", "warn", "error", "off"};
const char* kLogFormats[] = {"text", "json"};

template <std::size_t N>
std::string one_of(const char* const (&words)[N]) {
  std::string out = "must be one of";
  for (const char* word : words) out += std::string(" ") + word;
  return out;
}

bool is_listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  unsigned port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
  return error == std::errc() && stop == end && port <= 65535;
}

// Returns "" when the text has the shape, else what it must be.
std::string shape_fault(Shape shape, const std::string& text) {
  switch (shape) {
    case Shape::kAny:
      return "";
    case Shape::kListen:
      return is_listen_address(text) ? "" : "must be ADDRESS:PORT, for example 127.0.0.1:8080";
    case Shape::kLogLevel:
      return std::find(std::begin(kLogLevels), std::end(kLogLevels), text) != std::end(kLogLevels)
                 ? ""
                 : one_of(kLogLevels);
    case Shape::kLogFormat:
      return std::find(std::begin(kLogFormats), std::end(kLogFormats), text) !=
                     std::end(kLogFormats)
                 ? ""
                 : one_of(kLogFormats);
  }
  return "";
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> items;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    std::size_t end = std::min(text.find(',', begin), text.size());
    std::size_t first = begin;
    while (first < end && text[first] == ' ') ++first;
    while (end > first && text[end - 1] == ' ') --end;
    if (end > first) items.push_back(text.substr(first, end - first));
    begin = std::min(text.find(',', begin), text.size()) + 1;
  }
  return items;
}

// Collects the values of one run and their faults. `where` of a fault is what the reader of it can
// find again.
template <class S>
class Loader {
 public:
  void read_file(const std::filesystem::path& file);
  void read_environment(const Environment& environment);
  void read_flags(const Flags& flags);
  Loaded<S> finish() && { return std::move(loaded_); }

 private:
  void fault(std::string code, std::string message, std::string where) {
    loaded_.faults.push_back({std::move(code), std::move(message), std::move(where)});
  }
  static const Key<S>* find(std::string_view name) {
    for (const Key<S>& key : key_table(static_cast<const S*>(nullptr))) {
      if (key.name == name) return &key;
    }
    return nullptr;
  }
  void set_json(const Key<S>& key, const Json& value, const std::string& where);
  void set_text(const Key<S>& key, const std::string& text, const std::string& where);
  void set_string(const Key<S>& key, std::string S::*member, const std::string& text,
                  const std::string& where);
  template <class T>
  void set_number(const Key<S>& key, T S::*member, std::uint64_t value, const std::string& where);
  void read_secret_file(const Key<S>& key, const std::string& path, const std::string& where);

  Loaded<S> loaded_;
};

template <class S>
void Loader<S>::set_string(const Key<S>& key, std::string S::*member, const std::string& text,
                           const std::string& where) {
  if (text.find('\0') != std::string::npos)
    return fault("out_of_range", "must not contain a NUL", where);
  const std::string wrong = shape_fault(key.shape, text);
  if (!wrong.empty()) return fault("out_of_range", wrong, where);
  loaded_.settings.*member = text;
}

template <class S>
template <class T>
void Loader<S>::set_number(const Key<S>& key, T S::*member, std::uint64_t value,
                           const std::string& where) {
  if (value < key.min || value > key.max) {
    return fault("out_of_range",
                 "must be between " + std::to_string(key.min) + " and " + std::to_string(key.max),
                 where);
  }
  loaded_.settings.*member = static_cast<T>(value);
}

template <class S>
void Loader<S>::set_json(const Key<S>& key, const Json& value, const std::string& where) {
  std::visit(
      [&](auto member) {
        using T = std::remove_reference_t<decltype(loaded_.settings.*member)>;
        if constexpr (std::is_same_v<T, std::string>) {
          if (!value.is_string()) return fault("wrong_type", "must be a string", where);
          set_string(key, member, value.template get<std::string>(), where);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          const bool good =
              value.is_array() && std::all_of(value.begin(), value.end(),
                                              [](const Json& item) { return item.is_string(); });
          if (!good) return fault("wrong_type", "must be a list of strings", where);
          loaded_.settings.*member = value.template get<std::vector<std::string>>();
        } else {
          if (!value.is_number_integer())
            return fault("wrong_type", "must be a whole number", where);
          if (!value.is_number_unsigned())
            return fault("out_of_range", "must not be negative", where);
          set_number(key, member, value.template get<std::uint64_t>(), where);
        }
      },
      key.member);
}

template <class S>
void Loader<S>::set_text(const Key<S>& key, const std::string& text, const std::string& where) {
  std::visit(
      [&](auto member) {
        using T = std::remove_reference_t<decltype(loaded_.settings.*member)>;
        if constexpr (std::is_same_v<T, std::string>) {
          set_string(key, member, text, where);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          loaded_.settings.*member = split_list(text);
        } else {
          std::uint64_t value = 0;
          const char* end = text.data() + text.size();
          const auto [stop, error] = std::from_chars(text.data(), end, value);
          if (error == std::errc::result_out_of_range)
            return fault("out_of_range", "is too large", where);
          if (error != std::errc() || stop != end)
            return fault("wrong_type", "must be a whole number", where);
          set_number(key, member, value, where);
        }
      },
      key.member);
}

// JSON's last duplicate would win silently; here it is a fault. Returns the keys given more than
// once.
std::set<std::string> duplicate_keys(const std::string& text) {
  std::set<std::string> seen;
  std::set<std::string> twice;
  const Json::parser_callback_t note = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1) {
      const std::string name = parsed.get<std::string>();
      if (!seen.insert(name).second) twice.insert(name);
    }
    return true;
  };
  const Json unused = Json::parse(text, note, false, true);
  return twice;
}

template <class S>
void Loader<S>::read_file(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::ifstream in(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return fault("unreadable", "cannot be read", name);
  Json json;
  try {
    json = Json::parse(text, nullptr, true, true);
  } catch (const Json::parse_error& error) {
    const auto upto = text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
    const auto line = 1 + std::count(text.begin(), upto, '\n');
    return fault("bad_json", "is not JSON here", name + ":" + std::to_string(line));
  }
  if (!json.is_object()) return fault("bad_json", "must hold one JSON object", name);
  for (const std::string& key : duplicate_keys(text))
    fault("bad_json", "is given more than once", name + " " + key);
  for (const auto& [key_name, value] : json.items()) {
    const Key<S>* key = find(key_name);
    const std::string where = name + " " + key_name;
    if (key == nullptr) {
      fault("unknown_key", "is not a setting of this program", where);
    } else {
      set_json(*key, value, where);
    }
  }
}

template <class S>
void Loader<S>::read_secret_file(const Key<S>& key, const std::string& path,
                                 const std::string& where) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return fault("unreadable", "names a file that cannot be read", where);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  set_text(key, text, where);
}

template <class S>
void Loader<S>::read_environment(const Environment& environment) {
  for (const Key<S>& key : key_table(static_cast<const S*>(nullptr))) {
    std::string name = "DRAGOMAN_";
    for (const char c : key.name)
      name += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    if (key.secret) {
      const std::optional<std::string> path = environment(name + "_FILE");
      if (path && !path->empty()) read_secret_file(key, *path, name + "_FILE");
    }
    // Compose files and unit files pass variables on as empty: that means "not set".
    const std::optional<std::string> text = environment(name);
    if (text && !text->empty()) set_text(key, *text, name);
  }
}

template <class S>
void Loader<S>::read_flags(const Flags& flags) {
  for (const auto& [name, text] : flags) {
    std::string flag = "--" + name;
    std::replace(flag.begin(), flag.end(), '_', '-');
    const Key<S>* key = find(name);
    if (key == nullptr) {
      fault("unknown_key", "is not a setting of this program", flag);
    } else {
      set_text(*key, text, flag);
    }
  }
}

template <class S>
Loaded<S> load(const std::filesystem::path& file, const Environment& environment,
               const Flags& flags) {
  Loader<S> loader;
  if (!file.empty()) loader.read_file(file);
  if (environment) loader.read_environment(environment);
  loader.read_flags(flags);
  return std::move(loader).finish();
}

template <class S>
std::string print(const S& settings) {
  Json json = Json::object();
  for (const Key<S>& key : key_table(static_cast<const S*>(nullptr))) {
    std::visit([&](auto member) { json[std::string(key.name)] = settings.*member; }, key.member);
    Json& value = json[std::string(key.name)];
    if (key.secret && value.is_string() && !value.template get_ref<const std::string&>().empty())
      value = "***";
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

template <class S>
std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const Key<S>& key : key_table(static_cast<const S*>(nullptr))) out.emplace_back(key.name);
  return out;
}

}  // namespace

Loaded<ServerSettings> load_server_settings(const std::filesystem::path& file,
                                            const Environment& environment, const Flags& flags) {
  return load<ServerSettings>(file, environment, flags);
}

Loaded<IndexerSettings> load_indexer_settings(const std::filesystem::path& file,
                                              const Environment& environment, const Flags& flags) {
  return load<IndexerSettings>(file, environment, flags);
}

std::string print_settings(const ServerSettings& settings) { return print(settings); }
std::string print_settings(const IndexerSettings& settings) { return print(settings); }

std::vector<std::string> server_setting_names() { return names<ServerSettings>(); }
std::vector<std::string> indexer_setting_names() { return names<IndexerSettings>(); }

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
}

}  // namespace dragoman::settings
