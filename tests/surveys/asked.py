"""Questions to test with, made in one line each. All words are illustrative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.kinds.answered import Form
from surveys.models import Axis, Kind, Purpose


def question(
    key: str,
    kind: Kind,
    answers: str = "",
    *,
    rows: str = "",
    levels: str = "",
    required: bool = False,
    shown_if: dict[str, Any] | None = None,
    jumps: Sequence[dict[str, Any]] = (),
    wording: str = "",
    **settings: Any,
) -> QuestionDefinition:
    """A question whose answers, rows and levels are words apart: `question("q", Kind.matrix, "easy hard", rows="bus doctor")`."""
    choices = tuple(
        ChoiceDefinition(one, {"en": one.title()}, axis)
        for axis, words in ((Axis.answer, answers), (Axis.row, rows), (Axis.level, levels))
        for one in words.split()
    )
    return QuestionDefinition(
        key, kind, Purpose.topic, required, {"en": wording or key}, {}, choices, settings, shown_if=shown_if, jumps=tuple(jumps)
    )


def choices(words: str) -> tuple[ChoiceDefinition, ...]:
    """Answers to offer, with a bar between them."""
    return tuple(ChoiceDefinition(f"c{at}", {"en": one}) for at, one in enumerate(words.split("|")))


def asked(*questions: QuestionDefinition) -> Definition:
    """A frozen version with these questions."""
    return Definition(1, 1, ("en",), questions, frozen=True)


def form(sent: Mapping[str, str | Sequence[str]]) -> Form:
    """A form as a browser sends it: one value or several a field."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in sent.items()}
