"""What a theming run writes: themes.json and assignments.csv, built whole in memory, put in place all or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from consult import __version__
from consult.theming.accounting import members, part_members, tally
from consult.theming.entries import (
    beside,
    campaign_entry,
    evidence_entry,
    minority_entry,
    theme_entry,
)
from consult.theming.files import AnswerFile
from consult.theming.natural import natural
from nlp.types import Coding, Theming

SCHEMA = "our-survey-said/themes/1"
THEMES_FILE = "themes.json"
ASSIGNMENTS_FILE = "assignments.csv"
FINDINGS_FILE = "findings.pdf"
COLUMNS = (
    *("answer_id", "theme_id", "theme_rank", "theme_name", "score", "primary"),
    *("subtheme_id", "subtheme_name", "campaign_id", "evidence"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, ...]
"""The cells of a row, in the order of COLUMNS; those left out at the end are empty."""


class CannotWrite(ValueError):
    """The results cannot be put where the analyst wants them. The message says what to do."""


def themes_document(theming: Theming, source: AnswerFile) -> dict[str, Any]:
    """The content of themes.json, as docs/themes.schema.json describes it."""
    many = theming.tally is not None
    people = None if many else members(theming.codings)
    parts = None if many else part_members(theming.codings)
    settings = asdict(theming.settings)
    return {
        "schema": SCHEMA,
        "question": settings.pop("question"),
        "asked": theming.asked,
        "answered": theming.answered,
        "blank": tally(theming).blank,
        "themes": [theme_entry(theme, theming.answered, people) for theme in theming.themes],
        "minority": [minority_entry(view, people) for view in theming.minority],
        "unplaced": None if many else [asdict(one) for one in sorted(theming.unplaced, key=lambda one: natural(one.answer_id))],
        "blank_ids": None if many else sorted(theming.blank, key=natural),
        "surprising": list(theming.surprising),
        "settings": {**settings, "version": __version__, "method": theming.version},
        "engine": theming.engine,
        "rules": [asdict(rule) for rule in theming.rules],
        "headline": theming.headline,
        "subthemes": [theme_entry(theme, theming.answered, parts) for theme in theming.subthemes],
        "campaigns": [campaign_entry(campaign) for campaign in theming.campaigns],
        "evidence": [evidence_entry(one) for one in sorted(theming.evidence, key=lambda one: natural(one.answer_id))],
        "notes": [*source.notes, *theming.notes],
        "source": {"file": source.name, "column": source.column, "id_column": source.id_column, "rows": source.rows},
        "input_hash": theming.input_hash,
        **({"tally": tally_entry(theming)} if many else {}),
    }


def tally_entry(theming: Theming) -> dict[str, Any]:
    """The sums, in place of the lists of answers that would make the file too large to open."""
    told = tally(theming)
    return {"in_themes": told.in_themes, "in_minority": told.in_minority, "unplaced": dict(told.unplaced)}


def themes_json(theming: Theming, source: AnswerFile) -> bytes:
    """themes.json as UTF-8, indented by two, with a line end at the end; the same result gives the same bytes."""
    return (json.dumps(themes_document(theming, source), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def assignments_csv(theming: Theming, source: AnswerFile) -> bytes:
    """assignments.csv as UTF-8: one row per answer and theme, in the order of the file, then of rank.

    An answer outside every theme has one row whose theme_id is "unplaced" or "blank" and whose theme_name says why.
    """
    return as_csv([COLUMNS]) + as_csv(assignments(theming, source))


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows of assignments.csv as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)  # with line ends as in RFC 4180: with others, Python leaves a bare carriage return unquoted
    writer.writerows([harmless(cell) for cell in row] + [""] * (len(COLUMNS) - len(row)) for row in rows)
    return text.getvalue().encode()


def assignments(theming: Theming, source: AnswerFile) -> Iterator[Row]:
    """The rows of assignments.csv."""
    headings = {theme.id: (str(theme.rank), theme.name) for theme in theming.themes}
    headings |= {view.id: ("", view.name) for view in theming.minority}
    order = {theme_id: at for at, theme_id in enumerate(headings)}
    unplaced = {entry.answer_id: entry.reason for entry in theming.unplaced}
    placed, told = placings(theming.codings), beside(theming)
    for comment in source.comments:
        best = placed.get(comment.id, {})
        for theme_id in sorted(best, key=order.__getitem__):
            score, primary = best[theme_id]
            cells = told.cells(comment.id, theme_id)
            yield comment.id, theme_id, *headings[theme_id], f"{score:.4f}", "true" if primary else "false", *cells
        if not best:
            kind = "unplaced" if comment.id in unplaced else "blank"
            yield comment.id, kind, "", unplaced.get(comment.id, "blank"), "", "", *told.cells(comment.id, kind)


def placings(codings: Iterable[Coding]) -> dict[str, dict[str, tuple[float, bool]]]:
    """Answer id -> theme id -> best score over its passages, and whether it is the answer's primary theme."""
    placed: dict[str, dict[str, tuple[float, bool]]] = {}
    for coding in codings:
        themes = placed.setdefault(coding.answer_id, {})
        score, primary = themes.get(coding.theme_id, (0.0, False))
        themes[coding.theme_id] = max(score, coding.score), primary or coding.primary
    return placed


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def check_folder(folder: Path, names: Iterable[str]) -> None:
    """See, before any long work, that files of these names can be put into `folder`. Raises CannotWrite."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite("--out is a file. Give the name of a folder; it is made if it is not there.")
    if blocked := [name for name in names if (folder / name).is_dir()]:
        raise CannotWrite(f"The folder for --out has a folder called “{blocked[0]}”. Rename it, then run it again.")
    if not os.access(staging_place(folder), os.W_OK | os.X_OK) or (folder.exists() and not os.access(folder, os.W_OK | os.X_OK)):
        raise CannotWrite("The folder for --out cannot be written to. Choose another.")


def staging_place(folder: Path) -> Path:
    """Where files wait until all are complete: beside the folder, or inside when it is on another disk or cannot be beside."""
    folder = folder.resolve()
    parent = next(above for above in folder.parents if above.exists())
    if folder.exists() and (folder.stat().st_dev != parent.stat().st_dev or not os.access(parent, os.W_OK | os.X_OK)):
        return folder
    return parent


def put(folder: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> None:
    """Write the files into `folder`, making it if need be: first all of them aside, then each moved in one step.

    Other files in the folder are left alone. Raises CannotWrite, having changed nothing, when the disk refuses.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".consult-", dir=staging_place(folder)) as aside:
            for name, content in files.items():
                write_durably(Path(aside) / name, content)
            with undisturbed():
                folder.mkdir(parents=True, exist_ok=True)
                for name in files:
                    os.replace(Path(aside) / name, folder / name)
    except OSError as error:
        raise CannotWrite(f"The results cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C and a polite kill wait until the moves are done, so that the files of two runs are never mixed.

    Handlers are changed rather than signals blocked: a thread of a numerical library would take a blocked one.
    """
    if threading.current_thread() is not threading.main_thread():  # only the main thread is ever interrupted
        yield
        return
    arrived: list[int] = []
    before = {number: signal.signal(number, lambda got, _: arrived.append(got)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for got in arrived:
        signal.raise_signal(got)


def write_durably(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file and wait until the disk has it, so that a moved file is never an empty one after a power cut."""
    with path.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())
