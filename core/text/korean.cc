// SPDX-License-Identifier: GPL-3.0-or-later
// Eojeol into stems: cuts one group of case particles or copula endings off the end, if the
// syllable before agrees (Korean particles have a form after consonants and one after vowels) and
// enough of a word is left. No dictionary.
#include <array>
#include <cstdint>
#include <string_view>

#include "core/text/decode.h"
#include "core/text/terms.h"

namespace dragoman::text {

namespace {

constexpr std::size_t kSyllableBytes = 3;
constexpr std::size_t kMinStemBytes = 2 * kSyllableBytes;
constexpr int kFinals = 28;
constexpr int kRieul = 8;  // the final that takes 로 rather than 으로

// What the syllable before a particle must end in.
enum class After : std::uint8_t { kAny, kConsonant, kVowel, kVowelOrRieul, kConsonantNotRieul };

struct Particle {
  std::string_view form;
  After after = After::kAny;
};

constexpr std::array kParticles = {
    Particle{"은", After::kConsonant},
    Particle{"는", After::kVowel},
    Particle{"이", After::kConsonant},
    Particle{"가", After::kVowel},
    Particle{"을", After::kConsonant},
    Particle{"를", After::kVowel},
    Particle{"과", After::kConsonant},
    Particle{"와", After::kVowel},
    Particle{"과의", After::kConsonant},
    Particle{"와의", After::kVowel},
    Particle{"과는", After::kConsonant},
    Particle{"와는", After::kVowel},
    Particle{"과도", After::kConsonant},
    Particle{"와도", After::kVowel},
    Particle{"으로", After::kConsonantNotRieul},
    Particle{"로", After::kVowelOrRieul},
    Particle{"으로는", After::kConsonantNotRieul},
    Particle{"로는", After::kVowelOrRieul},
    Particle{"으로도", After::kConsonantNotRieul},
    Particle{"로도", After::kVowelOrRieul},
    Particle{"으로서", After::kConsonantNotRieul},
    Particle{"로서", After::kVowelOrRieul},
    Particle{"으로써", After::kConsonantNotRieul},
    Particle{"로써", After::kVowelOrRieul},
    Particle{"으로부터", After::kConsonantNotRieul},
    Particle{"로부터", After::kVowelOrRieul},
    Particle{"으로의", After::kConsonantNotRieul},
    Particle{"로의", After::kVowelOrRieul},
    Particle{"이나", After::kConsonant},
    Particle{"이며", After::kConsonant},
    Particle{"이라고", After::kConsonant},
    Particle{"라고", After::kVowel},
    Particle{"이라는", After::kConsonant},
    Particle{"라는", After::kVowel},
    Particle{"이라며", After::kConsonant},
    Particle{"라며", After::kVowel},
    Particle{"이다", After::kConsonant},
    Particle{"이었다", After::kConsonant},
    Particle{"였다", After::kVowel},
    Particle{"입니다"},
    Particle{"의"},
    Particle{"에"},
    Particle{"도"},
    Particle{"만"},
    Particle{"만의"},
    Particle{"만을"},
    Particle{"만이"},
    Particle{"만은"},
    Particle{"에서"},
    Particle{"에서는"},
    Particle{"에서도"},
    Particle{"에서의"},
    Particle{"에는"},
    Particle{"에도"},
    Particle{"에게"},
    Particle{"에게는"},
    Particle{"에게도"},
    Particle{"에게서"},
    Particle{"에의"},
    Particle{"께"},
    Particle{"께서"},
    Particle{"께서는"},
    Particle{"부터"},
    Particle{"부터는"},
    Particle{"까지"},
    Particle{"까지는"},
    Particle{"까지도"},
    Particle{"까지의"},
    Particle{"보다"},
    Particle{"보다는"},
    Particle{"처럼"},
    Particle{"하고"},
    Particle{"한테"},
    Particle{"한테서"},
    Particle{"마저"},
    Particle{"조차"},
    Particle{"밖에"},
    Particle{"뿐만"},
    Particle{"이라도", After::kConsonant},
    Particle{"라도", After::kVowel},
    Particle{"이든", After::kConsonant},
};

constexpr std::string_view kPlural = "들";

// Words of the news that only look as if they ended in a particle. (That is also why 나 and 란 are
// not in the table: 우크라이나, 테헤란.)
constexpr std::array<std::string_view, 9> kWholeEndings = {
    "김정은", "한반도", "제주도", "일대일로", "정상회의", "장관회의", "주의", "어린이", "오키나와"};

// Returns the index of the final consonant of the last syllable (0: none), -1 if it is no Hangul
// syllable.
int last_final(std::string_view word) {
  if (word.size() < kSyllableBytes) return -1;
  const Decoded last = decode_at(word, word.size() - kSyllableBytes);
  if (last.code_point < 0xAC00 || last.code_point > 0xD7A3) return -1;
  return static_cast<int>(last.code_point - 0xAC00) % kFinals;
}

bool agrees(std::string_view stem, After after) {
  const int final = last_final(stem);
  switch (after) {
    case After::kConsonant:
      return final > 0;
    case After::kVowel:
      return final == 0;
    case After::kVowelOrRieul:
      return final == 0 || final == kRieul;
    case After::kConsonantNotRieul:
      return final > 0 && final != kRieul;
    default:
      return final >= 0;
  }
}

// Most are told apart by their last byte; comparing the rest costs a call.
bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.back() == ending.back() && word.ends_with(ending);
}

// Whether enough of a word is left without the ending.
bool can_lose(std::string_view word, std::string_view ending) {
  return word.size() >= kMinStemBytes + ending.size() && ends_with(word, ending);
}

}  // namespace

std::string_view strip_korean_particles(std::string_view eojeol) {
  for (const std::string_view whole : kWholeEndings)
    if (ends_with(eojeol, whole)) return eojeol;
  std::size_t longest = 0;
  for (const Particle& particle : kParticles) {
    if (particle.form.size() <= longest || !can_lose(eojeol, particle.form)) continue;
    if (agrees(eojeol.substr(0, eojeol.size() - particle.form.size()), particle.after)) {
      longest = particle.form.size();
    }
  }
  std::string_view stem = eojeol.substr(0, eojeol.size() - longest);
  if (can_lose(stem, kPlural)) stem.remove_suffix(kPlural.size());
  return stem;
}

}  // namespace dragoman::text
