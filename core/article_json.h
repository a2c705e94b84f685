// SPDX-License-Identifier: GPL-3.0-or-later
// The article record of docs/articles.md ↔ JSON: NDJSON in, `export` and the API out. Knows nothing
// of files.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/result.h"

namespace dragoman {

// Returns the article of one JSON text, with the accepted synonyms (text, lang, date, headline),
// valid UTF-8 throughout, an id made when there is none, and a title taken from the first sentence
// when there is none. Problems: bad_json, not_an_object, wrong_type, no_text (neither title nor
// body), bad_id (empty, over 512 bytes, NUL). `notes` receives counted warnings: ill_formed_utf8,
// bad_date, bad_story, long_value, unknown_field.
Result<Article> article_from_json(std::string_view json, std::vector<std::string>* notes = nullptr);

// The record as written by `export`: empty fields left out, keys in the order of docs/articles.md.
nlohmann::ordered_json article_to_json(const Article& article);
// One line, without the line end.
std::string article_to_ndjson(const Article& article);

// Returns the stable id of an article without one: a hash of its url, else of title and body.
std::string stable_id(const Article& article);

// Returns the first sentence of a text (at most 200 bytes, cut at a grapheme border).
std::string first_sentence(std::string_view text);

}  // namespace dragoman
