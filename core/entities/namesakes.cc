// SPDX-License-Identifier: GPL-3.0-or-later
// Given names are the first words of the gazetteer's own names plus a list of frequent ones. In Han
// and kana a middle dot before a surname is proof enough.
#include "core/entities/namesakes.h"

#include "core/entities/written_shape.h"
#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

using text::Analysis;
using text::Gap;
using text::Script;

constexpr std::size_t kMinGivenBytes = 3;
constexpr std::uint32_t kLongestGiven = 10;  // units of Han or kana

constexpr std::string_view kFrequent[] = {
    "Melania",  "Ivanka",    "Eric",      "Tiffany",  "Barron",   "Lara",     "Michelle",
    "Malia",    "Jill",      "Hunter",    "Ashley",   "Beau",     "Laura",    "Barbara",
    "Jeb",      "Jenna",     "Chelsea",   "Roger",    "Brigitte", "Carla",    "Valérie",
    "Ségolène", "Doris",     "Cherie",    "Samantha", "Philip",   "Carrie",   "Stanley",
    "Rachel",   "Jo",        "Sara",      "Yair",     "Iddo",     "Lyudmila", "Maria",
    "Mary",     "Katerina",  "Olena",     "Sophie",   "Margaret", "Pierre",   "Akie",
    "Yuko",     "Emine",     "Bilal",     "Rosario",  "Laureano", "Asma",     "Bashar",
    "James",    "John",      "Robert",    "Michael",  "William",  "David",    "Richard",
    "Charles",  "Joseph",    "Thomas",    "Daniel",   "Paul",     "Mark",     "George",
    "Kenneth",  "Steven",    "Edward",    "Brian",    "Ronald",   "Anthony",  "Kevin",
    "Jason",    "Matthew",   "Gary",      "Timothy",  "Frank",    "Scott",    "Andrew",
    "Stephen",  "Raymond",   "Gregory",   "Joshua",   "Jerry",    "Dennis",   "Walter",
    "Patrick",  "Peter",     "Harold",    "Douglas",  "Henry",    "Carl",     "Arthur",
    "Ryan",     "Roger",     "Juan",      "Carlos",   "Luis",     "José",     "Miguel",
    "Pedro",    "Fernando",  "Jorge",     "Ricardo",  "Eduardo",  "Antonio",  "Francisco",
    "Hans",     "Klaus",     "Wolfgang",  "Peter",    "Stefan",   "Thomas",   "Martin",
    "Jean",     "Jacques",   "Alain",     "Claude",   "Michel",   "Philippe", "Linda",
    "Patricia", "Jennifer",  "Elizabeth", "Susan",    "Karen",    "Nancy",    "Lisa",
    "Betty",    "Helen",     "Sandra",    "Donna",    "Carol",    "Ruth",     "Sharon",
    "Anna",     "Julia",     "Fred",      "Мелания",  "Иванка",   "Эрик",     "Мишель",
    "Джилл",    "Хантер",    "Брижит",    "Людмила",  "Елена",    "Мария",    "Сергей",
    "Игорь",    "Александр", "Андрей",    "Дмитрий",  "Михаил",   "Николай",  "Иван",
    "Пётр",     "Виктор",    "Юрий",      "Олег",     "Роман",    "Павел",    "ميلانيا",
    "إيفانكا",  "إريك",      "ميشيل",     "جيل",      "هنتر",     "بريجيت",   "أسماء",
    "멜라니아", "이방카",    "에릭",      "미셸",     "헌터",     "브리지트"};

// First words of leaders' names that mean something else in front of a surname: "then", "now" and
// "like" in Arabic, "mainly" and a measure word in Korean, a general's rank in English.
constexpr std::string_view kNoGiven[] = {
    "فان",  "الآن", "أنا", "إمام", "بن",   "شاهد", "سلام", "صالح", "أمير",   "أكبر", "تمام", "كي",
    "إس",   "فور",  "ثان", "دوما", "ألفا", "سانا", "إيدي", "لي",   "الملكة", "He",   "Gen",  "Win",
    "Than", "장",   "기",  "찬",   "탄",   "칼",   "척",   "마리", "주로",   "하게", "사막"};

