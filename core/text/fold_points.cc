// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 into folded code points with their source ranges: table look-up per code point, then
// canonical order and composition inside each cluster (a base and what joins it), done on the
// output so that dropped marks and joiners cannot hide a composition from the first fold and show
// it to the second. Must not know of words.
#include "core/text/fold_points.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <stdexcept>

#include "core/text/decode.h"

namespace dragoman::text {

namespace {

constexpr char32_t kBreve = 0x306;
constexpr char32_t kCyrillicI = 0x438;
constexpr char32_t kCyrillicShortI = 0x439;
constexpr char32_t kProlongedMark = 0x30FC;
constexpr char32_t kVirama = 0x94D;
constexpr char32_t kAnusvara = 0x902;
constexpr std::size_t kNoStarter = static_cast<std::size_t>(-1);

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing or damaged");
  return *normalizer;
}

unsigned combining_class(const FoldedPoint& point) {
  return u_getCombiningClass(static_cast<UChar32>(point.code_point()));
}

bool is_voicing_mark(char32_t c) { return c == 0x3099 || c == 0x309A; }

bool is_katakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || c == kProlongedMark || (c >= 0x31F0 && c <= 0x31FF);
}

bool is_dash(char32_t c) {
  return c == U'-' || c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0x2501;
}

// Foreign v in katakana: with the small vowel behind it written as b, as most newsrooms do
// (ヴェトナム, ベトナム). 0 if the pair is no such thing.
constexpr char32_t kBu = 0x30D6;
char32_t voiced_b(char32_t small_vowel) {
  switch (small_vowel) {
    case U'ァ':
      return U'バ';
    case U'ィ':
      return U'ビ';
    case U'ェ':
      return U'ベ';
    case U'ォ':
      return U'ボ';
    default:
      return 0;
  }
}

// The nasal that Hindi writes as anusvara before a stop of its own row (हिन्दी, हिंदी), 0 if
// `consonant` is none. Requires: folded (U+0929 is no folded letter).
char32_t nasal_of_row(char32_t consonant) {
  constexpr char32_t kNasals[] = {0x919, 0x91E, 0x923, 0x928, 0x92E};
  if (consonant < 0x915 || consonant > 0x92D) return 0;
  const char32_t index = consonant - (consonant <= 0x928 ? 0x915 : 0x916);
  return index % 5 == 4 ? 0 : kNasals[index / 5];
}

bool is_thai_consonant(char32_t c) { return c >= 0xE01 && c <= 0xE2E; }
bool is_thai_tone(char32_t c) { return c >= 0xE48 && c <= 0xE4B; }

// Composed AM (Thai, Lao) from its two halves, 0 if these are not they.
char32_t composed_am(char32_t first, char32_t second) {
  if (first == 0xE4D && second == 0xE32) return 0xE33;
  if (first == 0xECD && second == 0xEB2) return 0xEB3;
  return 0;
}

class PointFolder {
 public:
  PointFolder(std::string_view text, std::vector<FoldedPoint>& out)
      : text_(text), out_(out), table_(FoldTable::get()), nfc_(nfc()) {}

  std::uint32_t run() {
    const std::size_t size = text_.size();
    for (std::size_t i = 0; i < size;) {
      if (static_cast<unsigned char>(text_[i]) < 0x80) {
        i = fold_ascii(i);
        continue;
      }
      const Decoded decoded = decode_at(text_, i);
      if (!decoded.well_formed) ++ill_formed_;
      const auto begin = static_cast<std::uint32_t>(i);
      i += decoded.length;
      fold_code_point(decoded.code_point, begin, static_cast<std::uint32_t>(i));
    }
    if (dirty_) finish_cluster();
    return ill_formed_;
  }

