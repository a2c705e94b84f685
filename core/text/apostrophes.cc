// SPDX-License-Identifier: GPL-3.0-or-later
// Data: French and Italian elisions, Turkish endings of names. Must not know of points or units.
#include "core/text/apostrophes.h"

#include <algorithm>
#include <array>

namespace dragoman::text {

namespace {

constexpr std::array<std::string_view, 24> kElisions = {
    "l",    "d",     "j",     "m",     "t",      "s",      "n",      "c",
    "qu",   "un",    "gl",    "all",   "dell",   "nell",   "sull",   "dall",
    "coll", "quell", "quest", "jusqu", "puisqu", "lorsqu", "quoiqu", "presqu"};

constexpr std::array<std::string_view, 32> kNameEndings = {
    "a",   "e",   "i",   "u",   "ya",  "ye",  "yi",  "yu",   "da",   "de", "ta",
    "te",  "dan", "den", "tan", "ten", "in",  "un",  "na",   "ne",   "ni", "nin",
    "nun", "nda", "nde", "la",  "le",  "yla", "yle", "daki", "deki", "li"};

template <std::size_t count>
bool contains(const std::array<std::string_view, count>& words, std::string_view form) {
  return std::find(words.begin(), words.end(), form) != words.end();
}

}  // namespace

bool is_elision(std::string_view form) { return contains(kElisions, form); }

bool is_name_ending(std::string_view form) { return contains(kNameEndings, form); }

}  // namespace dragoman::text
