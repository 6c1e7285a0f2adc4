"""Who answers a question, and where the way goes on, in sentences that work on paper: they name questions by number. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from consult.wording import wording_text
from surveys import conditions
from surveys.conditions import Condition, Every, Not, Test
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import OTHER_CHOICE
from surveys.models import Axis
from surveys.piping import MARK

SENTENCES = {
    "en": {
        "only_if": "Answer this only if {condition}.",
        "chose": "you chose “{answer}” in question {number}",
        "not_chose": "you did not choose “{answer}” in question {number}",
        "chose_row": "you chose “{answer}” for “{row}” in question {number}",
        "not_chose_row": "you did not choose “{answer}” for “{row}” in question {number}",
        "least": "your answer to question {number} is {least} or more",
        "not_least": "your answer to question {number} is not {least} or more",
        "least_row": "you wrote {least} or more for “{row}” in question {number}",
        "not_least_row": "you did not write {least} or more for “{row}” in question {number}",
        "answered": "you answered question {number}",
        "not_answered": "you did not answer question {number}",
        "not": "this is not so: {condition}",
        "and": " and ",
        "or": " or ",
        "if_go": "If {condition}, go to {place}.",
        "go": "Now go to {place}.",
        "question": "question {number}",
        "end": "the last question, “May we quote your words?”",
        "your_answer": "your answer to question {number}",
        "other": "Something else",
    },
    "cy": {
        "only_if": "Atebwch hwn dim ond os {condition}.",
        "chose": "dewisoch chi “{answer}” yng nghwestiwn {number}",
        "not_chose": "na ddewisoch chi “{answer}” yng nghwestiwn {number}",
        "chose_row": "dewisoch chi “{answer}” ar gyfer “{row}” yng nghwestiwn {number}",
        "not_chose_row": "na ddewisoch chi “{answer}” ar gyfer “{row}” yng nghwestiwn {number}",
        "least": "yw eich ateb i gwestiwn {number} yn {least} neu fwy",
        "not_least": "nad yw eich ateb i gwestiwn {number} yn {least} neu fwy",
        "least_row": "ysgrifennoch chi {least} neu fwy ar gyfer “{row}” yng nghwestiwn {number}",
        "not_least_row": "nad ysgrifennoch chi {least} neu fwy ar gyfer “{row}” yng nghwestiwn {number}",
        "answered": "ateboch chi gwestiwn {number}",
        "not_answered": "nad ateboch chi gwestiwn {number}",
        "not": "nad yw hyn yn wir: {condition}",
        "and": " ac os ",
        "or": " neu os ",
        "if_go": "Os {condition}, ewch i {place}.",
        "go": "Nawr ewch i {place}.",
        "question": "gwestiwn {number}",
        "end": "y cwestiwn olaf, “A gawn ni ddyfynnu eich geiriau?”",
        "your_answer": "eich ateb i gwestiwn {number}",
        "other": "Rhywbeth arall",
    },
}
"""The sentences by language. Welsh conditions are written to follow “os”."""

Fixed = Callable[[str], str]
"""The words of an answer that every questionnaire offers: "agree" -> "Agree"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What it takes to say a way in one language."""

    definition: Definition
    language: str
    fixed: Fixed

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number that each question has on paper."""
        return {question.key: number for number, question in enumerate(self.definition.questions, start=1)}

    def say(self, sentence: str, **facts: object) -> str:
        """One sentence, filled in."""
        return SENTENCES[self.language][sentence].format(**facts)


def without_piping(definition: Definition) -> Definition:
    """The questions as paper has them: where the web shows an earlier answer, they say which question it was given to."""
    numbers = {question.key: number for number, question in enumerate(definition.questions, start=1)}

    def told(stored: Mapping[str, str]) -> dict[str, str]:
        return {code: MARK.sub(partial(_given_to, code, numbers), text) for code, text in stored.items()}

    questions = tuple(replace(one, wording=told(one.wording), help=told(one.help)) for one in definition.questions)
    return replace(definition, questions=questions)


def _given_to(language: str, numbers: Mapping[str, int], mark: re.Match[str]) -> str:
    words = SENTENCES.get(language, SENTENCES["en"])["your_answer"]
    return words.format(number=numbers.get(mark.group(1), "?"))


def who_answers(question: QuestionDefinition, words: Wording) -> tuple[str, ...]:
    """The sentence before a question that only some people answer; none for the others."""
    if question.shown_if is None:
        return ()
    return (words.say("only_if", condition=_condition(conditions.read(question.shown_if), words)),)


def where_next(question: QuestionDefinition, words: Wording) -> tuple[str, ...]:
    """The sentences after a question that say where to go on, in the order in which they hold."""
    found = []
    for jump in question.jumps:
        to = words.numbers.get(str(jump.get("to", "")))
        place = words.say("question", number=to) if to else words.say("end")
        if jump.get("if"):
            found.append(words.say("if_go", condition=_condition(conditions.read(jump["if"]), words), place=place))
        else:
            found.append(words.say("go", place=place))
    return tuple(found)


def _condition(condition: Condition, words: Wording) -> str:
    if isinstance(condition, Test):
        return _test(condition, words, "")
    if isinstance(condition, Not):
        if isinstance(condition.condition, Test):
            return _test(condition.condition, words, "not_")
        return words.say("not", condition=_condition(condition.condition, words))
    joined = words.say("and") if isinstance(condition, Every) else words.say("or")
    parts = [
        f"({text})" if not isinstance(one, Test | Not) else text
        for one, text in ((one, _condition(one, words)) for one in condition.conditions)
    ]
    return joined.join(parts)


def _test(test: Test, words: Wording, negated: str) -> str:
    question = words.definition.question(test.question)
    facts: dict[str, object] = {"number": words.numbers.get(test.question, "?")}
    if question is not None and test.row:
        row = question.choice(test.row, Axis.row) or question.choice(test.row)
        facts["row"] = wording_text(row.wording, words.language) if row else test.row
    kind = "answered"
    if test.equals is not None:
        facts["answer"] = _answer(question, test.equals, words)
        kind = "chose_row" if test.row else "chose"
    elif test.least is not None:
        facts["least"] = test.least
        kind = "least_row" if test.row else "least"
    return words.say(negated + kind, **facts)


def _answer(question: QuestionDefinition | None, key: str, words: Wording) -> str:
    choice = question.choice(key) if question else None
    if choice is not None:
        return wording_text(choice.wording, words.language)
    return words.say("other") if key == OTHER_CHOICE else words.fixed(key)
