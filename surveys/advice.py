"""Advice on how a question is put: what could bend the answers or keep people from answering, why, and what to write instead.

Rules of thumb from the literature on asking (Payne 1951, The Art of Asking Questions; Fowler 1995, Improving Survey Questions;
Krosnick and Presser 2010, Question and Questionnaire Design; GOV.UK's and the ONS's guidance), found in the words alone. English
only. Advice is never a gate: a lead may have a reason. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from surveys.advice_words import (
    ACTIONS,
    BETTER,
    JARGON,
    JOINED,
    JUDGED,
    KNOWN_LETTERS,
    LEADING,
    LETTERS,
    NO_DOUBLE,
    QUALITIES,
    SAME_THING,
    TAG,
    TWO_NEGATIVES,
    WAY_OUT,
    WORSE,
)
from surveys.definition import Definition, QuestionDefinition
from surveys.models import Axis, Kind, Purpose
from surveys.reading_age import reading_age

Rule = Literal[
    "leading",
    "two-in-one",
    "double-negative",
    "jargon",
    "abbreviation",
    "reading-age",
    "no-way-out",
    "unbalanced",
    "too-many-open",
]
OLDEST_READER = 14
"""Above this reading age we say so. The aim is 11; a word that must be there ("consultation") may lift one sentence above it."""
FEWEST_WORDS_TO_JUDGE = 18
MOST_OPEN = 6
"""Open questions in one questionnaire: each takes minutes to answer, and people leave."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What may be wrong with one question (or, without a key, with all of them together), why it matters, and what to do."""

    question_key: str
    rule: Rule
    found: str
    """The words that raised it, as they stand in the question."""
    why: str
    instead: str


WHY: dict[Rule, str] = {
    "leading": "It tells people what answer is expected, so more of them give it.",
    "two-in-one": "It asks two things at once. Somebody who thinks differently about each cannot answer.",
    "double-negative": "Two negatives have to be worked out, and many people tick the opposite of what they mean.",
    "jargon": "Not everybody knows this word. People guess, or leave.",
    "abbreviation": "Not everybody knows these letters.",
    "reading-age": "Many adults read at the level of an 11-year-old.",
    "no-way-out": "People who do not know, or whom it does not concern, have to make something up.",
    "unbalanced": "There are more answers on one side than on the other, so the middle moves.",
    "too-many-open": "Each takes minutes to answer well, and people give up.",
}


def advice_on(definition: Definition) -> tuple[Advice, ...]:
    """Everything worth a second look, in the order of the questions, then what concerns all of them."""
    explained = _explained(definition)
    found = [one for question in definition.questions for one in advice_on_question(question, explained)]
    opened = [question for question in definition.questions if question.kind is Kind.long_text]
    if len(opened) > MOST_OPEN:
        words = f"{len(opened)} questions with long answers"
        found.append(
            _advice("", "too-many-open", words, f"Keep the {MOST_OPEN} that matter most, and offer choices for the others.")
        )
    return tuple(found)


def advice_on_question(question: QuestionDefinition, explained: Collection[str] = frozenset()) -> tuple[Advice, ...]:
    """The advice on one question. `explained` holds abbreviations that are spelt out elsewhere in the questionnaire."""
    text = question.wording.get("en", "")
    found: list[Advice] = []
    for rule in (_leading, _two_in_one, _double_negative, _jargon, _reading_age):
        found += rule(question.key, text)
    for row in question.along(Axis.row):
        for rule in (_leading, _two_in_one, _double_negative):
            found += rule(question.key, row.wording.get("en", ""))
    everything = " ".join([text, question.help.get("en", ""), *(choice.wording.get("en", "") for choice in question.choices)])
    found += _abbreviations(question.key, everything, explained)
    found += _choices(question)
    return tuple(found)


def _advice(key: str, rule: Rule, found: str, instead: str) -> Advice:
    return Advice(key, rule, found.strip(" ,"), WHY[rule], instead)


def _leading(key: str, text: str) -> Iterator[Advice]:
    for found in (LEADING.search(text), TAG.search(text)):
        if found:
            yield _advice(key, "leading", found.group(), "Ask openly: “What do you think of…?”, without praise or blame.")
            return


