"""The way through a questionnaire: what comes next, and a proof that every way ends and every question can be reached. Pure.

Questions are asked in order. One is left out when its condition does not hold, or when an earlier one jumps over it. A jump
leads to a later question or to the end, so no way can turn back; that is checked, not assumed, because a questionnaire may
come from a file. Whether a question can be reached at all is a question of logic, decided exactly for choices: we look for
answers that lead there by trying, for each question that bears on it and in order, every answer that some condition tells
apart (backtracking), and go no further along a way that has passed the question by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product
from typing import Literal

from surveys import conditions
from surveys.conditions import BadCondition, Condition, Given, Test, fault_in, tests_in
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import CHOSEN, OTHER_CHOICE
from surveys.kinds.grids import columns_of
from surveys.kinds.measuring import steps_of
from surveys.kinds.settings import number_bounds, ticks, total
from surveys.models import Axis, Kind

END = ""
MOST_STEPS = 200_000
"""A proof that has not ended after so many steps is given up with a fault of its own: such conditions can be said more simply."""

PathFault = Literal["condition", "later", "loop", "nowhere", "unreachable", "too-hard"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the way through a questionnaire, at one question, as a plain sentence for the lead."""

    question_key: str
    fault: PathFault
    words: str


@dataclass(frozen=True, slots=True)
class Jump:
    """From a question, when a condition holds, on to a later one or to the end."""

    condition: Condition
    to: str


def way(definition: Definition, given: Mapping[str, Given]) -> tuple[str, ...]:
    """The keys of the questions that somebody with these answers is shown, in order.

    Answers to questions off the way are passed over, as if they had not been given.
    """
    shown: list[str] = []
    seen: dict[str, Given] = {}
    skip_to: str | None = None
    for question in definition.questions:
        if skip_to is not None and question.key != skip_to:
            continue
        skip_to = None
        if not conditions.holds(conditions.read(question.shown_if), seen):
            continue
        shown.append(question.key)
        seen[question.key] = given.get(question.key, {})
        skip_to = next((jump.to for jump in jumps_of(question) if conditions.holds(jump.condition, seen)), None)
    return tuple(shown)


def jumps_of(question: QuestionDefinition) -> list[Jump]:
    """Where the way may go on from a question; the first whose condition holds is taken. Raises BadCondition."""
    return [Jump(conditions.read(one.get("if")), str(one.get("to", END))) for one in question.jumps]


def findings_on(definition: Definition) -> tuple[Finding, ...]:
    """Everything that is wrong with the ways through a questionnaire; empty when every way ends and every question has one."""
    formal = tuple(_formal(definition))
    if formal:
        return formal
    return tuple(_unreachable(definition))


def _formal(definition: Definition) -> Iterator[Finding]:
    """Conditions that cannot be read, or look ahead; jumps that lead back or nowhere."""
    place = {question.key: at for at, question in enumerate(definition.questions)}
    for at, question in enumerate(definition.questions):
        try:
            own, jumps = conditions.read(question.shown_if), jumps_of(question)
        except BadCondition as problem:
            yield Finding(question.key, "condition", str(problem))
            continue
        yield from _tests(question, own, definition, place, before=at)
        for jump in jumps:
            yield from _tests(question, jump.condition, definition, place, before=at + 1)
            yield from _landing(question, jump, place, at)


def _tests(
    question: QuestionDefinition, condition: Condition, definition: Definition, place: Mapping[str, int], *, before: int
) -> Iterator[Finding]:
    for test in tests_in(condition):
        asked = definition.question(test.question)
        if asked is None:
            yield Finding(question.key, "condition", f"There is no question {test.question!r} to ask about.")
        elif place[test.question] >= before:
            yield Finding(question.key, "later", "The condition asks about a question that comes later.")
        elif words := fault_in(test, asked):
            yield Finding(question.key, "condition", words)


def _landing(question: QuestionDefinition, jump: Jump, place: Mapping[str, int], at: int) -> Iterator[Finding]:
    if jump.to != END and jump.to not in place:
        yield Finding(question.key, "nowhere", "The way goes on at a question that is not there.")
    elif jump.to != END and place[jump.to] <= at:
        yield Finding(question.key, "loop", "The way leads back to this question or an earlier one, so it would never end.")


