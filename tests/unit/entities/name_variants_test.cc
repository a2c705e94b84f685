// SPDX-License-Identifier: GPL-3.0-or-later
// Which variants of names and adjectives need not be spelled out in the files.
#include "core/entities/name_variants.h"

#include <doctest/doctest.h>

using namespace dragoman::entities;
using Forms = std::vector<std::string>;

TEST_CASE("regular feminine and bare forms of demonyms are generated") {
  CHECK(demonym_variants("de", "japanische") == Forms{"japanisch"});
  CHECK(demonym_variants("es", "coreano") == Forms{"coreana"});
  CHECK(demonym_variants("es", "japonés") == Forms{"japonesa"});
  CHECK(demonym_variants("en", "Filipino").empty());
}

TEST_CASE("East Asian names are known in both orders and with joined syllables") {
  CHECK(name_order_variants("JP", "Sanae Takaichi") == Forms{"Takaichi Sanae"});
  CHECK(name_order_variants("KR", "Lee Jae-myung") ==
        Forms{"Lee Jaemyung", "Jae myung Lee", "Jaemyung Lee"});
  CHECK(name_order_variants("KR", "Lee Jae Myung") ==
        Forms{"Lee Jaemyung", "Jae Myung Lee", "Jaemyung Lee"});
  CHECK(name_order_variants("US", "Donald Trump").empty());
  CHECK(name_order_variants("JP", "高市早苗").empty());
  CHECK(name_order_variants("JP", "Takaichi").empty());
  CHECK(name_order_variants("CN", "--").empty());
}
