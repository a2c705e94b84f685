# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that change an index, each with the index it starts from and the models before and after. Small, so
that one takes a moment. Knows what is asked for, not what goes wrong."""
import dataclasses
import json
import pathlib

from model import Index, Model, article, articles, ids

FIRST = articles(range(30))
SECOND = articles(range(10, 38), version=2)
# New articles, newer versions, and one that had been removed.
ADDED = articles(range(50, 55)) + articles([0, 5, 12, 30], version=3)
REMOVED = ids([7, 33, 40])


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    start: pathlib.Path | None  # the index before; none = there is none
    arguments: tuple            # without --index
    before: Model
    after: Model
    given: list                 # for a build afterwards
    from_call: str = ""         # begins like another: gone through call by call from one on this file

    def command(self, index):
        return [self.arguments[0], "--index", str(index), *self.arguments[1:]]


class Scenarios:
    def __init__(self, workshop):
        self.workshop = workshop
        self.first = self.input("first", FIRST)
        self.second = self.input("second", SECOND)
        self.added = self.input("added", ADDED)
        self.changed, self.changed_model = self._changed()
        self.many, self.many_model = self._many()

    def input(self, name, given):
        path = self.workshop.folder / f"{name}.ndjson"
        path.write_text("".join(json.dumps(one) + "\n" for one in given))
        return str(path)

    def _run(self, index, *arguments):
        code, _, err = self.workshop.run([arguments[0], "--index", str(index), *arguments[1:]])
        if code not in (0, 3):
            raise RuntimeError(f"{arguments} ends with {code}: {err}")

    def _changed(self):
        """Three segments, rows removed in two of them, all kinds of operations in the log."""
        index, model = self.workshop.folder / "changed", Model()
        self._run(index, "build", self.first)
        model = model.after_build(FIRST)
        for name, batch in (("c1", articles(range(30, 35)) + articles(range(5), version=2)),
                            ("c2", articles(range(40, 45)))):
            self._run(index, "add", "--no-merge", self.input(name, batch))
            model = model.after_add(batch)
            gone = ids([5, 6, 31]) if name == "c1" else ids([41])
            self._run(index, "remove", "--no-merge", *gone)
            model = model.after_remove(gone)
        return index, model

    def _many(self):
        """One segment less than are merged by themselves."""
        index, model = self.workshop.copy(self.changed, "many"), self.changed_model
        for number in range(60, 64):
            batch = [article(number)]
            self._run(index, "add", "--no-merge", self.input("one", batch))
            model = model.after_add(batch)
        return index, model

    def all(self):
        changed, before = self.changed, self.changed_model
        return [
            Scenario("first build", None, ("build", self.first), Model(), Model().after_build(FIRST), FIRST,
                     from_call="/owner"),
            Scenario("build", changed, ("build", self.second), before, before.after_build(SECOND), SECOND),
            Scenario("build --fresh", changed, ("build", "--fresh", self.second), before,
                     before.after_build(SECOND, fresh=True), SECOND, from_call="/owner"),
            Scenario("add", changed, ("add", "--no-merge", self.added), before, before.after_add(ADDED), FIRST),
            Scenario("add that merges", self.many, ("add", self.added), self.many_model,
                     self.many_model.after_add(ADDED), FIRST, from_call="/CURRENT"),
            Scenario("remove", changed, ("remove", "--no-merge", *REMOVED), before, before.after_remove(REMOVED), FIRST),
            Scenario("merge", changed, ("merge", "--all"), before, before, FIRST),
        ]


WORK_STEP = 7


def chosen_calls(scenario, calls, options):
    """Returns the numbers, from 1, of the calls to be spoilt: all that a switch consists of and every so many of those
    on files that nothing refers to yet or any more. `calls` are (name, path, …)."""
    if options.all:
        return list(range(1, len(calls) + 1))
    numbers, switching = [], False
    for number, (name, path, *_) in enumerate(calls, 1):
        is_work = ".work-" in path and not path.endswith("/owner")
        is_cleaning = name == "unlink" and "/segments/0" in path
        switching = switching or not scenario.from_call or (name in ("unlink", "rename") and
                                                            path.endswith(scenario.from_call))
        if (switching and not is_work and not is_cleaning) or number % WORK_STEP == options.seed % WORK_STEP:
            numbers.append(number)
    return numbers


def written(index, name, given):
    """Returns a file beside the index with these articles."""
    path = index.parent / f"{index.name}-{name}.ndjson"
    path.write_text("".join(json.dumps(one) + "\n" for one in given))
    return str(path)


def complaints_after(scenario, index, workshop, models, rebuild):
    """Holds an index that something happened to against the models and against what the next commands make of it."""
    view = Index(index, workshop.run)
    model, complaints = view.complaints_if_not(models)
    if model is None or complaints:
        return complaints
    steps = []
    if model.titles is not None:
        gone = sorted(model.titles)[:1]
        model = model.after_remove(gone)
        steps.append(("the next remove", ["remove", *gone], model))
    if rebuild or not steps:
        one = [article(900)]
        model = model.after_add(one)
        steps.append(("the next add", ["add", written(index, "add", one)], model))
    if rebuild:
        model = model.after_build(scenario.given)
        steps.append(("a build afterwards", ["build", written(index, "build", scenario.given)], model))
    for what, arguments, expected in steps:
        code, _, err = workshop.run([arguments[0], "--index", str(index), *arguments[1:]])
        _, complaints = view.complaints_if_not([expected], counted=False)
        if code not in (0, 3):
            complaints.append(f"exit {code}: {err.strip()}")
        if not complaints and view.leftovers():
            complaints.append(f"leaves over {view.leftovers()[:5]}")
        if complaints:
            return [f"{what}: {text}" for text in complaints]
    return []
