"""Do the numbers of a dataset agree with one another? Pure: it can be asked of any dataset, on the day or years later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from consult.findings.breakdowns import SMALLEST, is_small
from consult.findings.shares import likely_range, per_hundred

Json = dict[str, Any]


class DoesNotReconcile(RuntimeError):
    """Numbers contradict each other: a fault of the program, so nothing may be published. The message says which."""


def check_sums(dataset: Json) -> None:
    """Raises DoesNotReconcile with every contradiction."""
    found = contradictions(dataset)
    if found:
        raise DoesNotReconcile(" ".join(found))


def contradictions(dataset: Json) -> list[str]:
    """Every contradiction among the numbers of a dataset, in sentences; empty when all agree."""
    return [
        *_people(dataset),
        *_themes(dataset["people"]["answered"], dataset["themes"]),
        *_breakdowns(dataset["people"]["answered"], dataset["themes"]),
        *_tables(dataset["people"]["took_part"], dataset["closed"]),
    ]


def _people(dataset: Json) -> Iterator[str]:
    people = dataset["people"]
    outside = sum(one["count"] for one in dataset["leftovers"] if one["reason"] != "blank")
    parts = people["in_themes"] + people["in_minority"] + people["outside"]
    if parts != people["answered"]:
        yield f"In themes, in minority views and outside are {parts} people, but {people['answered']} answered."
    if outside != people["outside"]:
        yield f"The reasons add up to {outside} people outside the themes, not {people['outside']}."
    together = people["answered"] + people["blank"] + people["not_read"]
    if together != people["took_part"]:
        yield f"Answered, blank and not read are {together} people, but {people['took_part']} took part."
    if people["asked"] < people["took_part"]:
        yield f"{people['took_part']} people took part, but only {people['asked']} were asked."
    most = max((one["count"] for one in dataset["themes"]), default=0)
    if not most <= people["in_themes"] <= sum(one["count"] for one in dataset["themes"]):
        yield f"{people['in_themes']} people cannot be in these themes."


def _themes(answered: int, themes: Sequence[Json]) -> Iterator[str]:
    counts = [theme["count"] for theme in themes]
    if counts != sorted(counts, reverse=True):
        yield "The themes are not in the order of their numbers."
    for theme in themes:
        key, count = theme["key"], theme["count"]
        if not 0 <= count <= answered:
            yield f"Theme {key} has {count} people of {answered} who answered."
        if theme["per_hundred"] != per_hundred(count, answered):
            yield f"Theme {key} says {theme['per_hundred']} in every 100, but has {count} people of {answered}."
        if (theme["share_low"], theme["share_high"]) != likely_range(count, answered):
            yield f"The likely range of theme {key} does not follow from its number."
        if theme["rank"] != 1 + sum(1 for other in counts if other > count) or theme["tied"] != (counts.count(count) > 1):
            yield f"The place of theme {key} does not follow from the numbers."


def _breakdowns(answered: int, themes: Sequence[Json]) -> Iterator[str]:
    for theme in themes:
        for name in ("by_area", "by_capacity"):
            cells = theme[name]
            if cells and sum(cell["base"] for cell in cells) != answered:
                yield f"The groups of theme {theme['key']} ({name}) are not the {answered} people who answered."
            yield from _cells(f"Theme {theme['key']} ({name})", cells, theme["count"])
            if any(cell["count"] is not None and cell["count"] > cell["base"] for cell in cells):
                yield f"Theme {theme['key']} ({name}) has more people in a group than the group has."


def _tables(took_part: int, tables: Sequence[Json]) -> Iterator[str]:
    for table in tables:
        name = f"The question {table['key']}"
        if not 0 <= table["base"] <= took_part or is_small(table["base"]):
            yield f"{name} has a base of {table['base']}, and {took_part} people took part."
        yield from _cells(name, table["lines"], table["base"])
        for line in table["lines"]:
            if line["count"] is not None and line["per_hundred"] != per_hundred(line["count"], table["base"]):
                yield f"{name} has a share that does not follow from its number."


def _cells(name: str, cells: Sequence[Json], total: int) -> Iterator[str]:
    shown = [cell["count"] for cell in cells if cell["count"] is not None]
    if any(is_small(count) for count in shown):
        yield f"{name} shows a cell of fewer than {SMALLEST} people."
    if cells and (sum(shown) != total if len(shown) == len(cells) else sum(shown) > total):
        yield f"{name} adds up to {sum(shown)}, not to {total}."
