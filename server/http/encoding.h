// SPDX-License-Identifier: GPL-3.0-or-later
// Content coding: whether a client takes gzip, and gzip itself. Pure.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dragoman::http {

// Reads Accept-Encoding (RFC 9110 12.5.3): gzip or x-gzip, else "*", with its q; q=0 refuses.
bool accepts_gzip(std::string_view accept_encoding);

// Returns the text as one gzip member. `level` 1..9.
std::string gzip(std::string_view text, int level);

// The same piece by piece. One thread at a time.
class GzipStream {
 public:
  explicit GzipStream(int level);  // throws std::runtime_error
  ~GzipStream();
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  // Appends to `out` what is ready of the text so far; with `last` all of it. Throws
  // std::runtime_error.
  void append(std::string_view text, bool last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns whether a body of this type gets smaller by compressing: text/*, JSON, SVG, XML,
// references.
bool is_compressible(std::string_view content_type);

// Returns whether If-None-Match names the entity tag (given with its quotes). Weak comparison, as
// RFC 9110 asks.
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace dragoman::http
