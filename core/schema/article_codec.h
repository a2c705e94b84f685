// SPDX-License-Identifier: GPL-3.0-or-later
// The article as stored in a segment: compact tagged bytes ↔ Article. Total on read: damaged bytes
// give a Problem.
#pragma once

#include <string>
#include <string_view>

#include "core/article.h"
#include "core/result.h"

namespace dragoman::schema {

// On disk: a sequence of {field number: 1 byte, length: LEB128, bytes}; lists repeat their field;
// related articles nest the same form. Unknown field numbers are skipped.
std::string encode_article(const Article& article);
// Problems: damaged_record.
Result<Article> decode_article(std::string_view bytes);

}  // namespace dragoman::schema
