"""What a questionnaire on paper says, as plain values: its words in one language, and the shape of each answer. No drawing here.

All words are plain text. `paper.py` draws them; who asks decides what they are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on."""

    count: int
    hint: Literal["", "number"] = ""


@dataclass(frozen=True, slots=True)
class Squares:
    """One square for each letter or digit, in groups: a day, a postcode."""

    hint: Literal["date", "area"]
    groups: tuple[int, ...]
    """Squares of each group, from left to right."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick, one under the other."""

    options: tuple[str, ...]
    several: bool = False
    fewest: int = 0
    most: int = 0
    """0: as many as there are."""
    other: bool = False
    """Whether the last box is for something else, with a line to say what."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Whole numbers between two ends, of which one is ticked."""

    low: int
    high: int
    low_words: str = ""
    high_words: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """A box before each choice for its place: 1 for the first."""

    options: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Points:
    """A box beside each choice for its points, which add up to a total."""

    options: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A box in each cell: one tick in each row."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    has_words: bool = False
    """Whether there are lines for words about each row."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """For each function a table: every option (and level) with a box for its score and room for a reason."""

    functions: tuple[str, ...]
    options: tuple[str, ...]
    low: int
    high: int


Shape = Lines | Squares | Ticks | Steps | Places | Points | Grid | Appraisal


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as it is printed."""

    number: int
    words: str
    shape: Shape
    help: str = ""
    before: tuple[str, ...] = ()
    """Who answers it, in sentences: "Answer this only if you chose Bus in question 3."."""
    after: tuple[str, ...] = ()
    """Where to go on, in sentences."""
    is_optional: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Something to read before the questions: paragraphs, and lists where `is_list`."""

    heading: Literal["about", "can_change", "is_fixed", "decided_by"]
    blocks: tuple[tuple[bool, tuple[str, ...]], ...]
    """(is_list, lines)."""


@dataclass(frozen=True, slots=True)
class PaperQuestionnaire:
    """Everything that the document says."""

    title: str
    organisation: str
    language: str
    questions: tuple[Question, ...]
    version: int
    passages: tuple[Passage, ...] = ()
    notice: str = ""
    closes_on: dt.date | None = None
    return_to: tuple[str, ...] = ()
    """The lines of the address that the paper goes to; empty where only the body's name is known."""
    web_address: str = ""
    minutes: int = 0
    """About how long answering takes; 0 where nobody knows."""
    dated: dt.date | None = None
    """The day that the file bears, so that the same questions give the same bytes."""
