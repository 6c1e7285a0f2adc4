"""How far a consultation has come, as its staff see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from consult.consultations.consultations import close_consultation
from consult.consultations.duties import Missing
from consult.consultations.models import Consultation, State
from consult.deliberation.models import Round
from consult.findings.models import Publication
from consult.overview import Reached, next_step, reached, tasks
from consult.theming.models import Codebook, Run
from surveys.collect import Submission
from surveys.definition import latest_version
from tests.conftest import NOW, Service
from tests.factories import a_public_consultation, an_account, signed_off_themes

TODAY = NOW.date()
READY = Reached(questions=2, written=1)
ANSWERED = replace(READY, answers=5)
THEMED = replace(ANSWERED, themed=True)
SIGNED = replace(THEMED, signed_off=True)
PUBLISHED = replace(SIGNED, published=1)
DECIDED = replace(PUBLISHED, decided=True)


def a_consultation(state: State, closes_on: dt.date | None = None) -> Consultation:
    opened = None if state is State.draft else NOW
    return Consultation(
        slug="bus-42", state=state, closes_on=closes_on, opened_at=opened, closed_at=NOW if state is State.closed else None
    )


@pytest.mark.parametrize(
    ("state", "known", "expected"),
    [
        (State.draft, Reached(missing=(Missing("Say it", "about#title"), Missing("Ask", "questions"))), "about"),
        (State.draft, Reached(missing=(Missing("Ask", "questions"),)), "questions"),
        (State.draft, replace(READY, missing=(Missing("Choose", "questions/q#choices"),)), "questions"),
        (State.draft, READY, "open"),
        (State.open, READY, None),
        (State.open, ANSWERED, None),
        (State.open, THEMED, None),
        (State.open, SIGNED, None),
        (State.closed, READY, None),
        (State.closed, ANSWERED, "themes"),
        (State.closed, replace(ANSWERED, written=0), None),
        (State.closed, THEMED, "sign-off"),
        (State.closed, SIGNED, "findings"),
        (State.closed, replace(SIGNED, voting=True, rounds=1), "findings"),
        (State.closed, PUBLISHED, "decision"),
        (State.closed, DECIDED, None),
    ],
)
def test_there_is_one_next_step_or_none_while_we_wait(state: State, known: Reached, expected: str | None) -> None:
    following = next_step(tasks(a_consultation(state), known, TODAY))
    assert (following.key if following else None) == expected


def test_when_the_closing_date_has_passed_closing_comes_next() -> None:
    late = a_consultation(State.open, TODAY - dt.timedelta(days=1))
    following = next_step(tasks(late, ANSWERED, TODAY))
    assert following is not None
    assert following.key == "close"
    assert next_step(tasks(a_consultation(State.open, TODAY), ANSWERED, TODAY)) is None, "people may answer all day"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("known", [Reached(), READY, ANSWERED, THEMED, SIGNED, PUBLISHED, DECIDED])
def test_a_task_that_cannot_be_done_yet_has_no_page_except_the_list_of_what_is_missing(state: State, known: Reached) -> None:
    every = tasks(a_consultation(state), known, TODAY)
    assert len({task.key for task in every}) == len(every)
    for task in every:
        if task.status == "now":
            assert task.page


async def test_it_is_all_read_from_the_records(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account, closes_on=None)
    assert await reached(consultation, now=NOW) == Reached(questions=3, written=1)
    version = await latest_version(consultation.questionnaire_id)
    await service.app.state.intake.save(Submission(uuid4(), version.id, NOW, {"answers": {}, "consent_to_quote": False}))
    await close_consultation(consultation, account, now=NOW)
    codebook = await signed_off_themes(consultation, account)
    assert not (await reached(consultation, now=NOW)).themed, "a codebook without a run holds no themes yet"
    await a_run(codebook)
    expected = Reached(questions=3, written=1, answers=1, themed=True, signed_off=True)
    assert await reached(consultation, now=NOW) == expected
    await Codebook.filter(id=codebook.id).update(revision=2)
    assert not (await reached(consultation, now=NOW)).signed_off, "a change after the sign-off asks for another"
    await Codebook.filter(id=codebook.id).update(revision=1)
    await Round.create(consultation=consultation, number=1, opened_at=NOW)
    expected = replace(expected, voting=True, rounds=1)
    assert await reached(consultation, now=NOW) == expected
    for number in (1, 2):
        await Publication.create(consultation=consultation, number=number, dataset="{}", dataset_hash="0" * 64, published_at=NOW)
    assert await reached(consultation, now=NOW) == replace(expected, published=2)


async def test_what_a_draft_lacks_is_said_and_of_an_open_one_nothing(service: Service) -> None:
    account = await an_account()
    draft = await a_public_consultation(account, "bus-43", State.draft)
    await Consultation.filter(id=draft.id).update(background={})
    draft = await Consultation.get(id=draft.id)
    assert [one.place for one in (await reached(draft, now=NOW)).missing] == ["about#background"]
    await Consultation.filter(id=draft.id).update(state=State.open)
    assert (await reached(await Consultation.get(id=draft.id), now=NOW)).missing == ()


async def a_run(codebook: Codebook) -> Run:
    return await Run.create(
        codebook=codebook,
        engine="illustrative",
        seed=1,
        settings={},
        software_version="0",
        input_hash="0" * 64,
        answered=1,
        blank=0,
        finished_at=NOW,
    )
