# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the programs under measurement, each as a process of its own, and reads what they and the kernel say of their
time and memory. Knows command lines, no statistics."""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / "build/release"
TARGETS = ["dragoman-indexer", "dragoman-server", "plain_xapian_bench", "http_load_bench"]


def build_programs():
    for command in (["cmake", "--preset", "release"],
                    ["cmake", "--build", "--preset", "release", "--target", *TARGETS]):
        if subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode != 0:
            sys.exit("bench: the programs could not be built")


def environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DRAGOMAN_", "XAPIAN_"))}
    return {**kept, "DRAGOMAN_GAZETTEER": str(ROOT / "config/gazetteer")}


def run(name, *arguments, good=(0,), stdout=subprocess.PIPE):
    """Returns (standard output, {seconds, cpu_seconds, peak_kib}) of one of our programs; ends the bench if it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen([RELEASE / name, *map(str, arguments)], env=environment(), stdin=subprocess.DEVNULL,
                               stdout=stdout, stderr=subprocess.PIPE, text=True)
    output, errors = process.stdout.read() if process.stdout else "", process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in good:
        sys.exit(f"bench: {name} {' '.join(map(str, arguments))}: exit {process.returncode}: {errors[-1500:]}")
    return output, {"seconds": time.perf_counter() - begin, "cpu_seconds": usage.ru_utime + usage.ru_stime,
                    "peak_kib": usage.ru_maxrss}


def run_json(name, *arguments):
    return json.loads(run(name, *arguments)[0])


class Server:
    """dragoman-server on a free port; use with `with`."""

    def __init__(self, index):
        self.process = subprocess.Popen(
            [RELEASE / "dragoman-server", "--index", str(index), "--listen", "127.0.0.1:0", "--web", "none",
             "--log-level", "warn"], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        found = re.search(r":(\d+)\s*$", self.process.stdout.readline())
        if not found:
            self.process.wait()
            sys.exit(f"bench: the server did not start (exit {self.process.returncode})")
        self.port = int(found.group(1))

    def memory_kib(self, field):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(rf"{field}:\s+(\d+)", status).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
