#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Turns sentences in one language and the same documents in several, indexed on a running server,
# into recall@10 per language: a query made of the names and terms that a sentence holds (as
# query.expanded tells them) is to find the document the sentence comes from in each language. With
# expand=on and off. Standard library only.
# Usage: tests/bench/cross_lingual.py DOCS.jsonl.gz SENTENCES.jsonl.gz --base-url URL [--language en]
"""Prints a line for each language: questions, recall@10 with expand=on and with expand=off. Rows of
both files have id, lang and doc_id. Sentences in which nothing is recognised are left out and
counted. Exit 0; 2 for wrong usage."""

import argparse
import gzip
import json
import urllib.parse
import urllib.request
from collections import defaultdict

RANKS = 10


def rows(path):
    """Yields the objects of a gzipped NDJSON file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def search(base_url, **params):
    """Returns the answer of /search."""
    url = f"{base_url}/api/v1/search?{urllib.parse.urlencode(params)}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def names_and_terms(base_url, sentence):
    """Returns what the server recognises in a sentence, as written there, joined by spaces."""
    query = search(base_url, q=sentence, match="any", limit=0, facets="none")["query"]
    return " ".join(dict.fromkeys(span["text"] for span in query["expanded"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents")
    parser.add_argument("sentences")
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--language", default="en")
    args = parser.parse_args()
    documents = defaultdict(dict)
    for row in rows(args.documents):
        documents[row["doc_id"]][row["lang"]] = row["id"]
    asked, silent = 0, 0
    found = {"on": defaultdict(int), "off": defaultdict(int)}
    total = defaultdict(int)
    for row in rows(args.sentences):
        if row["lang"] != args.language:
            continue
        text = names_and_terms(args.base_url, row["text"])
        if not text:
            silent += 1
            continue
        asked += 1
        for language, wanted in documents[row["doc_id"]].items():
            total[language] += 1
            for expand, count in found.items():
                hits = search(args.base_url, q=text, match="any", expand=expand, limit=RANKS,
                              language=language, facets="none", snippet="none")["hits"]
                count[language] += any(hit["id"] == wanted for hit in hits)
    print(f"{asked} questions; nothing recognised in {silent} sentences")
    for language in sorted(total):
        shares = [found[expand][language] / total[language] for expand in ("on", "off")]
        print(f"{language}: on {shares[0]:.3f}, off {shares[1]:.3f}")


if __name__ == "__main__":
    main()
