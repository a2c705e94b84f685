// SPDX-License-Identifier: GPL-3.0-or-later
// One line → outlet and date of publication, when it is exactly that. Only dates that are written
// in full are taken; nothing is guessed.
#include "indexer/extraction/byline.h"

#include <array>

#include "core/article_text.h"
#include "core/date_text.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMaxBylineBytes = 200;
constexpr std::size_t kFullDay = 10;  // YYYY-MM-DD

constexpr std::array<std::string_view, 9> kSeparators = {"·", "•", "|", "｜", "・",
                                                         "‧", "∙", "●", "—"};

}  // namespace

std::optional<Byline> parse_byline(std::string_view line) {
  if (line.size() > kMaxBylineBytes) return std::nullopt;
  std::size_t position = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view separator : kSeparators) {
    const std::size_t found = line.rfind(separator);
    if (found == std::string_view::npos || (position != std::string_view::npos && found < position))
      continue;
    position = found;
    length = separator.size();
  }
  if (position == std::string_view::npos) return std::nullopt;
  const std::string_view outlet = trimmed(line.substr(0, position));
  std::string published = normalized_date(line.substr(position + length));
  if (outlet.empty() || published.size() < kFullDay) return std::nullopt;
  return Byline{std::string(outlet), std::move(published)};
}

}  // namespace dragoman::indexer
