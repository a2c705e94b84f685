#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns any NDJSON of articles into N others with the same word statistics, lengths and, given our gazetteer, names:
as many languages as the source has, in fixed shares. The same arguments give the same bytes; the first N articles of a
longer output are those of a shorter one. Knows no engine.

usage: generate.py --articles N --out FILE [--seed S] [--from FILE...] [--bytes N]
"""
import argparse
import bisect
import collections
import datetime
import gzip
import json
import pathlib
import random
import subprocess
import sys
import time

import chains
import mentions

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples/archive.ndjson"
SHARES = {"zh-Hans": 18, "zh-Hant": 4, "ja": 10, "ko": 8, "ar": 20}  # percent; the rest falls to all other languages
OTHERS_SHARE = 40
SOURCES = 200
FIRST_DAY, DAYS = datetime.date(2005, 1, 1), 20 * 365
PARAGRAPHS = 4
FEWEST_TEXTS_FOR_LENGTHS = 20


def articles_of(path):
    """Yields the records of an NDJSON file (.gz too), whatever names they use for text and language."""
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line) if line.strip() else {}
            text = record.get("body") or record.get("text") or ""
            if text.strip():
                yield language_of(record), text


def language_of(record):
    language = (record.get("language") or record.get("lang") or "en").replace("_", "-")
    if language.startswith("zh"):
        return "zh-Hant" if language in ("zh-Hant", "zh-TW", "zh-HK") else "zh-Hans"
    return language.split("-")[0].lower()


def to_traditional(text):
    return subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Simplified-Traditional"], input=text.encode(),
                          capture_output=True, check=True).stdout.decode()


def texts_by_language(files):
    texts = collections.defaultdict(list)
    for path in files:
        for language, text in articles_of(path):
            texts[language].append(text)
    if not texts:
        sys.exit("generate: no articles in " + " ".join(map(str, files)))
    if sum(map(len, texts["zh-Hant"])) < sum(map(len, texts["zh-Hans"])) // 10:
        some = texts["zh-Hans"][::4]
        texts["zh-Hant"] = to_traditional("\0".join(some)).split("\0")
    return {language: some for language, some in sorted(texts.items()) if some}


def shares_of(languages):
    others = [language for language in languages if language not in SHARES]
    shares = {language: SHARES[language] for language in languages if language in SHARES}
    for language in others:  # English leads, the others follow alike
        shares[language] = OTHERS_SHARE * (3 if language == "en" else 1) / (len(others) + 2 * ("en" in others))
    return shares


def relative_lengths(texts):
    """How long texts are against their mean, without the extremes; for sentences and the like no spread."""
    sizes = [len(text) for text in texts]
    mean = sum(sizes) / len(sizes)
    if len(sizes) < FEWEST_TEXTS_FOR_LENGTHS or mean < 100:
        return [0.6, 0.8, 1.0, 1.2, 1.4]
    clipped = [min(2.5, max(0.3, size / mean)) for size in sizes]
    scale = len(clipped) / sum(clipped)
    return sorted(size * scale for size in clipped)


class Writer:
    """Writes articles one after the other; all chance comes from one seeded generator."""

    def __init__(self, files, seed, mean_bytes):
        self.rng = random.Random(seed)
        texts = texts_by_language(files)
        self.chains = {language: chains.Chain(language, some, self.rng) for language, some in texts.items()}
        self.lengths = {language: relative_lengths(some) for language, some in texts.items()}
        shares = shares_of(texts)
        self.languages, self.mean_bytes = list(shares), mean_bytes
        total, self.cumulated = 0.0, []
        for share in shares.values():
            total += share
            self.cumulated.append(total)
        self.mentions = mentions.Mentions(self.rng, to_traditional)
        self.sources = mentions.zipf(SOURCES)

    def article(self, number):
        rng = self.rng
        language = rng.choices(self.languages, cum_weights=self.cumulated)[0]
        chain, anchor = self.chains[language], rng.random()
        length = rng.choice(self.lengths[language]) * self.mean_bytes
        units = max(8, int(length / chain.bytes_per_unit / PARAGRAPHS))
        sentences, leaders, countries, topics = self.mentions.draw(language)
        paragraphs = [chain.paragraph(units, anchor) for _ in range(PARAGRAPHS)]
        for place, sentence in enumerate(sentences):
            paragraphs[place] += chain.joint + sentence
        source = bisect.bisect_left(self.sources, rng.random() * self.sources[-1])
        day = FIRST_DAY + datetime.timedelta(days=int(DAYS * rng.random() ** 0.6))  # archives grow
        return {"id": f"g{number}", "url": f"https://news.example/{number}",
                "title": chain.paragraph(18 if chain.unspaced else 9, anchor)[:-1], "body": "\n\n".join(paragraphs),
                "language": language, "published": day.isoformat(), "source": f"Outlet {source + 1}",
                "leaders": leaders, "countries": countries, "topics": topics}


def generate(files, count, out, seed=1, mean_bytes=2500):
    """Writes NDJSON; returns {articles, bytes, cpu_seconds, learn_seconds, languages, unseen}."""
    begin = time.process_time()
    writer = Writer(files, seed, mean_bytes)
    learned = time.process_time()
    languages, size = collections.Counter(), 0
    with open(out, "w", encoding="utf-8") as lines:
        for number in range(count):
            article = writer.article(number)
            languages[article["language"]] += 1
            size += lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    return {"articles": count, "bytes": pathlib.Path(out).stat().st_size, "characters": size,
            "cpu_seconds": round(time.process_time() - begin, 1), "learn_seconds": round(learned - begin, 1),
            "languages": dict(languages.most_common()),
            "learned": {name: {"unseen": round(chain.unseen, 4), "theme": chain.theme} for name, chain in writer.chains.items()}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="files", nargs="+", default=[SAMPLES])
    parser.add_argument("--bytes", type=int, default=2500, help="mean size of a body in UTF-8 (2500)")
    options = parser.parse_args()
    print(json.dumps(generate(options.files, options.articles, options.out, options.seed, options.bytes)),
          file=sys.stderr)


if __name__ == "__main__":
    main()
