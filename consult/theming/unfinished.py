"""An unfinished run over very many answers: what it has read and placed so far, on disk, so that it can be carried on.

The folder lies beside the results, opens for its owner alone, holds the answers while the run lasts, and goes when it is done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from consult.theming.output import staging_place
from nlp.types import Comment

RUN_FILE = "run.json"
ANSWERS, OUTCOMES = "answers", "outcomes"


@dataclass(slots=True)
class Spool:
    """Answers on disk, in chunks of equal size; one chunk at a time is read."""

    folder: Path
    size: int
    rows: int = 0
    numbered: bool = True
    """Whether the ids are the numbers of the rows, from 1."""
    _last: tuple[int, dict[str, list[str]]] = field(default=(-1, {}), repr=False)

    def __len__(self) -> int:
        return -(-self.rows // self.size)

    def fill(self, comments: Iterable[Comment]) -> Iterator[int]:
        """Write the answers down; after each chunk, the number of those written so far."""
        self.folder.mkdir(parents=True, exist_ok=True)
        comments = iter(comments)
        while chunk := list(islice(comments, self.size)):
            held = {"texts": [one.text for one in chunk]}
            if not self.numbered:
                held["ids"] = [one.id for one in chunk]
            write_whole(self._path(len(self)), json.dumps(held).encode())
            self.rows += len(chunk)
            yield self.rows

    def ids(self, at: int) -> Sequence[str]:
        """The ids of the answers of one chunk."""
        first = at * self.size
        if self.numbered:
            return [str(row + 1) for row in range(first, min(self.rows, first + self.size))]
        return self._chunk(at)["ids"]

    def texts(self, at: int) -> Sequence[str]:
        """Their texts."""
        return self._chunk(at)["texts"]

    def _chunk(self, at: int) -> dict[str, list[str]]:
        if self._last[0] != at:
            self._last = at, json.loads(self._path(at).read_bytes())
        return self._last[1]

    def _path(self, at: int) -> Path:
        return self.folder / f"{at:06d}.json"


class Kept(MutableMapping[str, bytes]):
    """Values by name as files of a folder, each written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __getitem__(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None

    def __setitem__(self, name: str, value: bytes) -> None:
        write_whole(self._folder / name, value)

    def __delitem__(self, name: str) -> None:
        (self._folder / name).unlink()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.name for path in self._folder.iterdir() if path.suffix != ".part"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class Unfinished:
    """The folder of one run, and what the run is."""

    folder: Path
    run: dict[str, Any]
    """Everything that decides the outcome: the hash of the file, how it is read, the settings and the versions."""

    def state(self) -> dict[str, Any] | None:
        """What an earlier run of the same kind left here; None when there is nothing of use."""
        try:
            state: dict[str, Any] = json.loads((self.folder / RUN_FILE).read_bytes())
            return state if state["run"] == self.run else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self) -> None:
        """An empty folder, for its owner alone. Raises OSError."""
        self.remove()
        self.folder.mkdir(parents=True, mode=0o700)

    def note(self, **state: Any) -> None:
        """Write down that all answers are read, with what is known of them."""
        write_whole(self.folder / RUN_FILE, json.dumps({"run": self.run, **state}).encode())

    def remove(self) -> None:
        """Leave nothing of the run."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def kept(self) -> Kept:
        """What became of each chunk so far."""
        return Kept(self.folder / OUTCOMES)

    def spool(self, size: int, *, rows: int = 0, numbered: bool = True) -> Spool:
        """The answers as they were written down."""
        return Spool(self.folder / ANSWERS, size, rows, numbered)


def place_of(out: Path) -> Path:
    """Where a run that writes to the folder `out` keeps what is unfinished: beside the folder, or in it when it cannot be."""
    mark = hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return staging_place(out) / f".consult-unfinished-{mark}"


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that whoever finds it finds all of it."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)
