#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what the documents tell a reader to type: the ```sh blocks marked "test" of README.md and docs/operations.md.
A block marked "test=server" is started on a free port, must end its output with an address that answers, and stays up
for the blocks after it, in which http://127.0.0.1:8080 becomes that address. Also checks that every relative link
leads to a file and that every option of the programs is documented. Needs the release build. Closes with
"docs: N passed, N failed"."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = ["README.md", "docs/operations.md"]
DEFAULT_ADDRESS = "http://127.0.0.1:8080"
SERVER_SECONDS = 900  # it may have to build first
BLOCK_SECONDS = 120
BLOCK = re.compile(r"^```sh test(=server)?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


class RunningServer:
    """The process group that a test=server block becomes."""

    def __init__(self, commands):
        self.process = subprocess.Popen(["sh", "-euc", commands], cwd=ROOT, env={**os.environ, "PORT": "0"},
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                        start_new_session=True)
        self.address = self._wait()
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def _wait(self):
        timer = threading.Timer(SERVER_SECONDS, self.stop)
        timer.start()
        found = None
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                break
        timer.cancel()
        if not found:
            raise RuntimeError(f"ended with {self.process.wait()} before it printed an address")
        return found.group()

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait()


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as response:
        return response.read().decode()


def check_server(server):
    assert "<html" in fetch(server.address + "/"), "the page is not there"
    total = json.loads(fetch(server.address + "/api/v1/search?q=Takaichi"))["total"]
    assert total > 0, "the sample archive is not searchable"


def run_block(commands, address):
    """In a folder of its own that shows the project's files, so that an index made here hurts nobody."""
    with tempfile.TemporaryDirectory(prefix="dragoman-docs-") as folder:
        for entry in ROOT.iterdir():
            if entry.name != "index":
                (pathlib.Path(folder) / entry.name).symlink_to(entry)
        commands = commands.replace(DEFAULT_ADDRESS, address or DEFAULT_ADDRESS)
        done = subprocess.run(["sh", "-eu"], input=commands, cwd=folder, timeout=BLOCK_SECONDS, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        assert done.returncode == 0, f"exit {done.returncode}: {done.stdout[-1500:]}"


class Checks:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def run(self, name, action, *arguments):
        try:
            result = action(*arguments)
        except Exception as error:  # every check must get its turn
            self.failed += 1
            print(f"FAIL {name}: {error}", flush=True)
            return None
        self.passed += 1
        print(f"ok   {name}", flush=True)
        return result


def start_server(commands):
    server = RunningServer(commands)
    try:
        check_server(server)
    except BaseException:
        server.stop()
        raise
    return server


def run_document(name, checks):
    text = (ROOT / name).read_text(encoding="utf-8")
    server = None
    try:
        for number, match in enumerate(BLOCK.finditer(text), 1):
            title = f"{name} block {number}: {match.group(2).strip().splitlines()[0]}"
            if match.group(1) and server is None:
                server = checks.run(title, start_server, match.group(2))
            else:
                checks.run(title, run_block, match.group(2), server and server.address)
    finally:
        if server is not None:
            server.stop()


def documents():
    """All our documents: those at the top and those in docs/ and samples/."""
    return sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "samples").glob("*.md"))


def check_links(path):
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            assert (path.parent / link).exists(), f"{link} is not there"


def help_of(*command):
    done = subprocess.run([str(ROOT / "build/release" / command[0]), *command[1:], "--help"], capture_output=True,
                          text=True, check=True)
    return done.stdout


def check_options(documents_of_it, *command):
    text = "".join((ROOT / document).read_text(encoding="utf-8") for document in documents_of_it)
    options = set(re.findall(r"--[a-z][a-z-]+", help_of(*command))) - {"--help", "--version"}
    missing = sorted(option for option in options
                     if option not in text and option[2:].replace("-", "_") not in text)
    assert not missing, f"{' and '.join(documents_of_it)} do not tell of {' '.join(missing)}"


def indexer_commands():
    listing = help_of("dragoman-indexer").split("Subcommands:")[1]
    return re.findall(r"^  (\w+)\s", listing, re.M)


def check_commands():
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    missing = [command for command in indexer_commands() if f"`{command}" not in text and f"indexer {command}" not in text]
    assert not missing, f"docs/operations.md does not tell of {' '.join(missing)}"


def main():
    checks = Checks()
    for path in documents():
        checks.run(f"links of {path.relative_to(ROOT)}", check_links, path)
    checks.run("every server option is documented", check_options,
               ["docs/configuration.md", "docs/operations.md"], "dragoman-server")
    checks.run("every indexer command is documented", check_commands)
    for command in checks.run("the indexer lists its commands", indexer_commands) or []:
        checks.run(f"every option of {command} is documented", check_options, ["docs/operations.md"],
                   "dragoman-indexer", command)
    for name in DOCUMENTS:
        checks.run(f"{name} is there", lambda name=name: (ROOT / name).read_text(encoding="utf-8"))
        if (ROOT / name).exists():
            run_document(name, checks)
    print(f"docs: {checks.passed} passed, {checks.failed} failed")
    return 0 if checks.passed and not checks.failed else 1


if __name__ == "__main__":
    sys.exit(main())
