// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of words; the order of country and office follows the language.
#include "core/entities/office_words.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text/analysis.h"
#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

struct Listed {
  OfficeGroup group;
  std::vector<std::string_view> words;
};

using enum OfficeGroup;

const std::vector<Listed> kAfter = {
    {kPresident,
     {"president", "Präsident", "Präsidenten", "Präsidentin", "Staatspräsident",
      "Staatspräsidenten", "Staatschef", "президент", "대통령", "국가주석", "주석"}},
    {kGovernment,
     {"prime minister",
      "premier",
      "chancellor",
      "Ministerpräsident",
      "Ministerpräsidenten",
      "Ministerpräsidentin",
      "Premierminister",
      "Premierministers",
      "Premierministerin",
      "Regierungschef",
      "Regierungschefin",
      "Bundeskanzler",
      "Bundeskanzlerin",
      "Kanzler",
      "Kanzlerin",
      "премьер-министр",
      "премьер",
      "канцлер",
      "총리",
      "수상"}},
    {kForeign,
     {"foreign minister", "Außenminister", "Außenministers", "Außenministerin",
      "министр иностранных дел", "외교장관", "외무장관", "외교부장", "외무상"}},
    {kState, {"secretary of state", "госсекретарь", "국무장관"}},
    {kDefence,
     {"defense minister", "defence minister", "Verteidigungsminister", "министр обороны",
      "국방장관", "방위상"}},
    {kMonarch, {"king", "emperor", "König", "Kaiser", "король", "император", "국왕", "천황"}}};

// Followed by an adjective or, in Russian and Arabic, by the country itself.
const std::vector<Listed> kBefore = {
    {kPresident,
     {"président", "présidente", "presidente", "presidenta", "президент", "الرئيس", "الرئيسة",
      "رئيس"}},
    {kGovernment,
     {"Premier ministre", "Première ministre", "chancelier", "chancelière", "primer ministro",
      "primera ministra", "canciller", "presidente del Gobierno", "président du Conseil",
      "presidente del Consejo", "премьер-министр", "премьер", "канцлер", "رئيس الوزراء",
      "رئيسة الوزراء", "رئيس وزراء", "رئيسة وزراء", "المستشار", "المستشارة"}},
    {kForeign,
     {"ministro de Exteriores", "ministro de Relaciones Exteriores", "министр иностранных дел",
      "глава МИД", "وزير الخارجية", "وزيرة الخارجية", "وزير خارجية", "وزيرة خارجية"}},
    {kState, {"secrétaire d'État", "secretario de Estado", "госсекретарь"}},
    {kDefence, {"ministro de Defensa", "министр обороны", "وزير الدفاع", "وزير دفاع"}},
    {kMonarch, {"rey", "король", "император", "ملك", "العاهل"}}};

// Followed by a link and the country.
const std::vector<Listed> kLinked = {
    {kPresident, {"president", "président", "presidente", "Präsident", "Präsidenten"}},
    {kGovernment,
     {"prime minister", "chancellor", "Premier ministre", "primer ministro", "primera ministra",
      "Premierminister", "Ministerpräsident"}},
    {kForeign, {"foreign minister"}},
    {kMonarch, {"king", "emperor"}}};

const std::vector<Listed> kCjk = {
    {kPresident, {"总统", "国家主席", "主席", "大統領"}},
    {kGovernment, {"首相", "总理", "国务院总理", "総理大臣", "総理", "内閣総理大臣"}},
    {kForeign, {"外长", "外交部长", "外相", "外務大臣", "外交部長", "外务大臣"}},
    {kState, {"国务卿", "国務長官"}},
    {kDefence, {"国防部长", "防长", "防衛相", "国防相", "国防長官", "防卫大臣"}},
    {kMonarch, {"国王", "天皇"}}};

OfficeWord office_word(std::string_view phrase, OfficeGroup group, bool linked) {
  static thread_local text::Analyser analyser;
  const auto analysis = analyser.analyse(phrase);
  OfficeWord out{{}, group, linked, analysis.units.front().script};
  for (std::size_t i = 0; i < analysis.units.size(); ++i) out.words.emplace_back(analysis.form(i));
  return out;
}

void add_all(const std::vector<Listed>& listed, bool linked, std::vector<OfficeWord>& out) {
  const std::size_t begin = out.size();
  for (const auto& [group, words] : listed) {
    for (const auto word : words) out.push_back(office_word(word, group, linked));
  }
  // "премьер-министр" before "премьер", "رئيس الوزراء" before "الرئيس".
  std::stable_sort(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](const OfficeWord& a, const OfficeWord& b) { return a.words.size() > b.words.size(); });
}

// A class of words that are of one beginning; Arabic ones, which take no endings, of one form.
std::size_t beginning(std::string_view word, text::Script script) {
  constexpr std::size_t kBytes = 3;  // a Korean syllable; no word of office is shorter
  if (script != text::Script::kArabic) word = word.substr(0, kBytes);
  return hash64(word) % decltype(OfficeWords::beginnings)().size();
}

