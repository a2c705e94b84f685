#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Turns sentences with hand-made PER and LOC spans and the gazetteer into the recall of leaders and
# countries: of the spans that the gazetteer knows, how many `explain` finds at that place. Folds
# with the program itself, matches with rules of its own: what it calls known does not lean on the
# matcher under test.
# Usage: tests/bench/mention_recall.py FILE.jsonl.gz... [--indexer PROGRAM] [--gazetteer DIR]
#        [--country-names NAMES.json.gz...] [--misses]
"""Prints a line per language and kind: known spans, found ones, recall; with --misses also each one missed.

FILE holds objects {sent_id, lang, text, spans: [{start, end, type, surface}]}, offsets in characters. A PER span is
known when its folded words are those of a leader's name or distinct alias, a LOC span when they are a country's name,
in any language, each word but for a case ending (German -s, Cyrillic by a list). Ambiguous forms, which are meant to
need support, capitals, demonyms and metonyms are not asked for. Country names of ICU are not in our files: give them
as {ISO code: {language: name or [names]}}. Found means that an evidence of one of the known ids overlaps the span.
Exit 0; 2 for wrong usage."""

import argparse
import collections
import concurrent.futures
import gzip
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = {"PER": "leader", "LOC": "country"}
UNIT = re.compile(r"^  (\S+)  \S+  .*?(\d+)-(\d+)$")
ENTITY = re.compile(r"^  (leader|country)  (\S+)  \d+  \S+(.*)$")
EVIDENCE = re.compile(r'"([^"]*)" at (\d+)')
CASE_ENDING = re.compile("(?<=[а-я]{3})(?:ами|ями|ого|ому|ыми|ими|ов|ев|ом|ем|ой|ей|ах|ях|ам|ям|ую|юю|ая|яя|ое|ее|ые|ие|"
                         "ый|ий|ым|им|ых|их|ии|ию|ия|[аяуюыиеоьй])$")
GENITIVE_S = re.compile("(?<=[a-z]{4})s$")  # of German: the Americas are not America


def rows(path):
    """Yields the objects of a gzipped NDJSON file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Explainer:
    """The indexer's `explain` over one gazetteer. Thread safety: safe to share."""

    def __init__(self, program, gazetteer):
        self.command = [program, "explain", "--gazetteer", gazetteer]

    def _run(self, text):
        return subprocess.run([*self.command, text], stdout=subprocess.PIPE, check=True, text=True).stdout

    def words(self, texts):
        """Returns {text: its folded words}. Requires: no line breaks in the texts."""
        folded = {}
        for start in range(0, len(texts), 2000):
            part = texts[start:start + 2000]
            ends, at = [], 0
            for text in part:
                at += len(text.encode()) + 1
                ends.append(at)
            words, line = collections.defaultdict(list), 0
            for unit in filter(None, map(UNIT.match, self._run("\n".join(part)).split("\nterms")[0].splitlines())):
                while int(unit[2]) >= ends[line]:
                    line += 1
                words[line].append(unit[1])
            folded.update({text: tuple(words[number]) for number, text in enumerate(part)})
        return folded

    def places(self, text):
        """Returns [(kind, id, first byte, byte after)] of the leaders and countries found."""
        found = []
        for entity in filter(None, map(ENTITY.match, self._run(text).splitlines())):
            for form, begin in EVIDENCE.findall(entity[3]):
                found.append((entity[1], entity[2], int(begin), int(begin) + len(form.encode())))
        return found


def forms_of(gazetteer, country_names, languages):
    """Yields (kind, id, form) of all names and distinct aliases, of the table's names those in the languages."""
    for name, kind in (("leaders.ndjson", "leader"), ("countries.ndjson", "country")):
        for line in (gazetteer / name).read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            for table in (entity.get("names", {}), entity.get("distinct", {})):
                for forms in table.values():
                    for form in [forms] if isinstance(forms, str) else forms:
                        yield kind, entity["id"], form
    for path in country_names:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for country, table in json.load(file).items():
                for names in (table.get(language, []) for language in languages):
                    for name in [names] if isinstance(names, str) else names:
                        yield "country", country, name


def ambiguous_forms(gazetteer):
    """Returns the (kind, form) of all forms that need support."""
    found = set()
    for name, kind in (("leaders.ndjson", "leader"), ("countries.ndjson", "country")):
        for line in (gazetteer / name).read_text(encoding="utf-8").splitlines():
            for forms in json.loads(line).get("ambiguous", {}).values():
                found.update((kind, form) for form in forms)
    return found


def stem(words, language=None):
    without = GENITIVE_S if language == "de" else CASE_ENDING
    return tuple(without.sub("", word) for word in words)


def read_spans(paths):
    """Returns [(sentence, span)] of PER and LOC spans."""
    return [(sentence, span) for path in paths for sentence in rows(path) for span in sentence["spans"]
            if span["type"] in KINDS]


def known_spans(spans, forms, ambiguous, explainer):
    """Returns [(sentence, span, ids)] of the spans whose words are a form's."""
    doubtful = {form for _, form in ambiguous}
    texts = {form for _, _, form in forms} | doubtful | {span["surface"] for _, span in spans}
    words = explainer.words(sorted(text for text in texts if "\n" not in text))
    ids, unsure = collections.defaultdict(set), {(kind, words[form]) for kind, form in ambiguous}
    for kind, id, form in forms:
        if (kind, words[form]) not in unsure:
            ids[kind, words[form]].add(id)
            ids[kind, stem(words[form])].add(id)
    known = []
    for sentence, span in spans:
        kind, own = KINDS[span["type"]], words.get(span["surface"], ())
        base = stem(own, sentence["lang"])
        if (kind, own) in unsure or (kind, base) in unsure:
            continue
        wanted = ids.get((kind, own)) or ids.get((kind, base))
        if own and wanted:
            known.append((sentence, span, wanted))
    return known


def is_found(places, sentence, span, wanted):
    begin = len(sentence["text"][:span["start"]].encode())
    end = len(sentence["text"][:span["end"]].encode())
    return any(kind == KINDS[span["type"]] and id in wanted and first < end and begin < last
               for kind, id, first, last in places)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--indexer", default=ROOT / "build/release/dragoman-indexer")
    parser.add_argument("--gazetteer", type=pathlib.Path, default=ROOT / "config/gazetteer")
    parser.add_argument("--country-names", nargs="+", default=[])
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    explainer = Explainer(args.indexer, args.gazetteer)
    spans = read_spans(args.files)
    forms = list(forms_of(args.gazetteer, args.country_names, {sentence["lang"] for sentence, _ in spans}))
    known = known_spans(spans, forms, ambiguous_forms(args.gazetteer), explainer)
    texts = list({sentence["text"]: None for sentence, _, _ in known})
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        places = dict(zip(texts, pool.map(explainer.places, texts)))
    asked, found, misses = collections.Counter(), collections.Counter(), []
    for sentence, span, wanted in known:
        row = sentence["lang"], KINDS[span["type"]]
        asked[row] += 1
        if is_found(places[sentence["text"]], sentence, span, wanted):
            found[row] += 1
        else:
            misses.append((*row, sentence["sent_id"], span["surface"], "/".join(sorted(wanted)), sentence["text"]))
    print(f"{'language':10}{'kind':10}{'known':>7}{'found':>7}{'recall':>8}")
    for language, kind in sorted(asked):
        number = asked[language, kind]
        print(f"{language:10}{kind:10}{number:7}{found[language, kind]:7}{found[language, kind] / number:8.3f}")
    for miss in misses if args.misses else ():
        print(*miss, sep="\t")


if __name__ == "__main__":
    main()
