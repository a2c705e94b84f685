// SPDX-License-Identifier: GPL-3.0-or-later
// Four ways to write an article down.
#include "server/api/export_formats.h"

#include <array>
#include <cstdio>
#include <utility>

#include "core/article_json.h"
#include "core/day.h"
#include "core/hash.h"
#include "server/api/record_json.h"

namespace dragoman::api {
namespace {

using search::LabelledArticle;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

// Line ends and other control characters as spaces: in a format of lines they would end a field.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return out;
}

// The parts of a date that are known: "2026-01" → 2026, 01, "".
std::array<std::string, 3> date_parts(const std::string& published) {
  std::array<std::string, 3> out;
  if (!parse_iso_interval(published) || published.size() < 4) return out;
  out[0] = published.substr(0, 4);
  if (published.size() >= 7) out[1] = published.substr(5, 2);
  if (published.size() >= 10) out[2] = published.substr(8, 2);
  return out;
}

void append_ndjson(const LabelledArticle& one, std::string& out) {
  out += dump(article_to_json(one.article));
  out += '\n';
}

void append_csv(const LabelledArticle& one, std::string& out) {
  const Article& article = one.article;
  const std::array<std::string, 14> cells = {article.id,
                                             article.url,
                                             article.title,
                                             article.summary,
                                             article.body,
                                             article.language,
                                             article.published,
                                             article.source,
                                             article.author,
                                             joined(article.leaders),
                                             joined(article.countries),
                                             joined(article.topics),
                                             joined(article.mentioned_dates),
                                             article.story};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_cell(cells[i]);
  }
  out += "\r\n";
}

void append_ris(const LabelledArticle& one, std::string& out) {
  const Article& article = one.article;
  const auto field = [&out](const char* tag, const std::string& value) {
    if (!value.empty()) out += std::string(tag) + "  - " + one_line(value) + "\r\n";
  };
  out += "TY  - NEWS\r\n";
  field("ID", article.id);
  field("TI", article.title);
  field("AU", article.author);
  field("T2", article.source);
  const auto [year, month, day] = date_parts(article.published);
  field("PY", year);
  if (!year.empty()) field("DA", year + "/" + month + "/" + day + "/");
  field("UR", article.url);
  field("LA", article.language);
  field("AB", article.summary);
  for (const std::string& label : one.labels) field("KW", label);
  out += "ER  - \r\n\r\n";
}

// An address stands as it is in a url field; what could end the field is percent-encoded.
std::string bibtex_url(std::string_view url) {
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && c != '{' && c != '}' && c != '\\' && c != '"') {
      out += c;
    } else {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", byte);
      out += code;
    }
  }
  return out;
}

void append_bibtex(const LabelledArticle& one, std::string& out) {
  const Article& article = one.article;
  const auto field = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out += ",\n  " + std::string(name) + " = {" + value + "}";
  };
  out += "@article{" + bibtex_key(article.id);
  const auto braced = [](const std::string& text) {  // keeps capitals, and "and" is no border
    return text.empty() ? std::string() : "{" + bibtex_text(text) + "}";
  };
  field("title", braced(article.title));
  field("author", braced(article.author));
  field("journal", bibtex_text(article.source));
  const auto [year, month, day] = date_parts(article.published);
  field("date",
        day.empty() ? (month.empty() ? year : year + "-" + month) : year + "-" + month + "-" + day);
  field("year", year);
  field("month", month);
  field("url", bibtex_url(article.url));
  field("language", bibtex_text(article.language));
  field("abstract", bibtex_text(article.summary));
  std::string keywords;
  for (const std::string& label : one.labels)
    keywords += (keywords.empty() ? "" : ", ") + bibtex_text(label);
  field("keywords", keywords);
  out += "\n}\n\n";
}

constexpr char kCsvHead[] =
    "id,url,title,summary,body,language,published,source,author,leaders,countries,topics,"
    "mentioned_dates,story\r\n";

}  // namespace

std::string csv_cell(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos;
  std::string out;
  bool quoted = false;
  if (formula) out += '\'';
  for (const char c : text) {
    quoted = quoted || c == '"' || c == ',' || c == '\r' || c == '\n';
    out += c;
    if (c == '"') out += c;
  }
  return quoted ? "\"" + out + "\"" : out;
}

std::string bibtex_text(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    switch (c) {
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '{':
        out += "\\textbraceleft{}";
        break;
      case '}':
        out += "\\textbraceright{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        out += '\\';
        out += c;
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string bibtex_key(std::string_view id) {
  constexpr std::size_t kReadable = 40;
  std::string out;
  for (const char c : id) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (plain && out.size() < kReadable) out += c;
  }
  char hash[17];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(hash64(id)));
  return (out.empty() ? "article" : out) + ":" + hash;
}

const ExportFormat& export_format(std::string_view name) {
  static const std::array<std::pair<std::string_view, ExportFormat>, 4> formats = {{
      {"ndjson", {"application/x-ndjson", "ndjson", "", false, &append_ndjson}},
      {"csv", {"text/csv; charset=utf-8; header=present", "csv", kCsvHead, false, &append_csv}},
      {"ris", {"application/x-research-info-systems", "ris", "", true, &append_ris}},
      {"bibtex", {"application/x-bibtex; charset=utf-8", "bib", "", true, &append_bibtex}},
  }};
  for (const auto& [known, format] : formats) {
    if (known == name) return format;
  }
  return formats[0].second;
}

}  // namespace dragoman::api
