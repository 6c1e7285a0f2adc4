"""May a decision be published? Only when it answers every theme and every minority view of the findings it cites. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.decisions.models import Verdict

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the body answers to one theme; either part may still be missing in a draft."""

    verdict: Verdict | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as far as it is written."""

    question: str = ""
    chosen: str = ""
    reasons: str = ""
    decided_by: str = ""
    decided_on: dt.date | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)
    """Key of the theme or minority view -> the reply to it."""


TEXTS = {
    "question": "Enter the question that was decided",
    "chosen": "Enter what was decided",
    "reasons": "Enter why it was decided",
    "decided_by": "Enter who decided",
}


def missing(dataset: Json, decision: Draft) -> list[str]:
    """Everything that is missing before the decision may be published, in sentences; empty when nothing is.

    `dataset` is that of the cited publication (`our-survey-said/findings/1`).
    """
    return list(missing_fields(dataset, decision).values())


def missing_fields(dataset: Json, decision: Draft) -> dict[str, str]:
    """The same by field of the form, in the order of the page: `verdict-KEY` and `reason-KEY` for the reply to a theme."""
    found = {name: words for name, words in TEXTS.items() if not getattr(decision, name).strip()}
    if decision.decided_on is None:
        found["decided_on"] = "Enter the date of the decision"
    for entry in to_answer(dataset):
        reply = decision.replies.get(entry["key"], Reply())
        if reply.verdict is None:
            found[f"verdict-{entry['key']}"] = f"Choose what you do about “{entry['name']}”"
        if not reply.reason.strip():
            found[f"reason-{entry['key']}"] = f"Enter the reason of your reply to “{entry['name']}”"
    strange = set(decision.replies) - {entry["key"] for entry in to_answer(dataset)}
    if strange:
        found["_strange"] = f"Take out the replies to what these findings do not hold: {', '.join(sorted(strange))}"
    return found


def to_answer(dataset: Json) -> list[Json]:
    """Everything that needs a reply: the themes in order of rank, then the minority views."""
    return [*dataset["themes"], *dataset["minority"]]
