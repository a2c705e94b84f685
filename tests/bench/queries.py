# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a sample of an archive into requests of every class, picked by measured frequency and a seed, so that they fit
any input: words of given shares of their language's articles, runs that occur, names of the gazetteer. A request is a
dict {class, text, country, from, to, facets, newest, offset}; knows no engine's syntax beyond quotes and OR."""
import collections
import json
import random
import re

import chains
import generate
import mentions

SAMPLE = 6000
FREQUENT, RARE_AT_MOST = 0.05, 3   # share of the language's articles; articles of the sample
FEW, BROAD = 0.01, 0.12            # share of all articles
WORD = re.compile(r"[^\W\d_]{2,}")
HAN = re.compile(r"[\u3400-\u9fff々]{2,}")
OPERATORS = {"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"}
TITLES = {
    "words_frequent": "1–3 frequent words", "words_rare": "1–3 words, one rare", "names": "a leader's name",
    "phrase": "phrase", "filtered": "words + country + dates", "newest": "frequent word, newest first",
    "deep": "frequent words, page 100", "facets_few": "facets + histogram, under 1 %",
    "facets_broad": "facets + histogram, over 10 %", "browse": "no words: a country or years, facets + histogram"}
DEEP_OFFSET = 990


class Sample:
    """Some articles of the archive, with the words of each and in how many of them a word is."""

    def __init__(self, path, articles):
        step = max(1, articles // SAMPLE)
        self.articles, self.by_word, self.of_language = [], collections.defaultdict(set), collections.Counter()
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0 and line.strip():
                    self._add(json.loads(line))
        self.countries = collections.Counter(id for article in self.articles for id in article["countries"])
        self.days = sorted(article["day"] for article in self.articles if article["day"])

    def _add(self, record):
        text = record.get("body") or record.get("text") or ""
        language = generate.language_of(record)
        unspaced = chains.is_unspaced(language)
        runs = HAN.findall(text) if unspaced else [WORD.findall(part) for part in re.split(r"[^\w\s]|\d", text)]
        if unspaced:
            words = {run[at:at + 2] for run in runs for at in range(len(run) - 1)}
        else:
            words = {word for run in runs for word in run if word.upper() not in OPERATORS}
        for word in words:
            self.by_word[word.casefold()].add(len(self.articles))
        self.of_language[language] += 1
        self.articles.append({"language": language, "unspaced": unspaced, "runs": runs,
                              "words": sorted({word.casefold() for word in words}),
                              "countries": record.get("countries") or [],
                              "day": str(record.get("published") or record.get("date") or "")[:10]})

    def share(self, word, language):
        return len(self.by_word[word]) / max(1, self.of_language[language])


class Picker:
    """Each method returns one request, or None when this draw had none."""

    def __init__(self, sample, seed):
        self.sample, self.rng = sample, random.Random(seed)
        self.leaders = mentions.lines_of("leaders.ndjson")
        self.frequent = [word for word, where in sample.by_word.items()
                         if len(where) >= 0.02 * len(sample.articles)]
        self.frequent.sort(key=lambda word: (-len(sample.by_word[word]), word))

    def _words(self, rare):
        article = self.rng.choice(self.sample.articles)
        frequent = [word for word in article["words"] if self.sample.share(word, article["language"]) >= FREQUENT]
        seldom = [word for word in article["words"] if len(self.sample.by_word[word]) <= RARE_AT_MOST]
        count = self.rng.choice((1, 2, 2, 3))
        chosen = self.rng.sample(seldom, min(1, len(seldom))) if rare else []
        if rare and not chosen:
            return None
        chosen += self.rng.sample(frequent, min(count - len(chosen), len(frequent)))
        return {"text": " ".join(chosen)} if chosen else None

    def words_frequent(self):
        return self._words(rare=False)

    def words_rare(self):
        return self._words(rare=True)

    def names(self):
        names = self.rng.choice(self.leaders)["names"]
        return {"text": names[self.rng.choice(sorted(names))]}

    def phrase(self):
        article = self.rng.choice(self.sample.articles)
        runs = [run for run in article["runs"] if len(run) >= 3]
        if not runs:
            return None
        run = self.rng.choice(runs)
        size = self.rng.randint(4, 6) if article["unspaced"] else self.rng.randint(2, 4)
        begin = self.rng.randrange(max(1, len(run) - size))
        words = run[begin:begin + size]
        return {"text": f'"{words if article["unspaced"] else " ".join(words)}"'}

    def filtered(self):
        request = self._words(rare=False)
        if not request or not self.sample.countries:
            return None
        return {**request, "country": self._country(), **self._years(3)}

    def newest(self):
        return {"text": self.rng.choice(self.frequent), "newest": True}

    def deep(self):
        return {"text": " OR ".join(self.rng.sample(self.frequent, 2)), "offset": DEEP_OFFSET}

    def facets_few(self):
        return self._with_facets(rare=True, least=0, most=FEW)

    def facets_broad(self):
        """Few words alone reach so many articles of an archive in ten languages: alternatives of frequent ones."""
        words = self.rng.sample(self.frequent[:200], self.rng.choice((1, 2, 3)))
        found = set().union(*(self.sample.by_word[word] for word in words))
        if len(found) < BROAD * len(self.sample.articles):
            return None
        return {"text": " OR ".join(words), "facets": True}

    def browse(self):
        if self.rng.random() < 0.5 and self.sample.countries:
            return {"text": "", "facets": True, "newest": True, "country": self._country(), **self._years(5)}
        return {"text": "", "facets": True, "newest": True, **self._years(self.rng.choice((1, 2, 5, 10)))}

    def _with_facets(self, rare, least, most):
        request = self._words(rare)
        if request is None:
            return None
        found = set.intersection(*(self.sample.by_word[word] for word in request["text"].split()))
        return {**request, "facets": True} if least <= len(found) / len(self.sample.articles) <= most else None

    def _country(self):
        ids = list(self.sample.countries)
        return self.rng.choices(ids, weights=[self.sample.countries[id] for id in ids])[0]

    def _years(self, years):
        """Days from one article's to some years later."""
        if not self.sample.days:
            return {}
        day = self.rng.choice(self.sample.days)
        return {"from": day.replace("-", ""), "to": f"{int(day[:4]) + years}{day[5:7]}28"}


def pick(path, articles, count, seed=1):
    """Returns {class: [request]}: up to `count` of each, no text twice, so that one never warms another's caches."""
    picker = Picker(Sample(path, articles), seed)
    chosen, used = {}, set()
    for name in TITLES:
        requests = []
        for _ in range(count * 40):
            request = getattr(picker, name)()
            key = None if request is None else request["text"] or json.dumps(request, sort_keys=True)
            if key is None or key in used:
                continue
            used.add(key)
            requests.append({"class": name, **request})
            if len(requests) == count:
                break
        chosen[name] = requests
    return chosen
