#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a source tree into a list of broken layout rules: include arrows, what each folder must not mention, file
sizes, head comments. Reads text only; knows nothing of what the code does. Exit 1 if a rule is broken.

usage: check_layout.py [ROOT]
"""
import pathlib
import re
import sys

CODE = {".cc", ".h"}
SCRIPTS = {".py", ".js", ".mjs", ".sh", ".cmake", ".css"}
HARD_LINES = 500
SOFT_LINES = 300
# Pure data, or one table that is not better in pieces: exempt from the sizes, not from the other rules.
DATA_FILES = {
    "core/text/fold_table.cc",
    "core/text/han_variants.cc",
    "core/entities/country_names.cc",
    "indexer/extraction/phrase_tables.cc",
    "web/package-lock.json",
}
# Third-party or generated folders that are no business of ours.
SKIPPED_FOLDERS = {".git", "build", "node_modules", "test-results", "playwright-report", "__pycache__", ".cache"}

# Folder → the folders of ours it may include from; its own is always allowed. "core" stands for the files at the
# top of core: the base (Article, Result, days, hashes) that everybody may include.
ARROWS = {
    "core": set(),
    "core/text": {"core"},
    "core/settings": {"core"},
    "core/entities": {"core", "core/text"},
    "core/schema": {"core", "core/text"},
    "core/stories": {"core", "core/text", "core/schema"},
    "indexer": {"core", "core/text", "core/entities", "core/schema", "core/settings", "core/stories",
                "indexer/sources", "indexer/extraction", "indexer/stories"},
    "indexer/sources": {"core", "core/text"},
    "indexer/extraction": {"core", "core/text", "core/entities", "indexer/sources"},
    "indexer/stories": {"core", "core/text", "core/schema", "core/stories"},
    "server": {"core", "core/text", "core/entities", "core/schema", "core/settings", "core/stories",
               "server/http", "server/api", "server/search"},
    "server/http": {"core", "core/text", "core/settings", "server/api"},
    "server/api": {"core", "core/text", "core/settings", "server/search"},
    "server/search": {"core", "core/text", "core/entities", "core/schema", "core/stories"},
}
# Files at the top of core that stand on core/text themselves: the exceptions to "core includes nothing".
CORE_ON_TEXT = re.compile(r"core/(article_json|article_text|json_repair)\.(cc|h)$")

# Folder prefix, what it must not contain (comments and strings left out), and why.
FORBIDDEN = [
    ("core/", r"\bstd::(cout|cerr|clog)\b|\b(printf|fprintf|puts|vprintf|perror)\s*\(|\bspdlog\b",
     "core neither prints nor logs"),
    ("core/text/", r"\bXapian\b|xapian", "core/text knows no database"),
    ("core/text/", r"\bhttplib\b|\bnlohmann\b", "core/text knows no HTTP and no JSON"),
    ("core/entities/", r"\bXapian\b|\bhttplib\b", "core/entities knows no database and no HTTP"),
    ("core/settings/", r"\bXapian\b|\bhttplib\b", "core/settings knows no database and no HTTP"),
    ("core/schema/", r"\bhttplib\b", "core/schema knows no HTTP"),
    ("server/search/", r"\bhttplib\b|\bnlohmann\b|\bsimdjson\b", "server/search knows no HTTP and no JSON"),
    ("server/http/", r"\bXapian\b", "server/http knows no database"),
    ("server/api/", r"\bXapian\b|\bhttplib\b", "server/api knows no database and no HTTP"),
    ("indexer/", r"\bhttplib\b", "the indexer knows no HTTP"),
    ("server/", r"\bWritableDatabase\b", "the server never writes an index"),
]
FORBIDDEN_INCLUDES = {
    "core/text/": {"xapian.h"},
    "server/search/": {"httplib.h", "nlohmann/json.hpp", "nlohmann/json_fwd.hpp", "simdjson.h"},
}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/|(?<![\w.])/tmp/")
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.M)
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"


def files_of(root, folders, suffixes):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file() and not SKIPPED_FOLDERS & set(path.relative_to(root).parts):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def without_comments_and_strings(code):
    """Blanks comments and string literals, keeping the lines where they are."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda match: "\n" * match.group().count("\n"), code)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def folder_of(name):
    """Returns the longest folder of ARROWS that a file is in, or None."""
    parts = name.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        folder = "/".join(parts[:length])
        if folder in ARROWS:
            return folder
    return None


