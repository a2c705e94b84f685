# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in every call of a command that changes files, and at random moments: the index is as before or as after,
never a mixture, and the next commands work on it. Also what a power cut needs: everything is synced before CURRENT
names it."""
import pathlib
import random
import signal
import time

from scenarios import chosen_calls, complaints_after

RANDOM_KILLS = 8
REBUILD_STEP = 5


def models_after(scenario, code):
    """Returns (the models that an exit code allows, complaint)."""
    if code == -signal.SIGKILL:
        return [scenario.before, scenario.after], []
    if code in (0, 3):
        return [scenario.after], []
    return [scenario.before], [f"exit {code} without a fault"]


def killed_in_call(scenario, workshop, number, rebuild):
    index = workshop.copy(scenario.start, f"kill-{number}")
    code, _, err = workshop.run(scenario.command(index), index=index, mode="kill", at=number)
    models, complaints = models_after(scenario, code)
    complaints += [err] if complaints else complaints_after(scenario, index, workshop, models, rebuild)
    return [f"call {number}: {text}" for text in complaints]


def killed_at_moment(scenario, workshop, number, seconds, rebuild):
    index = workshop.copy(scenario.start, f"moment-{number}")
    process = workshop.start(scenario.command(index))
    time.sleep(seconds)
    process.kill()
    code, _, err = workshop.finish(process)
    models, complaints = models_after(scenario, code)
    complaints += [err] if complaints else complaints_after(scenario, index, workshop, models, rebuild)
    return [f"after {seconds:.3f} s: {text}" for text in complaints]


def every_call(scenario, workshop, options):
    calls = workshop.trace(scenario.command(index := workshop.copy(scenario.start, "counted")), index)
    numbers = chosen_calls(scenario, calls, options) + [len(calls) + 1]  # the last is never reached
    work = [(killed_in_call, (scenario, workshop, number, options.all or i % REBUILD_STEP == 0))
            for i, number in enumerate(numbers)]
    return f"{len(numbers) - 1} kills in {len(calls)} calls", options.spread(work)


def random_moments(scenario, workshop, options):
    begin = time.monotonic()
    workshop.run(scenario.command(workshop.copy(scenario.start, "timed")))
    duration = time.monotonic() - begin
    dice = random.Random(f"{options.seed} {scenario.name}")
    work = [(killed_at_moment, (scenario, workshop, number, dice.uniform(0, duration), number % 2 == 0))
            for number in range(RANDOM_KILLS)]
    return f"{RANDOM_KILLS} kills within {duration:.2f} s", options.spread(work)


def unsynced_at_switch(calls, index):
    """Returns what is not on the disk when CURRENT is switched, and what not at the end."""
    files, folders, complaints = set(), set(), []
    for name, path, old in calls:
        if name == "rename" and path == f"{index}/CURRENT":
            own = {file for file in files if pathlib.Path(file).name not in {"lock", "owner", "build.lock", "merge.lock"}}
            complaints += [f"{file} is not synced before the switch" for file in sorted(own)]
            complaints += [f"{folder} is not synced before the switch" for folder in sorted(folders - {str(index)})]
        if name == "write":
            files.add(path)
        elif name == "fsync":
            files.discard(path)
            folders.discard(path)
        elif name == "unlink":
            files.discard(path)
            folders.discard(path)
        if name in ("create", "mkdir", "rename") and not path.endswith("/owner"):
            folders.add(str(pathlib.Path(path).parent))
        if name == "rename":
            files = {path + file[len(old):] if file.startswith(old) else file for file in files}
            folders = {path + folder[len(old):] if folder.startswith(old) else folder for folder in folders}
    if calls and str(index) in folders:
        complaints.append("the switch is not synced")
    return complaints


def is_synced(scenario, workshop, _options):
    index = workshop.copy(scenario.start, "synced")
    calls = workshop.trace(scenario.command(index), index, below=index.parent)  # where a new index gets its name
    return f"{len(calls)} calls", unsynced_at_switch(calls, index)


def cases(scenarios):
    for scenario in scenarios.all():
        yield f"{scenario.name}: killed in every call that changes a file", every_call, scenario
        yield f"{scenario.name}: killed at random moments", random_moments, scenario
        yield f"{scenario.name}: on the disk before CURRENT names it", is_synced, scenario
