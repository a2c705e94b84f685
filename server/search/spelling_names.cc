// SPDX-License-Identifier: GPL-3.0-or-later
// Names by one of their words, then the other words compared in their places.
#include "server/search/spelling_names.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "server/search/archive_facts.h"
#include "server/search/name_words.h"
#include "server/search/spelling_words.h"

namespace dragoman::search {
namespace {

// Errors between a word of the query and one of a name, or nullopt when they are too many.
std::optional<unsigned> errors_between(const std::string& typed, std::string_view meant) {
  if (typed == meant) return 0;
  const auto a = keys_of(typed);
  const auto b = keys_of(meant);
  if (!a || !b) return std::nullopt;
  const unsigned most = most_errors(*a);
  const unsigned errors = edit_distance(*a, *b, most);
  if (errors > most || errors == 0) return std::nullopt;
  return errors;
}

class Finder {
 public:
  Finder(const std::vector<QueryWord>& words, std::size_t at, SearchContext context)
      : words_(words),
        at_(at),
        context_(context),
        articles_(context.snapshot.archive().entity_articles(
            context.recognizer.gazetteer(), context.snapshot, context.handles, context.deadline)) {}

  std::vector<NameGuess> find() {
    const auto keys = keys_of(words_[at_].form);
    const unsigned most = keys ? most_errors(*keys) : 0;
    if (most == 0) return {};
    context_.names.spelling().near(*keys, most, context_.deadline, [&](std::uint32_t id) {
      const std::string_view word = context_.names.word(id);
      if (!errors_between(words_[at_].form, word)) return;
      for (const NameIndex::Start& start : context_.names.starting(word)) {
        context_.deadline.check(4);
        if (first_word(context_.names.rest(start)) == word) compare(start);
      }
    });
    return std::move(found_);
  }

 private:
  void compare(const NameIndex::Start& start) {
    const NameIndex::Name& name = context_.names.name(start);
    if (articles_[name.entity] == 0) return;
    const entities::Entity& entity = context_.recognizer.gazetteer().entities()[name.entity];
    auto folded = words_of(name.folded);
    auto written = words_of(name.text);
    if (written.size() != folded.size()) written = folded;
    const char* here = name.folded.data() + start.offset;
    compare(name.entity, folded, written, here);
    if (entity.kind != entities::Kind::kLeader || folded.size() != 2) return;
    std::swap(folded[0], folded[1]);
    std::swap(written[0], written[1]);
    compare(name.entity, folded, written, here);
  }

  void compare(entities::EntityIndex entity, const std::vector<std::string_view>& folded,
               const std::vector<std::string_view>& written, const char* here) {
    std::size_t place = 0;
    while (place < folded.size() && folded[place].data() != here) ++place;
    if (place == folded.size() || place > at_ || at_ - place + folded.size() > words_.size())
      return;
    NameGuess guess{entity, articles_[entity], articles_[entity], 0, at_ - place, {}};
    for (std::size_t i = 0; i < folded.size(); ++i) {
      const QueryWord& typed = words_[guess.first_word + i];
      const auto errors = errors_between(typed.form, folded[i]);
      if (!errors || typed.text != words_[at_].text || !typed.is_bare) return;
      guess.errors += *errors;
      if (*errors > 0)
        guess.uses = std::min(guess.uses, articles_with(folded[i], context_.handles));
      guess.words.emplace_back(written[i]);
    }
    found_.push_back(std::move(guess));
  }

  const std::vector<QueryWord>& words_;
  std::size_t at_;
  SearchContext context_;
  const std::vector<std::uint64_t>& articles_;
  std::vector<NameGuess> found_;
};

}  // namespace

std::vector<NameGuess> names_near(const std::vector<QueryWord>& words, std::size_t at,
                                  SearchContext context) {
  return Finder(words, at, context).find();
}

}  // namespace dragoman::search
