"""A decision is published only when it answers everything. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consult.decisions.gate import Draft, Reply, missing, missing_fields
from consult.decisions.models import Verdict
from consult.decisions.typed import read_typed, values_of

THEMES = [{"key": f"t{at}", "name": f"Theme {at}", "kind": "theme", "count": 9 - at} for at in range(1, 5)]
VIEWS = [{"key": "m1", "name": "The lone one", "kind": "minority", "count": 1}]
DATASET = {"themes": THEMES, "minority": VIEWS}
KEYS = [str(entry["key"]) for entry in (*THEMES, *VIEWS)]
COMPLETE = Draft(
    question="Where?",
    chosen="Here.",
    reasons="Because.",
    decided_by="The board",
    decided_on=dt.date(2026, 7, 1),
    replies={key: Reply(Verdict.accepted, "Yes.") for key in KEYS},
)
TODAY = dt.date(2026, 7, 2)


def test_nothing_is_missing_from_a_decision_that_answers_everything() -> None:
    assert missing(DATASET, COMPLETE) == []


@given(st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_exactly_what_was_left_out_is_missing(absent: set[str], undecided: set[str], without_reason: set[str]) -> None:
    replies = {
        key: Reply(None if key in undecided else Verdict.in_part, "  " if key in without_reason else "Because.")
        for key in KEYS
        if key not in absent
    }
    found = missing_fields(DATASET, replace(COMPLETE, replies=replies))
    assert set(found) == {f"verdict-{key}" for key in absent | undecided} | {f"reason-{key}" for key in absent | without_reason}
    assert len(missing(DATASET, replace(COMPLETE, replies=replies))) == len(found)


@given(st.sets(st.sampled_from(["question", "chosen", "reasons", "decided_by"])), st.booleans())
def test_every_part_of_the_decision_itself_is_needed(empty: set[str], dated: bool) -> None:
    texts = {name: " " if name in empty else "Words." for name in ("question", "chosen", "reasons", "decided_by")}
    draft = replace(COMPLETE, **texts, decided_on=TODAY if dated else None)  # type: ignore[arg-type]
    assert set(missing_fields(DATASET, draft)) == empty | (set() if dated else {"decided_on"})


def test_the_view_of_a_single_person_needs_a_reply_too() -> None:
    replies = {key: reply for key, reply in COMPLETE.replies.items() if key != "m1"}
    assert missing(DATASET, replace(COMPLETE, replies=replies)) == [
        "Choose what you do about “The lone one”",
        "Enter the reason of your reply to “The lone one”",
    ]


def test_a_reply_to_what_the_findings_do_not_hold_is_named() -> None:
    replies = {**COMPLETE.replies, "t9": Reply(Verdict.accepted, "Yes.")}
    assert missing(DATASET, replace(COMPLETE, replies=replies)) == ["Take out the replies to what these findings do not hold: t9"]


def test_a_draft_that_is_shown_and_sent_again_stays_the_same() -> None:
    assert read_typed(values_of(COMPLETE), DATASET, today=TODAY).draft == COMPLETE


def test_dates_that_cannot_be_are_refused_with_what_is_wrong() -> None:
    wrong = {
        ("", "3", "2026"): "The date of the decision must include a day",
        ("31", "2", "2026"): "The date of the decision must be a real date, like 31 3 2027",
        ("1", "July", "2026"): "The date of the decision must be a real date, like 31 3 2027",
        ("3", "7", "2026"): "The date of the decision must be today or in the past",
    }
    for (day, month, year), words in wrong.items():
        typed = {"decided_on-day": day, "decided_on-month": month, "decided_on-year": year}
        assert read_typed(typed, DATASET, today=TODAY).errors == {"decided_on": words}
    assert read_typed({}, DATASET, today=TODAY).errors == {}
    assert read_typed({"verdict-t1": "nonsense"}, DATASET, today=TODAY).draft.replies["t1"].verdict is None
