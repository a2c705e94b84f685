# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a case's description of its input files into files: literal text, articles, raw bytes, damaged or huge things
made at run time. Knows nothing of the programs. README.md in this folder lists the forms."""
import base64
import gzip
import json
import pathlib
import random
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = "treaty summit border minister visit talks energy port island court trade river quota envoy vote".split()


def ndjson(articles):
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


def generated_articles(count, words):
    """Different in every article, the same in every run."""
    dice = random.Random(20260113)
    for number in range(count):
        body = " ".join(f"{dice.choice(WORDS)}{dice.randrange(99999)}" for _ in range(words))
        yield {"id": f"generated-{number}", "title": f"Generated article {number}", "body": body}


def content(form):
    """Returns the bytes that a form stands for."""
    if isinstance(form, str):
        return form.encode()
    if isinstance(form, list):  # pieces, one after the other
        return b"".join(content(part) for part in form)
    name, argument = next(iter(form.items()))
    if name == "articles":
        return ndjson(argument).encode()
    if name == "archive":
        return (ROOT / "tests/e2e/archives" / f"{argument}.ndjson").read_bytes()
    if name == "file":
        return (ROOT / argument).read_bytes()
    if name == "hex":
        return bytes.fromhex(argument)
    if name == "base64":
        return base64.b64decode(argument)
    if name == "repeat":
        return content(argument["text"]) * argument["times"]
    if name == "gzip":
        return gzip.compress(content(argument), mtime=0)
    if name == "generate":
        return ndjson(generated_articles(argument["articles"], argument["words"])).encode()
    raise ValueError(f"no such form of content: {name}")


def lay(files, folder):
    """Writes the files (name → form) into a folder; a name that ends in "/" is an empty folder."""
    for name, form in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        elif isinstance(form, dict) and "copy" in form:
            source = ROOT / form["copy"]
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, path)
        else:
            path.write_bytes(content(form))
