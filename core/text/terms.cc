// SPDX-License-Identifier: GPL-3.0-or-later
// Units into index terms: words, characters, bigrams, Hangul stems and syllables, letters joined
// with digits. Must not know of prefixes, fields or the length limits of an index.
#include "core/text/terms.h"

#include <algorithm>

namespace dragoman::text {

namespace {

constexpr std::size_t kSyllableBytes = 3;
constexpr std::size_t kMaxJoined = 4;  // F-16-C; longer chains are sentences

class TermMaker {
 public:
  TermMaker(const Analysis& analysis, std::size_t first, std::size_t last, std::vector<Term>& out)
      : analysis_(analysis), last_(last), out_(out), chain_begin_(first), chain_end_(first) {}

  void terms_of(std::size_t i) {
    switch (analysis_.units[i].script) {
      case Script::kCjk:
        characters(i);
        break;
      case Script::kHangul:
        eojeol(i);
        break;
      default:
        add(i, 1, TermKind::kWord, analysis_.form(i));
        joined(i);
    }
  }

 private:
  void add(std::size_t unit, std::size_t count, TermKind kind, std::string_view form) {
    out_.push_back(
        {form, static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(count), kind});
  }

  void characters(std::size_t i) {
    add(i, 1, TermKind::kCharacter, analysis_.form(i));
    if (i + 1 >= last_) return;
    const Unit& next = analysis_.units[i + 1];
    if (next.script != Script::kCjk || next.gap != Gap::kNone) return;
    add(i, 2, TermKind::kBigram, forms(i, i + 2));
  }

  void eojeol(std::size_t i) {
    const std::string_view form = analysis_.form(i);
    add(i, 1, TermKind::kWord, form);
    const std::string_view stem = strip_korean_particles(form);
    if (stem.size() < form.size()) add(i, 1, TermKind::kStem, stem);
    if (form.size() < 3 * kSyllableBytes) return;
    std::size_t first = 0;
    std::size_t second = border(form, first);
    while (second < form.size()) {
      const std::size_t end = border(form, second);
      add(i, 1, TermKind::kSyllables, form.substr(first, end - first));
      first = second;
      second = end;
    }
  }

  static std::size_t border(std::string_view form, std::size_t position) {
    ++position;
    while (position < form.size() && (static_cast<unsigned char>(form[position]) & 0xC0) == 0x80) {
      ++position;
    }
    return position;
  }

  // A chain of letters and digits: the whole of it, and in longer ones each pair of letters and
  // number (COVID-19-related is also covid19).
  void joined(std::size_t i) {
    if (i >= chain_end_) {
      chain_begin_ = i;
      for (chain_end_ = i + 1; chain_end_ < last_ && continues_chain(chain_end_);) ++chain_end_;
    }
    const std::size_t length = chain_end_ - chain_begin_;
    const bool is_whole = i == chain_begin_ && length <= kMaxJoined;
    if (i + 1 < chain_end_ && is_pair(i)) {
      add(i, 2, TermKind::kJoined, forms(i, i + 2));
      if (length == 2) return;
    }
    if (is_whole && length >= 2 && is_mixed())
      add(i, length, TermKind::kJoined, forms(i, chain_end_));
  }

  // A hyphen joins letters to the number behind, not the number to what follows: 19-related is no
  // word.
  bool is_pair(std::size_t i) const {
    if (is_number(i) == is_number(i + 1)) return false;
    return is_number(i + 1) || analysis_.units[i + 1].glued;
  }

  bool continues_chain(std::size_t i) const {
    const Unit& unit = analysis_.units[i];
    if (unit.gap != Gap::kNone || !(unit.glued || unit.hyphenated)) return false;
    return is_chainable(unit.script) && is_chainable(analysis_.units[i - 1].script);
  }

  static bool is_chainable(Script script) {
    return script != Script::kCjk && script != Script::kHangul && script != Script::kThai;
  }

  bool is_number(std::size_t i) const { return analysis_.units[i].script == Script::kNumber; }

  bool is_mixed() const {
    bool number = false;
    bool letters = false;
    for (std::size_t i = chain_begin_; i < chain_end_; ++i)
      (is_number(i) ? number : letters) = true;
    return number && letters;
  }

  // Forms of neighbours stand side by side.
  std::string_view forms(std::size_t first, std::size_t last) const {
    const std::size_t begin = analysis_.units[first].form_begin;
    const Unit& back = analysis_.units[last - 1];
    return std::string_view(analysis_.forms)
        .substr(begin, back.form_begin + back.form_length - begin);
  }

  const Analysis& analysis_;
  std::size_t last_;
  std::vector<Term>& out_;
  std::size_t chain_begin_;
  std::size_t chain_end_;
};

}  // namespace

void index_terms(const Analysis& analysis, std::size_t first, std::size_t count,
                 std::vector<Term>& out) {
  out.clear();
  const std::size_t size = analysis.units.size();
  first = std::min(first, size);
  const std::size_t last = first + std::min(count, size - first);
  TermMaker maker(analysis, first, last, out);
  for (std::size_t i = first; i < last; ++i) maker.terms_of(i);
}

}  // namespace dragoman::text
