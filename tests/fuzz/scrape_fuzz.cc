// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes through extraction: no crash, valid UTF-8, never an article without text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text/utf8.h"
#include "indexer/extraction/scrape.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& article : dragoman::indexer::extract_scrape(text)) {
    if (article.title.empty() && article.body.empty()) std::abort();
    if (!dragoman::text::is_valid_utf8(article.title + article.summary + article.body))
      std::abort();
    for (const auto& related : article.related) {
      if (!dragoman::text::is_valid_utf8(related.title + related.text)) std::abort();
    }
  }
  return 0;
}