 private:
  std::size_t fold_ascii(std::size_t i) {
    if (dirty_) finish_cluster();
    FoldedCodePoint folded;
    for (; i < text_.size() && static_cast<unsigned char>(text_[i]) < 0x80; ++i) {
      table_.single(static_cast<unsigned char>(text_[i]), folded);
      out_.push_back({folded, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)});
    }
    source_ = cluster_ = out_.size() - 1;
    return i;
  }

  void fold_code_point(char32_t code_point, std::uint32_t begin, std::uint32_t end) {
    FoldedCodePoint folded;
    if (table_.single(code_point, folded)) {
      source_ = out_.size();
      push({folded, begin, end});
      return;
    }
    const FoldTable::Fold sequence = table_.sequence(code_point);
    if (sequence.count == 0) {
      drop(code_point, end);
      return;
    }
    source_ = out_.size();
    for (std::size_t i = 0; i < sequence.count; ++i) push({sequence.points[i], begin, end});
  }

  void push(const FoldedPoint& point) {
    if (point.folded.joins()) {
      if (out_.empty()) cluster_ = 0;
      dirty_ = true;
      out_.push_back(point);
      return;
    }
    if (dirty_) {
      // What is dropped next belongs to this point, unless its own code point began inside the
      // cluster.
      const bool began_inside = source_ < out_.size();
      finish_cluster();
      if (!began_inside) source_ = out_.size();
    }
    if (point.char_class() >= CharClass::kIndic && !out_.empty() && join_special(point)) return;
    cluster_ = out_.size();
    source_ = std::min(source_, cluster_);
    out_.push_back(point);
  }

  // Handles what depends on the points before: dashes that stand for the prolonged sound mark
  // inside katakana, ヴ with its vowel, the halves of AM, Hindi's nasals. Returns true if the point
  // went into the one before it.
  bool join_special(const FoldedPoint& point) {
    if (point.char_class() == CharClass::kIndic) return join_indic(point.code_point());
    if (point.char_class() == CharClass::kSoutheast) return join_am(point);
    if (point.char_class() == CharClass::kCjk) return join_kana(point);
    return false;
  }

  bool join_into_last(char32_t code_point, std::uint32_t end) {
    out_.back().folded = described(code_point);
    out_.back().end = end;
    source_ = out_.size() - 1;
    return true;
  }

  bool join_kana(const FoldedPoint& point) {
    FoldedPoint& before = out_.back();
    if (before.code_point() == kBu) {
      const char32_t voiced = voiced_b(point.code_point());
      if (voiced != 0) return join_into_last(voiced, point.end);
      if (point.code_point() == U'ュ') before.folded = described(U'ビ');
    }
    if (is_katakana(point.code_point()) && out_.size() > 1 && is_dash(before.code_point()) &&
        text_[before.begin] != '-' && is_katakana(out_[out_.size() - 2].code_point())) {
      before.folded = described(kProlongedMark);
    }
    return false;
  }

  // Also with the tone mark between the halves, where some keyboards put it.
  bool join_am(const FoldedPoint& point) {
    const std::size_t size = out_.size();
    const char32_t am = composed_am(out_.back().code_point(), point.code_point());
    if (am != 0) return join_into_last(am, point.end);
    if (size < 3 || !is_thai_tone(out_.back().code_point())) return false;
    const char32_t split_am = composed_am(out_[size - 2].code_point(), point.code_point());
    if (split_am == 0 || !is_thai_consonant(out_[size - 3].code_point())) return false;
    out_[size - 2].folded = out_.back().folded;
    return join_into_last(split_am, point.end);
  }

  bool join_indic(char32_t consonant) {
    if (out_.size() < 2 || out_.back().code_point() != kVirama) return false;
    FoldedPoint& nasal = out_[out_.size() - 2];
    const char32_t own = nasal_of_row(consonant);
    if (own == 0 || nasal.code_point() != own) return false;
    nasal.folded = described(kAnusvara);
    nasal.end = out_.back().end;
    out_.pop_back();
    return false;
  }

  // A dropped code point belongs to what stands before it, so that a highlight never cuts a mark
  // from its letter.
  void drop(char32_t code_point, std::uint32_t end) {
    if (out_.empty()) return;
    if (code_point == kBreve && out_.back().code_point() == kCyrillicI) {
      out_.back().folded = described(kCyrillicShortI);
    }
    for (std::size_t i = std::min(source_, out_.size() - 1); i < out_.size(); ++i)
      out_[i].end = end;
  }

  void finish_cluster() {
    dirty_ = false;
    const std::uint32_t begin = out_[cluster_].begin;
    const std::uint32_t end = out_.back().end;
    sort_marks();
    compose();
    const auto first = out_.begin() + static_cast<std::ptrdiff_t>(cluster_);
    const auto rest = std::remove_if(first, out_.end(), [](const FoldedPoint& point) {
      return is_voicing_mark(point.code_point());
    });
    if (rest != out_.end()) {
      out_.erase(rest, out_.end());
      compose();  // a mark that went may have stood between two that compose
    }
    for (std::size_t i = cluster_; i < out_.size(); ++i) {
      out_[i].begin = begin;
      out_[i].end = end;
    }
    source_ = cluster_;
  }

  void sort_marks() {
    const auto before = [](const FoldedPoint& a, const FoldedPoint& b) {
      return combining_class(a) < combining_class(b);
    };
    const auto is_starter = [](const FoldedPoint& point) { return combining_class(point) == 0; };
    auto run = out_.begin() + static_cast<std::ptrdiff_t>(cluster_);
    while (run != out_.end()) {
      run = std::find_if_not(run, out_.end(), is_starter);
      const auto end = std::find_if(run, out_.end(), is_starter);
      std::stable_sort(run, end, before);
      run = end;
    }
  }

  // Canonical composition (Unicode 3.11, D117) of the cluster, in place.
  void compose() {
    std::size_t starter = kNoStarter;
    std::size_t kept = cluster_;
    unsigned last_class = 0;
    for (std::size_t i = cluster_; i < out_.size(); ++i) {
      const unsigned current = combining_class(out_[i]);
      const bool reaches = starter != kNoStarter &&
                           (last_class < current || (last_class == 0 && kept == starter + 1));
      if (reaches && compose_into(out_[starter], out_[i])) continue;
      if (current == 0) starter = kept;
      last_class = current;
      out_[kept++] = out_[i];
    }
    out_.resize(kept);
  }

  bool compose_into(FoldedPoint& starter, const FoldedPoint& mark) const {
    const UChar32 composed = nfc_.composePair(static_cast<UChar32>(starter.code_point()),
                                              static_cast<UChar32>(mark.code_point()));
    if (composed < 0) return false;
    starter.folded = described(static_cast<char32_t>(composed));
    return true;
  }

  // Requires: a code point that folds to one.
  FoldedCodePoint described(char32_t code_point) const {
    FoldedCodePoint folded;
    table_.single(code_point, folded);
    return folded;
  }

  std::string_view text_;
  std::vector<FoldedPoint>& out_;
  const FoldTable& table_;
  const icu::Normalizer2& nfc_;
  std::size_t cluster_ = 0;  // the last point that nothing before it can join
  std::size_t source_ = 0;   // the first point of the last code point that was not dropped
  bool dirty_ = false;       // something joined the cluster
  std::uint32_t ill_formed_ = 0;
};

}  // namespace

std::uint32_t fold_points(std::string_view text, std::vector<FoldedPoint>& out) {
  out.clear();
  text = text.substr(0, kMaxTextBytes);
  out.reserve(text.size() / 2 + 16);
  return PointFolder(text, out).run();
}

}  // namespace dragoman::text