def _unreachable(definition: Definition) -> Iterator[Finding]:
    proof = _Proof(definition)
    for question in definition.questions:
        try:
            if not proof.reaches(question.key):
                yield Finding(question.key, "unreachable", "No answers lead to this question, so nobody would ever see it.")
        except _TooHard:
            yield Finding(
                question.key,
                "too-hard",
                "There are too many conditions to tell whether anybody will see it. Use fewer.",
            )


class _TooHard(Exception):
    """The proof was given up."""


class _Proof:
    """Looks for answers that lead to a question, among the answers worth trying of the questions that bear on it."""

    def __init__(self, definition: Definition) -> None:
        self.questions = definition.questions
        self.place = {question.key: at for at, question in enumerate(definition.questions)}
        self.own = [conditions.read(question.shown_if) for question in definition.questions]
        self.jumps = [jumps_of(question) for question in definition.questions]
        asked: dict[str, list[Test]] = {}
        for condition in [*self.own, *(jump.condition for jumps in self.jumps for jump in jumps)]:
            for test in tests_in(condition):
                asked.setdefault(test.question, []).append(test)
        self.worth = {key: answers_worth_trying(self.questions[self.place[key]], tests) for key, tests in asked.items()}
        self.steps = 0

    def reaches(self, key: str) -> bool:
        """Whether some answers lead to the question. Raises _TooHard."""
        self.steps = 0
        goal = self.place[key]
        return self._search(goal, self._bearing_on(goal), {})

    def _bearing_on(self, goal: int) -> frozenset[str]:
        """The questions whose answers can decide whether the goal is shown: those that its condition asks about, those that
        the jumps before it ask about, and, again and again, those that decide whether one of these is shown."""
        waiting = [goal, *(at for at in range(goal) if self.jumps[at])]
        found: set[int] = set()
        while waiting:
            at = waiting.pop()
            if at in found:
                continue
            found.add(at)
            ruling = [self.own[at]] + [jump.condition for jump in (self.jumps[at] if at < goal else [])]
            waiting += [self.place[test.question] for condition in ruling for test in tests_in(condition)]
        return frozenset(self.questions[at].key for at in found if at != goal)

    def _search(self, goal: int, bearing: frozenset[str], given: dict[str, Given]) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooHard
        outcome = self._walk(goal, bearing, given)
        if isinstance(outcome, bool):
            return outcome
        return any(self._search(goal, bearing, {**given, outcome: answer}) for answer in self.worth[outcome])

    def _walk(self, goal: int, bearing: frozenset[str], given: Mapping[str, Given]) -> bool | str:
        """Go the way with the answers settled so far: whether it comes to the goal, or the question to settle next."""
        seen: dict[str, Given] = {}
        at = 0
        while at < goal:
            key, following = self.questions[at].key, at + 1
            if conditions.holds(self.own[at], seen):
                if key in self.worth and key in bearing:
                    if key not in given:
                        return key
                    seen[key] = given[key]
                following = self._next(at, seen)
            at = following
        return at == goal and conditions.holds(self.own[goal], seen)

    def _next(self, at: int, seen: Mapping[str, Given]) -> int:
        taken = next((jump for jump in self.jumps[at] if conditions.holds(jump.condition, seen)), None)
        if taken is None:
            return at + 1
        return self.place[taken.to] if taken.to != END else len(self.questions)


