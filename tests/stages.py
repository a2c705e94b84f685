#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the stages of script/test, sums the test cases of all their runners and closes with "N passed, N failed".
A stage that fails does not stop the later ones, unless they need what it should have made. The unit of the count is
a test case: one doctest case, one unittest method, one end-to-end or browser case, one fuzz target's run, one check of
the whole tree. A stage that breaks without a failed case counts as one failed case. Knows how to call the
runners and to read their counts; no test lives here."""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import programs  # noqa: E402  (the end-to-end cases' way of starting the programs)

RELEASE = "build/release"
ASAN = "build/asan"
JOBS = str(os.cpu_count() or 2)
# Seconds on 2 cores without a warm compiler cache; together under 30 minutes.
BUDGETS = {"bootstrap": 240, "format": 15, "layout": 15, "build": 540, "unit": 60, "e2e": 150, "robustness": 180,
           "browser": 120, "docs": 90, "asan": 540, "tidy": 600}
DOCTEST_LINE = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed")
COUNT_LINE = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)


class Counts:
    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self

    def __str__(self):
        tail = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{tail}"


def run(command, environment=None):
    """Runs a command in the root, shows its output as it comes; returns (exit code, output)."""
    print("$ " + " ".join(command), flush=True)
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environment or {})}, text=True,
                               errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    output = []
    for line in process.stdout:
        print(line, end="", flush=True)
        output.append(line)
    return process.wait(), "".join(output)


def as_one_case(code):
    return Counts(passed=int(code == 0), failed=int(code != 0))


def at_least_one_failure(counts, code):
    """A runner that ends badly has failed, whatever it counted."""
    if code != 0 and counts.failed == 0:
        counts.failed = 1
    return counts


def counted_by_runner(code, output):
    """For runners that close with our own line "[name: ]N passed, N failed"."""
    lines = COUNT_LINE.findall(output)
    counts = Counts(*(int(number or 0) for number in lines[-1])) if lines else Counts(failed=1)
    return at_least_one_failure(counts, code)


def unittest_file(path):
    code, output = run([sys.executable, path])
    ran = re.search(r"^Ran (\d+) tests? in", output, re.M)
    bad = sum(int(number) for number in re.findall(r"(?:failures|errors|unexpected successes)=(\d+)", output))
    skipped = sum(int(number) for number in re.findall(r"skipped=(\d+)", output))
    total = int(ran.group(1)) if ran else 0
    return at_least_one_failure(Counts(max(0, total - bad - skipped), bad, skipped), code)


def ctest(folder, environment=None):
    """Each doctest program counts with its cases, any other program as one case."""
    report = ROOT / folder / "junit.xml"
    report.unlink(missing_ok=True)
    code, _ = run(["ctest", "--test-dir", folder, "-j", JOBS, "--output-on-failure", "--timeout", "300",
                   "--test-output-size-passed", "10000000", "--test-output-size-failed", "10000000",
                   "--output-junit", str(report)], environment)
    counts = Counts()
    if report.exists():
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            good = case.get("status") == "run"
            cases = DOCTEST_LINE.search(case.findtext("system-out") or "")
            if cases:
                counts.add(at_least_one_failure(Counts(int(cases.group(1)), int(cases.group(2))), int(not good)))
            else:
                counts.add(as_one_case(int(not good)))
    return at_least_one_failure(counts, code)


def ctest_targets(folder):
    """The programs that ctest runs in a build folder: what must be built for it, and no more."""
    listing = subprocess.run(["ctest", "--test-dir", folder, "--show-only=json-v1"], cwd=ROOT, capture_output=True,
                             text=True, check=True).stdout
    return sorted({pathlib.Path(test["command"][0]).name for test in json.loads(listing)["tests"] if test.get("command")})


def build(preset, targets=()):
    """Returns the counts of a build: nothing, or one failure."""
    code, _ = run(["cmake", "--preset", preset])
    if code == 0:
        chosen = ["--target", *targets] if targets else []
        code, _ = run(["cmake", "--build", "--preset", preset, "-j", JOBS, *chosen])
    return Counts(failed=int(code != 0))


def stage_format():
    files = sorted(str(path.relative_to(ROOT)) for folder in ("core", "indexer", "server", "tests")
                   for path in (ROOT / folder).rglob("*") if path.suffix in (".cc", ".h")
                   and "node_modules" not in path.parts)
    code, _ = run(["clang-format-14", "--dry-run", "-Werror", *files])
    return as_one_case(code)


def stage_layout():
    counts = unittest_file("tests/layout/check_layout_test.py")
    code, _ = run([sys.executable, "tests/layout/check_layout.py"])
    return counts.add(as_one_case(code))


def stage_build():
    return build("release")


def stage_unit():
    return ctest(RELEASE).add(unittest_file("tests/bench/bench_test.py"))


def stage_e2e():
    counts = unittest_file("tests/e2e/matchers_test.py")
    return counts.add(counted_by_runner(*run([sys.executable, "tests/e2e/run_e2e.py", "--build", RELEASE])))


def stage_robustness():
    return counted_by_runner(*run([sys.executable, "tests/robustness/run.py", "--build", RELEASE]))


def stage_browser():
    """Playwright against a server of its own over the sample archive."""
    index, report = ROOT / "build/browser-index", ROOT / "build/browser-report.json"
    report.unlink(missing_ok=True)
    shutil.rmtree(index, ignore_errors=True)
    made = programs.Programs(ROOT / RELEASE)
    code, _, stderr = made.run_indexer(["build", "--index", str(index), "samples"])
    if code not in (0, 3):
        print(stderr)
        return Counts(failed=1)
    server = made.serve(index)
    try:
        code, _ = run(["npm", "--prefix", "tests/browser", "test", "--", "--reporter=list,json"],
                      {"PLAYWRIGHT_JSON_OUTPUT_NAME": str(report), "DRAGOMAN_URL": f"http://127.0.0.1:{server.port}"})
    finally:
        server.stop()
    counts = Counts()
    if report.exists():
        stats = json.loads(report.read_text())["stats"]
        counts = Counts(stats["expected"], stats["unexpected"] + stats["flaky"], stats["skipped"])
    return at_least_one_failure(counts, code)


def stage_docs():
    return counted_by_runner(*run([sys.executable, "tests/readme/run_readme.py"]))


def stage_asan():
    code, _ = run(["cmake", "--preset", "asan"])
    if code != 0:
        return Counts(failed=1)
    counts = build("asan", ctest_targets(ASAN))
    if counts.failed:
        return counts
    # Debian's libxapian frees with a wrong size inside Database::check: not ours to mend.
    return ctest(ASAN, {"ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:new_delete_type_mismatch=0",
                        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1"})


def stage_tidy():
    code, _ = run(["run-clang-tidy-14", "-quiet", "-p", RELEASE, "-j", JOBS, "^" + re.escape(str(ROOT)) +
                   "/(core|indexer|server)/.*\\.cc$"])
    return as_one_case(code)


STAGES = {"format": stage_format, "layout": stage_layout, "build": stage_build, "unit": stage_unit, "e2e": stage_e2e,
          "robustness": stage_robustness, "browser": stage_browser, "docs": stage_docs, "asan": stage_asan,
          "tidy": stage_tidy}
NEEDS_BUILD = {"unit", "e2e", "robustness", "browser", "docs"}
OPTIONAL = {"tidy"}       # asked for by name only
SLOW = {"asan", "browser"}  # left out by --fast


def chosen_stages(arguments):
    parser = argparse.ArgumentParser(prog="script/test", description="Runs the tests; without STAGE, all that CI runs.")
    parser.add_argument("--fast", action="store_true", help="without: " + " ".join(sorted(SLOW)))
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=" ".join(STAGES) +
                        f" (only by name: {' '.join(sorted(OPTIONAL))})")
    options = parser.parse_args(arguments)
    unknown = set(options.stages) - set(STAGES)
    if unknown:
        parser.error("no such stage: " + " ".join(sorted(unknown)))
    left_out = OPTIONAL | (SLOW if options.fast else set())
    return [name for name in STAGES if (name in options.stages if options.stages else name not in left_out)]


def use_local_compiler_cache():
    os.environ.setdefault("CCACHE_DIR", str(pathlib.Path.home() / ".cache" / "ccache"))
    os.environ.setdefault("CCACHE_BASEDIR", str(ROOT))
    os.environ.setdefault("CCACHE_NOHASHDIR", "true")  # a clone in another folder finds what this one compiled
    os.environ.setdefault("CCACHE_MAXSIZE", "2G")


def run_stage(name, build_failed):
    if name in NEEDS_BUILD and build_failed:
        print(f"{name}: not run, the build failed")
        return Counts(failed=1)
    try:
        return STAGES[name]()
    except Exception as error:  # a broken runner must not hide the other stages
        print(f"{name}: {type(error).__name__}: {error}")
        return Counts(failed=1)


def print_table(rows, total, started):
    print("\nstage        time   budget  result")
    for name, seconds, counts in rows:
        over = "  OVER BUDGET" if seconds > BUDGETS[name] else ""
        print(f"{name:10} {seconds:5.0f} s  {BUDGETS[name]:4} s  {counts}{over}")
    spent = time.time() - started
    allowed = sum(BUDGETS[name] for name, _, _ in rows)
    print(f"{'together':10} {spent:5.0f} s  {allowed:4} s")
    print(f"{total}", flush=True)


def main(arguments):
    names = chosen_stages(arguments)
    use_local_compiler_cache()
    started = float(os.environ.get("DRAGOMAN_TEST_STARTED", time.time()))
    rows = [("bootstrap", time.time() - started, Counts())]
    total = Counts()
    build_failed = False
    for name in names:
        print(f"\n=== {name} (budget {BUDGETS[name]} s) ===", flush=True)
        begin = time.time()
        counts = run_stage(name, build_failed)
        build_failed = build_failed or (name == "build" and counts.failed > 0)
        rows.append((name, time.time() - begin, counts))
        print(f"--- {name}: {counts}; {rows[-1][1]:.0f} of {BUDGETS[name]} s", flush=True)
        total.add(counts)
    subprocess.run(["ccache", "--show-stats"], check=False)
    print_table(rows, total, started)
    return 0 if total.failed == 0 and total.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
