"""An earlier answer inside a later question: "{answer:KEY}" in its wording or help. Pure.

Only answers that can stand in a sentence can be used: short words, choices, numbers. Where there is no answer nothing is
left behind, neither the mark nor the quotation marks around it. What people typed is put in as it is: pages escape it with
the rest of the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from surveys.definition import Definition, QuestionDefinition, Wording
from surveys.kinds.answered import Parts
from surveys.kinds.printed import Line, lines_of
from surveys.models import Kind

MARK = re.compile(r"\{answer:([^{}]*)\}")
EMPTY_QUOTES = re.compile(r" ?[“‘\"']\s*\{answer:[^{}]*\}\s*[”’\"']")
LONGEST_PIPED = 200
"""Characters of an answer that a later question repeats; what is longer ends with "…"."""

USABLE = frozenset(
    {
        Kind.short_text,
        Kind.single_choice,
        Kind.several_choices,
        Kind.scale,
        Kind.stage,
        Kind.rating,
        Kind.slider,
        Kind.number,
        Kind.area,
    }
)


@dataclass(frozen=True, slots=True)
class PipingFault:
    """A wording that asks for an answer which it cannot have, as a plain sentence for the lead."""

    question_key: str
    words: str


def piped_keys(question: QuestionDefinition) -> frozenset[str]:
    """The keys of the questions whose answers this one repeats, in any language."""
    texts = (*question.wording.values(), *question.help.values())
    return frozenset(key.strip() for text in texts for key in MARK.findall(text))


def piping_faults(definition: Definition) -> tuple[PipingFault, ...]:
    """Every question that repeats an answer which is not there, comes later, or cannot stand in a sentence."""
    return tuple(_faults(definition))


def _faults(definition: Definition) -> Iterator[PipingFault]:
    earlier: set[str] = set()
    for question in definition.questions:
        for key in sorted(piped_keys(question)):
            asked = definition.question(key)
            if asked is None:
                yield PipingFault(question.key, f"It repeats the answer to {key!r}, and there is no such question.")
            elif key not in earlier:
                yield PipingFault(question.key, "It repeats an answer that is only given later.")
            elif asked.kind not in USABLE:
                yield PipingFault(question.key, "It repeats an answer that cannot stand in a sentence. Use a short one.")
        earlier.add(question.key)


def with_answers(definition: Definition, values: Mapping[str, Parts]) -> Definition:
    """The questions as somebody with these answers reads them. The same object where no question repeats an answer."""
    if not any(piped_keys(question) for question in definition.questions):
        return definition
    return replace(definition, questions=tuple(_filled(one, definition, values) for one in definition.questions))


def _filled(question: QuestionDefinition, definition: Definition, values: Mapping[str, Parts]) -> QuestionDefinition:
    if not piped_keys(question):
        return question
    return replace(question, wording=_texts(question.wording, definition, values), help=_texts(question.help, definition, values))


def _texts(wording: Wording, definition: Definition, values: Mapping[str, Parts]) -> Wording:
    return {language: _text(text, language, definition, values) for language, text in wording.items()}


def _text(text: str, language: str, definition: Definition, values: Mapping[str, Parts]) -> str:
    answers = {key.strip(): _answer(definition, key.strip(), values, language) for key in MARK.findall(text)}
    if not answers:
        return text
    text = EMPTY_QUOTES.sub(lambda found: found[0] if answers[_key_in(found[0])] else "", text)
    # a blank answer takes the space before it along, so that no gap is left
    text = re.sub(r"( ?)\{answer:([^{}]*)\}", lambda found: _put(found, answers), text)
    return text.strip()


def _key_in(text: str) -> str:
    [key] = MARK.findall(text)
    return str(key).strip()


def _put(found: re.Match[str], answers: Mapping[str, str]) -> str:
    answer = answers[found[2].strip()]
    return found[1] + answer if answer else ""


def _answer(definition: Definition, key: str, values: Mapping[str, Parts], language: str) -> str:
    """The answer on one line; "" where there is none, or where it cannot stand in a sentence."""
    question = definition.question(key)
    if question is None or question.kind not in USABLE:
        return ""
    words = ", ".join(_words(line, language) for line in lines_of(question, values.get(key, {})))
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_PIPED else words[:LONGEST_PIPED].rstrip() + "…"


def _words(line: Line, language: str) -> str:
    if line.wording is None:
        return line.text
    return line.wording.get(language) or line.wording.get("en") or next(iter(line.wording.values()), "")
