// SPDX-License-Identifier: GPL-3.0-or-later
// Header lists and zlib.
#include "server/http/encoding.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "server/api/weighted_list.h"
#include "server/http/message.h"

namespace dragoman::http {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  int named = -1;
  int any = -1;
  api::for_each_weighted(accept_encoding, [&](std::string_view name, int weight) {
    if (same_token(name, "gzip") || same_token(name, "x-gzip")) named = std::max(named, weight);
    if (name == "*") any = weight;
  });
  return named >= 0 ? named > 0 : any > 0;
}

std::string gzip(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return out;
}

struct GzipStream::State {
  z_stream stream{};
};

GzipStream::GzipStream(int level) : state_(std::make_unique<State>()) {
  if (deflateInit2(&state_->stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
}

GzipStream::~GzipStream() { deflateEnd(&state_->stream); }

void GzipStream::append(std::string_view text, bool last, std::string& out) {
  constexpr std::size_t kStep = 32u << 10;
  z_stream& stream = state_->stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  int result = Z_OK;
  do {
    const std::size_t before = out.size();
    out.resize(before + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = kStep;
    result = deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
    out.resize(before + kStep - stream.avail_out);
    if (result == Z_STREAM_ERROR) throw std::runtime_error("zlib did not go on");
  } while (stream.avail_out == 0);
  if (last && result != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
}

bool is_compressible(std::string_view content_type) {
  const std::string_view type = trim(content_type.substr(0, content_type.find(';')));
  const auto ends_with = [type](std::string_view tail) {
    return type.size() >= tail.size() && type.substr(type.size() - tail.size()) == tail;
  };
  return type.rfind("text/", 0) == 0 || ends_with("json") || ends_with("+xml") ||
         ends_with("/xml") || ends_with("/x-bibtex") || ends_with("/x-research-info-systems");
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  bool found = false;
  api::for_each_weighted(if_none_match, [&](std::string_view name, int) {
    if (name.rfind("W/", 0) == 0) name.remove_prefix(2);
    found = found || name == etag;
  });
  return found;
}

}  // namespace dragoman::http
