# SPDX-License-Identifier: GPL-3.0-or-later
"""Several writers on one index: the second waits, is refused in words or goes on, and nothing that was acknowledged is
lost. A writer is held by its standard input or by a signal in a known call, so that nothing depends on luck."""
import json
import os
import signal
import threading

from full_disk import wait_until_stopped
from model import Index, article, articles
from scenarios import FIRST, written

PARALLEL_ADDS = 6
SHORT_WAIT = ["--wait", "300"]
LONG_WAIT = ["--wait", "60000"]


def lines(given):
    return "".join(json.dumps(one) + "\n" for one in given).encode()


class Bench:
    """An index of its own, its model so far, and the complaints."""

    def __init__(self, scenario, workshop, name):
        self.workshop, self.index, self.model = workshop, workshop.copy(scenario.start, name), scenario.before
        self.view = Index(self.index, workshop.run)
        self.complaints = []

    def command(self, name, *arguments):
        return [name, "--index", str(self.index), *arguments]

    def start(self, name, *arguments, **spoilt):
        return self.workshop.start(self.command(name, *arguments), index=self.index, **spoilt)

    def expect(self, what, done, code, *said):
        found, _, err = done
        if found != code or any(text not in err for text in said):
            self.complaints.append(f"{what}: exit {found}, not {code} with {said}: {err.strip()}")

    def add(self, what, number, *arguments, code=0):
        """An add while others are at work."""
        one = [article(number)]
        path = written(self.index, f"add{number}", one)
        self.expect(what, self.workshop.run(self.command("add", *arguments, path)), code)
        self.model = self.model.after_add(one)

    def remove(self, what, name, *arguments):
        self.expect(what, self.workshop.run(self.command("remove", *arguments, name)), 0)
        self.model = self.model.after_remove([name])

    def refused(self, what, process, name, *arguments):
        self.expect(what, self.workshop.run(self.command(name, *SHORT_WAIT, *arguments)), 1, "locked",
                    f"process {process.pid}", str(self.index))

    def stopped_in(self, process, what):
        if not wait_until_stopped(process):
            raise RuntimeError(f"{what} was not stopped: {self.workshop.finish(process)}")

    def close(self):
        """Returns the complaints, with those about what the index holds now."""
        _, more = self.view.complaints_if_not([self.model])
        left = self.view.leftovers()
        return self.complaints + more + ([f"leaves over {left[:5]}"] if left else [])


def call_number(scenario, workshop, command, wanted):
    """The number of the first call that `wanted` (name, end of the path) tells of in an undisturbed run."""
    index = workshop.copy(scenario.start, "counted")
    calls = workshop.trace([command[0], "--index", str(index), *command[1:]], index)
    return next(i for i, (name, path, _) in enumerate(calls, 1) if name == wanted[0] and path.endswith(wanted[1]))


def stopped_at_switch(bench, scenario, command):
    """Starts a command and stops it when it is about to switch CURRENT, holding the index lock."""
    at = call_number(scenario, bench.workshop, command, ("rename", "/CURRENT"))
    process = bench.start(*command, mode="stop", at=at)
    bench.stopped_in(process, command[0])
    return process


def refused_then_waits(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "refused")
    first = stopped_at_switch(bench, scenario, ["remove", "--no-merge", "a1"])
    one = written(bench.index, "one", [article(70)])
    bench.refused("an add beside a remove", first, "add", one)
    bench.refused("a remove beside a remove", first, "remove", "a2")
    bench.refused("a merge beside a remove", first, "merge", "--all")
    bench.refused("a build beside a remove", first, "build", one)
    waiting = bench.start("add", *LONG_WAIT, one)
    goes_on = threading.Timer(0.5, os.kill, (first.pid, signal.SIGCONT))
    goes_on.start()
    bench.expect("the remove", workshop.finish(first), 0)
    bench.expect("the add that waited", workshop.finish(waiting), 0)
    bench.model = bench.model.after_remove(["a1"]).after_add([article(70)])
    return "4 refused, 1 waited", bench.close()


def reading_build(bench, *arguments):
    """Starts a build and waits until it reads its standard input."""
    process = bench.start("build", *arguments, "-")
    end = threading.Event()
    while process.poll() is None:
        if list((bench.index / "segments").glob(".work-*/articles.bin")):
            return process
        end.wait(0.02)
    raise RuntimeError(f"the build did not begin: {bench.workshop.finish(process)}")


