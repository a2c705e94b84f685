# SPDX-License-Identifier: GPL-3.0-or-later
"""Carries out one step of a case and returns complaints: an HTTP request, a run of the indexer, starting or
signalling the server, changing a file, holding the index's lock, mounting a small disk. README.md in this folder
describes each. Knows nothing of how cases are found or counted."""
import fcntl
import json
import os
import pathlib
import subprocess
import time
import urllib.parse

import inputs
import matchers

POLL_SECONDS = 0.05


class Skip(Exception):
    """This machine cannot do what the case needs."""


class Stage:
    """What the steps of one case share: its folder, its index, its server, what must be undone."""

    def __init__(self, programs, folder, index, server=None):
        self.programs, self.folder, self.index, self.server = programs, pathlib.Path(folder), pathlib.Path(index), server
        self.undo = []

    def fill(self, text):
        return text.replace("$INDEX", str(self.index)).replace("$DIR", str(self.folder))

    def close(self):
        for action in reversed(self.undo):
            action()
        self.undo.clear()


def target_of(request):
    target = request.get("path", "/api/v1/search")
    pairs = []
    for name, value in request.get("params", {}).items():
        pairs += [(name, item) for item in value] if isinstance(value, list) else [(name, value)]
    return target + ("?" + urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote) if pairs else "")


def send(stage, request):
    body = request.get("body")
    headers = dict(request.get("headers", {}))
    if isinstance(body, (dict, list)):
        body = json.dumps(body, ensure_ascii=False)
        headers.setdefault("Content-Type", "application/json")
    method = request.get("method", "GET")
    return stage.server.request(method, target_of(request), headers, body.encode() if body is not None else None)


def check_answer(answer, expect):
    status, headers, data = answer
    out = []
    if status != expect.get("status", 200):
        out.append(f"status: wanted {expect.get('status', 200)}, found {status}: {data[:300]!r}")
    out += matchers.complaints(headers, {"/" + name.lower(): wanted for name, wanted in expect.get("headers", {}).items()})
    text = data.decode(errors="replace")
    if "text" in expect and not matchers.holds(text, expect["text"]):
        out.append(f"body: wanted {expect['text']!r}, found {matchers.shown(text)}")
    if "json" in expect:
        try:
            out += matchers.complaints(json.loads(data), expect["json"])
        except ValueError:
            out.append(f"body: not JSON: {matchers.shown(text)}")
    return out


def step_request(stage, step):
    """With "within_s" the request is repeated until the answer is as expected, at most for that long."""
    end = time.monotonic() + step.get("within_s", 0)
    while True:
        found = check_answer(send(stage, step["request"]), step.get("expect", {}))
        if not found or time.monotonic() >= end:
            return found
        time.sleep(POLL_SECONDS)


def lines_of(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def step_indexer(stage, step):
    expect = step.get("expect", {})
    arguments = [stage.fill(argument) for argument in step["indexer"]]
    report = stage.folder / "report.json"
    if "report" in expect:
        report.unlink(missing_ok=True)
        arguments += ["--report", str(report)]
    code, stdout, stderr = stage.programs.run_indexer(arguments, inputs.content(step.get("stdin", "")))
    out = []
    if code != expect.get("exit", 0):
        out.append(f"exit: wanted {expect.get('exit', 0)}, found {code}; stderr: {stderr[-600:]}")
    for name, text in (("stdout", stdout), ("stderr", stderr)):
        for wanted in expect.get(name, []):
            if not matchers.holds(text, wanted if isinstance(wanted, dict) else {"$contains": stage.fill(wanted)}):
                out.append(f"{name}: wanted {wanted!r}, found {matchers.shown(text, 1200)}")
    if "report" in expect:
        document = json.loads(report.read_text()) if report.exists() else {}
        out += ["report " + fault for fault in matchers.complaints(document, expect["report"])]
    if "json" in expect:
        out += ["stdout " + fault for fault in matchers.complaints(json.loads(stdout or "null"), expect["json"])]
    if "lines" in expect:
        out += ["stdout " + fault for fault in matchers.complaints(lines_of(stdout), expect["lines"])]
    return out


def step_serve(stage, step):
    stage.server = stage.programs.serve(stage.index, [stage.fill(argument) for argument in step["serve"]])
    stage.undo.append(stage.server.stop)
    return []


def step_signal(stage, step):
    stage.server.close_connection()
    stage.server.send_signal(step["signal"])
    code = stage.server.wait_for_exit(step.get("within_s", 10))
    wanted = step.get("expect", {}).get("exit", 0)
    return [] if code == wanted else [f"exit after SIG{step['signal']}: wanted {wanted}, found {code}"]


def step_log(stage, step):
    """The server's log so far."""
    text = stage.server.log_text()
    return [f"log: wanted {wanted!r}, found {matchers.shown(text, 1200)}" for wanted in step["log"]
            if not matchers.holds(text, wanted if isinstance(wanted, dict) else {"$contains": wanted})]


def step_files(stage, step):
    inputs.lay(step["files"], stage.folder)
    return []


def step_replace(stage, step):
    """Changes text in a file that a program made; it must be there."""
    path = pathlib.Path(stage.fill(step["replace"]["in"]))
    before = path.read_text()
    if step["replace"]["text"] not in before:
        return [f"{path.name} does not hold {step['replace']['text']!r}: {before[:300]}"]
    path.write_text(before.replace(step["replace"]["text"], step["replace"]["with"]))
    return []


def step_lock(stage, step):
    handle = open(stage.fill(step["lock"]), "a")
    fcntl.flock(handle, fcntl.LOCK_EX)
    stage.undo.append(handle.close)
    return []


def step_small_disk(stage, step):
    """Mounts a memory disk of so many MiB on the index's folder."""
    stage.index.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        raise Skip("a small disk needs root")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={step['small_disk']}m", "tmpfs", str(stage.index)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skip("a small disk cannot be mounted here: " + done.stderr.strip())
    stage.undo.append(lambda: subprocess.run(["umount", str(stage.index)], check=False))
    return []


STEPS = {"request": step_request, "indexer": step_indexer, "serve": step_serve, "signal": step_signal,
         "log": step_log, "files": step_files, "replace": step_replace, "lock": step_lock,
         "small_disk": step_small_disk}


def run_step(stage, step):
    kinds = [name for name in STEPS if name in step]
    if len(kinds) != 1:
        return [f"a step must have exactly one of {sorted(STEPS)}: {sorted(step)}"]
    return STEPS[kinds[0]](stage, step)
