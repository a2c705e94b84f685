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


def target_of(request, passages=True):
    """The address to ask Dragoman; without facets only where plain Xapian counts none either."""
    parameters = {"q": request["text"], "country": request.get("country"), "from": dashed(request.get("from")),
                  "to": dashed(request.get("to")), "sort": "newest" if request.get("newest") else None,
                  "page": request["offset"] // 10 + 1 if request.get("offset") else None}
    parameters.update({"histogram": "year"} if request.get("facets") else {"facets": "none"})
    parameters.update({} if passages else {"snippet": "none"})
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


def ask_ours(index, order, targets, passages):
    """Returns figures of a server started for this, which has cached nothing."""
    write_lines(targets, (target_of(request, passages) for _, request in order))
    with programs.Server(index) as server:
        lines = programs.run("http_load_bench", server.port, server.process.pid, targets, 1, 0)[0].splitlines()
        memory = server.memory_kib("RssAnon")
    rows = [tuple(map(float, line.split("\t"))) for line in lines]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(("client", "server", "cpu", "total"))}
    return {"classes": summary(order, columns), "anonymous_kib": memory}


def serve_ours(index, requests, folder, seconds):
    order, mixed = in_rounds(requests), mixed_of(requests)
    figures = {"whole": ask_ours(index, order, folder / "targets.txt", True),
               "bare": ask_ours(index, order, folder / "targets.txt", False), "clients": {}}
    with programs.Server(index) as server:
        for form in ("bare", "whole"):
            targets = folder / f"{form}-targets.txt"
            write_lines(targets, (target_of(request, form == "whole") for request in mixed))
            figures["clients"][form] = {clients: programs.run_json("http_load_bench", server.port, server.process.pid, targets, clients, seconds)
                                        for clients in (1, 4)}
        figures["anonymous_kib_after_load"] = server.memory_kib("RssAnon")
        figures["export"] = export_ours(index, server)
    return figures


def write_lines(path, lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


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
    return write_lines(path, (json.dumps(request, ensure_ascii=False) for request in requests))


def ask_plain(database, order, path, form):
    """Returns (summary, requests that failed, anonymous KiB). It caches nothing: once is enough."""
    write_requests(path, [request for _, request in order])
    output = programs.run("plain_xapian_bench", "search", database, path, form)[0].splitlines()
    rows = [line.split("\t") for line in output[:-1]]
    totals = [int(total) for _, _, total in rows]
    times = [float(spent) if total >= 0 else None for (spent, _, _), total in zip(rows, totals)]
    cpu = [float(spent) if total >= 0 else None for (_, spent, _), total in zip(rows, totals)]
    return summary(order, {"plain": times, "cpu": cpu, "total": totals}), times.count(None), int(output[-1].split()[1])


def serve_plain(database, requests, folder, seconds):
    path = folder / "requests.ndjson"
    order = [(round_name, request) for round_name, request in in_rounds(requests) if round_name == ROUNDS[0]]
    # Facet requests are exact in either form: asking them twice would only take time.
    short = [(round_name, request) for round_name, request in order if not request.get("facets")]
    figures = {"exact": (asked := ask_plain(database, order, path, "exact"))[0], "failed": asked[1],
               "anonymous_kib": asked[2], "passages": ask_plain(database, order, path, "passages")[0],
               "ten_best": ask_plain(database, short, path, "ten-best")[0], "clients": {}}
    begin = time.perf_counter()
    ask_plain(database, order[:1], path, "ten-best")
    figures["start_ms"] = (time.perf_counter() - begin) * 1000
    mixed = write_requests(path, mixed_of(requests))
    for form, name in (("bare", "ten-best"), ("whole", "passages")):
        figures["clients"][form] = {
            clients: programs.run_json("plain_xapian_bench", "load", database, mixed, name, clients, seconds)
            for clients in (1, 4)}
    return {**figures, "export": programs.run_json("plain_xapian_bench", "export", database)}
