# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of a real server while a writer adds, removes and merges as fast as it can. Articles come and go in whole
batches whose members share a word and differ in every facet, so that each state of the index has totals that a wrong
count cannot hit."""
import dataclasses
import http.client
import json
import os
import pathlib
import threading
import time
import urllib.parse

from scenarios import written

BATCH = 12                 # articles in one add; each has a source and a month of its own
LANGUAGES = ("en", "fr", "es", "de")
STABLE = 60                # articles that are there all the time
READERS = 3
MAX_BATCHES = 6            # alive at once
SEEN_STEP = 4              # of so many changes one is waited for
SEEN_WITHIN = 2.0          # seconds after which a reader must see what was acknowledged
WORD = "quorumtide"        # in every article of a batch
STABLE_WORD = "bedrockmark"
# Growth that is no leak: thread stacks, arenas and caches fill up in the first seconds.
MAX_RSS_GROWTH = 64 << 20
MAX_FD_GROWTH = 16


def batch_articles(number):
    return [{"id": f"b{number}-{i}", "title": f"{WORD} {number}", "body": f"{WORD} batch{number}x of the harbour {i}",
             "language": LANGUAGES[i % len(LANGUAGES)], "source": f"Wire {i}", "published": f"2024-{i + 1:02}-15"}
            for i in range(BATCH)]


def stable_articles():
    return [{"id": f"s{i}", "title": f"{STABLE_WORD} {i}", "body": f"{STABLE_WORD} and the harbour", "language": "en",
             "source": "Stone", "published": f"2023-{i % 12 + 1:02}-{i % 28 + 1:02}"} for i in range(STABLE)]


class Client:
    """One kept-alive connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, target, **params):
        """Returns the answer; raises on any status but 200."""
        if params:
            target += "?" + urllib.parse.urlencode(params)
        self.connection.request("GET", target)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{response.status} for {target}: {body[:300]!r}")
        return json.loads(body)

    def close(self):
        self.connection.close()


