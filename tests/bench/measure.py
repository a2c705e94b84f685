# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns an archive and requests into figures of Dragoman and of plain Xapian: build, latency per class, throughput,
start, memory, export. Figures are plain dicts, made to be kept as JSON; report.py turns them into tables."""
import http.client
import json
import pathlib
import random
import shutil
import subprocess
import time
import urllib.parse

import programs

ROUNDS = ("first", "repeated")
MIXED = ("words_frequent", "words_rare", "names", "phrase", "filtered")  # what throughput is measured with


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def target_of(request):
    """The address to ask Dragoman; without facets only where plain Xapian counts none either."""
    parameters = {"q": request["text"], "country": request.get("country"), "from": dashed(request.get("from")),
                  "to": dashed(request.get("to")), "sort": "newest" if request.get("newest") else None,
                  "page": request["offset"] // 10 + 1 if request.get("offset") else None}
    parameters.update({"histogram": "year"} if request.get("facets") else {"facets": "none"})
    return "/api/v1/search?" + urllib.parse.urlencode({name: value for name, value in parameters.items() if value})


def dashed(day):
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None


def in_rounds(requests_by_class, seed=1):
    """Returns [(round, request)]: every request once in shuffled order, then all of them again."""
    asked = [request for requests in requests_by_class.values() for request in requests]
    order = []
    for number, name in enumerate(ROUNDS):
        shuffled = asked[:]
        random.Random(seed + number).shuffle(shuffled)
        order += [(name, request) for request in shuffled]
    return order


def summary(order, columns):
    """columns: {name: a number for each of order, -1 where it failed} → {class: {round: {name: {p50, p95}}, ...}}."""
    classes = {}
    for place, (round_name, request) in enumerate(order):
        rounds = classes.setdefault(request["class"], {})
        figures = rounds.setdefault(round_name, {name: [] for name in columns})
        for name, values in columns.items():
            if values[place] is not None and values[place] >= 0:
                figures[name].append(values[place])
    for rounds in classes.values():
        for figures in rounds.values():
            for name, values in figures.items():
                figures[name] = values and {"n": len(values), "p50": percentile(values, 50),
                                            "p95": percentile(values, 95), "mean": sum(values) / len(values)}
    return classes


def folder_bytes(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


# Dragoman

def build_ours(articles, index, jobs):
    report = index.with_suffix(".report.json")
    shutil.rmtree(index, ignore_errors=True)
    arguments = ["build", "--index", index, "--report", report] + (["--jobs", jobs] if jobs else [])
    _, used = programs.run("dragoman-indexer", *arguments, articles, good=(0, 3))
    figures = {**json.loads(report.read_text()), **used}
    stats = programs.run_json("dragoman-indexer", "stats", "--index", index)
    return {"articles": figures["indexed"], "text_bytes": stats["source_bytes"], "bytes": folder_bytes(index),
            "parts": stats["bytes"], **used}


def cold_start(index, request):
    """Milliseconds from the start of the process to the first 200 of a search; the page cache is as it is."""
    begin = time.perf_counter()
    with programs.Server(index) as server:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            connection.request("GET", target_of(request))
            status = connection.getresponse().status
            spent = (time.perf_counter() - begin) * 1000
            connection.close()
            if status == 200:
                return {"milliseconds": spent, "anonymous_kib": server.memory_kib("RssAnon")}
            if spent > 60_000:
                raise RuntimeError(f"no answer from the server: {status}")
            time.sleep(0.001)


def export_ours(index, server):
    """Through the API if it has an export, else the indexer's command."""
    begin = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=3600)
    connection.request("GET", "/api/v1/export?format=ndjson")
    response = connection.getresponse()
    size = 0
    if response.status == 200:
        while part := response.read(1 << 20):
            size += len(part)
        return {"through": "/api/v1/export", "bytes": size, "seconds": time.perf_counter() - begin}
    connection.close()
    _, used = programs.run("dragoman-indexer", "export", "--index", index, stdout=subprocess.DEVNULL)
    return {"through": "dragoman-indexer export", **used}


def load_ours(server, targets, clients, seconds):
    return programs.run_json("http_load_bench", server.port, targets, clients, seconds)


def serve_ours(index, requests, folder, seconds):
    order = in_rounds(requests)
    targets, mixed = folder / "targets.txt", folder / "mixed-targets.txt"
    targets.write_text("".join(target_of(request) + "\n" for _, request in order), encoding="utf-8")
    mixed.write_text("".join(target_of(request) + "\n" for request in mixed_of(requests)), encoding="utf-8")
    with programs.Server(index) as server:
        lines = programs.run("http_load_bench", server.port, targets, 1, 0)[0].splitlines()
        rows = [tuple(map(float, line.split("\t"))) for line in lines]
        columns = {"client": [row[0] for row in rows], "server": [row[1] for row in rows], "total": [row[2] for row in rows]}
        figures = {"classes": summary(order, columns), "anonymous_kib": server.memory_kib("RssAnon")}
        figures["clients"] = {clients: load_ours(server, mixed, clients, seconds) for clients in (1, 4)}
        figures["anonymous_kib_after_load"] = server.memory_kib("RssAnon")
        figures["export"] = export_ours(index, server)
    return figures


def mixed_of(requests, seed=1):
    mixed = [request for name in MIXED for request in requests[name]]
    random.Random(seed).shuffle(mixed)
    return mixed


# Plain Xapian

def build_plain(articles, count, folder, copies):
    """Builds count/copies articles and compacts that many copies of it; what was not built is not measured but said."""
    built, database = folder / "plain-built", folder / "plain"
    for path in (built, database):
        shutil.rmtree(path, ignore_errors=True)
    figures = programs.run_json("plain_xapian_bench", "build", built, articles, count // copies)
    compacted = programs.run_json("plain_xapian_bench", "compact", built, copies, database)
    shutil.rmtree(built)
    return {**figures, "copies": copies, "compacted": compacted}


def write_requests(path, requests):
    path.write_text("".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests), encoding="utf-8")
    return path


def ask_plain(database, requests, totals):
    """Returns ([milliseconds or None], [total], anonymous KiB)."""
    output = programs.run("plain_xapian_bench", "search", database, requests, totals)[0].splitlines()
    rows = [line.split("\t") for line in output[:-1]]
    times = [float(spent) if int(total) >= 0 else None for spent, total in rows]
    return times, [int(total) for _, total in rows], int(output[-1].split()[1])


def serve_plain(database, requests, folder, seconds):
    order = in_rounds(requests)
    asked = write_requests(folder / "requests.ndjson", [request for _, request in order])
    exact, totals, memory = ask_plain(database, asked, "exact")
    # Facet requests are exact in either case: asking them twice would only take time.
    short = [(name, request) for name, request in order if not request.get("facets")]
    estimated, _, _ = ask_plain(database, write_requests(folder / "short.ndjson", [request for _, request in short]),
                                "estimated")
    mixed = write_requests(folder / "mixed.ndjson", mixed_of(requests))
    one = write_requests(folder / "one.ndjson", requests["words_frequent"][:1])
    begin = time.perf_counter()
    ask_plain(database, one, "estimated")
    return {"exact": summary(order, {"plain": exact, "total": totals}), "top": summary(short, {"plain": estimated}),
            "failed": sum(1 for spent in exact if spent is None) // len(ROUNDS), "anonymous_kib": memory,
            "start_ms": (time.perf_counter() - begin) * 1000,
            "clients": {clients: programs.run_json("plain_xapian_bench", "load", database, mixed, clients, seconds)
                        for clients in (1, 4)},
            "export": programs.run_json("plain_xapian_bench", "export", database)}
