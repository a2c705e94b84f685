// SPDX-License-Identifier: GPL-3.0-or-later
// Lines behind a "related articles" heading → teasers with title, text, language, url. Linear time.
// Must not know the article above.
#include "indexer/extraction/related_section.h"

#include "indexer/extraction/language.h"
#include "indexer/extraction/page_phrases.h"
#include "indexer/extraction/paragraphs.h"

namespace dragoman::indexer {
namespace {

bool is_url(std::string_view line) {
  return (line.starts_with("http://") || line.starts_with("https://")) &&
         line.find(' ') == std::string_view::npos;
}

}  // namespace

std::size_t find_related_heading(const Lines& lines) {
  bool text_before = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    if (text_before && is_related_heading(lines[i])) return i;
    text_before = text_before || looks_like_prose(lines[i]);
  }
  return lines.size();
}

std::vector<RelatedArticle> read_teasers(const Lines& lines, std::size_t first) {
  std::vector<RelatedArticle> teasers;
  const Lines section(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end());
  const std::vector<Paragraph> paragraphs = paragraphs_of(section);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const std::string& line = paragraphs[i].text;
    if (is_related_heading(line)) continue;
    if (is_url(line)) {
      if (!teasers.empty() && teasers.back().url.empty()) teasers.back().url = line;
      continue;
    }
    RelatedArticle teaser;
    if (looks_like_title(line)) {
      teaser.title = line;
      const bool text_follows = i + 1 < paragraphs.size() &&
                                ends_sentence(paragraphs[i + 1].text) &&
                                !looks_like_title(paragraphs[i + 1].text);
      if (text_follows) teaser.text = join_paragraphs({paragraphs[++i]}, 0);
    } else {
      teaser.text = join_paragraphs({paragraphs[i]}, 0);
    }
    teaser.language = detect_language(teaser.text.empty() ? teaser.title : teaser.text);
    teasers.push_back(std::move(teaser));
  }
  return teasers;
}

}  // namespace dragoman::indexer
