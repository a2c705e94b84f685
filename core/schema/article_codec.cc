// SPDX-License-Identifier: GPL-3.0-or-later
// Tagged length-prefixed fields; one table serves both directions.
#include "core/schema/article_codec.h"

#include <array>
#include <cstdint>
#include <optional>

namespace dragoman::schema {
namespace {

// On disk: do not renumber.
enum class StoredField : std::uint8_t {
  kId = 1,
  kUrl,
  kTitle,
  kSummary,
  kBody,
  kLanguage,
  kPublished,
  kSource,
  kAuthor,
  kLeader,
  kCountry,
  kTopic,
  kMentionedDate,
  kStory,
  kRelated,
  kTitleFrom,
  kPublishedFrom
};

struct TextField {
  StoredField number;
  std::string Article::*member;
};
constexpr std::array<TextField, 10> kTextFields = {{{StoredField::kId, &Article::id},
                                                    {StoredField::kUrl, &Article::url},
                                                    {StoredField::kTitle, &Article::title},
                                                    {StoredField::kSummary, &Article::summary},
                                                    {StoredField::kBody, &Article::body},
                                                    {StoredField::kLanguage, &Article::language},
                                                    {StoredField::kPublished, &Article::published},
                                                    {StoredField::kSource, &Article::source},
                                                    {StoredField::kAuthor, &Article::author},
                                                    {StoredField::kStory, &Article::story}}};
struct ListField {
  StoredField number;
  std::vector<std::string> Article::*member;
};
constexpr std::array<ListField, 4> kListFields = {
    {{StoredField::kLeader, &Article::leaders},
     {StoredField::kCountry, &Article::countries},
     {StoredField::kTopic, &Article::topics},
     {StoredField::kMentionedDate, &Article::mentioned_dates}}};
constexpr std::array<std::string RelatedArticle::*, 4> kRelatedFields = {
    &RelatedArticle::title, &RelatedArticle::text, &RelatedArticle::language, &RelatedArticle::url};

void append_field(std::string& out, std::uint8_t number, std::string_view bytes) {
  out += static_cast<char>(number);
  std::uint64_t length = bytes.size();
  for (; length >= 0x80; length >>= 7) out += static_cast<char>((length & 0x7F) | 0x80);
  out += static_cast<char>(length);
  out += bytes;
}

void append_field(std::string& out, StoredField number, std::string_view bytes) {
  append_field(out, static_cast<std::uint8_t>(number), bytes);
}

// Reads one field; nullopt at a damaged one. Requires: bytes not empty.
std::optional<std::pair<std::uint8_t, std::string_view>> take_field(std::string_view& bytes) {
  const auto number = static_cast<std::uint8_t>(bytes[0]);
  std::uint64_t length = 0;
  std::size_t at = 1;
  for (unsigned shift = 0;; shift += 7, ++at) {
    if (at >= bytes.size() || shift > 56) return std::nullopt;
    length |= static_cast<std::uint64_t>(bytes[at] & 0x7F) << shift;
    if ((bytes[at] & 0x80) == 0) break;
  }
  ++at;
  if (length > bytes.size() - at) return std::nullopt;
  const std::string_view value = bytes.substr(at, length);
  bytes.remove_prefix(at + length);
  return std::pair{number, value};
}

std::string encode_related(const RelatedArticle& related) {
  std::string out;
  for (std::uint8_t i = 0; i < kRelatedFields.size(); ++i) {
    if (!(related.*kRelatedFields[i]).empty()) append_field(out, i, related.*kRelatedFields[i]);
  }
  return out;
}

bool decode_related(std::string_view bytes, RelatedArticle& related) {
  while (!bytes.empty()) {
    const auto field = take_field(bytes);
    if (!field) return false;
    if (field->first < kRelatedFields.size()) related.*kRelatedFields[field->first] = field->second;
  }
  return true;
}

// Returns false when the field's own content is damaged.
bool assign(Article& article, StoredField number, std::string_view value) {
  for (const TextField& field : kTextFields) {
    if (field.number == number) article.*field.member = value;
  }
  for (const ListField& field : kListFields) {
    if (field.number == number) (article.*field.member).emplace_back(value);
  }
  if (number == StoredField::kRelated) return decode_related(value, article.related.emplace_back());
  if (number == StoredField::kTitleFrom || number == StoredField::kPublishedFrom) {
    if (value.size() != 1 || static_cast<unsigned char>(value[0]) > 3) return false;
    (number == StoredField::kTitleFrom ? article.title_from : article.published_from) =
        static_cast<Origin>(value[0]);
  }
  return true;
}

}  // namespace

std::string encode_article(const Article& article) {
  std::string out;
  out.reserve(article.body.size() + article.summary.size() + article.title.size() + 256);
  for (const TextField& field : kTextFields) {
    if (!(article.*field.member).empty()) append_field(out, field.number, article.*field.member);
  }
  for (const ListField& field : kListFields) {
    for (const std::string& value : article.*field.member) append_field(out, field.number, value);
  }
  for (const RelatedArticle& related : article.related) {
    append_field(out, StoredField::kRelated, encode_related(related));
  }
  const auto origin = [&out](StoredField number, Origin value) {
    if (value != Origin::kNone) append_field(out, number, std::string(1, static_cast<char>(value)));
  };
  origin(StoredField::kTitleFrom, article.title_from);
  origin(StoredField::kPublishedFrom, article.published_from);
  return out;
}

Result<Article> decode_article(std::string_view bytes) {
  Article article;
  while (!bytes.empty()) {
    const auto field = take_field(bytes);
    if (!field || !assign(article, static_cast<StoredField>(field->first), field->second)) {
      return Problem{"damaged_record", "The stored article is damaged.", ""};
    }
  }
  return article;
}

}  // namespace dragoman::schema
