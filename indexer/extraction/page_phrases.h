// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed phrases of web pages, in the languages of the archive: headings, captions, notices,
// buttons. A line is recognised by its phrases alone; where it stands is for others to judge.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::indexer {

// What a caption line says: an image made by a machine, or a text reported by one.
enum class Caption { kNone, kImage, kCredit };

// All return false (or kNone) for lines over 1,000 bytes: phrases stand in short lines. Requires:
// valid UTF-8.
bool is_related_heading(std::string_view line);
// A line made of caption phrases only; kImage when it begins with an image caption.
Caption caption_kind(std::string_view line);
// A heading or a text of a cookie notice, not a sentence about cookies.
bool is_cookie_notice(std::string_view line);
// A button of a notice ("Reject"), or a line about cookies or privacy: only meaningful behind a
// cookie notice.
bool belongs_to_notice(std::string_view line);
bool is_share_line(std::string_view line);
// Page furniture of digest pages ("icon", a search box).
bool is_page_chrome(std::string_view line);

}  // namespace dragoman::indexer
