#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the declarative end-to-end cases against the real programs: cases/*.json (a server over an archive) and
indexer/*.json (command lines over input files). A file holds a list of cases; README.md in this folder describes
them. Closes with "e2e: N passed, N failed"; exit 1 if one failed or none ran."""
import argparse
import contextlib
import json
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import inputs
import programs
import steps

HERE = pathlib.Path(__file__).resolve().parent
KNOWN_KEYS = {"name", "about", "archive", "alone", "files", "steps"}


class Shared:
    """One index and one server for all cases that only ask questions of the same archive."""

    def __init__(self, made_programs, folder):
        self.programs, self.folder, self.servers, self.indexes = made_programs, folder, {}, {}

    def index(self, archive):
        if archive not in self.indexes:
            index = self.folder / f"index-{archive}"
            source = self.folder / f"{archive}.ndjson"
            source.write_bytes(inputs.content({"archive": archive}))
            code, _, stderr = self.programs.run_indexer(["build", "--index", str(index), str(source)])
            if code not in (0, 3):
                raise RuntimeError(f"the archive {archive} does not build (exit {code}): {stderr[-1500:]}")
            self.indexes[archive] = index
        return self.indexes[archive]

    def server(self, archive):
        if archive not in self.servers:
            self.servers[archive] = self.programs.serve(self.index(archive))
        return self.servers[archive]

    def stop(self):
        for server in self.servers.values():
            server.stop()


def load_cases(pattern):
    for folder in ("cases", "indexer"):
        for path in sorted((HERE / folder).glob("*.json")):
            for case in json.loads(path.read_text(encoding="utf-8")):
                unknown = set(case) - KNOWN_KEYS
                if unknown:
                    raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
                title = f"{path.stem}: {case['name']}"
                if pattern in title:
                    yield title, case


def stage_for(case, shared, folder):
    """A case with an archive is given its running server; "alone" gives it a copy of the index and no server."""
    archive = case.get("archive")
    if archive is None:
        return steps.Stage(shared.programs, folder, folder / "index")
    if case.get("alone"):
        shutil.copytree(shared.index(archive), folder / "index")
        return steps.Stage(shared.programs, folder, folder / "index")
    return steps.Stage(shared.programs, folder, shared.index(archive), shared.server(archive))


def run_case(case, shared):
    """Returns the complaints of the first step that has any."""
    with tempfile.TemporaryDirectory(prefix="dragoman-e2e-") as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        stage = stage_for(case, shared, folder)
        stack.callback(stage.close)
        inputs.lay(case.get("files", {}), folder)
        for number, step in enumerate(case["steps"], 1):
            found = steps.run_step(stage, step)
            if found:
                return [f"step {number}: {fault}" for fault in found]
    return []


def run_all(cases, shared):
    passed, failed, skipped = 0, [], 0
    for title, case in cases:
        begin = time.monotonic()
        try:
            faults = run_case(case, shared)
        except steps.Skip as reason:
            skipped += 1
            print(f"SKIP {title}: {reason}")
            continue
        except Exception as error:  # one broken case must not hide the others
            faults = [f"{type(error).__name__}: {error}"]
        passed += not faults
        print(f"{'FAIL' if faults else 'ok  '} {title} ({time.monotonic() - begin:.2f} s)", flush=True)
        for fault in faults:
            print(f"       {fault}")
        if faults:
            failed.append(title)
    return passed, failed, skipped


def main(arguments):
    parser = argparse.ArgumentParser(description="Runs the end-to-end cases.")
    parser.add_argument("--build", default=str(HERE.parents[1] / "build/release"), help="folder of the two programs")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases whose title holds this text")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped then, too
    with tempfile.TemporaryDirectory(prefix="dragoman-e2e-") as name:
        shared = Shared(programs.Programs(options.build), pathlib.Path(name))
        try:
            passed, failed, skipped = run_all(load_cases(options.only), shared)
        finally:
            shared.stop()
    for title in failed:
        print(f"failed: {title}")
    print(f"e2e: {passed} passed, {len(failed)} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
