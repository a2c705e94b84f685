// SPDX-License-Identifier: GPL-3.0-or-later
// What a source gives, as short strings: "title @where" for articles, "text @where" for texts,
// "!code @where".
#pragma once

#include <string>
#include <vector>

#include "indexer/sources/input_walk.h"

// `prefix` is removed from every place.
inline std::vector<std::string> read_all_items(const std::vector<std::string>& arguments,
                                               const std::string& prefix,
                                               dragoman::indexer::IngestLimits limits = {}) {
  std::vector<std::string> out;
  dragoman::indexer::InputWalk walk(dragoman::indexer::plan_inputs(arguments), limits);
  const auto place = [&prefix](std::string where) {
    if (where.starts_with(prefix)) where.erase(0, prefix.size());
    return " @" + where;
  };
  while (auto item = walk.next()) {
    if (!*item) {
      out.push_back("!" + item->problem().code + place(item->problem().where));
    } else {
      out.push_back(((*item)->article ? (*item)->article->title : "text") + place((*item)->where));
    }
  }
  return out;
}
