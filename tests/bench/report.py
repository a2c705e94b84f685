# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the figures of measure.py into Markdown tables: one set for each size, and growth from size to size. Knows
figures, runs nothing."""
import queries

MIB = 1024


def number(value):
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def ratio(ours, plain):
    return f"{ours / plain:.2f}" if ours is not None and plain else "–"


def table(head, rows):
    """Returns Markdown lines: the first column left, the others right."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def compared(name, ours, plain):
    return [name, number(ours), number(plain), ratio(ours, plain)]


def build_table(figures):
    ours, plain = figures["ours_build"], figures.get("plain_build")
    rate = lambda build, field: build["articles"] / max(1e-9, build[field]) if build else None  # noqa: E731
    text = max(1, ours["text_bytes"])
    size = lambda part: part["bytes"] * plain.get("copies", 1) / text if plain else None  # noqa: E731
    rows = [compared("articles indexed per CPU-second", rate(ours, "cpu_seconds"), rate(plain, "cpu_seconds")),
            compared("articles indexed per second", rate(ours, "seconds"), rate(plain, "seconds")),
            compared("peak memory, MiB", ours["peak_kib"] / MIB, plain and plain["peak_kib"] / MIB),
            compared("index / text, as built", ours["bytes"] / text, plain and size(plain))]
    if plain:
        rows.append(compared("index / text, plain compacted", ours["bytes"] / text, plain["compacted"]["bytes"] / text))
    rows += [[f"… {name}", number(part / text), "–", "–"] for name, part in ours["parts"].items()]
    return table(["build", "Dragoman", "plain Xapian", "ratio"], rows)


def input_notes(figures):
    languages = figures["input"].get("languages")
    if not languages:
        return []
    total = sum(languages.values())
    return [f"Generated, seed {figures['seed']}: " +
            ", ".join(f"{name} {100 * count / total:.0f} %" for name, count in languages.items()) + ".", ""]


def plain_notes(plain):
    if not plain:
        return []
    notes = [f"Plain Xapian committed every {plain['commit_every']:,} articles; queries ran on its compacted database "
             f"({plain['compacted']['cpu_seconds']:.1f} CPU-seconds of compacting, not in its build)."]
    if plain["copies"] > 1:
        notes.append(f"**It was not built whole**: {plain['articles']:,} articles were, and {plain['copies']} copies "
                     "compacted into one database. Its build figures are those of the smaller one; a whole build is "
                     "slower. Rare words are that many times less rare in it.")
    return [" ".join(notes), ""]


def spread(figures):
    return f"{number(figures['p50'])} / {number(figures['p95'])}" if figures else "–"


def ratios(ours, plain):
    if not ours or not plain:
        return "–"
    return f"{ratio(ours['p50'], plain['p50'])} / {ratio(ours['p95'], plain['p95'])}"


def class_rows(figures, form, plain_forms):
    """A row a class: ours at the client (both rounds) and in the server, then plain's forms, then the ratios of the
    server to plain's last form and of the client to its first."""
    ours, plain = figures["ours"][form]["classes"], figures.get("plain")
    for name, title in queries.TITLES.items():
        if name not in ours:
            continue
        first, again = ours[name]["first"], ours[name]["repeated"]
        row = [title, str(first["server"]["n"]), number(first["total"]["mean"]), spread(first["client"]),
               spread(again["client"]), spread(first["server"])]
        if plain:
            theirs = [plain[part].get(name, {}).get("first", {}).get("plain") for part in plain_forms]
            row += [spread(times) for times in theirs]
            row += [ratios(first["server"], theirs[-1]), ratios(first["client"], theirs[0] or theirs[-1])]
        yield row


def cpu_table(figures):
    """Processor time of the whole process for one request, asked for the first time."""
    ours, plain = figures["ours"], figures["plain"]
    rows = []
    for name, title in queries.TITLES.items():
        times = [part.get(name, {}).get("first", {}).get("cpu") for part in (
            ours["bare"]["classes"], plain["ten_best"], plain["exact"], ours["whole"]["classes"], plain["passages"])]
        bare, ten_best, exact, whole, passages = times
        rows.append([title, spread(bare), spread(ten_best), spread(exact), ratios(bare, ten_best), ratios(bare, exact),
                     spread(whole), spread(passages), ratios(whole, passages)])
    return ["CPU time of the answering process, HTTP and JSON included: what a busy machine distorts least.", ""] + table(
        ["p50 / p95 in ms of CPU", "no passages", "plain, ten best", "plain, exact", "÷ ten best", "÷ exact",
         "whole answer", "plain, passages", "÷ plain"], rows)


