// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts language tags.
#include "core/stories/languages.h"

namespace dragoman::stories {
namespace {

std::string_view language_tag(const schema::Columns& columns, std::size_t row) {
  const auto values = columns.values(schema::ListColumn::kLanguage, row);
  return values.empty() ? "" : columns.dictionary(schema::ListColumn::kLanguage)[values[0]];
}

}  // namespace

std::string_view base_language(const schema::Columns& columns, std::size_t row) {
  const std::string_view tag = language_tag(columns, row);
  return tag.substr(0, tag.find('-'));
}

std::string_view written_language(const schema::Columns& columns, std::size_t row) {
  const std::string_view base = base_language(columns, row);
  return base == "zh" ? language_tag(columns, row) : base;
}

}  // namespace dragoman::stories
