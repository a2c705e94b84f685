# SPDX-License-Identifier: GPL-3.0-or-later
"""What an index must hold after a row of commands, and what it does hold. A model is never changed: each command makes
the next one. Knows the commands' promises and the files of an index, not how anything is broken."""
import dataclasses
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))

SEGMENT_FILES = {"postings.glass", "columns.bin", "forward.bin", "articles.bin", "stories.bin", "manifest.json"}
LOCKS = {"lock", "build.lock", "merge.lock"}


def article(number, version=1):
    return {"id": f"a{number}", "title": f"Article {number} in version {version}", "language": "en",
            "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", "source": f"Source {number % 7}",
            "body": f"The ministers met for round {number} of their talks. " * (3 + number % 5)}


def articles(numbers, version=1):
    return [article(number, version) for number in numbers]


def ids(numbers):
    return [f"a{number}" for number in numbers]


@dataclasses.dataclass(frozen=True)
class Model:
    """Titles by id, None where there is no index; operations as (id, title or None for a removal)."""
    titles: dict | None = None
    operations: tuple = ()

    def after_add(self, added):
        put = tuple((one["id"], one["title"]) for one in added)
        return Model({**(self.titles or {}), **dict(put)}, self.operations + put)

    def after_remove(self, removed):
        gone = tuple((name, None) for name in removed if name in self.titles)
        kept = {name: title for name, title in self.titles.items() if name not in removed}
        return Model(kept, self.operations + gone)

    def after_build(self, given, fresh=False):
        titles = {one["id"]: one["title"] for one in given}
        for name, title in () if fresh else self.operations:
            if title is None:
                titles.pop(name, None)
            else:
                titles[name] = title
        return Model(titles, () if fresh else self.operations)


def difference(found, expected):
    """One line on how two {id: title} differ."""
    missing = sorted(set(expected) - set(found))
    extra = sorted(set(found) - set(expected))
    other = sorted(name for name in set(found) & set(expected) if found[name] != expected[name])
    return f"missing {missing[:9]}, too many {extra[:9]}, of another version {other[:9]}"


class Index:
    """One index as its commands show it. `run(arguments)` returns (exit code, stdout, stderr)."""

    def __init__(self, path, run):
        self.path, self.run = path, run

    def count(self):
        """Returns (articles or None where there is no index, complaints) from stats."""
        code, out, err = self.run(["stats", "--index", str(self.path)])
        if code == 1 and "no_index" in err:
            return None, []
        return (json.loads(out)["articles"], []) if code == 0 else (None, [f"stats ends with {code}: {err.strip()}"])

    def held(self, counted=True):
        """Returns ({id: title} or None where there is no index, complaints) from check, export and, if counted,
        stats."""
        count, complaints = self.count() if counted else (0, [])
        if count is None:
            return None, complaints
        code, _, err = self.run(["check", "--index", str(self.path)])
        if code != 0:
            complaints.append(f"check ends with {code}: {err.strip()}")
        code, out, err = self.run(["export", "--index", str(self.path)])
        if code != 0:
            complaints.append(f"export ends with {code}: {err.strip()}")
        exported = [json.loads(line) for line in out.splitlines()]
        titles = {one["id"]: one["title"] for one in exported}
        if len(exported) != len(titles) or (counted and count != len(titles)):
            complaints.append(f"stats counts {count} articles, export gives {len(exported)} with {len(titles)} ids")
        return titles, complaints

    def leftovers(self):
        """Returns the files that CURRENT does not account for."""
        current = json.loads((self.path / "CURRENT").read_text())
        expected = {"CURRENT"} | LOCKS
        for segment in current["segments"]:
            expected |= {f"segments/{segment['name']}/{name}" for name in SEGMENT_FILES}
            if "tombstones" in segment:
                expected.add(f"segments/{segment['name']}/{segment['tombstones']}")
        if "log" in current:
            expected.add(f"log/{current['log']['name']}")
        found = {path.relative_to(self.path).as_posix() for path in self.path.rglob("*")
                 if path.is_file() or not any(path.iterdir())}
        return sorted(found - expected - {"log", "segments"})

    def complaints_if_not(self, models, counted=True):
        """Holds the index against the models; returns (the one it agrees with or None, complaints)."""
        titles, complaints = self.held(counted)
        for model in models:
            if titles == model.titles:
                return model, complaints
        if titles is None:
            return None, complaints or ["the index is gone"]
        told = [difference(titles, model.titles or {}) for model in models]
        return None, complaints + ["the index agrees with no model: " + " / ".join(told)]
