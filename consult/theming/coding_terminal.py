"""The result of `consult code` in the terminal: the codes, how far to trust the proposals, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from consult.theming.coding_output import CodingRun, code_entries, notes
from consult.theming.terminal import WIDEST, plain

CODES_SHOWN = 40


def show(console: Console, coding: CodingRun, folder: Path, files: Sequence[str]) -> None:
    """Print the whole result."""
    console.width = min(console.width, WIDEST)
    console.print(Text("Codes", style="bold"))
    console.print(codes_table(coding))
    for heading, body in sections(coding, folder, files):
        console.print()
        console.print(Text(heading, style="bold"))
        for line in body:
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def codes_table(coding: CodingRun) -> Table:
    """Each code with the answers that a person gave it and those it is proposed for, the most common first."""
    entries = sorted(code_entries(coding), key=lambda entry: (-entry["read"] - entry["proposed"], entry["key"]))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, header_style="dim")
    table.add_column("Code", ratio=5, overflow="fold")
    for heading in ("Read", "Proposed", "of these likely right"):
        table.add_column(heading, justify="right")
    for entry in entries[:CODES_SHOWN]:
        table.add_row(
            Text(plain(entry["name"])), f"{entry['read']:,}", f"{entry['proposed']:,}", f"{entry['proposed_right']:,.0f}"
        )
    if len(entries) > CODES_SHOWN:
        table.add_row(Text(f"and {len(entries) - CODES_SHOWN} more in coding.json", style="dim"))
    return table


def sections(coding: CodingRun, folder: Path, files: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The parts under the table, each a heading and its lines; empty parts are left out."""
    blank = len(set(coding.blank) - {one.answer_id for one in coding.coded})
    parts = (
        ("Every answer is accounted for", [f"{len(coding.coded):,} read, {coding.unread:,} unread, {blank:,} blank"]),
        ("How far to trust the proposals", list(trust(coding))),
        ("What to do next", [coding.advice.sentence]),
        ("Please note", [plain(note) for note in notes(coding)]),
        (f"Written to {plain(str(folder))}", [", ".join(files)]),
    )
    return ((heading, body) for heading, body in parts if body)


def trust(coding: CodingRun) -> Iterator[str]:
    """The agreement to expect, in words."""
    found = coding.agreement
    if found is None:
        return
    which = "drawn at random" if coding.at_random else "read so far"
    value, low, high = (round(100 * share) for share in (found.per_answer.value, found.per_answer.low, found.per_answer.high))
    yield f"On {found.answers:,} answers {which} the proposals agree with the person to {value} in 100 (F1 per answer)."
    yield f"Over all answers that is likely between {low} and {high}."