def counts_complaints(answer):
    """Returns what cannot be so in any state of the index."""
    total, complaints = answer["total"], []
    sources = {value["id"]: value["count"] for value in answer["facets"]["source"]["values"]}
    languages = {value["id"]: value["count"] for value in answer["facets"]["language"]["values"]}
    months = [bucket["count"] for bucket in answer["histogram"]["buckets"]]
    if total == 0 or total % BATCH:
        complaints.append(f"total {total} is not a multiple of {BATCH}")
    if sources != {f"Wire {i}": total // BATCH for i in range(BATCH)}:
        complaints.append(f"sources {sources} of {total}")
    if languages != {tag: total // len(LANGUAGES) for tag in LANGUAGES}:
        complaints.append(f"languages {languages} of {total}")
    if sum(months) != total or set(months) - {0, total // BATCH}:
        complaints.append(f"months {months} of {total}")
    if len(answer["hits"]) != min(total, 10):
        complaints.append(f"{len(answer['hits'])} hits of {total}")
    return complaints


@dataclasses.dataclass
class Shared:
    """What the threads tell each other."""
    server: object
    stop: threading.Event = dataclasses.field(default_factory=threading.Event)
    complaints: list = dataclasses.field(default_factory=list)
    searches: int = 0
    walks: int = 0
    changes: int = 0
    checks: int = 0
    slowest_sight: float = 0

    def guard(self, work, *given):
        """A thread that goes through `work` until the end; what it raises is a complaint."""
        def run():
            client = Client(self.server.port)
            try:
                while not self.stop.is_set():
                    work(client, self, *given)
            except Exception as error:
                self.complaints.append(f"{work.__name__}: {type(error).__name__}: {error}")
                self.stop.set()
            finally:
                client.close()
        return threading.Thread(target=run)


def search(client, shared):
    """The batches' articles by their word, all but the stable ones, and the stable ones."""
    for query in (WORD, f"harbour -{STABLE_WORD}"):
        shared.complaints += counts_complaints(client.get("/api/v1/search", q=query, histogram="month", facet_size=50))
    stable = client.get("/api/v1/search", q=STABLE_WORD, histogram="month")
    if stable["total"] != STABLE:
        shared.complaints.append(f"{stable['total']} of {STABLE} stable articles")
    shared.searches += 3


def walk(client, shared):
    """All articles by date, a page at a time: each stable one once, nothing twice."""
    seen, target = [], "/api/v1/search?sort=newest&limit=17&facets=none"
    while target:
        answer = client.get(target)
        seen += [hit["id"] for hit in answer["hits"]]
        target = answer["next"]
    twice = {name for name in seen if seen.count(name) > 1}
    stable = {name for name in seen if name.startswith("s")}
    if len(stable) != STABLE or twice:
        shared.complaints.append(f"a walk meets {len(stable)} of {STABLE} stable articles, twice: {sorted(twice)[:5]}")
    shared.walks += 1


def check(_client, shared, workshop, index):
    """The commands that read, beside the writer."""
    for name in ("check", "stats", "export"):
        code, out, err = workshop.run([name, "--index", str(index)])
        if code != 0:
            shared.complaints.append(f"{name} beside a writer ends with {code}: {err.strip()}")
        if name == "export":
            given = [json.loads(line)["id"] for line in out.splitlines()]
            moving = [one for one in given if one.startswith("b")]
            if len(given) != len(set(given)) or len(given) - len(moving) != STABLE or len(moving) % BATCH:
                shared.complaints.append(f"export gives {len(given)} articles, {len(moving)} of batches")
    shared.checks += 1
    shared.stop.wait(0.3)


class Writer:
    """Adds, removes and merges without a pause; knows which batches are there."""

    def __init__(self, workshop, index):
        self.workshop, self.index = workshop, index
        self.alive, self.next = [], 0

    def run(self, *arguments):
        code, _, err = self.workshop.run([arguments[0], "--index", str(self.index), *arguments[1:]])
        if code != 0:
            raise RuntimeError(f"{arguments[:2]} ends with {code}: {err.strip()}")

    def add(self):
        self.run("add", written(self.index, "batch", batch_articles(self.next)))
        self.alive.append(self.next)
        self.next += 1
        return f"batch{self.next - 1}x", BATCH

    def remove(self):
        gone = self.alive.pop(0)
        self.run("remove", *[f"b{gone}-{i}" for i in range(BATCH)])
        return f"batch{gone}x", 0


def wait_until_seen(client, shared, word, total):
    begin = time.monotonic()
    while client.get("/api/v1/search", q=word, match="all", facets="none")["total"] != total:
        spent = time.monotonic() - begin
        if spent > SEEN_WITHIN:
            shared.complaints.append(f"{word} has not {total} hits {spent:.1f} s after the acknowledgement")
            return
        time.sleep(0.05)
    shared.slowest_sight = max(shared.slowest_sight, time.monotonic() - begin)


def write(client, shared, writer):
    turn, seen = shared.changes % 5, None
    if turn == 4:
        writer.run("merge", "--all")
    elif len(writer.alive) >= MAX_BATCHES or (turn == 2 and len(writer.alive) > 2):
        seen = writer.remove()
    else:
        seen = writer.add()
    if seen and shared.changes % SEEN_STEP == 0:
        wait_until_seen(client, shared, *seen)
    shared.changes += 1


def resident_bytes(process):
    pages = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def open_files(process):
    return [os.readlink(entry) for entry in pathlib.Path(f"/proc/{process.pid}/fd").iterdir() if entry.is_symlink()]


def deleted_files(process):
    """Files of the index that are deleted and still held, by descriptor or mapping."""
    held = [name for name in open_files(process) if name.endswith(" (deleted)")]
    maps = pathlib.Path(f"/proc/{process.pid}/maps").read_text().splitlines()
    held += [line.split(None, 5)[5] for line in maps if line.endswith(" (deleted)")]
    return sorted({name for name in held if "/segments/" in name})


def released_complaints(shared):
    """After a quiet moment and a few searches nothing deleted is held any more."""
    client = Client(shared.server.port)
    end = time.monotonic() + 10
    held = ["not looked"]
    while held and time.monotonic() < end:
        time.sleep(0.2)
        client.get("/api/v1/search", q=WORD, histogram="month")
        held = deleted_files(shared.server.process)
    client.close()
    return [f"{len(held)} deleted files are held: {held[:3]}"] if held else []


def under_load(scenario, workshop, options):
    index = workshop.folder / "read"
    writer = Writer(workshop, index)
    start = stable_articles() + batch_articles(0) + batch_articles(1)
    writer.run("build", written(index, "stable", start))
    writer.alive, writer.next = [0, 1], 2
    server = workshop.serve(index)
    shared = Shared(server)
    try:
        threads = [shared.guard(search) for _ in range(READERS)]
        threads += [shared.guard(walk), shared.guard(write, writer), shared.guard(check, workshop, index)]
        for thread in threads:
            thread.start()
        shared.stop.wait(options.seconds / 4)
        files, memory = len(open_files(server.process)), resident_bytes(server.process)
        shared.stop.wait(options.seconds * 3 / 4)
        shared.stop.set()
        for thread in threads:
            thread.join()
        complaints = shared.complaints + released_complaints(shared)
        more_files = len(open_files(server.process)) - files
        more_memory = resident_bytes(server.process) - memory
        if more_files > MAX_FD_GROWTH or more_memory > MAX_RSS_GROWTH:
            complaints.append(f"the server grows by {more_files} open files and {more_memory >> 20} MiB")
        for kind in ("searches", "walks", "changes", "checks"):
            if getattr(shared, kind) == 0:
                complaints.append(f"no {kind} came about")
    finally:
        shared.stop.set()
        server.stop()
    return (f"{shared.searches} searches, {shared.walks} walks, {shared.changes} changes, {shared.checks} checks, "
            f"seen within {shared.slowest_sight:.1f} s, {more_files:+} files, {more_memory >> 20:+} MiB"), complaints


def cases(scenarios):
    yield "readers: no error and no wrong count under a writer", under_load, None
