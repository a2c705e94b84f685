// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a digest page → articles: title line, byline, text with bullets and reference marks.
// What stands before the first title is page furniture. Linear time. Must not know other page
// shapes.
#include "indexer/extraction/digest.h"

#include <unicode/uchar.h>

#include <string>

#include "core/article_text.h"
#include "core/text/utf8.h"
#include "indexer/extraction/byline.h"
#include "indexer/extraction/page_phrases.h"

namespace dragoman::indexer {
namespace {

constexpr std::string_view kBullet = " - ";

// Returns the length of the reference mark "[12]" at `position`, 0 if there is none.
std::size_t mark_length(std::string_view text, std::size_t position) {
  if (position >= text.size() || text[position] != '[') return 0;
  std::size_t end = position + 1;
  while (end < text.size() && end - position <= 3 && text[end] >= '0' && text[end] <= '9') ++end;
  return end > position + 1 && end < text.size() && text[end] == ']' ? end + 1 - position : 0;
}

// Returns the length of all marks from `position` on, with spaces between them, 0 if none.
std::size_t marks_length(std::string_view text, std::size_t position) {
  std::size_t end = position;
  for (std::size_t next = position; mark_length(text, next) > 0;) {
    end = next + mark_length(text, next);
    next = end;
    while (next < text.size() && text[next] == ' ' && next - end < 3) ++next;
  }
  return end - position;
}

// A bullet " - " inside a piece is one only where no dash of running text can stand: behind a
// character of a script that sets no spaces, or behind the end of a sentence.
bool is_bullet_at(std::string_view piece, std::size_t position) {
  const char32_t before = previous_code_point(piece, position);
  return is_east_asian(before) || is_sentence_end(before) || is_closer(before);
}

class BodyBuilder {
 public:
  // Takes the text between two groups of marks.
  void add_piece(std::string_view piece) {
    const std::string_view text = trimmed(piece);
    if (text.empty()) return;
    if (starts_with_dash(text)) {
      add_bullets(text.substr(1));
      return;
    }
    const std::size_t dash = text.find(kBullet);
    if (dash == std::string_view::npos) {
      continue_paragraph(text);
      return;
    }
    add_paragraph(text.substr(0, dash));
    add_bullets(text.substr(dash + kBullet.size()));
  }
  std::string take() { return std::move(body_); }

 private:
  static bool starts_with_dash(std::string_view text) {
    return text.size() > 1 && text[0] == '-' && text[1] == ' ';
  }

  void add_bullets(std::string_view text) {
    std::size_t start = 0;
    for (std::size_t i = text.find(kBullet); i != std::string_view::npos;
         i = text.find(kBullet, i + 1)) {
      if (i == 0 || !is_bullet_at(text, i)) continue;
      add_paragraph(text.substr(start, i - start));
      start = i + kBullet.size();
    }
    add_paragraph(text.substr(std::min(start, text.size())));
  }
  void add_paragraph(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return;
    if (!body_.empty()) body_ += "\n\n";
    body_ += text;
  }
  // A mark in the middle of a sentence: the rest belongs to the paragraph.
  void continue_paragraph(std::string_view text) {
    std::size_t next = 0;
    const auto first = static_cast<UChar32>(text::next_code_point(text, next));
    if (!body_.empty() && !u_ispunct(first)) body_ += ' ';
    body_ += text;
  }

  std::string body_;
};

// Index of the last line with text in [first, end), or `end`.
std::size_t last_text_line(const Lines& lines, std::size_t first, std::size_t end) {
  for (std::size_t i = end; i > first; --i) {
    if (!lines[i - 1].empty()) return i - 1;
  }
  return end;
}

// A line with reference marks is text, not the title of what follows.
bool can_be_title(std::string_view line) {
  return line.size() <= 500 && marks_length(line, line.rfind('[')) == 0;
}

struct Entry {
  Byline byline;
  std::size_t title;  // line index, == byline_line when there is none
  std::size_t byline_line;
};

std::vector<Entry> find_entries(const Lines& lines) {
  std::vector<Entry> entries;
  std::size_t searched = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto byline = parse_byline(lines[i]);
    if (!byline) continue;
    std::size_t title = last_text_line(lines, searched, i);
    if (title != i && !can_be_title(lines[title])) title = i;
    entries.push_back({std::move(*byline), title, i});
    searched = i + 1;
  }
  return entries;
}

}  // namespace

bool is_digest(const Lines& lines) {
  int bylines = 0;
  for (const std::string_view line : lines) {
    if (parse_byline(line) && ++bylines == 2) return true;
  }
  return false;
}

std::string digest_body(std::string_view text) {
  BodyBuilder builder;
  std::size_t start = 0;
  for (std::size_t i = text.find('['); i != std::string_view::npos; i = text.find('[', i)) {
    const std::size_t length = marks_length(text, i);
    if (length == 0) {
      ++i;
      continue;
    }
    builder.add_piece(text.substr(start, i - start));
    i += length;
    start = i;
  }
  builder.add_piece(text.substr(start));
  return builder.take();
}

std::vector<Article> read_digest(const Lines& all_lines) {
  Lines lines = all_lines;
  for (std::string_view& line : lines) {
    if (is_page_chrome(line)) line = {};
  }
  std::vector<Article> articles;
  const std::vector<Entry> entries = find_entries(lines);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const Entry& entry = entries[e];
    Article article;
    if (entry.title != entry.byline_line) article.title = lines[entry.title];
    const std::size_t end = e + 1 < entries.size() ? entries[e + 1].title : lines.size();
    for (std::size_t i = entry.byline_line + 1; i < end; ++i) {
      const std::string paragraph = digest_body(lines[i]);
      if (paragraph.empty()) continue;
      if (!article.body.empty()) article.body += "\n\n";
      article.body += paragraph;
    }
    if (article.title.empty() && article.body.empty()) continue;
    article.source = entry.byline.outlet;
    article.published = entry.byline.published;
    article.published_from = Origin::kText;
    articles.push_back(std::move(article));
  }
  return articles;
}

}  // namespace dragoman::indexer
