# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns (JSON value, expectation) into a list of complaints. An expectation maps JSON pointers to matchers; "*" in a
pointer stands for every element of a list. A matcher is a literal, or an object with one key that starts with "$".
Knows nothing of HTTP or of the programs. README.md in this folder lists the matchers."""
import re

ABSENT = object()


def at(value, pointer):
    """Returns what a JSON pointer finds, ABSENT if nothing; with "*", the list of what each element gives."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for index, part in enumerate(parts):
        if part == "*" and isinstance(value, list):
            rest = "".join("/" + later.replace("~", "~0").replace("/", "~1") for later in parts[index + 1:])
            return [at(element, rest) for element in value]
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ABSENT
    return value


def is_matcher(wanted):
    return isinstance(wanted, dict) and len(wanted) == 1 and next(iter(wanted)).startswith("$")


def holds(value, wanted):
    """Literal equality, but an object need only hold the members named."""
    if is_matcher(wanted):
        name, argument = next(iter(wanted.items()))
        if name not in MATCHERS:
            raise ValueError(f"no such matcher: {name}")
        return (value is not ABSENT or name == "$absent") and MATCHERS[name](value, argument)
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(holds(value.get(key, ABSENT), item) for key, item in wanted.items())
    if isinstance(wanted, list):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(holds, value, wanted))
    return type(value) is type(wanted) and value == wanted or (
        isinstance(value, (int, float)) and isinstance(wanted, (int, float)) and
        not isinstance(value, bool) and not isinstance(wanted, bool) and value == wanted)


def same_elements(value, wanted):
    if not isinstance(value, list) or len(value) != len(wanted):
        return False
    rest = list(value)
    for item in wanted:
        found = next((index for index, element in enumerate(rest) if holds(element, item)), None)
        if found is None:
            return False
        del rest[found]
    return True


def text_of(segments):
    return "".join(segment.get("text", "") for segment in segments) if isinstance(segments, list) else segments


MATCHERS = {
    "$absent": lambda value, wanted: (value is ABSENT) == wanted,
    "$any": lambda value, wanted: True,
    "$min": lambda value, wanted: isinstance(value, (int, float)) and value >= wanted,
    "$max": lambda value, wanted: isinstance(value, (int, float)) and value <= wanted,
    "$regex": lambda value, wanted: isinstance(value, str) and re.search(wanted, value) is not None,
    "$length": lambda value, wanted: isinstance(value, (list, str, dict)) and holds(len(value), wanted),
    "$contains": lambda value, wanted: isinstance(value, str) and wanted in value if isinstance(wanted, str)
    and isinstance(value, str) else isinstance(value, list) and any(holds(element, wanted) for element in value),
    "$lacks": lambda value, wanted: wanted not in value if isinstance(value, str)
    else isinstance(value, list) and not any(holds(element, wanted) for element in value),
    "$all": lambda value, wanted: isinstance(value, list) and all(holds(element, wanted) for element in value),
    "$set": same_elements,
    "$not": lambda value, wanted: not holds(value, wanted),
    "$and": lambda value, wanted: all(holds(value, item) for item in wanted),
    "$text": lambda value, wanted: holds(text_of(value), wanted),
    "$marked": lambda value, wanted: holds([part["text"] for part in value if part.get("match")], wanted),
    "$counts": lambda value, wanted: isinstance(value, list) and
    {element["id"]: element["count"] for element in value} == wanted,
}


def shown(value, limit=400):
    text = "nothing" if value is ABSENT else repr(value)
    return text if len(text) <= limit else text[:limit] + "…"


def complaints(value, expectation):
    """Returns one sentence for each pointer whose value is not as wanted."""
    out = []
    for pointer, wanted in expectation.items():
        found = at(value, pointer)
        if not holds(found, wanted):
            out.append(f"{pointer or 'the whole'}: wanted {wanted!r}, found {shown(found)}")
    return out
