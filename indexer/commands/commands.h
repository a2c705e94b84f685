// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that do not read an archive: each reads or changes an index, writes to a stream,
// returns the exit code (docs/operations.md). Problems go to `errors`, one a line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "core/entities/recognizer.h"
#include "indexer/indexing_report.h"

namespace dragoman::indexer {

struct Streams {
  std::ostream& out;
  std::ostream& errors;
};

// Removes articles by id; unknown ids are problems (exit 3, or 1 when none was known). Merges
// nothing.
Exit remove_articles(const std::filesystem::path& index, const std::vector<std::string>& ids,
                     std::uint32_t wait_ms, IndexingReport& report);

// Writes every live article as NDJSON, in index order.
Exit export_articles(const std::filesystem::path& index, Streams streams);

// Writes one JSON object: articles, segments, sizes of the parts and the log, languages.
Exit print_stats(const std::filesystem::path& index, Streams streams);

// Opens every part of every segment and holds the parts against each other, and the log against
// them.
Exit check_index(const std::filesystem::path& index, Streams streams);

// Writes the tokens, terms and entities of a text and why.
Exit explain_text(const std::string& text, const entities::Recognizer& recognizer, Streams streams);

// Holds the gazetteer files against the editor's rules.
Exit check_gazetteer_files(const std::filesystem::path& directory, Streams streams);

// Writes the leaders of a Wikidata query result that the gazetteer does not have to a gazetteer
// file; `output` may be a directory (docs/gazetteer.md).
struct GazetteerImport {
  std::string input;
  std::string output;
};
Exit import_gazetteer(const GazetteerImport& import, const entities::Gazetteer& gazetteer,
                      Streams streams);

// "where: code: message"
void print_problem(std::ostream& out, const Problem& problem);

}  // namespace dragoman::indexer