def query_tables(figures):
    head = ["p50 / p95 in ms", "requests", "found, mean", "client, first time", "client, again", "in the server, first"]
    bare, whole = head[:], head[:]
    if "plain" in figures:
        bare += ["plain, ten best", "plain, exact total", "server ÷ exact", "client ÷ ten best"]
        whole += ["plain, exact, passages", "server ÷ plain", "client ÷ plain"]
    return (["Without passages (`snippet=none`): matching, ranking, counting, ten articles.", ""] +
            table(bare, class_rows(figures, "bare", ("ten_best", "exact"))) +
            ["Whole answers: the same with marked passages of ten articles.", ""] +
            table(whole, class_rows(figures, "whole", ("passages",))) +
            (cpu_table(figures) if "plain" in figures else []))


def throughput_rows(figures):
    forms = {"bare": "no passages (plain: ten best, estimated totals)", "whole": "passages, exact totals"}
    for form, title in forms.items():
        for clients in ("1", "4"):
            loads = [figures[engine]["clients"][form][clients] if engine in figures else None
                     for engine in ("ours", "plain")]
            yield compared(f"queries per second, {clients} client{'s' * (clients != '1')}, {title}",
                           *(load and load["requests"] / load["seconds"] for load in loads))


def serving_table(figures):
    ours, plain = figures["ours"], figures.get("plain")
    articles = figures["ours_build"]["articles"]
    rows = list(throughput_rows(figures))
    rows += [compared("start of the process to first answer, ms", figures["cold"]["milliseconds"],
                      plain and plain["start_ms"]),
             compared("resident memory without page cache, MiB", ours["whole"]["anonymous_kib"] / MIB,
                      plain and plain["anonymous_kib"] / MIB),
             compared("the same after four clients, MiB", ours["anonymous_kib_after_load"] / MIB, None),
             compared(f"articles exported per second ({ours['export']['through']})",
                      articles / ours["export"]["seconds"],
                      plain and plain["export"]["articles"] / plain["export"]["seconds"])]
    return table(["serving", "Dragoman", "plain Xapian", "ratio"], rows)


def tables_of(figures):
    articles = figures["ours_build"]["articles"]
    size = figures["ours_build"]["text_bytes"] / 1e6
    lines = [f"## {articles:,} articles, {size:,.1f} MB of text", ""]
    lines += input_notes(figures) + build_table(figures) + plain_notes(figures.get("plain_build")) + query_tables(figures)
    failed = figures.get("plain", {}).get("failed", 0)
    if failed:
        lines += [f"Plain Xapian's parser refused {failed} of the requests; they are not in its columns.", ""]
    return lines + serving_table(figures)


def growth_of(all_figures):
    """Returns the tables of growth from size to size; nothing for one size."""
    if len(all_figures) < 2:
        return []
    sizes = [f"{figures['ours_build']['articles']:,}" for figures in all_figures]
    builds = [figures["ours_build"] for figures in all_figures]
    rows = [["articles per CPU-second", *(number(build["articles"] / build["cpu_seconds"]) for build in builds)],
            ["index / text", *(number(build["bytes"] / build["text_bytes"]) for build in builds)],
            ["indexer, peak MiB", *(number(build["peak_kib"] / MIB) for build in builds)],
            ["server, MiB without page cache", *(number(f["ours"]["whole"]["anonymous_kib"] / MIB) for f in all_figures)],
            ["start to first answer, ms", *(number(f["cold"]["milliseconds"]) for f in all_figures)]]
    for name, title in queries.TITLES.items():
        classes = [figures["ours"]["bare"]["classes"].get(name) for figures in all_figures]
        if all(classes):
            rows.append([f"{title}: p95 in the server, ms", *(number(c["first"]["server"]["p95"]) for c in classes)])
            rows.append(["… µs for each article found, mean", *(
                number(1000 * c["first"]["server"]["mean"] / max(1, c["first"]["total"]["mean"])) for c in classes)])
    return ["## Growth", "", "Requests without passages, asked for the first time.", ""] + table(["Dragoman", *sizes], rows)
