# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns texts of one language into a model that writes endless text with the same statistics: chains of order 2 over
words, or over characters where words are not spaced; new words come at the rate the source shows. Knows nothing of
articles, names or files."""
import array
import collections
import math
import re

UNSPACED = ("zh", "ja")
HAN_UNITS = re.compile(r"[A-Za-z0-9]+|\S")
HAN_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
SENTENCE_END = ".!?؟。！？"
MOST_UNITS = 600_000      # of the source, so that learning takes seconds
# Share of steps that stay near the article's place in the source, so that words repeat within an article as in news.
# The chain takes the one whose articles have nearest to the source's share of distinct words.
THEMES = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93)
COMPARED_CHARACTERS, COMPARED_TEXTS = 600, 60
MOST_UNSEEN = 0.05        # a tiny source would otherwise invent every third word


def is_unspaced(language):
    return language.split("-")[0] in UNSPACED


def forms_of(text, unspaced):
    """What counts as one word of the vocabulary: folded words, or pairs of adjacent Han and kana."""
    if not unspaced:
        return [word for word in re.findall(r"[^\W\d_]+", text.casefold())]
    return [run[at:at + 2] for run in HAN_RUN.findall(text) for at in range(len(run) - 1)]


def growth_of(forms):
    """Returns (share of unseen words among the next ones by Good and Turing, exponent of Heaps' law)."""
    if len(forms) < 4:
        return 0.0, 0.5
    counts = collections.Counter(forms)
    once = sum(1 for count in counts.values() if count == 1)
    half = len(set(forms[:len(forms) // 2]))
    return once / len(forms), min(0.95, max(0.3, math.log2(len(counts) / max(1, half))))


def distinct_share(texts, unspaced):
    """Mean over texts, as far as they are compared: distinct words of all words."""
    shares = []
    for text in texts:
        forms = forms_of(text[:COMPARED_CHARACTERS], unspaced)
        shares += [len(set(forms)) / len(forms)] if forms else []
    return sum(shares) / max(1, len(shares))


class Invented:
    """Words outside the source: their number grows as Heaps' law says; the others are old ones again, early ones more
    often, none of them often."""

    def __init__(self, rng, exponent, spell):
        self.rng, self.exponent, self.spell = rng, exponent, spell
        self.words, self.drawn = [], 0

    def word(self):
        self.drawn += 1
        if len(self.words) < self.drawn ** self.exponent:
            self.words.append(self.spell())
            return self.words[-1]
        return self.words[int(len(self.words) * self.rng.random() ** 1.5)]


class Chain:
    """Requires at least one text that is not blank. Deterministic for a generator's state."""

    def __init__(self, language, texts, rng):
        self.unspaced = is_unspaced(language)
        self.joint = "" if self.unspaced else " "
        self.full_stop = "。" if self.unspaced else "."
        self.rng = rng
        units = self._units_of(texts)
        self.words = units
        self.bytes_per_unit = sum(len(unit.encode()) for unit in units) / len(units) + len(self.joint)
        self._link(units)
        unseen, exponent = growth_of(forms_of(self.joint.join(units), self.unspaced))
        # One invented name of Han replaces a character but makes about three pairs.
        self.unseen = min(MOST_UNSEEN, unseen) / (3 if self.unspaced else 1)
        self.invented = Invented(rng, exponent, self._spell)
        self.theme = 0.7
        self.letters = sorted({unit for unit in units if HAN_RUN.match(unit * 2)}) or ["〇"]
        self._match_repetition(texts)

    def _units_of(self, texts):
        texts = sorted(texts, key=lambda text: text[:20])  # neighbours resemble each other: what the theme stays near to
        total = sum(len(text) for text in texts)
        budget = MOST_UNITS * (1 if self.unspaced else 6)
        keep = min(1.0, budget / max(1, total))
        split = HAN_UNITS.findall if self.unspaced else str.split
        units, share = [], 0.0
        for text in texts:
            share += keep
            if share >= 1:
                share -= 1
                units += split(text)
        return units or split(texts[0])

    def _link(self, units):
        """For each unit: which part of self.order lists the places where its pair (or, if that is unique, the unit
        alone) occurs."""
        number = {}
        ids = [number.setdefault(unit, len(number)) for unit in units]
        length, kinds = len(ids), len(number)
        pairs = [ids[-1] * kinds + ids[0]] + [ids[at - 1] * kinds + ids[at] for at in range(1, length)]
        self.order = array.array("I")
        self.first, self.count = array.array("I", bytes(4 * length)), array.array("I", bytes(4 * length))
        for keys, least in ((ids, 1), (pairs, 2)):
            by_key = sorted(range(length), key=keys.__getitem__)
            begin = 0
            while begin < length:
                end, key = begin + 1, keys[by_key[begin]]
                while end < length and keys[by_key[end]] == key:
                    end += 1
                if end - begin >= least:
                    offset = len(self.order)
                    self.order.extend((at + 1) % length for at in by_key[begin:end])
                    for at in by_key[begin:end]:
                        self.first[at], self.count[at] = offset, end - begin
                begin = end
        self.starts = [0] + [at + 1 for at in range(length - 1) if units[at][-1] in SENTENCE_END]

    def _spell(self):
        rng, words = self.rng, self.words
        if self.unspaced:
            return "".join(self.letters[int(rng.random() * len(self.letters))] for _ in range(2 + int(rng.random() * 2)))
        head, tail = (words[int(rng.random() * len(words))].strip("\"'“”«»().,;:!?،؛؟") for _ in range(2))
        return (head[:max(2, len(head) * 2 // 3)] + tail[len(tail) // 2:].lower()) or "x"

    def _match_repetition(self, texts):
        long = [text for text in texts if len(text) >= COMPARED_CHARACTERS]
        if len(long) < COMPARED_TEXTS:
            return
        step = len(long) // COMPARED_TEXTS
        wanted = distinct_share(long[::step], self.unspaced)
        paragraphs, size = (4, COMPARED_CHARACTERS // 4 if self.unspaced else COMPARED_CHARACTERS // 16)

        def miss(theme):
            self.theme = theme
            anchors = [self.rng.random() for _ in range(COMPARED_TEXTS)]
            made = [self.joint.join(self.paragraph(size, anchor) for _ in range(paragraphs)) for anchor in anchors]
            return abs(distinct_share(made, self.unspaced) - wanted)

        self.theme = min(THEMES, key=miss)

    def paragraph(self, size, anchor):
        """Returns text of about that many units, ended by a full stop. anchor, 0 to 1: the place in the source whose
        words it prefers."""
        random, order, first, count, words = self.rng.random, self.order, self.first, self.count, self.words
        near = min(0.999, max(0.0, anchor + (random() - 0.5) * 0.02))
        at = self.starts[int(near * len(self.starts))]
        out, theme, scale = [], self.theme, 1 / (1 - self.theme)
        for _ in range(size):
            out.append(words[at])
            draw = random()
            draw = anchor if draw < theme else (draw - theme) * scale
            at = order[first[at] + int(draw * count[at])]
        for _ in range(int(size * self.unseen + random())):
            out[int(random() * len(out))] = self.invented.word()
        return self.joint.join(out).rstrip(".!?؟。！？,;:،؛、，；：-–—") + self.full_stop