def check_arrows(name, text):
    own = folder_of(name)
    if own is None:
        return
    allowed = ARROWS[own] | {own}
    if CORE_ON_TEXT.fullmatch(name):
        allowed = allowed | {"core/text"}
    for match in INCLUDE.finditer(text):
        target = match.group(1)
        where = f"{name}:{line_of(text, match.start(1))}"
        for prefix, headers in FORBIDDEN_INCLUDES.items():
            if name.startswith(prefix) and target in headers:
                yield f"{where}: {prefix} must not include {target}"
        folder = folder_of(target)
        if folder is not None and folder not in allowed:
            yield f"{where}: {own} must not include {folder} ({target})"


def check_words(name, text):
    code = without_comments_and_strings(text)
    for prefix, pattern, why in FORBIDDEN:
        if name.startswith(prefix):
            for match in re.finditer(pattern, code):
                yield f"{name}:{line_of(code, match.start())}: '{match.group().strip()}': {why}"


def check_machine_paths(name, text):
    for match in MACHINE_PATH.finditer(text):
        yield f"{name}:{line_of(text, match.start())}: names a path of one machine ({match.group()})"


def check_head(name, text):
    """The first line (after #!) is the licence, then a comment or docstring says what the file is."""
    lines = text.split("\n")
    if lines and lines[0].startswith("#!"):
        lines = lines[1:]
    if not lines or SPDX not in lines[0]:
        yield f"{name}:1: does not open with '{SPDX}'"
        return
    rest = "\n".join(lines[1:])
    if not re.match(r'\s*(//|#|/\*|\*|"""|r""")', rest):
        yield f"{name}:2: no head comment says what the file turns into what"


def check_size(name, text, notes):
    lines = text.count("\n")
    if name in DATA_FILES:
        return
    if lines > HARD_LINES:
        yield f"{name}: {lines} lines, {HARD_LINES} are allowed"
    elif lines > SOFT_LINES:
        notes.append(f"{name}: {lines} lines, over the soft limit of {SOFT_LINES}")


def scripts_of(root):
    """The programs in script/ and .ci/ have no suffix."""
    for folder in ("script", ".ci"):
        for path in sorted((root / folder).glob("*")):
            if path.is_file():
                yield f"{folder}/{path.name}", path.read_text(encoding="utf-8", errors="replace")


def check(root):
    """Returns (faults, notes): one sentence each, with file and line."""
    faults, notes, seen = [], [], 0
    for name, text in files_of(root, ("core", "indexer", "server", "tests"), CODE):
        seen += 1
        faults += check_arrows(name, text)
        faults += check_words(name, text)
        faults += check_head(name, text)
        faults += check_size(name, text, notes)
        if not name.startswith("tests/"):
            faults += check_machine_paths(name, text)
    others = list(files_of(root, ("tests", "web", "cmake"), SCRIPTS)) + list(scripts_of(root))
    for name, text in others:
        faults += check_size(name, text, notes)
        if not name.endswith(".css"):
            faults += check_head(name, text)
        if not name.startswith("tests/"):
            faults += check_machine_paths(name, text)
    if seen == 0:
        faults.append(f"{root}: no source files found")
    return faults, notes


def main(arguments):
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    faults, notes = check(root)
    for note in notes:
        print(f"note: {note}")
    for fault in faults:
        print(fault)
    print(f"layout: {len(faults)} faults, {len(notes)} notes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
