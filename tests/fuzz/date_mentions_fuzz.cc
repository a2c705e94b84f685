// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a text: only days that exist, at places that the text has.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/day.h"
#include "core/entities/date_mentions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static dragoman::text::Analyser analyser;
  const dragoman::text::Analysis analysis = analyser.analyse(text);
  for (const char* published : {"", "2026-01-14", "2025"}) {
    for (const auto& mention : dragoman::entities::find_dates(text, analysis, published)) {
      if (!dragoman::parse_iso_interval(mention.date)) std::abort();
      if (mention.unit_count == 0 ||
          mention.first_unit + mention.unit_count > analysis.units.size())
        std::abort();
    }
  }
  return 0;
}
