"""What staff key in from a paper, a letter or a call: the facts about it, and its answers read as generously as paper asks. Pure.

On paper nobody is told at once that a box is missing. So no question is required here, and what a paper holds that cannot
be taken (four ticks where three are allowed) can be left out by name, while everything else counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from surveys.definition import Definition
from surveys.kinds.answered import Form, Parts, Problem, one
from surveys.kinds.words import outward_code
from surveys.models import Channel, Kind
from surveys.questions import Checked, check_answers, packed

NUMBER, CHANNEL, RECEIVED, SOURCE, SIGNATORIES, TWICE, AS_IS, LANGUAGE, VERSION = (
    "+number",
    "+channel",
    "+received",
    "+source",
    "+signatories",
    "+twice",
    "+as-is",
    "+language",
    "+version",
)
"""Fields about the paper. Keys of questions hold no plus, so they cannot be mistaken."""
CONSENT = "consent_to_quote"
ABOUT = (NUMBER, CHANNEL, *(f"{RECEIVED}-{part}" for part in ("day", "month", "year")), SOURCE, SIGNATORIES, TWICE, LANGUAGE)

CHANNELS = {
    Channel.paper: ("Paper form", ""),
    Channel.letter: ("Letter", ""),
    Channel.email: ("E-mail", ""),
    Channel.telephone: ("Telephone call", ""),
    Channel.meeting: ("Meeting", "One entry for each person, or one for what the meeting said together."),
    Channel.petition: ("Petition", "It counts as one answer. The number of people who signed is shown beside it."),
}
"""What staff can key in: its name, and a hint."""
PAPER_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 ./-]{0,39}", re.ASCII)
LONGEST_SOURCE, MOST_SIGNATORIES = 200, 10_000_000


@dataclass(frozen=True, slots=True)
class Keyed:
    """The facts about one paper."""

    number: str
    channel: Channel
    received_on: dt.date
    source: str = ""
    signatories: int = 1
    twice: bool = False
    """Whether a second person keys it too before it counts."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was keyed for the questions."""

    values: dict[str, Parts]
    shown: tuple[str, ...]
    problems: tuple[Problem, ...]
    """What cannot be taken as it is."""
    consent: bool
    language: str = "en"

    def record(self) -> dict[str, Any]:
        """The one record in which they are stored; questions whose answer was left out are named."""
        facts: dict[str, Any] = {
            "answers": packed(self.values),
            "shown": list(self.shown),
            CONSENT: self.consent,
            "language": self.language,
        }
        left_out = sorted({problem.question_key for problem in self.problems})
        return {**facts, "left_out": left_out} if left_out else facts


def read_keyed(form: Form, *, today: dt.date, languages: tuple[str, ...]) -> tuple[Keyed | None, dict[str, str]]:
    """The facts about a paper, or None and what is wrong, by field."""
    errors: dict[str, str] = {}
    number = " ".join(one(form, NUMBER).upper().split())
    if not PAPER_NUMBER.fullmatch(number):
        what = "Enter the number that you wrote on the paper"
        errors[NUMBER] = f"{what}. It can have letters, numbers, spaces, hyphens, points and strokes" if number else what
    channel = next((known for known in CHANNELS if known.value == one(form, CHANNEL)), None)
    if channel is None:
        errors[CHANNEL] = "Choose how it reached you"
    received = _day(form, errors, today)
    source = one(form, SOURCE).strip()
    if len(source) > LONGEST_SOURCE:
        errors[SOURCE] = f"Where it came from must be {LONGEST_SOURCE} characters or fewer"
    signatories = _signatories(form, channel, errors)
    if errors or channel is None or received is None:
        return None, errors
    spoken = one(form, LANGUAGE)
    language = spoken if spoken in languages else languages[0]
    return Keyed(number, channel, received, source, signatories, one(form, TWICE) == "yes", language), {}


def _day(form: Form, errors: dict[str, str], today: dt.date) -> dt.date | None:
    day, month, year = (one(form, f"{RECEIVED}-{part}").strip() for part in ("day", "month", "year"))
    try:
        if not all(text.isascii() and text.isdigit() for text in (day, month, year)) or len(year) != 4:
            raise ValueError
        received = dt.date(int(year), int(month), int(day))
    except ValueError:
        errors[RECEIVED] = "Enter the day on which it reached you, like 31 3 2027"
        return None
    if received > today:
        errors[RECEIVED] = "The day on which it reached you must be today or earlier"
        return None
    return received


def _signatories(form: Form, channel: Channel | None, errors: dict[str, str]) -> int:
    """How many people signed a petition; 1 for everything else."""
    if channel is not Channel.petition:
        return 1
    text = one(form, SIGNATORIES).replace(",", "").strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= MOST_SIGNATORIES):
        errors[SIGNATORIES] = "Enter how many people signed the petition, like 900"
        return 1
    return int(text)


def read_answers(definition: Definition, form: Form) -> Answers:
    """The answers of a paper. What was left empty is no problem, whatever the web asks for."""
    relaxed = replace(definition, questions=tuple(replace(question, required=False) for question in definition.questions))
    read: Checked = check_answers(relaxed, form)
    problems = tuple(problem for problem in read.problems if problem.fault != "missing")
    spoken = one(form, LANGUAGE)
    language = spoken if spoken in definition.languages else definition.languages[0]
    return Answers(read.values, read.shown, problems, one(form, CONSENT) == "yes", language)


def kept(form: Mapping[str, list[str]], definition: Definition) -> dict[str, list[str]]:
    """What is kept of a form until a second person has keyed the same paper: nothing that could name a house."""
    asked = {question.key: question for question in definition.questions}
    found: dict[str, list[str]] = {}
    for name, values in form.items():
        question = asked.get(name.partition(".")[0])
        if question is not None and question.kind is Kind.area:
            found[name] = [outward_code(one(form, name))]
        elif question is not None or name == CONSENT or name in ABOUT:
            found[name] = list(values)
    return found


def about(form: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The facts about the paper alone, as they were typed."""
    return {name: values for name, values in form.items() if name in ABOUT}
