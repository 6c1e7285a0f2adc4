"""A codebook as a file that people and programs can read: JSON as `consult code` writes it, or a plain table.

The themes of `consult theme` are a codebook, too: themes.json is read as it stands, a code for each theme."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consult.theming.files import filled, opened
from consult.theming.output import FORMULA_STARTS
from consult.theming.tables import CannotRead, Limits, position
from nlp.codebooks import MOST_CODES, Code, check_codebook

SCHEMA = "our-survey-said/codebook/1"
LARGEST = 10_000_000
"""Bytes of a codebook: ten times the longest that anybody would write."""
TABLE_COLUMNS = ("key", "name", "description", "examples")
BETWEEN_EXAMPLES = "|"


@dataclass(frozen=True, slots=True)
class Codebook:
    """The codes in the order of their file."""

    codes: tuple[Code, ...]

    def meanings(self) -> dict[str, str]:
        """The key for every way to write a code, by name or by key, in the form of `same`; a key goes before a name."""
        by_name = {same(code.name): code.key for code in self.codes}
        return by_name | {same(code.key): code.key for code in self.codes}


def same(name: str) -> str:
    """The form in which two ways to write a code are equal."""
    return " ".join(name.split()).casefold()


def read_codebook(path: Path, limits: Limits | None = None) -> Codebook:
    """Read a codebook: codebook.json or coding.json as `consult code` writes them, themes.json as `consult theme` does, or a
    .csv or .xlsx table with a column `name`, and if wanted `key`, `description` and `examples` (a bar between several).

    Raises CannotRead, with a sentence for the analyst, for anything that cannot be used.
    """
    limits = limits or Limits(file=LARGEST)
    codes = _from_json(path) if path.suffix.lower() == ".json" else _from_table(path, limits)
    if not codes:
        raise CannotRead("The codebook has no codes. Give each a name, then run it again.")
    return Codebook(_checked(codes))


def from_cells(cells: Iterable[frozenset[str]]) -> Codebook:
    """A codebook of the codes that people wrote, each its own key and name. Raises CannotRead when it cannot be one."""
    written = sorted({code for cell in cells for code in cell})
    first: dict[str, str] = {}
    for code in written:
        first.setdefault(same(code), code)
    if len(first) > MOST_CODES:
        raise CannotRead(
            f"The column for --codes has {len(first):,} different codes; up to {MOST_CODES} are used. Is it the right column?"
        )
    return Codebook(tuple(Code(code, code) for code in first.values()))


def codebook_json(codebook: Codebook) -> bytes:
    """The codebook as UTF-8 JSON, to be read again by `read_codebook`."""
    codes = [
        {"key": code.key, "name": code.name, "description": code.description, "examples": list(code.examples)}
        for code in codebook.codes
    ]
    return (json.dumps({"schema": SCHEMA, "codes": codes}, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _checked(codes: Sequence[Code]) -> tuple[Code, ...]:
    try:
        check_codebook(codes)
    except ValueError as error:
        raise CannotRead(f"The codebook cannot be used: {error}.") from None
    folded = [same(code.name) for code in codes]
    if len(set(folded)) < len(folded):
        raise CannotRead("Two codes of the codebook have the same name. Give each its own, then run it again.")
    return tuple(codes)


def _from_json(path: Path) -> list[Code]:
    try:
        if path.stat().st_size > LARGEST:
            raise CannotRead(f"The codebook has more than {LARGEST:,} bytes. Is it the right file?")
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise CannotRead(f"The codebook cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    except (ValueError, RecursionError):
        raise CannotRead("The codebook is not JSON, though its name says so. Export it again, or give a .csv table.") from None
    if isinstance(found, dict) and isinstance(found.get("themes"), list):
        return [_code(_from_theme(entry), at) for at, entry in enumerate(found["themes"], start=1)]
    if not isinstance(found, dict) or not isinstance(found.get("codes"), list):
        raise CannotRead("The codebook has no list called “codes”. See docs/command-line.md for what it should look like.")
    return [_code(entry, at) for at, entry in enumerate(found["codes"], start=1)]


def _from_theme(entry: Any) -> Any:
    """A theme of themes.json as a code: its name is its key, as `t1` means another theme in every run. Its quotes are left out:
    a codebook is handed on, and what people wrote is not."""
    if not isinstance(entry, dict):
        return entry
    terms = entry.get("terms")
    examples = [one for one in terms if isinstance(one, str)] if isinstance(terms, list) else []
    return {"name": entry.get("name"), "description": entry.get("description", ""), "examples": examples}


def _code(entry: Any, at: int) -> Code:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise CannotRead(f"Code {at} of the codebook has no name. Give it one, then run it again.")
    key, description, examples = entry.get("key", name), entry.get("description", ""), entry.get("examples", [])
    whole = isinstance(examples, list) and all(isinstance(one, str) for one in (key, description, *examples))
    if not whole or not key.strip():
        raise CannotRead(
            f"Code {at} of the codebook is not as it should be: key and description are texts, examples a list of texts."
        )
    return Code(key.strip(), name.strip(), description.strip(), tuple(examples))


def _from_table(path: Path, limits: Limits) -> list[Code]:
    with opened(path, list(TABLE_COLUMNS), None, limits) as table:
        columns = {name: at for at, name in enumerate(table.columns) if name in TABLE_COLUMNS}
        columns["name"] = position(table.columns, "name", "the codebook")
        return [_from_row(row, cells, columns) for row, cells in filled(table.rows, len(table.columns), [])]


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that our own tables put before what a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _from_row(row: int, cells: Sequence[str], columns: Mapping[str, int]) -> Code:
    held = {name: _unguarded(cells[at].strip()) for name, at in columns.items()}
    if not held["name"]:
        raise CannotRead(f"Row {row} of the codebook has no name. Give it one, then run it again.")
    examples = tuple(one.strip() for one in held.get("examples", "").split(BETWEEN_EXAMPLES) if one.strip())
    return Code(held.get("key") or held["name"], held["name"], held.get("description", ""), examples)
