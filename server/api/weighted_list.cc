// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the lists of RFC 9110 12.4.2. A malformed item never spoils its neighbours.
#include "server/api/weighted_list.h"

#include <algorithm>

namespace dragoman::api {
namespace {

constexpr std::size_t kMaxItems = 100;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Returns q × 1000 of "q=0.8"; 1000 without one; 0 when it cannot be read (then the item is
// refused, not favoured).
int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = std::min(parameters.find(';'), parameters.size());
    const std::string_view one = trim(parameters.substr(0, end));
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    if (one.size() < 2 || (one[0] != 'q' && one[0] != 'Q') || one[1] != '=') continue;
    const std::string_view number = trim(one.substr(2));
    if (number.empty() || (number[0] != '0' && number[0] != '1')) return 0;
    int value = (number[0] - '0') * 1000;
    int unit = 100;
    for (std::size_t i = 2; i < number.size() && unit > 0; ++i, unit /= 10) {
      if (number[1] != '.' || number[i] < '0' || number[i] > '9') return 0;
      value += (number[i] - '0') * unit;
    }
    return std::min(value, 1000);
  }
  return 1000;
}

}  // namespace

void for_each_weighted(std::string_view list,
                       const std::function<void(std::string_view, int)>& visit) {
  for (std::size_t items = 0; !list.empty() && items < kMaxItems; ++items) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view item = trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view name = trim(item.substr(0, semicolon));
    if (!name.empty()) visit(name, weight_of(item.substr(std::min(semicolon + 1, item.size()))));
  }
}

bool is_language_tag(std::string_view text) {
  return text.size() >= 2 && text.size() <= 35 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-';
         });
}

std::string preferred_language(std::string_view accept_language) {
  std::string best;
  int best_weight = 0;
  for_each_weighted(accept_language, [&](std::string_view name, int weight) {
    if (!is_language_tag(name) || weight <= best_weight) return;
    best = name;
    best_weight = weight;
  });
  return best;
}

}  // namespace dragoman::api