constexpr std::string_view kArabicArticle = "ال";
constexpr std::string_view kArabicToThe = "لل";
constexpr std::size_t kArabicLetter = 2;  // bytes

void note_beginnings(const std::vector<OfficeWord>& offices, OfficeWords& out) {
  for (const OfficeWord& office : offices) {
    const std::string& word = office.words.front();
    out.beginnings.set(beginning(word, office.script));
    if (office.script == text::Script::kArabic && word.starts_with(kArabicArticle))
      out.beginnings.set(beginning(std::string(kArabicToThe) + word.substr(kArabicArticle.size()),
                                   text::Script::kArabic));
  }
}

std::vector<std::string> fold_all(const std::vector<std::string_view>& words) {
  std::vector<std::string> folded;
  for (const auto word : words) folded.push_back(text::folded(word));
  return folded;
}

OfficeWords make_words() {
  OfficeWords out;
  add_all(kAfter, false, out.after);
  add_all(kLinked, true, out.before);
  add_all(kBefore, false, out.before);
  note_beginnings(out.after, out);
  note_beginnings(out.before, out);
  for (const auto& [group, words] : kCjk) {
    for (const auto word : words) out.cjk.emplace(text::folded(word), OfficeWord{{}, group});
  }
  out.links = fold_all({"of", "the", "de", "du", "la", "von", "der", "des", "del"});
  out.not_before = fold_all(
      {"former",   "ex",    "then",   "late",   "next",    "future",   "vice",     "deputy",
       "acting",   "first", "elect",  "past",   "vize",    "ancien",   "ancienne", "l'ancien",
       "l’ancien", "futur", "futura", "futuro", "antiguo", "entonces", "экс",      "вице",
       "نائب",     "نائبة", "لنائب",  "ونائب",  "بنائب",   "كنائب",    "فنائب",    "نواب",
       "زوجة",     "أول",   "전",     "전임",   "부",      "차기",     "고",       "초대",
       "前",       "元",    "原",     "副",     "故",      "任",       "時",       "当",
       "初",       "代",    "歴代"});
  out.not_before_stems = fold_all({"ehemalig", "früher", "stellvertret", "designiert", "künftig",
                                   "nächst", "бывш", "перв", "будущ", "тогдашн", "заместител"});
  out.indefinite = fold_all({"a", "an", "un", "une", "una", "ein", "eine", "einem", "einen",
                             "einer", "eines", "any", "another", "every", "каждый", "любой"});
  out.not_after =
      fold_all({"elect",   "candidate", "candidates", "hopeful", "hopefuls", "nominee", "electo",
                "electa",  "élu",       "élue",       "السابق",  "السابقة",  "الأسبق",  "الراحل",
                "المنتخب", "المقبل",    "المخلوع",    "المعزول", "官邸",     "府",      "夫人",
                "候选人",  "候補",      "选举",       "選",      "大选",     "特使",    "补佐",
                "补选",    "補佐官",    "专机",       "専用機",  "職",       "公邸",    "级",
                "就任",    "に就任",    "に選",       "になっ",  "になる",   "を務",    "を目指"});
  out.chinese_next = fold_all({"在", "于", "与", "和", "同", "对", "将", "是", "表", "称", "说",
                               "访", "当", "日", "的", "强", "指", "也", "就", "会", "等", "向",
                               "发", "出", "宣", "今", "昨", "已", "以", "及", "再", "则", "还"});
  out.arabic_next =
      fold_all({"في",  "إلى",   "على", "من",  "مع",   "عن",   "أن",   "إن",   "خلال",
                "قال", "أكد",   "بعد", "قبل", "الذي", "التي", "بأن",  "لدى",  "حول",
                "أمس", "اليوم", "يوم", "أو",  "كما",  "وقال", "وأكد", "بشأن", "أعلن"});
  out.korean_particles = fold_all({"은", "는", "이", "를", "을", "의", "에", "와", "과", "도", "로",
                                   "서", "고", "며", "한", "된"});
  return out;
}

}  // namespace

const std::vector<std::string_view>& office_slugs(OfficeGroup group) {
  static const std::vector<std::string_view> kSlugs[] = {
      {"president"},        {"prime-minister", "premier", "chancellor"},
      {"foreign-minister"}, {"secretary-of-state"},
      {"defense-minister"}, {"monarch"}};
  return kSlugs[static_cast<std::size_t>(group)];
}

bool OfficeWords::may_begin_office(std::string_view word, text::Script script) const {
  if (beginnings[beginning(word, script)]) return true;
  return script == text::Script::kArabic && word.size() > kArabicLetter &&
         beginnings[beginning(word.substr(kArabicLetter), script)];
}

const OfficeWords& office_words() {
  static const OfficeWords kWords = make_words();
  return kWords;
}

}  // namespace dragoman::entities
