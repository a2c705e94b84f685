// SPDX-License-Identifier: GPL-3.0-or-later
// Page text → articles: clean the text, blank the boilerplate, cut off the related section, then
// read what is left as a digest or as title, lead and body. Must not know entities, the index, or
// where the text came from.
#include "indexer/extraction/scrape.h"

#include "core/article_json.h"
#include "core/article_text.h"
#include "indexer/extraction/boilerplate.h"
#include "indexer/extraction/byline.h"
#include "indexer/extraction/digest.h"
#include "indexer/extraction/language.h"
#include "indexer/extraction/paragraphs.h"
#include "indexer/extraction/related_section.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMaxLeadCodePoints = 1200;

// A title is set apart by a blank line, or stands right before a longer paragraph that is a
// sentence.
bool opens_with_title(const std::vector<Paragraph>& paragraphs) {
  const Paragraph& first = paragraphs.front();
  if (!looks_like_title(first.text)) return false;
  if (first.blank_follows || paragraphs.size() == 1) return true;
  const std::string& next = paragraphs[1].text;
  return parse_byline(next) || (ends_sentence(next) && next.size() > first.text.size());
}

// The lead is set apart by a blank line and something follows it.
bool has_lead(const std::vector<Paragraph>& paragraphs, std::size_t at) {
  return at + 1 < paragraphs.size() && paragraphs[at].blank_follows &&
         looks_like_prose(paragraphs[at].text) &&
         count_code_points(paragraphs[at].text) <= kMaxLeadCodePoints;
}

Article read_article(const Lines& lines) {
  Article article;
  const std::vector<Paragraph> paragraphs = paragraphs_of(lines);
  if (paragraphs.empty()) return article;
  std::size_t next = 0;
  if (opens_with_title(paragraphs)) {
    article.title = paragraphs[next++].text;
    if (next < paragraphs.size()) {
      if (const auto byline = parse_byline(paragraphs[next].text)) {
        article.source = byline->outlet;
        article.published = byline->published;
        article.published_from = Origin::kText;
        ++next;
      }
    }
    if (has_lead(paragraphs, next)) {
      article.summary = join_paragraphs({paragraphs[next]}, 0);
      ++next;
    }
  }
  article.body = join_paragraphs(paragraphs, next);
  return article;
}

// Sets what every article needs: origin of the title, language, id.
void complete(Article& article) {
  // A line set apart as the title is the page's own word; a first sentence is ours.
  article.title_from = article.title.empty() ? Origin::kText : Origin::kMetadata;
  if (article.title.empty()) article.title = first_sentence(article.body);
  article.language = detect_language(article.body.empty() ? article.title : article.body);
  if (article.language.empty())
    article.language = detect_language(article.title + "\n" + article.summary);
  article.id = stable_id(article);
}

}  // namespace

std::vector<Article> extract_scrape(std::string_view text, std::vector<std::string>* notes) {
  std::uint32_t ill_formed = 0;
  const std::string clean = clean_text(text, &ill_formed);
  if (ill_formed > 0 && notes != nullptr) notes->emplace_back("ill_formed_utf8");
  Lines lines = lines_of(clean);
  blank_boilerplate(lines);
  const std::size_t heading = find_related_heading(lines);
  const Lines body(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(heading));
  std::vector<Article> articles;
  if (is_digest(body)) articles = read_digest(body);
  if (articles.empty()) {
    Article article = read_article(body);
    if (article.title.empty() && article.body.empty()) return articles;
    if (heading < lines.size()) article.related = read_teasers(lines, heading + 1);
    articles.push_back(std::move(article));
  }
  for (Article& article : articles) complete(article);
  return articles;
}

}  // namespace dragoman::indexer
