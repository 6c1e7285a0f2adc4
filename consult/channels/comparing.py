"""Two people keyed the same paper: where they differ, what a third look chose, and how often people agree. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from consult.channels.keying import CONSENT, Answers
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import Form, Parts, name_of, one

CHOICE = "+settle."
"""Before the key of a question: which of the two is right, or neither."""
Chosen = Literal["first", "second", "neither"]
Sealed = dict[str, list[str]]
"""Fields to fingerprints of what was keyed: enough to compare, nothing to read."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question that two people keyed differently."""

    question: QuestionDefinition
    first: Parts
    second: Parts


def fields_of(answers: Answers) -> dict[str, str]:
    """Every value that was keyed, by field, with white space folded: a space more is no disagreement."""
    found = {
        name_of(key, part): " ".join(value.split()) for key, parts in answers.values.items() for part, value in parts.items()
    }
    return {**found, CONSENT: "yes" if answers.consent else "no"}


def disagreements(definition: Definition, first: Answers, second: Answers) -> list[Disagreement]:
    """The questions in which the two differ, in order."""
    one_by_field, other_by_field = fields_of(first), fields_of(second)
    differ = {
        name.partition(".")[0]
        for name in one_by_field.keys() | other_by_field.keys()
        if one_by_field.get(name) != other_by_field.get(name)
    }
    return [
        Disagreement(question, first.values.get(question.key, {}), second.values.get(question.key, {}))
        for question in definition.questions
        if question.key in differ
    ]


def differ_on_consent(first: Answers, second: Answers) -> bool:
    """Whether they keyed another answer to "May we quote your words?"."""
    return first.consent != second.consent


def settled_form(
    first: Mapping[str, list[str]], second: Mapping[str, list[str]], third: Form, keys: Iterable[str]
) -> dict[str, list[str]]:
    """The form that stands: what both keyed alike, and for each disputed question the one that the third look chose.

    `keys` are the disputed questions, and CONSENT where that is disputed. `third` holds a choice for each, and, where
    neither is right, the answer keyed anew.
    """
    made = {name: list(values) for name, values in first.items()}
    for key in keys:
        chosen = one(third, CHOICE + key)
        source: Mapping[str, list[str]] = {"first": first, "second": second}.get(chosen, third)
        for name in [name for name in made if _belongs(name, key)]:
            del made[name]
        made.update({name: list(values) for name, values in source.items() if _belongs(name, key)})
    return made


def unchosen(third: Form, keys: Iterable[str]) -> list[str]:
    """The disputed questions for which nothing was chosen."""
    return [key for key in keys if one(third, CHOICE + key) not in ("first", "second", "neither")]


def _belongs(name: str, key: str) -> bool:
    return name == key or name.startswith(f"{key}.")


def sealed(answers: Answers, fingerprint: Callable[[str], str]) -> Sealed:
    """What remains of a keying once the answers are stored in their own place."""
    return {name: [fingerprint(f"{name}:{value}")[:16]] for name, value in sorted(fields_of(answers).items())}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two people keyed the same."""

    papers: int
    fields: int
    """Fields that at least one of the two filled in, the answer about quoting among them."""
    same: int

    @property
    def share(self) -> float | None:
        """Of a hundred fields, how many were keyed alike; None before any was."""
        return 100 * self.same / self.fields if self.fields else None


def agreement(pairs: Iterable[tuple[Sealed, Sealed]]) -> Agreement:
    """Over all papers that two people keyed."""
    papers = fields = same = 0
    for first, second in pairs:
        names = first.keys() | second.keys()
        papers, fields = papers + 1, fields + len(names)
        same += sum(first.get(name) == second.get(name) for name in names)
    return Agreement(papers, fields, same)
