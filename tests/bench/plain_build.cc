// SPDX-License-Identifier: GPL-3.0-or-later
// TermGenerator with CJK n-grams and positions, the article's JSON as document data, a value slot
// for each facet, boolean terms for each value to filter by.
#include "tests/bench/plain_build.h"

#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/process_usage.h"

namespace dragoman::bench {
namespace {

using nlohmann::json;

std::string text_of(const json& article, const char* field, const char* other = "") {
  for (const char* name : {field, other}) {
    const auto found = article.find(name);
    if (found != article.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

void add_boolean(Xapian::Document& document, std::string_view prefix, const std::string& value) {
  constexpr std::size_t kLongestTerm = 200;  // Xapian takes 245 bytes
  const std::string term = std::string(prefix) + ":" + value;
  document.add_boolean_term(term.substr(0, kLongestTerm));
}

void add_one(Xapian::Document& document, Slot slot, std::string_view prefix,
             const std::string& value) {
  if (value.empty()) return;
  document.add_value(slot, value);
  add_boolean(document, prefix, value);
}

void add_several(Xapian::Document& document, Slot slot, std::string_view prefix,
                 const json& article, const char* field) {
  const auto values = article.find(field);
  if (values == article.end() || !values->is_array()) return;
  bool first = true;
  for (const json& value : *values) {
    if (!value.is_string()) continue;
    if (first) document.add_value(slot, value.get<std::string>());
    first = false;
    add_boolean(document, prefix, value.get<std::string>());
  }
}

void add_day(Xapian::Document& document, const std::string& published) {
  std::string day;
  for (const char letter : published.substr(0, 10)) {
    if (letter != '-') day += letter;
  }
  document.add_value(kDay, day);
  document.add_value(kYear, day.substr(0, 4));
}

Xapian::Document document_of(const std::string& line, Xapian::TermGenerator& generator) {
  const json article = json::parse(line);
  Xapian::Document document;
  generator.set_document(document);
  const std::string title = text_of(article, "title", "headline");
  generator.index_text(title, 1, std::string(TermPrefix::kTitle));
  generator.increase_termpos();
  generator.index_text(title);
  generator.increase_termpos();
  generator.index_text(text_of(article, "body", "text"));
  add_day(document, text_of(article, "published", "date"));
  add_one(document, kLanguage, TermPrefix::kLanguage, text_of(article, "language", "lang"));
  add_one(document, kSource, TermPrefix::kSource, text_of(article, "source"));
  add_several(document, kLeader, TermPrefix::kLeader, article, "leaders");
  add_several(document, kCountry, TermPrefix::kCountry, article, "countries");
  add_several(document, kTopic, TermPrefix::kTopic, article, "topics");
  document.set_data(line);
  return document;
}

std::uintmax_t bytes_in(const std::string& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

void print_figures(json figures, const Stopwatch& watch, const std::string& database) {
  figures["seconds"] = watch.seconds();
  figures["cpu_seconds"] = cpu_seconds();
  figures["peak_kib"] = peak_kib();
  figures["bytes"] = bytes_in(database);
  std::puts(figures.dump().c_str());
}

}  // namespace

void build_plain(const BuildOptions& options) {
  const Stopwatch watch;
  std::ifstream lines(options.articles);
  if (!lines) throw std::runtime_error("cannot read " + options.articles);
  Xapian::WritableDatabase database(options.database, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  std::size_t articles = 0;
  std::string line;
  while ((options.most == 0 || articles < options.most) && std::getline(lines, line)) {
    if (line.empty()) continue;
    database.add_document(document_of(line, generator));
    if (++articles % options.commit_every == 0) database.commit();
  }
  database.commit();
  database.close();
  print_figures({{"articles", articles}, {"commit_every", options.commit_every}}, watch,
                options.database);
}

void compact_plain(const std::string& source, std::size_t copies, const std::string& destination) {
  const Stopwatch watch;
  Xapian::Database database;
  for (std::size_t copy = 0; copy < copies; ++copy) database.add_database(Xapian::Database(source));
  database.compact(destination, 0, 0);
  print_figures({{"articles", database.get_doccount()}, {"copies", copies}}, watch, destination);
}

}  // namespace dragoman::bench
