#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what an index must survive against the real programs: kills, full disks, several writers, readers under a
writer. Closes with "robustness: N passed, N failed"; exit 1 if one failed or none ran. README.md in this folder
describes the cases. Knows how to run cases, none of them."""
import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

import faults  # noqa: E402
import full_disk  # noqa: E402
import kills  # noqa: E402
import readers  # noqa: E402
import scenarios  # noqa: E402
import writers  # noqa: E402

MAX_COMPLAINTS = 8


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release", help="folder of the programs")
    parser.add_argument("--only", default="", metavar="TEXT", help="cases whose title holds the text")
    parser.add_argument("--seconds", type=float, default=8, help="how long the readers read (8)")
    parser.add_argument("--seed", type=int, default=20260113, help="of the random moments")
    parser.add_argument("--all", action="store_true", help="kill in every call, also within work folders")
    return parser.parse_args()


def spread(work):
    """Carries out (function, arguments) pairs on all cores; returns their complaints."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        done = [pool.submit(function, *given) for function, given in work]
        return [text for one in done for text in one.result()]


def run_case(title, function, scenario, workshop, options):
    begin = time.monotonic()
    try:
        about, complaints = function(scenario, workshop, options)
    except full_disk.Skip as reason:
        print(f"skipped - {title}: {reason}", flush=True)
        return "skipped"
    except Exception:  # a broken case must not hide the others
        about, complaints = "", [traceback.format_exc()]
    seconds = time.monotonic() - begin
    print(f"{'FAILED' if complaints else 'ok'} - {title} ({about}; {seconds:.1f} s)", flush=True)
    for text in complaints[:MAX_COMPLAINTS]:
        print("    " + text.replace("\n", "\n    "), flush=True)
    if len(complaints) > MAX_COMPLAINTS:
        print(f"    … {len(complaints)} complaints", flush=True)
    return "failed" if complaints else "passed"


def main():
    options = arguments()
    options.spread = spread
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    with tempfile.TemporaryDirectory(prefix="dragoman-robustness-") as folder:
        workshop = faults.Workshop(options.build, pathlib.Path(folder))
        made = scenarios.Scenarios(workshop)
        for module in (kills, full_disk, writers, readers):
            for title, function, scenario in module.cases(made):
                if options.only in title:
                    counts[run_case(title, function, scenario, workshop, options)] += 1
    tail = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"robustness: {counts['passed']} passed, {counts['failed']} failed{tail}", flush=True)
    return 0 if counts["failed"] == 0 and counts["passed"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
