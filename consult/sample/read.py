"""Reads the sample consultation that travels with the package: its definition, its decision and its hundred answers.

The column `themes_by_hand` of answers.csv is left out on purpose: what the demo shows must be found in the words alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Welsh."""

    en: str
    cy: str


@dataclass(frozen=True, slots=True)
class BackgroundSection:
    """A heading of the background and the paragraph under it."""

    heading: Text
    body: Text


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """One choice of a closed question; `key` is what answers.csv holds."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class SampleQuestion:
    """A question with its wording in both languages."""

    key: str
    kind: str
    """`long_text` or `single_choice`."""
    purpose: str
    """`main` for the question that is themed, `capacity`, `area`, or empty."""
    required: bool
    wording: Text
    help: Text
    choices: tuple[SampleChoice, ...]
    """Empty for a free-text question."""


@dataclass(frozen=True, slots=True)
class SampleReply:
    """What the body answers to one of the themes that the answers were written around."""

    theme: str
    """The code that the hand coding uses, for instance `clinical-leadership`."""
    name: Text
    disposition: str
    """`accepted`, `accepted-in-part`, `not-accepted`, `out-of-scope` or `already-so`."""
    reason: Text
    cues: tuple[str, ...]
    """Beginnings of English words that people use when they hold this view, lower case; see `closest_reply`."""


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """The decision that follows the consultation, with a reply to each theme."""

    question: Text
    chosen: Text
    reasons: Text
    decided_by: Text
    replies: tuple[SampleReply, ...]


@dataclass(frozen=True, slots=True)
class SampleConsultation:
    """Everything that a lead would have typed in to run the sample consultation, and the decision at its end."""

    slug: str
    title: Text
    organisation: Text
    notice: Text
    """Belongs on every page and in every document made from the sample."""
    stage: str
    """Stage of the commissioning cycle: `need`."""
    level: str
    """Level of involvement: `consult`."""
    asked: int
    """People asked, including those who left the answer blank."""
    background: tuple[BackgroundSection, ...]
    can_change: tuple[Text, ...]
    """Phrases without a full stop, for a list that begins "You can still change"."""
    fixed: tuple[Text, ...]
    """Whole sentences."""
    who_decides: Text
    decides_by: Text
    decides_within_weeks: int
    """The same limit as `decides_by` in weeks after closing, so that a date can be worked out."""
    questions: tuple[SampleQuestion, ...]
    decision: SampleDecision


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """One person's invented answers; the closed ones are choice keys, empty where the person left them out."""

    id: str
    """`r001` to `r100`."""
    text: str
    """The answer to the main question, exactly as written; empty for the blanks."""
    capacity: str
    area: str
    consent_to_quote: bool
    heard_of_change: str
    expect: str


def sample_definition() -> SampleConsultation:
    """The sample consultation as it was designed, with both languages. Reads a file of this package each time."""
    raw: Json = json.loads(_read("consultation.json"))
    return SampleConsultation(
        slug=raw["slug"],
        title=_text(raw["title"]),
        organisation=_text(raw["organisation"]),
        notice=_text(raw["notice"]),
        stage=raw["stage"],
        level=raw["level"],
        asked=raw["asked"],
        background=tuple(BackgroundSection(_text(part["heading"]), _text(part["body"])) for part in raw["background"]),
        can_change=_texts(raw["can_change"]),
        fixed=_texts(raw["fixed"]),
        who_decides=_text(raw["who_decides"]),
        decides_by=_text(raw["decides_by"]),
        decides_within_weeks=raw["decides_within_weeks"],
        questions=tuple(_question(question) for question in raw["questions"]),
        decision=_decision(raw["decision"]),
    )


def sample_answers() -> tuple[SampleAnswer, ...]:
    """The hundred answers in order of id. Reads a file of this package each time."""
    # newline="" leaves line breaks inside an answer as they were typed
    return tuple(_answer(row) for row in csv.DictReader(io.StringIO(_read("answers.csv"), newline="")))


def closest_reply(replies: Iterable[SampleReply], words: Iterable[str]) -> SampleReply | None:
    """The reply whose cues begin most of these words, so that a theme found by machine gets the answer written for it.

    `words` are a theme's name and terms, in any case, phrases allowed. The first reply wins a tie. None when no word fits.
    """
    said = [word for phrase in words for word in phrase.lower().split()]
    fits = {reply: sum(word.startswith(reply.cues) for word in said) for reply in replies}
    best = max(fits, key=lambda reply: fits[reply], default=None)
    return best if best and fits[best] else None


def _read(name: str) -> str:
    # read_bytes, because text mode would turn a line break typed by a respondent into another one on some systems
    return (files("consult.sample") / name).read_bytes().decode("utf-8")


def _text(raw: Json) -> Text:
    return Text(en=raw["en"], cy=raw["cy"])


def _texts(raw: Iterable[Json]) -> tuple[Text, ...]:
    return tuple(_text(item) for item in raw)


def _question(raw: Json) -> SampleQuestion:
    return SampleQuestion(
        key=raw["key"],
        kind=raw["kind"],
        purpose=raw["purpose"],
        required=raw["required"],
        wording=_text(raw["wording"]),
        help=_text(raw["help"]),
        choices=tuple(SampleChoice(choice["key"], _text(choice["label"])) for choice in raw["choices"]),
    )


def _decision(raw: Json) -> SampleDecision:
    return SampleDecision(
        question=_text(raw["question"]),
        chosen=_text(raw["chosen"]),
        reasons=_text(raw["reasons"]),
        decided_by=_text(raw["decided_by"]),
        replies=tuple(_reply(reply) for reply in raw["replies"]),
    )


def _reply(raw: Json) -> SampleReply:
    return SampleReply(
        theme=raw["theme"],
        name=_text(raw["name"]),
        disposition=raw["disposition"],
        reason=_text(raw["reason"]),
        cues=tuple(raw["cues"]),
    )


def _answer(row: dict[str, str]) -> SampleAnswer:
    return SampleAnswer(
        id=row["id"],
        text=row["answer"],
        capacity=row["capacity"],
        area=row["area"],
        consent_to_quote=row["consent_to_quote"] == "yes",
        heard_of_change=row["heard_of_change"],
        expect=row["expect"],
    )
