// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an article record: no crash, and what is accepted is written and read again
// unchanged.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/article_json.h"
#include "core/text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto article = dragoman::article_from_json(text);
  if (!article) return 0;
  const std::string line = dragoman::article_to_ndjson(*article);
  if (!dragoman::text::is_valid_utf8(line) || line.find('\n') != std::string::npos) std::abort();
  const auto again = dragoman::article_from_json(line);
  if (!again || dragoman::article_to_ndjson(*again) != line) std::abort();
  return 0;
}
