// SPDX-License-Identifier: GPL-3.0-or-later
// A directory → a map in memory. Paths are looked up, never joined with anything.
#include "server/http/static_files.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "core/hash.h"
#include "server/http/encoding.h"
#include "server/http/problem.h"

namespace dragoman::http {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 2;
constexpr std::uintmax_t kMaxFileBytes = 32u << 20;
constexpr std::size_t kSmallestToCompress = 256;
// Pages are checked again at each visit (an entity tag makes that cheap), so that an update is seen
// at once.
constexpr char kCacheControl[] = "no-cache";

const std::map<std::string, std::string>& content_types() {
  static const std::map<std::string, std::string> types = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".xml", "application/xml; charset=utf-8"},
  };
  return types;
}

Result<std::string> read_whole(const fs::path& file) {
  std::error_code error;
  if (fs::file_size(file, error) > kMaxFileBytes && !error) {
    return Problem{"too_large", "is larger than 32 MB", file.string()};
  }
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return Problem{"unreadable", "cannot be read", file.string()};
  return text;
}

}  // namespace

StaticFiles::File StaticFiles::make_file(std::string content_type, std::string body) {
  File file{std::move(content_type), std::move(body), "", ""};
  file.etag = hex_digest(file.body);
  if (is_compressible(file.content_type) && file.body.size() >= kSmallestToCompress) {
    file.gzip = http::gzip(file.body, 9);
    if (file.gzip.size() >= file.body.size()) file.gzip.clear();
  }
  return file;
}

Result<StaticFiles> StaticFiles::load(const fs::path& directory) {
  StaticFiles out;
  std::error_code error;
  fs::recursive_directory_iterator entries(directory, error);
  fs::path last = directory;
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    last = entries->path();
    const fs::path& path = last;
    std::error_code unknown;  // of one entry, which is then left out
    const bool hidden = path.filename().string().rfind('.', 0) == 0;
    if (entries->is_directory(unknown) && (hidden || entries.depth() >= kMaxDepth))
      entries.disable_recursion_pending();
    const auto type = content_types().find(path.extension().string());
    if (hidden || entries->is_symlink(unknown) || !entries->is_regular_file(unknown) ||
        type == content_types().end()) {
      continue;
    }
    Result<std::string> text = read_whole(path);
    if (!text) return text.problem();
    out.files_.emplace(path.lexically_relative(directory).generic_string(),
                       make_file(type->second, std::move(*text)));
  }
  // A folder that cannot be opened makes the iterator its end.
  if (error) return Problem{"unreadable", "a directory of the page cannot be read", last.string()};
  if (out.files_.count("index.html") == 0) {
    return Problem{"unreadable", "holds no index.html", directory.string()};
  }
  return out;
}

Result<bool> StaticFiles::add_file(const std::string& path, const fs::path& file) {
  Result<std::string> text = read_whole(file);
  if (!text) return text.problem();
  files_.insert_or_assign(path, make_file("application/json; charset=utf-8", std::move(*text)));
  return true;
}

std::vector<std::vector<std::string>> StaticFiles::addresses() const {
  std::vector<std::vector<std::string>> out;
  for (const auto& [path, file] : files_) {
    std::vector<std::string> segments;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
      end = path.find('/', begin);
      segments.push_back(path.substr(begin, end == std::string::npos ? end : end - begin));
    }
    out.push_back(segments);
    if (segments.back() != "index.html") continue;
    segments.back().clear();  // "/docs/"; the root has no segments at all
    if (segments.size() == 1) segments.clear();
    out.push_back(segments);
  }
  return out;
}

Response StaticFiles::serve(const Request& request) const {
  std::string path;
  for (const std::string& segment : request.segments) {
    // A decoded "a/b" must not reach the file b in the folder a.
    if (segment.find('/') != std::string::npos) path = "?";
    path += (path.empty() ? "" : "/") + segment;
  }
  if (path.empty() || path.back() == '/') path += "index.html";
  const auto found = files_.find(path);
  if (found == files_.end()) {
    return problem_response({404, "not_found", "There is nothing at this address.", {}, 0, ""},
                            request.target);
  }
  const File& file = found->second;
  Response response;
  response.content_type = file.content_type;
  response.etag = file.etag;
  response.set_header("Cache-Control", kCacheControl);
  response.set_header("Content-Security-Policy", kPagePolicy);
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.encoding_chosen = true;
  const bool zipped = !file.gzip.empty() && accepts_gzip(request.header("Accept-Encoding"));
  response.body = zipped ? file.gzip : file.body;
  if (!file.gzip.empty()) response.set_header("Vary", "Accept-Encoding");
  if (zipped) {
    response.set_header("Content-Encoding", "gzip");
    response.etag += "-gzip";  // a strong tag names the bytes, coding included
  }
  return response;
}

}  // namespace dragoman::http
