// SPDX-License-Identifier: GPL-3.0-or-later
// Index terms → feature keys.
#include "core/stories/features.h"

#include "core/schema/schema.h"

namespace dragoman::stories {

std::uint32_t concept_key(std::string_view term) {
  const auto kind = schema::concept_kind(term);
  const FeatureKind feature = kind                        ? static_cast<FeatureKind>(*kind)
                              : schema::is_day_term(term) ? FeatureKind::kDay
                                                          : FeatureKind::kOther;
  return feature_key(feature, term);
}

}  // namespace dragoman::stories
