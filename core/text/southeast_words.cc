// SPDX-License-Identifier: GPL-3.0-or-later
// A run of folded points into word lengths, by ICU's dictionaries. The only place that asks ICU for
// word borders.
#include "core/text/southeast_words.h"

#include <stdexcept>

namespace dragoman::text {

SoutheastWords::SoutheastWords() {
  UErrorCode status = U_ZERO_ERROR;
  words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing or damaged");
}

const std::vector<std::size_t>& SoutheastWords::words(const std::vector<FoldedPoint>& points,
                                                      std::size_t first, std::size_t last) {
  run_.remove();
  for (std::size_t i = first; i < last; ++i) {
    run_.append(static_cast<UChar32>(points[i].code_point()));
  }
  lengths_.clear();
  words_->setText(run_);
  std::int32_t begin = words_->first();
  for (std::int32_t end = words_->next(); end != icu::BreakIterator::DONE; end = words_->next()) {
    lengths_.push_back(static_cast<std::size_t>(run_.countChar32(begin, end - begin)));
    begin = end;
  }
  return lengths_;
}

}  // namespace dragoman::text