def _two_in_one(key: str, text: str) -> Iterator[Advice]:
    """Two qualities or two actions joined in a question that is judged as one: "clean and friendly", "merge or close"."""
    if not JUDGED.search(text):
        return
    for found in JOINED.finditer(text):
        one, two = found.group("one").split(), found.group("two").split()
        if _same_thing(one[-1], two[0]):
            continue
        both = [(_stem(left), _stem(right)) for left in one for right in two]
        if any(
            {left, right} <= QUALITIES or (left in ACTIONS and right in ACTIONS and found.group("word") != "or")
            for left, right in both
        ):
            yield _advice(key, "two-in-one", found.group(), "Ask about each in a question of its own.")
            return
    if len(re.findall(r"\?", text)) > 1 or re.search(r"[^.?]{8,}\?[^?]{8,}\?", text):
        yield _advice(key, "two-in-one", text, "Ask one question here, and the other in a question of its own.")


def _same_thing(one: str, two: str) -> bool:
    return frozenset((one.lower(), two.lower())) in SAME_THING


def _stem(word: str) -> str:
    plain = word.lower().strip("’'-")
    for ending in ("ing", "ed", "ly", "s"):
        shorter = plain.removesuffix(ending)
        if shorter != plain and shorter in QUALITIES | ACTIONS:
            return shorter
        if ending in ("ing", "ed") and shorter != plain and shorter + "e" in ACTIONS:
            return shorter + "e"
    return plain


def _double_negative(key: str, text: str) -> Iterator[Advice]:
    found = TWO_NEGATIVES.search(text)
    if found and not NO_DOUBLE.search(found.group()):
        yield _advice(
            key, "double-negative", found.group(), "Say it the right way round: “Should we allow…?”, not “Should we not ban…?”."
        )


def _jargon(key: str, text: str) -> Iterator[Advice]:
    for word in re.findall(r"[A-Za-z][A-Za-z-]+", text):
        if plain := JARGON.get(word.lower()):
            yield _advice(key, "jargon", word, f"Say “{plain}”, or explain the word.")


def _explained(definition: Definition) -> frozenset[str]:
    """Abbreviations that some question spells out: "CCG (Clinical Commissioning Group)" or "Clinical … Group (CCG)"."""
    texts = [question.wording.get("en", "") + " " + question.help.get("en", "") for question in definition.questions]
    return frozenset(letters for text in texts for letters in LETTERS.findall(text) if _spelt_out(letters, text))


def _spelt_out(letters: str, text: str) -> bool:
    bare = letters.rstrip("s").replace("&", "")
    words = r"\s+(?:of\s+|the\s+|for\s+|and\s+)*".join(rf"{letter}[\w’'-]+" for letter in bare)
    return re.search(words, text, re.IGNORECASE) is not None


def _abbreviations(key: str, text: str, explained: Collection[str]) -> Iterator[Advice]:
    for letters in dict.fromkeys(LETTERS.findall(text)):
        known = letters.rstrip("s") in KNOWN_LETTERS or letters in KNOWN_LETTERS
        if not known and letters not in explained and not _spelt_out(letters, text):
            yield _advice(key, "abbreviation", letters, f"Write in full what {letters} stands for, at least once.")


def _reading_age(key: str, text: str) -> Iterator[Advice]:
    if len(re.findall(r"[\w’'-]+", text)) < FEWEST_WORDS_TO_JUDGE:
        return
    age = reading_age(text)
    if age > OLDEST_READER:
        yield _advice(key, "reading-age", f"reading age {age:.0f}", "Use shorter sentences and everyday words.")


def _choices(question: QuestionDefinition) -> Iterator[Advice]:
    words = [choice.wording.get("en", "") for choice in question.along(Axis.answer)]
    if question.kind in (Kind.single_choice, Kind.scale, Kind.matrix) and question.purpose is Purpose.topic and words:
        open_end = question.settings.get("other") is True or not question.required
        if question.required and not open_end and not any(map(WAY_OUT.search, words)):
            yield _advice(
                question.key, "no-way-out", " / ".join(words), "Add “Don’t know” or “Does not apply”, or let people leave it out."
            )
        yield from _unbalanced(question.key, words)


def _unbalanced(key: str, words: Sequence[str]) -> Iterator[Advice]:
    worse = sum(bool(WORSE.search(one)) for one in words)
    better = sum(bool(BETTER.search(one)) and not WORSE.search(one) for one in words)
    if better + worse >= 3 and abs(better - worse) >= 1 and better + worse >= len(words) - 2:
        found = f"{better} better, {worse} worse"
        yield _advice(
            key, "unbalanced", found, "Offer as many answers on one side as on the other, with the middle between them."
        )
