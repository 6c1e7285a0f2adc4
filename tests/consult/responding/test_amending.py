"""Whoever has the reference can read, change and withdraw their answers until the consultation closes, and all counts follow."""

from __future__ import annotations

import re
from typing import Any

import pytest

from consult.consultations.consultations import count_responses
from consult.consultations.models import Consultation, State
from consult.findings.counting import by_channel
from consult.findings.readiness import readiness
from consult.responding.models import Respondent
from consult.theming.codebook import answers_to, counts
from consult.theming.models import Codebook, Coding, Run, Theme, ThemeKind, ThemeQuote
from surveys.models import Answer, Response
from tests.conftest import Service
from tests.consult.responding.at_the_form import SEND, TYPED, at_the_form
from tests.consult.responding.routed import CHECK, NEXT, at_the_first_step, to_the_check
from tests.factories import NOW
from tests.visitor import Visitor

BACK = "/consultations/bus-42/come-back"
SENT = "The answers that you sent"
RENAMED: dict[str, Any] = {"name-it": "Bertha"}


async def sent(service: Service, **typed: Any) -> tuple[Visitor, Consultation, str]:
    """Somebody who has sent their answers, and the reference that they got."""
    visitor, consultation = await at_the_form(service)
    await visitor.press(SEND, **{**TYPED, **typed})
    return visitor, consultation, reference_on(visitor)


def reference_on(visitor: Visitor) -> str:
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", visitor.page.text)
    assert found is not None
    return found[0]


async def with_reference(service: Service, reference: str) -> Visitor:
    visitor = await service.visitor()
    await visitor.go(BACK)
    await visitor.press("Find my answers", code=reference.lower())
    return visitor


async def another_answers(service: Service, **typed: Any) -> None:
    visitor = await service.visitor()
    await visitor.go("/consultations/bus-42/answer")
    await visitor.press(SEND, capacity="patient", **typed)


@pytest.mark.parametrize("spread", [True, False])
async def test_the_reference_shows_every_answer(service: Service, spread: bool) -> None:
    visitor, _, reference = await sent(service)
    if spread:
        await service.spread()
    page = await visitor.press("See your answers")
    assert page.h1 == SENT
    assert "Bessie" in page.text
    assert "&lt;b&gt;Really&lt;/b&gt;" in page.html
    assert "What people said is not published yet." in page.text
    other = await with_reference(service, reference)
    assert "Bessie" in other.page.text
    assert reference not in other.page.url


async def test_changed_answers_take_the_place_of_the_first_under_the_same_number(service: Service) -> None:
    _, _, reference = await sent(service)
    await service.spread()
    visitor = await with_reference(service, reference)
    page = await visitor.press("Change my answers")
    assert page.form_with(SEND).values["name-it"] == "Bessie"
    kept = await Answer.get(question_key="difference")
    await visitor.press(SEND, **RENAMED, capacity="patient", consent_to_quote="no")
    assert reference_on(visitor) == reference
    [response] = await Response.all()
    assert response.amended_at is not None
    await service.spread()
    person = await Respondent.get()
    assert (person.number, person.capacity, person.consent_to_quote) == (1, "patient", False)
    assert {row.question_key: row.value for row in await Answer.all()}["name-it"] == "Bertha"
    assert (await Answer.get(question_key="difference")).id == kept.id, "what reads as before keeps its place in the themes"


async def test_a_change_before_the_worker_has_come_is_spread_once(service: Service) -> None:
    _, _, reference = await sent(service)
    visitor = await with_reference(service, reference)
    await visitor.press("Change my answers")
    await visitor.press(SEND, **RENAMED)
    assert await service.spread() == 1
    assert await service.spread() == 0
    assert await Respondent.all().count() == 1
    assert await Answer.filter(question_key="name-it").count() == 1


