"""What the public is told of a consultation, as plain values that stay true while the database is away."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from consult.consultations.days import is_past
from consult.consultations.models import Consultation, Involvement, Stage, State
from consult.templating import Brand
from surveys.definition import Definition
from surveys.models import Kind

MINUTES = {Kind.long_text: 3.0, Kind.short_text: 1.0, Kind.single_choice: 0.5}
"""A rough guide for the person who wonders whether to start: reading the question, thinking, and answering."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
LONGEST_SENTENCE = 220


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """One consultation as the public may see it. Templates read it just as they would the row itself."""

    id: int
    questionnaire_id: int
    slug: str
    title: dict[str, str]
    background: dict[str, str]
    can_change: dict[str, str]
    is_fixed: dict[str, str]
    decided_by: dict[str, str]
    legal_duty: dict[str, str]
    notice: dict[str, str]
    stage: Stage
    involvement: Involvement
    organisation_name: str
    state: State
    asked: int | None
    closes_on: dt.date | None
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it takes answers, as far as its state goes; see `at`."""
        return self.state is State.open

    def at(self, now: dt.datetime) -> PublicFacts:
        """The same at this moment: closed once the last day has passed, whether or not anybody has closed it yet."""
        return replace(self, state=State.closed) if self.is_open and is_past(self.closes_on, now) else self


def facts_of(consultation: Consultation) -> PublicFacts:
    """The public facts of a consultation that was loaded with its organisation."""
    same = {name: getattr(consultation, name) for name in PublicFacts.__slots__ if name != "organisation_name"}
    return PublicFacts(organisation_name=consultation.organisation.name, **same)


def frame_of(facts: PublicFacts, languages: Iterable[str] = ("en",)) -> dict[str, Any]:
    """What every public page of a consultation hands to its template.

    The body's name stands above the page, the notice on it, and it speaks the languages of the questionnaire: a page
    that would be half in English is better drawn in English.
    """
    return {
        "consultation": facts,
        "notice": facts.notice,
        "brand": Brand(name=facts.organisation_name),
        "languages": tuple(languages),
    }


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a longer text."""

    kind: Literal["paragraph", "heading", "list"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A longer text in the language that it was found in."""

    language: str
    blocks: tuple[Block, ...]

    def __bool__(self) -> bool:
        return bool(self.blocks)


def prose(stored: Mapping[str, str], language: str) -> Prose:
    """A lead's text as paragraphs (an empty line between), lists (lines that begin with "- ") and headings ("## ").

    Where it is not written in the page's language the English is given, else any, with its language named.
    """
    spoken = next((code for code in (language, "en", *stored) if stored.get(code)), language)
    parts = re.split(r"\n\s*\n", stored.get(spoken, "").replace("\r\n", "\n").strip())
    return Prose(spoken, tuple(block for part in parts if part.strip() for block in _blocks(part)))


def _blocks(part: str) -> list[Block]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    found: list[Block] = []
    for line in lines:
        kind, words = _line(line)
        if kind == "list" and found and found[-1].kind == "list":
            found[-1] = Block("list", (*found[-1].lines, words))
        elif kind == "paragraph" and found and found[-1].kind == "paragraph":
            found[-1] = Block("paragraph", (f"{found[-1].lines[0]} {words}",))
        else:
            found.append(Block(kind, (words,)))
    return found


def _line(line: str) -> tuple[Literal["paragraph", "heading", "list"], str]:
    if line.startswith(("- ", "* ", "• ")):
        return "list", line[2:].strip()
    if line.startswith("## "):
        return "heading", line[3:].strip()
    return "paragraph", line


def first_sentence(stored: Mapping[str, str], language: str) -> Prose:
    """The first sentence of a text, for a list; cut at a word with "…" where the sentence is very long."""
    text = prose(stored, language)
    paragraph = next((block.lines[0] for block in text.blocks if block.kind == "paragraph"), "")
    sentence = SENTENCE_END.split(paragraph, maxsplit=1)[0]
    if len(sentence) > LONGEST_SENTENCE:
        sentence = sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0] + "…"
    return Prose(text.language, (Block("paragraph", (sentence,)),) if sentence else ())


def minutes(definition: Definition) -> int:
    """About how long answering takes, in whole minutes, at least one."""
    return max(1, math.ceil(sum(MINUTES.get(question.kind, 1.0) for question in definition.questions)))
