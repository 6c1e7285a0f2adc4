"""Which questions can be shown together: a step is a run of them in which none depends on another's answer. Pure.

Where a step ends is settled by the questionnaire alone, so that a step is the same for everybody; which of its questions
somebody is shown depends on their answers to earlier steps, never on answers to this one.
"""

from __future__ import annotations

from collections.abc import Collection

from surveys import conditions
from surveys.definition import Definition, QuestionDefinition
from surveys.piping import piped_keys

Step = tuple[str, ...]
"""The keys of questions that are shown together, in order."""


def all_steps(definition: Definition) -> tuple[Step, ...]:
    """All questions in order, cut wherever one depends on an answer before it. One step: everything fits on one page.

    Raises BadCondition where a condition cannot be read.
    """
    steps: list[Step] = []
    together: list[str] = []
    for question in definition.questions:
        if together and not _needs(question).isdisjoint(together):
            steps.append(tuple(together))
            together = []
        together.append(question.key)
        if question.jumps:
            steps.append(tuple(together))
            together = []
    return tuple([*steps, tuple(together)] if together else steps)


def steps_on(definition: Definition, way: Collection[str]) -> tuple[Step, ...]:
    """The steps on somebody's way (surveys.paths.way), each with only the questions that they are asked."""
    shown = set(way)
    kept = (tuple(key for key in step if key in shown) for step in all_steps(definition))
    return tuple(step for step in kept if step)


def is_one_page(definition: Definition) -> bool:
    """Whether no question depends on another's answer, so that all can be shown at once."""
    return len(all_steps(definition)) <= 1


def _needs(question: QuestionDefinition) -> frozenset[str]:
    """The questions whose answers bear on whether this one is shown, or on how it reads."""
    tests = conditions.tests_in(conditions.read(question.shown_if))
    return frozenset(test.question for test in tests) | piped_keys(question)