def answers_worth_trying(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    """Answers to a question such that every way in which its tests can turn out together is among them.

    Numbers: below, at and above each bound. Several choices: every set of the boxes asked about, as far as the bounds of
    the question allow. No answer at all is one of them unless the question must be answered.
    """
    found: list[Given] = [] if question.required else [{}]
    found += _answers(question, tests)
    unique: list[Given] = []
    for answer in found:
        if answer not in unique:
            unique.append(answer)
    return unique


def _answers(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    if question.kind is Kind.several_choices:
        return _sets_of_ticks(question, tests)
    if question.kind in conditions.BY_CHOICE:
        keys = [choice.key for choice in question.along(Axis.answer)]
        return [{"": key} for key in ([*keys, OTHER_CHOICE] if question.settings.get("other") is True else keys)]
    if question.kind in conditions.BY_ROW:
        return _rows(question, tests)
    if question.kind in conditions.BY_NUMBER | {Kind.points}:
        return _numbers(question, tests)
    return [{"": CHOSEN}]


def _sets_of_ticks(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    """Every set of ticks that the tests tell apart and the question allows."""
    keys = [choice.key for choice in question.along(Axis.answer)]
    asked = sorted({test.equals for test in tests if test.equals is not None} & set(keys))
    idle = [key for key in keys if key not in asked]
    rules = ticks(question.settings, len(keys))
    most = rules.most or len(keys)
    found: list[Given] = []
    for size in range(min(len(asked), most) + 1):
        for chosen in combinations(asked, size):
            fill = idle[: max(0, max(rules.fewest, 1) - size)] if rules.alone.isdisjoint(chosen) else []
            if (len(chosen) > 1 or fill) and not rules.alone.isdisjoint(chosen):
                continue
            if chosen or fill:
                found.append(dict.fromkeys([*chosen, *fill], CHOSEN))
    return found


def _rows(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    """Every combination, over the rows asked about, of the columns asked about, one other, and none."""
    columns = columns_of(question)
    worth: dict[str, list[str]] = {}
    for row in sorted({test.row for test in tests if test.row}):
        asked = sorted({test.equals for test in tests if test.row == row and test.equals is not None})
        other = [column for column in columns if column not in asked][:1]
        worth[row] = [*asked, *other, *([] if question.required else [""])]
    found = [{row: value for row, value in zip(worth, values, strict=True) if value} for values in product(*worth.values())]
    idle = [row.key for row in question.along(Axis.row) if row.key not in worth]
    if idle:  # an answer to another row alone is an answer too
        found += [{idle[0]: columns[0], **answer} for answer in found]
    return [answer for answer in found if answer]


def _numbers(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    """The bounds themselves and what lies just below them, within the range of the question."""
    if question.kind is Kind.points:
        return _shares(question, tests)
    low, high = _range(question)
    step = Decimal(1) if question.kind is not Kind.number else Decimal(1).scaleb(-number_bounds(question.settings).places)
    bounds = sorted({test.least for test in tests if test.least is not None})
    wanted = [value for bound in bounds for value in (bound - step, bound)] + [v for v in (low, high) if v is not None]
    held = [value for value in wanted if (low is None or value >= low) and (high is None or value <= high)]
    return [{"": str(value)} for value in held or [Decimal(0)]]


def _range(question: QuestionDefinition) -> tuple[Decimal | None, Decimal | None]:
    if question.kind is Kind.number:
        bounds = number_bounds(question.settings)
        return bounds.least, bounds.greatest
    steps = steps_of(question)
    return Decimal(steps.low), Decimal(steps.high)


def _bounds(tests: Sequence[Test], row: str) -> list[int]:
    return [int(test.least) for test in tests if test.row == row and test.least is not None]


def _shares(question: QuestionDefinition, tests: Sequence[Test]) -> list[Given]:
    """Shares of the points at and just below every bound, the rest given to whoever is not asked about; they add up."""
    keys, whole = [choice.key for choice in question.along(Axis.answer)], total(question.settings)
    worth = {
        row: sorted(
            {v for test in tests if test.row == row and test.least is not None for v in (int(test.least) - 1, int(test.least))}
        )
        for row in sorted({test.row for test in tests if test.row})
    }
    found = []
    for values in product(*([*held, 0, whole] for held in worth.values())):
        shares = dict(zip(worth, values, strict=True))
        rest = whole - sum(shares.values())
        idle = next((key for key in keys if key not in shares), None)
        if min(values, default=0) >= 0 and (rest == 0 or (rest > 0 and idle is not None)):
            found.append({key: str(shares.get(key, rest if key == idle else 0)) for key in keys})
    return found
