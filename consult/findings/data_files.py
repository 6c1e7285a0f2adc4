"""The open data of a publication: the dataset, its themes as a table, and what each column means. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from consult.theming.output import harmless
from consult.wording import wording_text

Json = dict[str, Any]

COLUMNS: tuple[tuple[str, str], ...] = (
    ("kind", "theme: a point that several people made. minority: a view that few people hold, kept by rule. "
             "outside: answers in no theme, by reason. blank: the question was left empty."),
    ("key", "The stable name of the theme. It stays the same when a theme is given another name."),
    ("rank", "Place by number of people, 1 for the most. Equal numbers share a place. Empty for anything but a theme."),
    ("name", "What the theme or view is called, or why answers are outside every theme."),
    ("description", "What the theme covers, in a sentence."),
    ("people", "How many different people. One person can be in several themes."),
    ("in_every_100", "People of every 100 who answered the question. Empty for blanks, who are not in the base."),
    ("likely_low", "Lower end of the 95% interval of in_every_100 (Wilson)."),
    ("likely_high", "Upper end of the 95% interval of in_every_100 (Wilson)."),
    ("base", "How many people answered the question."),
    ("group_kind", "Empty for everybody; area or capacity where the row counts only one group of people."),
    ("group", "The group that the row counts. Small groups are counted together."),
    ("group_base", "How many people of the group answered the question."),
    ("hidden", "small: 1 to 4 people, not shown. guard: not shown so that a small number cannot be worked out."),
)  # fmt: skip


def themes_csv(dataset: Json, language: str = "en") -> bytes:
    """Every theme and view with its numbers, then each theme by group: UTF-8 with a mark that spreadsheets look for."""
    rows = [*_everybody(dataset), *(row for theme in dataset["themes"] for row in _groups(theme, dataset, language))]
    return _table([name for name, _ in COLUMNS], ([row.get(name) for name, _ in COLUMNS] for row in rows))


def data_dictionary_csv() -> bytes:
    """What each column of themes.csv means."""
    return _table(["column", "meaning"], COLUMNS)


def _everybody(dataset: Json) -> list[Json]:
    base = dataset["people"]["answered"]
    rows = []
    for theme in dataset["themes"]:
        numbers = {"in_every_100": theme["per_hundred"], "likely_low": theme["share_low"], "likely_high": theme["share_high"]}
        rows.append({**_named(theme), "rank": theme["rank"], **numbers, "base": base})
    rows += [{**_named(view), "base": base} for view in dataset["minority"]]
    for one in dataset["leftovers"]:
        if one["reason"] != "blank":
            words = {"key": one["reason"], "name": one["reason"], "description": one["explanation"]}
            rows.append({"kind": "outside", **words, "people": one["count"], "base": base})
    rows.append({"kind": "blank", "name": "Left the question blank", "people": dataset["people"]["blank"], "base": base})
    return rows


def _groups(theme: Json, dataset: Json, language: str) -> list[Json]:
    return [
        {
            **_named(theme),
            "rank": theme["rank"],
            "people": cell["count"],
            "base": dataset["people"]["answered"],
            "group_kind": kind,
            "group": ", or ".join(wording_text(wording, language) for wording in cell["wordings"]),
            "group_base": cell["base"],
            "hidden": cell["hidden"],
        }
        for kind in ("area", "capacity")
        for cell in theme[f"by_{kind}"]
    ]


def _named(entry: Json) -> Json:
    return {name: entry[name] for name in ("kind", "key", "name", "description")} | {"people": entry["count"]}


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([harmless(str(value)) if isinstance(value, str) else value for value in row] for row in rows)
    # the mark at the beginning tells spreadsheets that the text is UTF-8
    return ("\ufeff" + text.getvalue()).encode()
