"""Reads what was typed about a decision: values to keep, and messages for the fields; and a stored draft as fields. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.decisions.gate import Draft, Reply, to_answer
from consult.decisions.models import Verdict
from surveys.kinds.answered import clean_text

Json = dict[str, Any]
PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form held; where `errors` is empty the draft can be kept."""

    draft: Draft
    errors: dict[str, str]

    @property
    def dispositions(self) -> dict[str, tuple[Verdict | None, str]]:
        """The replies as `decisions.save_decision` wants them; those of which nothing was typed are left out."""
        return {key: (one.verdict, one.reason) for key, one in self.draft.replies.items() if one.verdict or one.reason.strip()}


def read_typed(form: Mapping[str, str], dataset: Json, *, today: dt.date) -> Typed:
    """Read the form about these findings. Fields that it does not have are ignored."""
    errors: dict[str, str] = {}
    texts = {name: clean_text(form.get(name, "")).strip() for name in ("question", "chosen", "reasons", "decided_by")}
    day = _day(form, errors, today)
    replies = {entry["key"]: _reply(form, entry["key"]) for entry in to_answer(dataset)}
    return Typed(Draft(**texts, decided_on=day, replies=replies), errors)


def _reply(form: Mapping[str, str], key: str) -> Reply:
    chosen = form.get(f"verdict-{key}", "")
    verdict = Verdict(chosen) if chosen in {one.value for one in Verdict} else None
    return Reply(verdict, clean_text(form.get(f"reason-{key}", "")).strip())


def _day(form: Mapping[str, str], errors: dict[str, str], today: dt.date) -> dt.date | None:
    """The date of the decision, or None where all three boxes are empty."""
    parts = {part: form.get(f"decided_on-{part}", "").strip() for part in PARTS}
    if not any(parts.values()):
        return None
    if empty := [part for part, text in parts.items() if not text]:
        errors["decided_on"] = f"The date of the decision must include a {' and a '.join(empty)}"
        return None
    try:
        if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in parts.values()):
            raise ValueError
        day = dt.date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        errors["decided_on"] = "The date of the decision must be a real date, like 31 3 2027"
        return None
    if day > today:
        errors["decided_on"] = "The date of the decision must be today or in the past"
    return day


def values_of(draft: Draft) -> dict[str, str]:
    """A stored draft as the fields of the form."""
    day = draft.decided_on
    values = {"question": draft.question, "chosen": draft.chosen, "reasons": draft.reasons, "decided_by": draft.decided_by}
    values |= {f"decided_on-{part}": str(getattr(day, part)) if day else "" for part in PARTS}
    for key, reply in draft.replies.items():
        values[f"verdict-{key}"] = reply.verdict.value if reply.verdict else ""
        values[f"reason-{key}"] = reply.reason
    return values