bool is_word_script(Script script) {
  return script == Script::kLatin || script == Script::kCyrillic || script == Script::kArabic ||
         script == Script::kHangul || script == Script::kGreek || script == Script::kHebrew;
}

std::string_view without_last_letter(std::string_view word) {
  std::size_t size = word.size();
  while (size > 0 && (static_cast<unsigned char>(word[--size]) & 0xC0) == 0x80) {
  }
  return word.substr(0, size);
}

bool is_middle_dot(std::string_view between) {
  return between == "·" || between == "・" || between == "･" || between == "•" || between == "‧";
}

}  // namespace

Namesakes::Namesakes(const Gazetteer& gazetteer) {
  for (const auto name : kFrequent) given_.insert(text::folded(name));
  text::Analyser analyser;
  Analysis analysis;
  for (const Form& form : gazetteer.forms()) {
    if (form.kind != Kind::kLeader) continue;
    analyser.analyse(form.text, analysis);
    std::string& names = names_[form.entity];
    names += ' ';
    for (std::size_t i = 0; i < analysis.units.size(); ++i) {
      const bool is_word = is_word_script(analysis.units[i].script);
      names.append(analysis.form(i)).append(is_word ? " " : "");
    }
    if (form.role != Role::kName || analysis.units.size() < 2) continue;
    const auto first = analysis.form(std::size_t{0});
    if (is_word_script(analysis.units[0].script) && first.size() >= kMinGivenBytes) {
      given_.emplace(first);
    }
  }
  for (const auto word : kNoGiven) given_.erase(text::folded(word));
}

std::string Namesakes::given_name_before(const Analysis& analysis, std::string_view original,
                                         std::uint32_t first, std::uint32_t count) const {
  const auto& units = analysis.units;
  if (first == 0 || units[first].gap != Gap::kNone || original.empty()) return {};
  const auto& before = units[first - 1];
  if (units[first].begin < before.end || units[first].begin > original.size()) return {};
  if (units[first].script == Script::kCjk) {
    if (!is_middle_dot(original.substr(before.end, units[first].begin - before.end))) return {};
    std::string given;
    std::uint32_t begin = first - 1;
    while (begin > 0 && first - begin < kLongestGiven && units[begin].gap == Gap::kNone &&
           units[begin].begin == units[begin - 1].end) {
      --begin;
    }
    for (std::uint32_t i = begin; i < first; ++i) given += analysis.form(std::size_t{i});
    return given;
  }
  if (count != 1 || before.script != units[first].script) return {};
  if (before.script == Script::kLatin || before.script == Script::kCyrillic) {
    if (!begins_with_capital(slice(original, before, before))) return {};
  }
  std::string given(analysis.form(before));
  if (given_.count(given) > 0) return given;
  if (before.script != Script::kCyrillic) return {};
  // Мелании, Меланией: the case ending takes the place of up to three letters.
  std::string_view stem = given;
  for (int cut = 0; cut < 3 && stem.size() > kMinGivenBytes; ++cut) {
    stem = without_last_letter(stem);
    for (const std::string_view ending : {"", "а", "я", "и"}) {
      std::string base(stem);
      base += ending;
      if (given_.count(base) > 0) return base;
    }
  }
  return {};
}

bool Namesakes::is_own(EntityIndex leader, const std::string& given) const {
  const auto found = names_.find(leader);
  if (found == names_.end()) return true;
  const auto first = first_code_point(given);
  if (first >= 0x3041 && first <= 0x9FFF) {
    // Spelt in several ways (尼古拉, 尼古拉斯): two characters in common are enough.
    std::string_view rest = given;
    while (rest.size() >= 6) {
      if (found->second.find(rest.substr(0, 6)) != std::string::npos) return true;
      rest.remove_prefix(3);
    }
    return found->second.find(given) != std::string::npos;
  }
  return found->second.find(" " + given + " ") != std::string::npos;
}

}  // namespace dragoman::entities
