#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that the matchers of the end-to-end cases accept what they should and, above all, refuse the rest."""
import unittest

from matchers import ABSENT, at, complaints, holds

ANSWER = {"total": 2, "next": None, "hits": [{"id": "a", "n": 1}, {"id": "b/c", "n": 2}],
          "title": [{"text": "x ", "match": False}, {"text": "y", "match": True}]}
GOOD = [("/total", 2), ("/next", None), ("/hits/1/id", "b/c"), ("/hits/*/id", ["a", "b/c"]), ("/hits/0", {"id": "a"}),
        ("/hits/*/id", {"$set": ["b/c", "a"]}), ("/hits/*/id", {"$contains": "a"}), ("/hits/*/id", {"$lacks": "z"}),
        ("/hits", {"$length": 2}), ("/total", {"$min": 2}), ("/total", {"$max": 2}), ("/hits/0/id", {"$regex": "^a$"}),
        ("/nothing", {"$absent": True}), ("/title", {"$text": "x y"}), ("/title", {"$marked": ["y"]}),
        ("/hits", {"$all": {"n": {"$min": 1}}}), ("/total", {"$not": 3}), ("/total", {"$and": [2, {"$min": 1}]}),
        ("/hits", {"$contains": {"id": "a"}}), ("/hits/9", {"$absent": True})]
BAD = [("/total", 3), ("/total", "2"), ("/total", True), ("/nothing", None), ("/nothing", {"$any": True}),
       ("/hits/*/id", ["b/c", "a"]), ("/hits/*/id", {"$set": ["a"]}), ("/hits/*/id", {"$set": ["a", "a"]}),
       ("/hits/*/id", {"$contains": "b"}), ("/hits/*/id", {"$lacks": "a"}), ("/hits", {"$length": 3}),
       ("/total", {"$min": 3}), ("/hits", {"$min": 1}), ("/total", {"$max": 1}), ("/total", {"$regex": "2"}),
       ("/total", {"$absent": True}), ("/title", {"$marked": ["x "]}), ("/hits", {"$all": {"n": 1}}),
       ("/total", {"$not": 2}), ("/total", {"$and": [2, 3]}), ("/nothing", {"$not": 3}), ("/hits/0", {"id": "b"})]


class Matchers(unittest.TestCase):
    def test_what_is_as_wanted_holds(self):
        for pointer, wanted in GOOD:
            with self.subTest(pointer=pointer, wanted=wanted):
                self.assertEqual(complaints(ANSWER, {pointer: wanted}), [])

    def test_what_is_not_as_wanted_is_told(self):
        for pointer, wanted in BAD:
            with self.subTest(pointer=pointer, wanted=wanted):
                self.assertEqual(len(complaints(ANSWER, {pointer: wanted})), 1)

    def test_a_matcher_that_does_not_exist_is_an_error(self):
        with self.assertRaises(ValueError):
            holds(1, {"$almost": 1})

    def test_pointers_are_unescaped(self):
        self.assertEqual(at({"a/b": {"c~d": 1}}, "/a~1b/c~0d"), 1)
        self.assertIs(at([], "/0"), ABSENT)

    def test_counts_are_compared_as_a_whole(self):
        values = [{"id": "en", "count": 2}, {"id": "ko", "count": 1}]
        self.assertTrue(holds(values, {"$counts": {"ko": 1, "en": 2}}))
        self.assertFalse(holds(values, {"$counts": {"en": 2}}))


if __name__ == "__main__":
    unittest.main()
