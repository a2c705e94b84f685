// SPDX-License-Identifier: GPL-3.0-or-later
// The refusals of one request head, in the order RFC 9112 reads it: line, headers, framing, then
// what we do not offer. Knows no sockets and no routes.
#include "server/http/head_guard.h"

#include <algorithm>
#include <charconv>

namespace dragoman::http {
namespace {

constexpr std::string_view kMethods[] = {"GET",    "HEAD",  "POST",   "PUT",
                                         "DELETE", "PATCH", "OPTIONS"};

api::Fault refuse(int status, const char* code, const char* detail) {
  return {status, code, detail, {}, 0, ""};
}

bool is_token(std::string_view text) {
  static constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
  });
}

bool has_control(std::string_view text, bool tab_too) {
  return std::any_of(text.begin(), text.end(), [tab_too](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && (tab_too || c != '\t')) || byte == 0x7F;
  });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool lists_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (same_token(trim(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::size_t count_of(const Head& head, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(head.headers.begin(), head.headers.end(),
                    [name](const Header& h) { return same_token(h.name, name); }));
}

std::optional<api::Fault> read_line(std::string_view line, Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    if (line.size() > kMaxTargetBytes)
      return refuse(414, "target_too_long", "The request line is too long.");
    return refuse(400, "bad_request_line", "The request line is not METHOD TARGET VERSION.");
  }
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  head.version = line.substr(last + 1);
  if (head.version.rfind("HTTP/", 0) != 0 || head.target.find(' ') != std::string::npos ||
      head.target.empty() || has_control(line, true) || !is_token(head.method)) {
    return refuse(400, "bad_request_line", "The request line is not METHOD TARGET VERSION.");
  }
  if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0") {
    return refuse(505, "bad_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  }
  if (std::find(std::begin(kMethods), std::end(kMethods), head.method) == std::end(kMethods)) {
    return refuse(501, "unknown_method", "This method is not known here.");
  }
  if (head.target.size() > kMaxTargetBytes) {
    return refuse(414, "target_too_long",
                  "The address is too long; send the same parameters with POST /api/v1/search as a "
                  "JSON object.");
  }
  return std::nullopt;
}

std::optional<api::Fault> read_header(std::string_view line, Head& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return refuse(400, "bad_header", "A header line is not NAME: VALUE.");
  }
  const std::string_view value = trim(line.substr(colon + 1));
  if (has_control(value, false))
    return refuse(400, "bad_header", "A header value holds a control character.");
  head.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return std::nullopt;
}

// Where the body ends must have one reading only: this is what request smuggling lives on.
std::optional<api::Fault> check_framing(Head& head, const HeadLimits& limits) {
  if (count_of(head, "Transfer-Encoding") > 0) {
    return refuse(411, "length_required",
                  "Send the body with Content-Length, not Transfer-Encoding.");
  }
  const bool may_have_body =
      head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
  const std::size_t lengths = count_of(head, "Content-Length");
  if (lengths > 1) return refuse(400, "bad_length", "Content-Length is given more than once.");
  if (lengths == 0) {
    if (may_have_body) return refuse(411, "length_required", "Content-Length is missing.");
    return std::nullopt;
  }
  const std::string_view text = find_header(head.headers, "Content-Length");
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, head.body_bytes);
  if (error == std::errc::result_out_of_range)
    return refuse(413, "body_too_large", "The body is too large.");
  if (error != std::errc() || stop != end)
    return refuse(400, "bad_length", "Content-Length is not a number.");
  if (head.body_bytes > 0 && !may_have_body) {
    return refuse(400, "unexpected_body", "This method takes no body.");
  }
  if (head.body_bytes > limits.max_body_bytes)
    return refuse(413, "body_too_large", "The body is too large.");
  return std::nullopt;
}

std::optional<api::Fault> check_features(Head& head) {
  if (count_of(head, "Host") > 1 || (count_of(head, "Host") == 0 && head.version == "HTTP/1.1")) {
    return refuse(400, "bad_host", "Exactly one Host header is needed.");
  }
  if (count_of(head, "Content-Encoding") > 0 &&
      !same_token(find_header(head.headers, "Content-Encoding"), "identity")) {
    return refuse(415, "encoded_body", "Compressed bodies are not taken.");
  }
  if (count_of(head, "Range") > 0 && head.target.rfind("/api/", 0) == 0) {
    return refuse(400, "range_not_supported", "Answers of the API have no ranges.");
  }
  const std::string_view expect = find_header(head.headers, "Expect");
  if (!expect.empty()) {
    if (!same_token(expect, "100-continue"))
      return refuse(417, "unknown_expectation", "Expect is not understood.");
    head.expects_continue = head.version == "HTTP/1.1" && head.body_bytes > 0;
  }
  head.wants_close = head.version == "HTTP/1.0";
  for (const Header& header : head.headers) {
    if (!same_token(header.name, "Connection")) continue;
    if (lists_token(header.value, "close")) head.wants_close = true;
  }
  return std::nullopt;
}

}  // namespace

Head inspect_head(std::string_view bytes, const HeadLimits& limits,
                  std::optional<api::Fault>& fault) {
  Head head;
  while (bytes.rfind("\r\n", 0) == 0)
    bytes.remove_prefix(2);  // RFC 9112 2.2: empty lines before the request
  std::size_t lines = 0;
  while (!fault) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      fault =
          lines == 0
              ? refuse(414, "target_too_long",
                       "The address is too long; send the same parameters with POST /api/v1/search "
                       "as a JSON object.")
              : refuse(431, "head_too_large", "The request's headers are too large.");
      break;
    }
    if (end == 0 || bytes[end - 1] != '\r') {
      fault = refuse(400, "bad_line_end", "Lines must end with CR LF.");
      break;
    }
    const std::string_view line = bytes.substr(0, end - 1);
    bytes.remove_prefix(end + 1);
    if (line.empty()) break;
    if (++lines > limits.max_headers + 1) {
      fault = refuse(431, "too_many_headers", "The request has too many headers.");
    } else {
      fault = lines == 1 ? read_line(line, head) : read_header(line, head);
    }
  }
  if (!fault && lines == 0) fault = refuse(400, "bad_request_line", "The request is empty.");
  if (!fault) fault = check_framing(head, limits);
  if (!fault) fault = check_features(head);
  return head;
}

std::string canonical_head(const Head& head) {
  std::string out = head.method + " " + head.target + " " + head.version + "\r\n";
  for (const Header& header : head.headers) {
    if (same_token(header.name, "Expect") || same_token(header.name, "Range")) continue;
    out += header.name + ": " + header.value + "\r\n";
  }
  return out + "\r\n";
}

}  // namespace dragoman::http
