# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full from some call on, or in one call only, and a real one: the command says so and names the place,
the index is as before, and the next commands work. Also writes that are cut short or interrupted, which are no fault."""
import os
import pathlib
import signal
import subprocess
import time

from model import Index
from scenarios import chosen_calls, complaints_after

REBUILD_STEP = 8
SMALL_DISK_MIB = 24
STOP_SECONDS = 30


class Skip(Exception):
    """The case cannot be tried here; says why."""


def complaints_of_refusal(scenario, index, code, err):
    """Returns (models the exit code allows, complaints about what was said)."""
    if code in (0, 3):
        return [scenario.after], []
    complaints = []
    if code not in (1, 4):
        complaints.append(f"exit {code}, not 1 or 4: {err}")
    if str(index) not in err or not ("No space left" in err or "free" in err):
        complaints.append(f"names no file or no reason: {err.strip()!r}")
    return [scenario.before], complaints


def no_space_in_call(scenario, workshop, number, mode, rebuild):
    index = workshop.copy(scenario.start, f"{mode}-{number}")
    code, _, err = workshop.run(scenario.command(index), index=index, mode=mode, at=number)
    models, complaints = complaints_of_refusal(scenario, index, code, err)
    complaints += complaints_after(scenario, index, workshop, models, rebuild)
    return [f"{mode} {number}: {text}" for text in complaints]


def every_call(scenario, workshop, options):
    index = workshop.copy(scenario.start, "counted")
    trace = workshop.folder / "counted-trace"
    workshop.run(scenario.command(index), index=index, mode="full", at=1 << 30, trace=trace)
    calls = [line.partition("\t")[0].split(" ", 2)[1:] for line in trace.read_text().splitlines()]
    trace.unlink()
    work = []
    for number in chosen_calls(scenario, calls, options):
        for mode in ("full",) if scenario.from_call else ("full", "once"):
            work.append((no_space_in_call, (scenario, workshop, number, mode, len(work) % REBUILD_STEP == 0)))
    return f"{len(work)} runs, {len(calls)} calls", options.spread(work)


def odd_writes(scenario, workshop, _options):
    complaints = []
    for mode in ("short", "interrupted"):
        index = workshop.copy(scenario.start, mode)
        code, _, err = workshop.run(scenario.command(index), index=index, mode=mode)
        if code not in (0, 3):
            complaints.append(f"{mode} writes: exit {code}: {err.strip()}")
        else:
            complaints += [f"{mode} writes: {text}"
                           for text in complaints_after(scenario, index, workshop, [scenario.after], rebuild=True)]
    return "2 runs", complaints


def fill(folder):
    """Leaves no byte free; returns the file that takes them."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            pass
    return ballast


def wait_until_stopped(process):
    end = time.monotonic() + STOP_SECONDS
    while time.monotonic() < end:
        state = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        if state == "T":
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.01)
    return False


def filled_while_stopped(scenario, workshop, disk, at):
    """The command is stopped in a call, the disk filled, the command let go on."""
    index = workshop.copy(scenario.start, f"{disk.name}/index")
    process = workshop.start(scenario.command(index), index=index, mode="stop", at=at)
    if not wait_until_stopped(process):
        return [f"did not get to call {at}: {workshop.finish(process)}"]
    ballast = fill(disk)
    os.kill(process.pid, signal.SIGCONT)
    code, _, err = workshop.finish(process)
    models, complaints = complaints_of_refusal(scenario, index, code, err)
    if code in (0, 3):
        complaints.append(f"exit {code} on a full disk")
    model, more = Index(index, workshop.run).complaints_if_not(models)  # the disk is still full
    complaints += more
    if scenario.before.titles is not None:
        code, _, err = workshop.run(["remove", "--index", str(index), "a1"])
        if code != 1 or "no_space" not in err:
            complaints.append(f"the next command on a full disk: exit {code}: {err.strip()}")
    ballast.unlink()
    if model is not None:
        complaints += complaints_after(scenario, index, workshop, models, rebuild=True)
    return [f"stopped in call {at}: {text}" for text in complaints]


def real_disk(scenario, workshop, _options):
    if os.geteuid() != 0:
        raise Skip("a small disk needs root")
    calls = workshop.trace(scenario.command(counted := workshop.copy(scenario.start, "counted")), counted)
    # The first call that makes something new, in the work folder or beside a segment.
    at = next(i for i, (name, path, _) in enumerate(calls, 1) if name == "create" and not path.endswith(("lock", "owner")))
    disk = workshop.folder / "disk"
    disk.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_MIB}m", "tmpfs", str(disk)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skip("a small disk cannot be mounted here: " + done.stderr.strip())
    try:
        return f"{SMALL_DISK_MIB} MiB", filled_while_stopped(scenario, workshop, disk, at)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def cases(scenarios):
    for scenario in scenarios.all():
        yield f"{scenario.name}: no space in every call that needs some", every_call, scenario
        yield f"{scenario.name}: writes cut short or interrupted", odd_writes, scenario
        yield f"{scenario.name}: a small disk filled under way", real_disk, scenario
