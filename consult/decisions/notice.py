"""A decision as it is published: frozen as JSON, drawn on a page and printed from that alone. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from consult.decisions.gate import Draft, Reply, to_answer
from consult.decisions.models import Verdict
from consult.wording import wording_text
from reports.data import DecisionNotice
from reports.data import Reply as PrintedReply

SCHEMA = "our-survey-said/decision/1"
VERDICTS = {
    Verdict.accepted: "We accept this",
    Verdict.in_part: "We accept part of this",
    Verdict.not_accepted: "We do not accept this",
    Verdict.out_of_scope: "This is not ours to decide",
    Verdict.already: "This is so already",
}
"""What the body does about a theme, in its own voice."""

Json = dict[str, Any]


def freeze_decision(dataset: Json, fingerprint: str, draft: Draft, *, now: dt.datetime, address: str = "") -> Json:
    """Everything that the decision says, as plain JSON. Names and numbers of themes are those of the cited findings.

    `dataset` and `fingerprint` are those of the cited publication; the draft must be complete (`gate.missing`).
    """
    consultation = dataset["consultation"]
    return {
        "schema": SCHEMA,
        "consultation": {name: consultation[name] for name in ("slug", "title", "organisation", "notice")},
        "findings": {"number": dataset["version"]["number"], "sha256": fingerprint, "answered": dataset["people"]["answered"]},
        "question": draft.question,
        "chosen": draft.chosen,
        "reasons": draft.reasons,
        "decided_by": draft.decided_by,
        "decided_on": draft.decided_on.isoformat() if draft.decided_on else None,
        "published_at": now.isoformat(),
        "address": address,
        "replies": [_reply(entry, draft.replies[entry["key"]]) for entry in to_answer(dataset)],
    }


def _reply(entry: Json, reply: Reply) -> Json:
    same = {name: entry[name] for name in ("key", "kind", "name", "description", "count")}
    return {**same, "verdict": reply.verdict.value if reply.verdict else None, "reason": reply.reason}


def notice_of(frozen: Json, language: str = "en") -> DecisionNotice:
    """The frozen decision as what is printed."""
    consultation = frozen["consultation"]
    return DecisionNotice(
        title=wording_text(consultation["title"], language) or consultation["slug"],
        organisation=consultation["organisation"],
        language=language,
        question=frozen["question"],
        chosen=frozen["chosen"],
        reasons=frozen["reasons"],
        decided_by=frozen["decided_by"],
        decided_on=dt.date.fromisoformat(frozen["decided_on"]) if frozen["decided_on"] else None,
        replies=tuple(
            PrintedReply(one["name"], one["count"], VERDICTS[Verdict(one["verdict"])], one["reason"]) for one in frozen["replies"]
        ),
        dataset_hash=frozen["findings"]["sha256"],
        notice=wording_text(consultation["notice"], language),
        page_url=frozen["address"],
    )
