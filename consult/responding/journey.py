"""Where somebody is on their way through the form, told from what the form holds. Pure.

A form without conditions is one page. Any other goes step by step (surveys/steps.py): what was typed on the other steps
travels in the page as hidden fields, so that nothing is stored before the person asks for it
(docs/decisions/0011-the-respondents-way.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import Form, Problem, one
from surveys.piping import with_answers
from surveys.questions import Checked, check_answers
from surveys.steps import Step, all_steps, is_one_page, steps_on

CONSENT = "consent_to_quote"
CONSENT_VALUES = ("", "yes", "no")
CHECK = "+check"
"""The place where all answers are shown before they are sent. Keys of questions hold no plus."""
PLACE, SEEN, GO = "place", "seen", "go"
"""Fields beside the answers: the step that the page shows, what was shown before, and which button was pressed."""
CHANGE = "change:"


@dataclass(frozen=True, slots=True)
class Journey:
    """The way of one person, as their answers lead it now."""

    definition: Definition
    """The questions with earlier answers in their wording."""
    checked: Checked
    steps: tuple[Step, ...]
    """The steps on the way. The last asks whether we may quote; on one page it is asked with the questions."""
    one_page: bool
    consent: str
    seen: frozenset[str]
    parts: int
    """The most steps that anybody can meet, the question about quoting among them."""

    def at(self, key: str) -> str:
        """The place that shows this question: the first key of its step. The first step where no step shows it."""
        if key == CHECK:
            return CHECK
        return next((step[0] for step in self.steps if key in step), self.steps[0][0])

    def questions(self, place: str) -> tuple[QuestionDefinition, ...]:
        """The questions that a place shows."""
        return tuple(question for question in self.definition.questions if question.key in self.step(place))

    def asks_consent(self, place: str) -> bool:
        """Whether a place asks if we may quote."""
        return place != CHECK and (self.one_page or CONSENT in self.step(place))

    def step(self, place: str) -> Step:
        """The keys at a place; none where everything is checked."""
        return next((step for step in self.steps if place in step), ())

    def problems(self, place: str) -> tuple[Problem, ...]:
        """What is wrong at one place."""
        return tuple(problem for problem in self.checked.problems if problem.question_key in self.step(place))

    @property
    def consent_unclear(self) -> bool:
        """Whether the answer about quoting is none that was offered."""
        return self.consent not in CONSENT_VALUES

    def faulty(self, place: str) -> bool:
        """Whether something at this place needs another look."""
        return bool(self.problems(place)) or (self.asks_consent(place) and self.consent_unclear)

    def before(self, place: str) -> str:
        """The place before this one; the first has none before it, and stays."""
        places = [*(step[0] for step in self.steps), CHECK]
        return places[max(0, places.index(self.at(place)) - 1)]

    def after(self, place: str) -> str:
        """The place after this one. Who has checked their answers before goes back there, past what they have seen."""
        places = [step[0] for step in self.steps]
        later = places[places.index(self.at(place)) + 1 :]
        if CHECK in self.seen:
            wanted = (p for p in places if self.faulty(p) or not self.seen.issuperset(self.step(p)))
            return next(wanted, CHECK)
        return later[0] if later else CHECK

    def seen_with(self, place: str) -> frozenset[str]:
        """What this person has been shown once this place is shown."""
        return self.seen | ({CHECK} if place == CHECK else frozenset(self.step(place)))

    def first_faulty(self) -> str:
        """The first place where something needs another look; the first of all where nothing does."""
        return next((step[0] for step in self.steps if self.faulty(step[0])), self.steps[0][0])


def journey_of(definition: Definition, sent: Form) -> Journey:
    """The way on which the answers in a form lead."""
    checked = check_answers(definition, sent)
    one_page = is_one_page(definition)
    steps = steps_on(definition, checked.shown)
    return Journey(
        definition=with_answers(definition, checked.values),
        checked=checked,
        steps=steps if one_page and steps else (*steps, (CONSENT,)),
        one_page=one_page,
        consent=one(sent, CONSENT),
        seen=frozenset(one(sent, SEEN).split()) & {*(question.key for question in definition.questions), CONSENT, CHECK},
        parts=len(all_steps(definition)) + 1,
    )


def next_place(journey: Journey, place: str, go: str) -> tuple[str, bool]:
    """Where a button leads, and whether it stays because something must be mended first."""
    if go == "back":
        return journey.before(place), False
    if go.startswith(CHANGE):
        return journey.at(go.removeprefix(CHANGE)), False
    if go in ("next", "check") and place != CHECK:
        if journey.faulty(place):
            return place, True
        return (CHECK if journey.one_page else journey.after(place)), False
    return place, False


def carried(definition: Definition, sent: Form, without: Step = ()) -> dict[str, list[str]]:
    """The answers that a form holds, by field, for the page to carry along; `without` names the questions it shows itself."""
    keys = {question.key for question in definition.questions} | {CONSENT}
    wanted = keys - set(without)
    return {name: list(values) for name, values in sent.items() if name.split(".", 1)[0] in wanted and any(values)}


def fields_of(values: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Fields and values one by one, as hidden inputs hold them."""
    return [(name, value) for name, held in values.items() for value in held]
