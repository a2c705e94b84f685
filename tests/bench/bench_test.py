#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what script/bench is made of, without the programs it measures: the generator, the choice of requests, the
tables. Learns from articles made here."""
import collections
import json
import pathlib
import random
import tempfile
import unittest

import chains
import generate
import measure
import mention_recall
import queries
import report

WORDS = ("port harvest ministry border treaty river island quota envoy visit court energy bridge council delay budget "
         "harbour signal winter market").split()
HAN = "部長訪問港口協定河流會議代表團談判能源預算橋樑市場冬季"


def sources(folder):
    dice = random.Random(7)
    path = folder / "source.ndjson"
    with open(path, "w", encoding="utf-8") as out:
        for number in range(60):
            words = " ".join(" ".join(dice.choices(WORDS, k=9)).capitalize() + "." for _ in range(12))
            han = "".join("".join(dice.choices(HAN, k=14)) + "。" for _ in range(12))
            for language, text in (("en", words), ("zh-Hans", han), ("zh-Hant", han)):
                out.write(json.dumps({"id": f"{language}{number}", "text": text, "lang": language}) + "\n")
    return [path]


class Folder(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)

    def generated(self, count, seed=1, name="out.ndjson"):
        out = self.folder / name
        generate.generate(sources(self.folder), count, out, seed, mean_bytes=600)
        return out


class GeneratorTest(Folder):
    def test_same_seed_same_bytes(self):
        self.assertEqual(self.generated(30).read_bytes(), self.generated(30, name="again.ndjson").read_bytes())

    def test_another_seed_gives_other_articles(self):
        self.assertNotEqual(self.generated(30).read_bytes(), self.generated(30, seed=2, name="other.ndjson").read_bytes())

    def test_a_longer_archive_begins_with_the_shorter_one(self):
        short, long = self.generated(20).read_bytes(), self.generated(40, name="long.ndjson").read_bytes()
        self.assertTrue(long.startswith(short))

    def test_shares_of_languages_are_kept(self):
        languages = collections.Counter(json.loads(line)["language"]
                                        for line in self.generated(1000).read_text(encoding="utf-8").splitlines())
        self.assertAlmostEqual(languages["zh-Hans"] / 1000, 18 / 62, delta=0.05)
        self.assertAlmostEqual(languages["en"] / 1000, 40 / 62, delta=0.05)

    def test_a_text_names_its_leader_and_says_so(self):
        article = json.loads(self.generated(1).read_text(encoding="utf-8"))
        self.assertEqual(len(article["leaders"]), 1)
        leader = next(one for one in generate.mentions.lines_of("leaders.ndjson") if one["id"] == article["leaders"][0])
        self.assertTrue(any(name in article["body"] for name in leader["names"].values()))

    def test_vocabulary_grows_past_that_of_the_source(self):
        chain = chains.Chain("en", ["one two three four five six seven eight nine ten."] * 5 + ["rare words here."],
                             random.Random(1))
        made = chain.paragraph(5000, 0.5)
        self.assertGreater(len(set(made.lower().split())), 15)

    def test_pairs_of_a_source_stay_pairs(self):
        chain = chains.Chain("en", ["red apple. green pear. red apple. green pear."], random.Random(1))
        chain.unseen = 0
        words = chain.paragraph(200, 0.1).rstrip(".").split()
        follow = {"red": "apple.", "green": "pear."}
        self.assertTrue(all(after == follow[word] for word, after in zip(words[:-1], words[1:-1]) if word in follow))


class QueriesTest(Folder):
    def setUp(self):
        super().setUp()
        self.path = self.generated(300)
        self.chosen = queries.pick(self.path, 300, 20)
        self.articles = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def test_every_class_has_requests_and_no_text_comes_twice(self):
        self.assertEqual(list(self.chosen), list(queries.TITLES))
        self.assertTrue(all(self.chosen[name] for name in ("words_frequent", "names", "phrase", "filtered", "browse")))
        texts = [request["text"] for requests in self.chosen.values() for request in requests if request["text"]]
        self.assertEqual(len(texts), len(set(texts)))

    def test_phrases_stand_in_an_article(self):
        bodies = [article["body"] for article in self.articles]
        for request in self.chosen["phrase"]:
            self.assertTrue(any(request["text"].strip('"') in body for body in bodies), request["text"])

    def test_broad_requests_reach_more_than_a_tenth(self):
        for request in self.chosen["facets_broad"]:
            words = request["text"].split(" OR ")
            found = sum(any(word in article["body"].casefold() for word in words) for article in self.articles)
            self.assertGreater(found, len(self.articles) / 10)


class FiguresTest(unittest.TestCase):
    def test_targets_ask_for_what_the_request_says(self):
        self.assertEqual(measure.target_of({"text": "a b", "country": "JP", "from": "20100203", "to": "20110203"}),
                         "/api/v1/search?q=a+b&country=JP&from=2010-02-03&to=2011-02-03&facets=none")
        self.assertEqual(measure.target_of({"text": "", "facets": True, "offset": 990}, passages=False),
                         "/api/v1/search?page=100&histogram=year&snippet=none")

    def test_rounds_ask_everything_once_and_once_again(self):
        order = measure.in_rounds({"a": [{"class": "a", "text": str(n)} for n in range(50)]})
        self.assertEqual([name for name, _ in order], ["first"] * 50 + ["repeated"] * 50)
        self.assertEqual(len({request["text"] for _, request in order[:50]}), 50)

    def test_failed_requests_are_not_in_the_summary(self):
        order = [("first", {"class": "a"})] * 3
        figures = measure.summary(order, {"plain": [1.0, None, 3.0]})["a"]["first"]["plain"]
        self.assertEqual((figures["n"], figures["mean"]), (2, 2.0))

    def test_percentiles_come_from_the_values(self):
        self.assertEqual(measure.percentile([5, 1, 4, 2, 3], 50), 3)
        self.assertEqual(measure.percentile(range(100), 95), 95)

    def test_a_table_has_as_many_cells_in_each_line(self):
        lines = report.table(["a", "b", "c", "d"], [report.compared("x", 2.0, 4.0)])
        self.assertEqual({line.count("|") for line in lines if line}, {5})
        self.assertEqual(report.compared("x", 2.0, 4.0)[3], "0.50")


class WordsOnly:
    """Stands for the program: folds by lowering."""

    def words(self, texts):
        return {text: tuple(text.lower().split()) for text in texts}


def spans_of(language, text, surface, kind):
    start = text.index(surface)
    span = {"start": start, "end": start + len(surface), "type": kind, "surface": surface}
    return {"sent_id": "s1", "lang": language, "text": text, "spans": [span]}, span


class MentionRecallTest(unittest.TestCase):
    FORMS = [("country", "CU", "Куба"), ("country", "US", "America"), ("leader", "smith-ann", "Smith"),
             ("leader", "kovač-jan", "Kovač")]

    def known(self, language, surface, kind, ambiguous=()):
        spans = [spans_of(language, f"a {surface} b", surface, kind)]
        return [ids for _, _, ids in mention_recall.known_spans(spans, self.FORMS, set(ambiguous), WordsOnly())]

    def test_a_cyrillic_case_of_a_name_is_known(self):
        self.assertEqual(self.known("ru", "Кубой", "LOC"), [{"CU"}])

    def test_an_english_plural_is_another_word(self):
        self.assertEqual(self.known("en", "Americas", "LOC"), [])

    def test_a_german_genitive_is_known(self):
        self.assertEqual(self.known("de", "Americas", "LOC"), [{"US"}])

    def test_a_form_that_needs_support_is_not_asked_for(self):
        self.assertEqual(self.known("en", "Smith", "PER", [("leader", "Smith")]), [])

    def test_a_name_of_the_other_kind_is_not_known(self):
        self.assertEqual(self.known("en", "Smith", "LOC"), [])

    def test_offsets_in_characters_meet_places_in_bytes(self):
        sentence, span = spans_of("ru", "Это Куба.", "Куба", "LOC")
        self.assertTrue(mention_recall.is_found([("country", "CU", 7, 15)], sentence, span, {"CU"}))
        self.assertFalse(mention_recall.is_found([("country", "CU", 0, 6)], sentence, span, {"CU"}))
        self.assertFalse(mention_recall.is_found([("country", "US", 7, 15)], sentence, span, {"CU"}))



if __name__ == "__main__":
    unittest.main()
