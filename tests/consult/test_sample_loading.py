"""The sample goes in through the same doors as everybody's answers, once."""

from __future__ import annotations

from consult.consultations.models import State
from consult.responding.models import Respondent
from consult.sample.load import load_sample
from surveys.models import Answer, Response
from tests.conftest import NOW, Service
from tests.factories import an_account


async def test_a_hundred_people_are_asked_and_three_leave_the_question_blank(service: Service) -> None:
    consultation = await load_sample(await an_account(), service.app.state.intake, now=NOW)
    await service.spread()
    assert consultation.state is State.closed
    assert await Respondent.filter(consultation_id=consultation.id).count() == 100
    assert await Answer.filter(question_key="difference").count() == 97


async def test_loading_it_again_changes_nothing(service: Service) -> None:
    account = await an_account()
    first = await load_sample(account, service.app.state.intake, now=NOW)
    again = await load_sample(account, service.app.state.intake, now=NOW)
    assert first.id == again.id
    assert await Response.all().count() == 100


async def test_the_notice_that_it_is_illustrative_is_on_its_page(service: Service) -> None:
    await load_sample(await an_account(), service.app.state.intake, now=NOW)
    visitor = await service.visitor()
    page = await visitor.go("/consultations/pct-or-ccg")
    assert "Nobody was asked." in page.text
