// SPDX-License-Identifier: GPL-3.0-or-later
// An article → its record in one of the export formats: NDJSON (docs/articles.md), CSV (RFC 4180),
// RIS and BibTeX. Pure; articles may hold any text, and none of it can end a field early.
#pragma once

#include <string>
#include <string_view>

#include "server/search/pinned_hits.h"

namespace dragoman::api {

struct ExportFormat {
  std::string content_type;
  std::string suffix;
  std::string head;         // before the first record
  bool has_labels = false;  // whether records depend on the label language
  void (*append)(const search::LabelledArticle& article, std::string& out) = nullptr;
};

// Requires: the name is ndjson, csv, ris or bibtex.
const ExportFormat& export_format(std::string_view name);

// One cell, quoted where needed. A cell that a spreadsheet would take for a formula (it begins with
// = + - @, a tab or a line end) gets a ' before it.
std::string csv_cell(std::string_view text);
// Text for between braces: what TeX would take for markup is escaped, line ends become spaces.
std::string bibtex_text(std::string_view text);
// ASCII, and another one for every id.
std::string bibtex_key(std::string_view id);

}  // namespace dragoman::api