async def test_a_change_step_by_step_is_checked_and_stored(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    await visitor.press(SEND)
    other = await with_reference(service, reference_on(visitor))
    await other.press("Change my answers")
    assert other.page.h1 == CHECK
    assert "Save and finish later" not in other.page.form_with(SEND).buttons
    await other.press("Change Who drives?")
    values = other.page.form_with(NEXT).values
    assert (values["wait"], values["hard"], values["day.month"]) == ("40", ["cost", "wait"], "03")
    await other.press(NEXT, driver="Bob")
    assert other.page.h1 == CHECK
    await other.press(SEND)
    [response] = await Response.all()
    assert response.record["answers"] == {
        "travel": "bus",
        "driver": "Bob",
        "wait": "40",
        "hard": {"cost": "yes", "wait": "yes"},
        "day": "2025-03-31",
        "why": "It is\nfar & slow.",
    }


async def test_sending_the_same_change_twice_changes_nothing(service: Service) -> None:
    _, _, reference = await sent(service)
    visitor = await with_reference(service, reference)
    await visitor.press("Change my answers")
    data = {**visitor.page.form_with(SEND).values, "name-it": "Bertha", "go": "send"}
    for _ in range(2):
        assert (await visitor.client.post("/consultations/bus-42/answer", data=data)).status_code == 303
    [first] = await Response.all().values_list("amended_at", flat=True)
    await visitor.client.post("/consultations/bus-42/answer", data=data)
    assert await Response.all().values_list("amended_at", flat=True) == [first]


async def test_a_withdrawn_answer_leaves_a_tombstone_and_is_counted_nowhere(service: Service) -> None:
    _, consultation, reference = await sent(service)
    await another_answers(service, difference="I would go by bus.")
    await service.spread()
    codebook = await themed(consultation)
    visitor = await with_reference(service, reference)
    page = await visitor.press("Withdraw my answers")
    assert page.h1 == "Do you want to withdraw your answers?"
    page = await visitor.press("Yes, withdraw my answers")
    assert page.h1 == "You have withdrawn your answers"
    assert "Bessie" not in page.text

    gone = await Response.get(withdrawn_at__isnull=False)
    assert gone.record == {"number": 1}
    assert "Bessie" not in str([row.value for row in await Answer.all()])
    assert await count_responses(consultation) == 1
    assert await Respondent.filter(consultation_id=consultation.id).count() == 1
    assert await answers_to(consultation.id, "difference").count() == 1
    assert await by_channel(consultation.questionnaire_id) == {"web": 1}
    found = await counts(codebook)
    assert (found.respondents, found.answered, sum(found.per_theme.values())) == (1, 1, 1)
    assert await ThemeQuote.all().count() == 0
    assert next(step for step in (await readiness(consultation)).steps if step.words == "Every answer was read").done
    assert await service.spread() == 0


async def themed(consultation: Consultation) -> Codebook:
    """Both answers in one theme, the first quoted."""
    codebook = await Codebook.create(consultation=consultation, question_key="difference", revision=1)
    theme = await Theme.create(codebook=codebook, key="t1", name="Going", description="Going.", kind=ThemeKind.theme)
    told: dict[str, Any] = {"engine": "made up", "seed": 1, "settings": {}, "software_version": "1", "input_hash": "0" * 64}
    await Run.create(codebook=codebook, answered=2, blank=0, finished_at=NOW, **told)
    first, second = await answers_to(consultation.id, "difference")
    for answer in (first, second):
        await Coding.create(theme=theme, answer=answer, start=0, end=3)
    await ThemeQuote.create(theme=theme, answer=first, position=0, start=0, end=3)
    return codebook


async def test_an_answer_that_was_changed_must_be_read_again_before_anything_is_published(service: Service) -> None:
    _, consultation, reference = await sent(service)
    await another_answers(service, difference="I would go by bus.")
    await service.spread()
    codebook = await themed(consultation)
    visitor = await with_reference(service, reference)
    await visitor.press("Change my answers")
    await visitor.press(SEND, difference="I have changed my mind.")
    await service.spread()
    found = await counts(codebook)
    assert (found.respondents, found.answered, found.unread) == (2, 1, 1)
    assert await ThemeQuote.all().count() == 0, "words that nobody stands by any more are not quoted"


@pytest.mark.parametrize("spread", [True, False])
async def test_a_number_that_was_withdrawn_is_not_given_again(service: Service, spread: bool) -> None:
    _, _, reference = await sent(service)
    if spread:
        await service.spread()
    visitor = await with_reference(service, reference)
    await visitor.press("Withdraw my answers")
    await visitor.press("Yes, withdraw my answers")
    await another_answers(service)
    await service.spread()
    assert (await Respondent.get()).number == (2 if spread else 1)


async def test_the_reference_of_withdrawn_answers_says_so(service: Service) -> None:
    visitor, _, reference = await sent(service)
    thanks = visitor.page.url
    await service.spread()
    other = await with_reference(service, reference)
    await other.press("Withdraw my answers")
    await other.press("Yes, withdraw my answers")
    again = await with_reference(service, reference)
    assert again.page.h1 == "You have withdrawn your answers"
    await again.go(thanks, status=404)


async def test_who_decides_to_keep_them_keeps_them(service: Service) -> None:
    _, _, reference = await sent(service)
    visitor = await with_reference(service, reference)
    await visitor.press("Withdraw my answers")
    page = await visitor.press("No, keep them")
    assert "Bessie" in page.text
    assert await Response.filter(withdrawn_at=None).count() == 1


async def test_withdrawn_answers_are_not_stored_again_from_the_page_they_came_from(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED}
    await visitor.press(SEND, **TYPED)
    other = await with_reference(service, reference_on(visitor))
    await other.press("Change my answers")
    change = {**other.page.form_with(SEND).values, "name-it": "Bertha", "go": "send"}
    other = await with_reference(service, reference_on(visitor))
    await other.press("Withdraw my answers")
    await other.press("Yes, withdraw my answers")
    for old in (data, change):
        answer = await visitor.client.post("/consultations/bus-42/answer", data=old)
        assert answer.status_code == 410
        assert "You withdrew these answers" in answer.text
    assert await Response.filter(withdrawn_at=None).count() == 0


async def test_after_closing_answers_can_be_read_and_no_longer_changed(service: Service) -> None:
    _, consultation, reference = await sent(service)
    visitor = await with_reference(service, reference)
    own = dict(visitor.page.form_with("Change my answers").values)
    await visitor.press("Change my answers")
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    page = await visitor.press(SEND, status=410, **RENAMED)
    assert "The answers that you sent before stand." in page.text
    assert "Bertha" in page.text
    for go in ("change", "withdraw"):
        answer = await visitor.client.post("/consultations/bus-42/my-answers", data={**own, "go": go})
        assert answer.status_code == 410
    closed = await with_reference(service, reference)
    assert "your answers stay as you sent them" in closed.page.text
    assert "Change my answers" not in closed.page.forms()[0].buttons
    [response] = await Response.all()
    assert response.record["answers"]["name-it"] == "Bessie"


async def test_nobody_reads_answers_with_a_made_up_or_a_forms_token(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    form_token = visitor.page.form_with(SEND).values["form_token"]
    await visitor.press(SEND, **TYPED)
    for token in ("", "nonsense", form_token):
        answer = await visitor.client.post("/consultations/bus-42/my-answers", data={"form_token": token, "go": "withdraw"})
        assert answer.status_code == 403
        assert "Bessie" not in answer.text
    assert await Response.filter(withdrawn_at=None).count() == 1


async def test_ones_own_answers_are_shown_in_welsh_at_a_press(service: Service) -> None:
    _, _, reference = await sent(service)
    visitor = await with_reference(service, reference)
    page = await visitor.press("Cymraeg")
    assert page.h1 == "Yr atebion a anfonoch"
    assert "Bessie" in page.text
