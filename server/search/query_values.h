// SPDX-License-Identifier: GPL-3.0-or-later
// The value of leader:, country:, topic:, language:, source:, id:, date: and mentioned: → what must
// hold. A value is an id, or a name or label in any language; "none" is articles without one. Knows
// the gazetteer; knows no snapshot, so that unknown values are looked for as they are.
#pragma once

#include <string>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/name_index.h"
#include "server/search/set_query.h"

namespace dragoman::search {

struct FieldValue {
  QueryField field = QueryField::kLeader;  // not kTitle
  std::string text;
  const text::Analysis* analysis = nullptr;  // of the text
};

struct ResolvedValue {
  SetQuery set;
  bool known = true;  // false: no such id, name or label; looked for as it is
  std::vector<entities::EntityIndex> entities;
};

class ValueResolver {
 public:
  // Both are borrowed. `names`: of the recognizer's gazetteer; without them labels are looked for
  // one by one, which is slow.
  explicit ValueResolver(const entities::Recognizer& recognizer, const NameIndex* names)
      : recognizer_(recognizer), names_(names) {}
  ResolvedValue resolve(const FieldValue& value);

 private:
  ResolvedValue entity_value(entities::Kind kind, const FieldValue& value);
  std::vector<entities::EntityIndex> find_entities(entities::Kind kind, const FieldValue& value);

  const entities::Recognizer& recognizer_;
  const NameIndex* names_;
};

}  // namespace dragoman::search
