// SPDX-License-Identifier: GPL-3.0-or-later
// The phrase data behind page_phrases: plain lists, written as pages show them. Compared without
// case, white space and closing punctuation, so one spelling per phrase is enough.
#pragma once

#include <span>
#include <string_view>

namespace dragoman::indexer::phrases {

using List = std::span<const std::string_view>;

List related_headings();
List image_captions();
List ai_credits();
List cookie_notices();  // occur near the start of a line
List notice_words();    // occur anywhere in a line of a notice
List buttons();
List share_lines();
List share_openings();  // open a line
List page_chrome();

}  // namespace dragoman::indexer::phrases
