// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a scraped page → the articles on it. The entry of extraction for text; knows no
// files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace dragoman::indexer {

// Returns the articles of one page, clean and complete with id and language: one for an article
// page, several for a digest, none when the page holds no text. Never empty of both title and body.
// `notes` receives counted warnings: ill_formed_utf8. Total, linear in the size of the text.
std::vector<Article> extract_scrape(std::string_view text,
                                    std::vector<std::string>* notes = nullptr);

}  // namespace dragoman::indexer
