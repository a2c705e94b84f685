#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Turns a judged retrieval set and a running server into a paired comparison: nDCG@10 of every
# question on the server (match=any, expand=off), and on Xapian's own ranking over the same
# documents when it is told their language (its Snowball stemmer, BM25, words joined by OR). Knows
# nothing of how either ranks. Needs python3-xapian, which nothing else here does.
# Usage: tests/bench/against_told.py SET_DIR LANGUAGE --base-url URL [--queries N]
"""Prints one line: the set, both means, the mean difference and its t value over the questions.
Requires SET_DIR/{docs,queries}.jsonl.gz and qrels.tsv, the documents indexed on the server. LANGUAGE
is a Snowball name (spanish). Exit 0; 2 for wrong usage."""

import argparse
import gzip
import json
import math
import re
import statistics
import tempfile
import urllib.parse
import urllib.request
from collections import defaultdict

import xapian

RANKS = 10


def rows(path):
    """Yields the objects of a gzipped NDJSON file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_judgements(path):
    """Returns {question: {document: grade}} of positive grades."""
    judged = defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            question, document, grade = line.rstrip("\n").split("\t")[:3]
            if grade.isdigit() and int(grade) > 0:
                judged[question][document] = int(grade)
    return judged


def ndcg(ids, grades):
    """nDCG@10 with gains 2^grade - 1 (Järvelin & Kekäläinen 2002, Burges et al. 2005)."""
    def dcg(values):
        return sum((2 ** v - 1) / math.log2(rank + 1) for rank, v in enumerate(values, 1))
    best = sorted(grades.values(), reverse=True)[:RANKS]
    return dcg([grades.get(i, 0) for i in ids[:RANKS]]) / dcg(best)


class Told:
    """Xapian over the documents of a set, stemming in the language it is told."""

    def __init__(self, folder, language, where):
        self.ids = []
        database = xapian.WritableDatabase(where, xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem(language))
        for row in rows(f"{folder}/docs.jsonl.gz"):
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(f"{row.get('title') or ''} {row.get('text') or row.get('body')}")
            database.add_document(document)
            self.ids.append(row["id"])
        self.parser = xapian.QueryParser()
        self.parser.set_stemmer(xapian.Stem(language))
        self.parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        self.parser.set_default_op(xapian.Query.OP_OR)
        self.enquire = xapian.Enquire(database)
        self.enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.5))

    def search(self, text):
        self.enquire.set_query(self.parser.parse_query(re.sub(r"[^\w\s]", " ", text), 0))
        return [self.ids[match.docid - 1] for match in self.enquire.get_mset(0, RANKS)]


def ask_server(base_url, text):
    """Returns the ids of the first hits."""
    params = urllib.parse.urlencode({"q": text, "match": "any", "expand": "off", "limit": RANKS,
                                     "facets": "none", "snippet": "none"})
    with urllib.request.urlopen(f"{base_url}/api/v1/search?{params}", timeout=30) as answer:
        return [hit["id"] for hit in json.load(answer)["hits"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("language")
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--queries", type=int, default=2000)
    args = parser.parse_args()
    judged = read_judgements(f"{args.folder}/qrels.tsv")
    questions = [q for q in rows(f"{args.folder}/queries.jsonl.gz") if q["id"] in judged]
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as where:
        told = Told(args.folder, args.language, where)
        for question in questions[: args.queries]:
            grades = judged[question["id"]]
            ours.append(ndcg(ask_server(args.base_url, question["text"]), grades))
            theirs.append(ndcg(told.search(question["text"]), grades))
    gaps = [a - b for a, b in zip(ours, theirs)]
    spread = statistics.stdev(gaps) / math.sqrt(len(gaps))
    print(f"{args.folder.rstrip('/').split('/')[-1]}: {len(gaps)} questions, ours "
          f"{statistics.fmean(ours):.3f}, Xapian told {statistics.fmean(theirs):.3f}, difference "
          f"{statistics.fmean(gaps):+.4f}, t {statistics.fmean(gaps) / spread:.1f}")


if __name__ == "__main__":
    main()
