// SPDX-License-Identifier: GPL-3.0-or-later
// Splits first and decodes after, part by part. Must not know routes.
#include "server/http/target.h"

#include "core/text/utf8.h"

namespace dragoman::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct Decoded {
  std::string text;
  std::optional<std::size_t> fault_at;  // byte offset in the raw part
  const char* hint = "";
};

Decoded decode(std::string_view raw, bool plus_is_space) {
  Decoded out;
  out.text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '%') {
      const int high = i + 2 < raw.size() ? hex_value(raw[i + 1]) : -1;
      const int low = i + 2 < raw.size() ? hex_value(raw[i + 2]) : -1;
      if (high < 0 || low < 0) {
        out.fault_at = i;
        out.hint =
            "a percent sign must be followed by two hex digits; write %25 for the sign itself";
        return out;
      }
      out.text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out.text += plus_is_space && raw[i] == '+' ? ' ' : raw[i];
    }
  }
  const std::size_t nul = out.text.find('\0');
  if (nul != std::string::npos) {
    out.fault_at = nul;
    out.hint = "must not contain a NUL character";
  } else if (!text::is_valid_utf8(out.text)) {
    out.fault_at = 0;
    out.hint = "must be percent-encoded UTF-8";
  }
  return out;
}

// "http://host/path" → "/path"; RFC 9112 3.2.2 asks servers to take both forms.
std::string_view without_authority(std::string_view raw) {
  const std::size_t scheme = raw.find("://");
  if (scheme == std::string_view::npos ||
      raw.substr(0, scheme).find_first_of("/?#") != std::string_view::npos) {
    return raw;
  }
  const std::size_t path = raw.find_first_of("/?", scheme + 3);
  if (path == std::string_view::npos) return "/";
  return raw.substr(path);
}

api::Fault bad_target(const char* detail) { return {400, "bad_target", detail, {}, 0, ""}; }

void read_path(std::string_view path, Target& target, std::optional<api::Fault>& fault) {
  std::size_t begin = 1;
  while (path.size() > 1 && begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    Decoded part = decode(path.substr(begin, end - begin), false);
    if (part.fault_at) {
      fault = bad_target("The path cannot be read.");
      fault->errors.push_back({"path", begin + *part.fault_at, part.hint});
      return;
    }
    target.segments.push_back(std::move(part.text));
    begin = end + 1;
  }
}

void read_query(std::string_view query, Target& target, std::optional<api::Fault>& fault) {
  std::vector<api::FieldError> errors;
  std::size_t begin = 0;
  while (begin < query.size()) {
    const std::size_t end = std::min(query.find('&', begin), query.size());
    const std::string_view pair = query.substr(begin, end - begin);
    begin = end + 1;
    if (pair.empty()) continue;
    if (target.params.size() == kMaxParams) {
      fault = bad_target("The query string holds too many parameters.");
      return;
    }
    const std::size_t equals = std::min(pair.find('='), pair.size());
    Decoded name = decode(pair.substr(0, equals), true);
    Decoded value =
        decode(equals < pair.size() ? pair.substr(equals + 1) : std::string_view(), true);
    if (name.fault_at) {
      errors.push_back({"", *name.fault_at, name.hint});
    } else if (value.fault_at) {
      errors.push_back({std::move(name.text), *value.fault_at, value.hint});
    } else {
      target.params.push_back({std::move(name.text), std::move(value.text)});
    }
  }
  if (!errors.empty()) {
    fault = api::Fault{400, "bad_parameter", "A parameter is not valid text.", std::move(errors), 0,
                       ""};
  }
}

}  // namespace

Target parse_target(std::string_view raw, std::optional<api::Fault>& fault) {
  Target target;
  const std::size_t before = raw.size();
  raw = without_authority(raw);
  const bool absolute = raw.size() != before;
  raw = raw.substr(0, raw.find('#'));
  const std::size_t mark = std::min(raw.find('?'), raw.size());
  std::string_view path = raw.substr(0, mark);
  if (path.empty() && absolute) path = "/";  // "http://host?a=b"
  if (path.empty() || path[0] != '/') {
    fault = bad_target("The request target must be a path that starts with a slash.");
    return target;
  }
  read_path(path, target, fault);
  if (!fault && mark < raw.size()) read_query(raw.substr(mark + 1), target, fault);
  return target;
}

}  // namespace dragoman::http
