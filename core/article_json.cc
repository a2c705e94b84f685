// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON text ↔ one Article. Strict about shape (a number is no title), kind about content (bad
// bytes and bad dates are repaired or dropped and counted). Must not know files, languages'
// detection or the index.
#include "core/article_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/article_text.h"
#include "core/date_text.h"
#include "core/hash.h"
#include "core/json_repair.h"
#include "core/language_tag.h"

namespace dragoman {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxIdBytes = 512;
constexpr std::size_t kMaxUrlBytes = 8192;
constexpr std::size_t kMaxNameBytes = 1024;  // of an outlet: as long as a filter value may be

constexpr std::array<std::string_view, 21> kKnownFields = {
    "id",        "url",       "title",           "title_from", "summary", "body",
    "language",  "published", "published_from",  "source",     "author",  "leaders",
    "countries", "topics",    "mentioned_dates", "story",      "related", "text",
    "lang",      "date",      "headline"};

// Reads the members of one JSON object and keeps the first fault of shape.
class MemberReader {
 public:
  MemberReader(const json& object, std::string path, std::vector<std::string>* notes)
      : object_(object), path_(std::move(path)), notes_(notes) {}

  void note(const char* code) {
    if (notes_ != nullptr) notes_->emplace_back(code);
  }
  // Returns the member, or nullptr when it is absent or null.
  const json* find(const char* key) const {
    const auto it = object_.find(key);
    return it == object_.end() || it->is_null() ? nullptr : &*it;
  }
  // Returns the clean text of the first of `keys` that is not empty.
  std::string text(std::initializer_list<const char*> keys) {
    std::string out;
    for (const char* key : keys) {
      const json* value = find(key);
      if (value == nullptr) continue;
      if (!value->is_string()) {
        fail(key, "a string", *value);
        continue;
      }
      if (out.empty()) out = clean(value->get_ref<const std::string&>());
    }
    return out;
  }
  // Returns the strings of an array of strings or of objects with an "id".
  std::vector<std::string> list(const char* key) {
    std::vector<std::string> out;
    const json* value = find(key);
    if (value == nullptr) return out;
    if (!value->is_array()) {
      fail(key, "an array", *value);
      return out;
    }
    for (const json& element : *value) {
      const json* item = &element;
      if (element.is_object() && element.contains("id")) item = &element["id"];
      if (!item->is_string()) {
        fail(key, "an array of strings or of objects with an \"id\"", *item);
        return out;
      }
      std::string entry = clean(item->get_ref<const std::string&>());
      const bool known = std::find(out.begin(), out.end(), entry) != out.end();
      if (!entry.empty() && !known) out.push_back(std::move(entry));
    }
    return out;
  }
  void fail(const std::string& key, const char* expected, const json& found) {
    if (problem_) return;
    const std::string name = path_ + key;
    problem_ =
        Problem{"wrong_type", name + " must be " + expected + ", not " + found.type_name(), name};
  }
  std::optional<Problem>& problem() { return problem_; }

 private:
  static std::string clean(const std::string& value) {
    return std::string(trimmed(clean_text(value)));
  }

  const json& object_;
  std::string path_;
  std::vector<std::string>* notes_;
  std::optional<Problem> problem_;
};

Origin origin_of(const std::string& name, bool present) {
  if (!present) return Origin::kNone;
  if (name == "text") return Origin::kText;
  if (name == "inferred") return Origin::kInferred;
  return Origin::kMetadata;
}

const char* name_of(Origin origin) {
  switch (origin) {
    case Origin::kMetadata:
      return "metadata";
    case Origin::kText:
      return "text";
    case Origin::kInferred:
      return "inferred";
    case Origin::kNone:
      break;
  }
  return "";
}

void read_dates(MemberReader& reader, Article& article) {
  const std::string published = reader.text({"published", "date"});
  article.published = normalized_date(published);
  if (article.published.empty() && !published.empty()) reader.note("bad_date");
  article.published_from = origin_of(reader.text({"published_from"}), !article.published.empty());
  for (const std::string& date : reader.list("mentioned_dates")) {
    std::string iso = normalized_date(date);
    if (iso.empty()) {
      reader.note("bad_date");
    } else {
      article.mentioned_dates.push_back(std::move(iso));
    }
  }
}

std::optional<Problem> read_related(const json& list, Article& article,
                                    std::vector<std::string>* notes) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    MemberReader reader(list[i], "related[" + std::to_string(i) + "].", notes);
    if (!list[i].is_object()) {
      return Problem{"wrong_type", "related must be an array of objects", "related"};
    }
    RelatedArticle related{reader.text({"title"}), reader.text({"text"}),
                           normalized_language_tag(reader.text({"language"})),
                           reader.text({"url"})};
    if (reader.problem()) return std::move(reader.problem());
    if (!related.title.empty() || !related.text.empty() || !related.url.empty()) {
      article.related.push_back(std::move(related));
    }
  }
  return std::nullopt;
}

