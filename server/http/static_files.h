// SPDX-License-Identifier: GPL-3.0-or-later
// The static page: its few files are read once at start, compressed once, and served from memory
// with an entity tag and a strict content security policy. Nothing outside what was read can be
// reached.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/http/message.h"

namespace dragoman::http {

inline constexpr char kPagePolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

class StaticFiles {
 public:
  StaticFiles() = default;  // no files: everything is 404

  // Reads regular files of known types, two folders deep; links, dot files and unknown types are
  // left out. Problems: unreadable (no directory, no index.html, a file that cannot be read),
  // too_large (over 32 MB).
  static Result<StaticFiles> load(const std::filesystem::path& directory);
  // One JSON document served at a path of its own.
  Result<bool> add_file(const std::string& path, const std::filesystem::path& file);

  bool empty() const { return files_.empty(); }
  // The address of every file as path segments; index.html is also its folder's address.
  std::vector<std::vector<std::string>> addresses() const;
  // Answers for the request's path segments; 404 for unknown ones.
  Response serve(const Request& request) const;

 private:
  struct File {
    std::string content_type;
    std::string body;
    std::string gzip;  // empty when compressing does not pay
    std::string etag;
  };
  static File make_file(std::string content_type, std::string body);
  std::map<std::string, File> files_;  // "styles/base.css"
};

}  // namespace dragoman::http
