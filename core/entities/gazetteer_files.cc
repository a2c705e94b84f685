// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the files of a gazetteer directory and feeds their lines to the line parser, each file on a
// thread of its own. A fault never stops the reading: an editor wants them all at once.
#include "core/entities/gazetteer_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <future>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>

#include "core/hash.h"

namespace dragoman::entities {
namespace {

struct KnownFile {
  std::string_view stem;
  FileKind kind;
  bool required;
};

constexpr std::array<KnownFile, 6> kKnownFiles = {{{"leaders", FileKind::kLeaders, true},
                                                   {"countries", FileKind::kCountries, true},
                                                   {"cities", FileKind::kCities, false},
                                                   {"vocabulary", FileKind::kVocabulary, false},
                                                   {"topics", FileKind::kTopics, true},
                                                   {"compounds", FileKind::kCompounds, false}}};

struct File {
  FileKind kind;
  std::string name;
  std::filesystem::path path;
};

std::optional<FileKind> kind_of(std::string_view stem) {
  const std::string_view head = stem.substr(0, stem.find('-'));
  for (const auto& known : kKnownFiles) {
    if (known.stem == head) return known.kind;
  }
  return std::nullopt;
}

std::vector<File> list_files(const std::filesystem::path& directory, std::vector<Problem>& faults) {
  std::vector<File> files;
  std::error_code error;
  std::filesystem::directory_iterator entries(directory, error);
  if (error) {
    faults.push_back({"missing_directory",
                      "the gazetteer directory cannot be read: " + error.message(),
                      directory.string()});
    return files;
  }
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    const auto& path = entries->path();
    if (path.extension() != ".ndjson") continue;
    const std::string name = path.filename().string();
    if (const auto kind = kind_of(path.stem().string())) {
      files.push_back({*kind, name, path});
    } else {
      faults.push_back({"unknown_file", "no gazetteer file is called " + name, name});
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
    return std::pair(a.kind, a.name) < std::pair(b.kind, b.name);
  });
  for (const auto& known : kKnownFiles) {
    const bool there = std::any_of(files.begin(), files.end(),
                                   [&](const File& file) { return file.kind == known.kind; });
    if (there || !known.required) continue;
    const std::string name = std::string(known.stem) + ".ndjson";
    faults.push_back({"missing_file", name + " is missing", name});
  }
  return files;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

GazetteerFiles read_file(const File& file) {
  GazetteerFiles out;
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream) {
    out.faults.push_back({"unreadable_file", file.name + " cannot be read", file.name});
    return out;
  }
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  out.digest = hash64(bytes, hash64(file.name));
  std::string_view rest = bytes;
  if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (is_blank(line)) continue;
    const std::string where = file.name + ":" + std::to_string(number);
    if (auto parsed = parse_gazetteer_line(file.kind, line, where, out.faults)) {
      out.lines.push_back(std::move(*parsed));
    }
  }
  return out;
}

template <class Items>
void append(Items from, Items& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

GazetteerFiles read_gazetteer_files(const std::filesystem::path& directory) {
  GazetteerFiles out;
  out.digest = kHashStart;
  std::vector<std::future<GazetteerFiles>> parts;
  for (const File& file : list_files(directory, out.faults))
    parts.push_back(std::async(std::launch::async, read_file, file));
  for (auto& future : parts) {
    GazetteerFiles part = future.get();
    append(std::move(part.lines), out.lines);
    append(std::move(part.faults), out.faults);
    out.digest = hash64(hex_digits(part.digest), out.digest);
  }
  return out;
}

}  // namespace dragoman::entities