std::optional<Problem> read_id(MemberReader& reader, const json* id, Article& article) {
  if (id == nullptr) return std::nullopt;
  if (!id->is_string()) {
    reader.fail("id", "a string", *id);
    return std::nullopt;
  }
  article.id = id->get_ref<const std::string&>();
  const char* fault = article.id.empty()                           ? "is empty"
                      : article.id.size() > kMaxIdBytes            ? "is longer than 512 bytes"
                      : article.id.find('\0') != std::string::npos ? "contains NUL"
                                                                   : nullptr;
  if (fault == nullptr) return std::nullopt;
  return Problem{"bad_id", std::string("the id ") + fault, "id"};
}

// Every hit carries these; none that means anything is so long.
std::string bounded(MemberReader& reader, const char* key, std::size_t max_bytes) {
  std::string text = reader.text({key});
  if (text.size() <= max_bytes) return text;
  reader.note("long_value");
  return {};
}

// A story is named by the id of an article; what can be none is dropped, or every hit would carry
// it and /stories/{id} could not ask for it.
void read_story(MemberReader& reader, Article& article) {
  article.story = reader.text({"story"});
  if (article.story.size() <= kMaxIdBytes) return;
  article.story.clear();
  reader.note("bad_story");
}

void read_texts(MemberReader& reader, Article& article) {
  article.url = bounded(reader, "url", kMaxUrlBytes);
  article.title = reader.text({"title", "headline"});
  article.summary = reader.text({"summary"});
  article.body = reader.text({"body", "text"});
  article.language = normalized_language_tag(reader.text({"language", "lang"}));
  article.source = bounded(reader, "source", kMaxNameBytes);
  article.author = reader.text({"author"});
  read_story(reader, article);
  article.leaders = reader.list("leaders");
  article.countries = reader.list("countries");
  article.topics = reader.list("topics");
  article.title_from = origin_of(reader.text({"title_from"}), !article.title.empty());
}

Result<Article> article_of(const json& object, std::vector<std::string>* notes) {
  Article article;
  MemberReader reader(object, "", notes);
  read_texts(reader, article);
  read_dates(reader, article);
  if (auto problem = read_id(reader, reader.find("id"), article)) return std::move(*problem);
  if (const json* related = reader.find("related")) {
    if (!related->is_array())
      reader.fail("related", "an array", *related);
    else if (auto problem = read_related(*related, article, notes))
      return std::move(*problem);
  }
  if (reader.problem()) return std::move(*reader.problem());
  for (const auto& member : object.items()) {
    if (std::find(kKnownFields.begin(), kKnownFields.end(), member.key()) == kKnownFields.end()) {
      reader.note("unknown_field");
    }
  }
  if (article.title.empty() && article.body.empty()) {
    return Problem{"no_text", "the article has neither a title nor a body", ""};
  }
  if (article.title.empty()) {
    article.title = first_sentence(article.body);
    article.title_from = Origin::kText;
  }
  if (article.id.empty()) article.id = stable_id(article);
  return article;
}

}  // namespace

Result<Article> article_from_json(std::string_view text, std::vector<std::string>* notes) {
  std::uint32_t repaired = 0;
  Result<json> parsed = parse_json_kindly(text, &repaired);
  if (!parsed) return std::move(parsed.problem());
  if (!parsed->is_object()) {
    return Problem{"not_an_object",
                   std::string("an article is a JSON object, not ") + parsed->type_name(), ""};
  }
  if (repaired > 0 && notes != nullptr) notes->emplace_back("ill_formed_utf8");
  return article_of(*parsed, notes);
}

nlohmann::ordered_json article_to_json(const Article& article) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  const auto text = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  const auto list = [&out](const char* key, const std::vector<std::string>& values) {
    if (!values.empty()) out[key] = values;
  };
  text("id", article.id);
  text("url", article.url);
  text("title", article.title);
  text("title_from", name_of(article.title_from));
  text("summary", article.summary);
  text("body", article.body);
  text("language", article.language);
  text("published", article.published);
  text("published_from", name_of(article.published_from));
  text("source", article.source);
  text("author", article.author);
  list("leaders", article.leaders);
  list("countries", article.countries);
  list("topics", article.topics);
  list("mentioned_dates", article.mentioned_dates);
  text("story", article.story);
  for (const RelatedArticle& related : article.related) {
    nlohmann::ordered_json entry = nlohmann::ordered_json::object();
    if (!related.title.empty()) entry["title"] = related.title;
    if (!related.text.empty()) entry["text"] = related.text;
    if (!related.language.empty()) entry["language"] = related.language;
    if (!related.url.empty()) entry["url"] = related.url;
    out["related"].push_back(std::move(entry));
  }
  return out;
}

std::string article_to_ndjson(const Article& article) {
  return article_to_json(article).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string stable_id(const Article& article) {
  // The leading word keeps a url and a text of the same bytes apart.
  if (!article.url.empty()) return hex_digest("url\n" + article.url);
  return hex_digest("text\n" + article.title + "\n" + article.body);
}

}  // namespace dragoman