def two_builds(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "builds")
    first = reading_build(bench)
    second_input = articles(range(20, 30), version=4)
    path = written(bench.index, "second", second_input)
    bench.refused("a second build", first, "build", path)
    waiting = bench.start("build", *LONG_WAIT, path)
    bench.expect("the first build", workshop.finish(first, lines(FIRST)), 0)
    bench.expect("the build that waited", workshop.finish(waiting), 0)
    bench.model = bench.model.after_build(FIRST).after_build(second_input)
    return "1 refused, 1 waited", bench.close()


def changes_during_build(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "during-build")
    build = reading_build(bench)
    bench.add("an add during a build", 71)
    bench.remove("a remove during a build", "a2")
    bench.expect("a merge during a build", workshop.run(bench.command("merge", "--all")), 0)
    bench.add("another add", 2)
    bench.remove("a remove of what was added meanwhile", "a71")
    bench.add("a last add", 72)
    _, complaints = bench.view.complaints_if_not([bench.model])
    bench.complaints += [f"before the build's switch: {text}" for text in complaints]
    bench.expect("the build", workshop.finish(build, lines(FIRST)), 0)
    bench.model = bench.model.after_build(FIRST)
    return "5 changes", bench.close()


def changes_during_merge(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "during-merge")
    at = call_number(scenario, workshop, ["merge", "--all"], ("create", "/postings.glass"))
    merge = bench.start("merge", "--all", mode="stop", at=at)
    bench.stopped_in(merge, "the merge")
    bench.add("an add during a merge", 73)
    bench.add("a newer version during a merge", 3)
    bench.remove("a remove during a merge", "a8")
    bench.expect("a second merge", workshop.run(bench.command("merge", "--all", *SHORT_WAIT)), 1, "locked",
                 f"process {merge.pid}")
    os.kill(merge.pid, signal.SIGCONT)
    bench.expect("the merge", workshop.finish(merge), 0)
    return "3 changes", bench.close()


def build_during_merge(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "build-during-merge")
    at = call_number(scenario, workshop, ["merge", "--all"], ("create", "/postings.glass"))
    merge = bench.start("merge", "--all", mode="stop", at=at)
    bench.stopped_in(merge, "the merge")
    path = written(bench.index, "input", FIRST)
    bench.expect("a build during a merge", workshop.run(bench.command("build", path)), 0)
    os.kill(merge.pid, signal.SIGCONT)
    bench.expect("the merge", workshop.finish(merge), 0)
    bench.model = bench.model.after_build(FIRST)
    return "the build wins", bench.close()


def killed_holder(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "killed-holder")
    first = stopped_at_switch(bench, scenario, ["remove", "--no-merge", "a1"])
    waiting = bench.start("add", *LONG_WAIT, written(bench.index, "one", [article(74)]))
    threading.Timer(0.3, first.kill).start()
    bench.expect("the remove", workshop.finish(first), -signal.SIGKILL)
    bench.expect("the add that waited", workshop.finish(waiting), 0)
    bench.model = bench.model.after_add([article(74)])
    return "its lock is free", bench.close()


def all_at_once(scenario, workshop, _options):
    bench = Bench(scenario, workshop, "crowd")
    crowd = []
    for number in range(80, 80 + PARALLEL_ADDS):
        given = articles([number, number + 100])
        crowd.append((f"add {number}", bench.start("add", *LONG_WAIT, written(bench.index, str(number), given))))
        bench.model = bench.model.after_add(given)
    for name in ("a3", "a9"):
        crowd.append((f"remove {name}", bench.start("remove", *LONG_WAIT, name)))
        bench.model = bench.model.after_remove([name])
    crowd.append(("merge", bench.start("merge", "--all", *LONG_WAIT)))
    for what, process in crowd:
        bench.expect(what, workshop.finish(process), 0)
    workshop.run(bench.command("merge"))  # the last writer may have ended before another let its work folder go
    return f"{len(crowd)} writers", bench.close()


def cases(scenarios):
    changed = next(one for one in scenarios.all() if one.name == "merge")
    for name, function in (("a second writer is refused, or waits and goes on", refused_then_waits),
                           ("a second build is refused, or waits and goes on", two_builds),
                           ("a build takes up what is changed meanwhile", changes_during_build),
                           ("a merge takes up what is changed meanwhile", changes_during_merge),
                           ("a merge gives way to a build", build_during_merge),
                           ("a killed writer holds nobody up", killed_holder),
                           ("many writers at once lose nothing", all_at_once)):
        yield f"writers: {name}", function, changed
