"""Questions from an earlier consultation: copied with their keys where these are free, and with a line of lineage."""

from __future__ import annotations

import pytest

from consult.consultations.consultations import create_consultation
from consult.consultations.copying import copy_questions
from consult.consultations.models import State
from consult.errors import NotNow
from surveys import design
from surveys.definition import latest_version, load_definition
from surveys.models import Kind, Purpose
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, log_of, make_draft
from tests.factories import a_public_consultation, an_account, an_organisation

IF_GP = {"question": "capacity", "is": "gp"}


async def test_a_question_keeps_its_key_where_it_is_free_and_the_log_says_where_it_came_from(service: Service) -> None:
    account = await an_account()
    source = await a_public_consultation(account)
    here = await a_public_consultation(account, "bus-43", State.draft)
    empty = await a_public_consultation(account, "bus-44", State.draft)
    target = await latest_version(empty.questionnaire_id)
    for key in ("difference", "name-it", "capacity"):
        await design.remove_question(target, key)
    copied = await copy_questions(empty, source, ["capacity", "difference"], account, now=NOW)
    assert [one.key for one in copied] == ["difference", "capacity"], "in the order that they have there"
    then, now = await load_definition(await latest_version(source.questionnaire_id)), await load_definition(target)
    assert now.questions == tuple(question for question in then.questions if question.key != "name-it")
    again = await copy_questions(here, source, ["capacity"], account, now=NOW)
    assert [(one.key, one.came_from, one.lost_purpose) for one in again] == [("which-of-these-are-you", "capacity", True)]
    [(_, action, detail)] = await log_of("consultation:bus-43")
    assert action == "questions copied"
    assert detail == {"from": "bus-42", "version": 1, "questions": {"which-of-these-are-you": "capacity"}}
    made = (await load_definition(await latest_version(here.questionnaire_id))).question("which-of-these-are-you")
    assert made is not None
    assert made.purpose is Purpose.topic


async def test_who_is_asked_comes_along_only_with_the_questions_that_it_is_about(service: Service) -> None:
    account = await an_account()
    source = await a_public_consultation(account, state=State.draft)
    there = await latest_version(source.questionnaire_id)
    await design.add_question(there, key="surgery", kind=Kind.short_text, wording={"en": "Which?"}, shown_if=IF_GP)
    for slug, keys, way in (("both", ["capacity", "surgery"], IF_GP), ("one", ["surgery"], None)):
        target = await create_consultation(account, now=NOW, slug=slug, title={"en": "New"})
        copied = await copy_questions(target, source, keys, account, now=NOW)
        found = (await load_definition(await latest_version(target.questionnaire_id))).question("surgery")
        assert found is not None
        assert (found.shown_if, copied[-1].lost_way) == (way, way is None)


async def test_nothing_is_added_to_questions_that_people_have_been_shown(service: Service) -> None:
    account = await an_account()
    source = await a_public_consultation(account)
    shown = await a_public_consultation(account, "bus-43")
    with pytest.raises(NotNow):
        await copy_questions(shown, source, ["capacity"], account, now=NOW)


async def test_a_lead_copies_by_the_pages_and_never_from_another_organisation(service: Service) -> None:
    await a_public_consultation(await an_account())
    stranger = await an_account(await an_organisation("Otherville Council"), "lead@otherville.example")
    await a_public_consultation(stranger, "secret")
    lead = await at_the_desk(service)
    await make_draft(lead, slug="next")
    await lead.go("/manage/next/questions")
    page = await lead.follow("Copy questions")
    assert "secret" not in page.html
    await lead.follow("Should bus 42 stop at the clinic?")
    await lead.go("/manage/next/copy?from=bus-42")
    await lead.press("Copy them", 422)
    page = await lead.press("Copy them", 200, **{"take-capacity": "yes", "take-difference": "yes"})
    assert page.h1 == "2 questions copied"
    csrf = lead.page.forms()[0].values["csrf"]
    headers = {"Origin": "http://testserver"}
    stolen = {"csrf": csrf, "from": "secret", "take-capacity": "yes"}
    assert (await lead.client.post("/manage/next/copy", data=stolen, headers=headers)).status_code == 404
