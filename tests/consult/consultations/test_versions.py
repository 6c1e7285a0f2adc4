"""A live edit: the questions of an open consultation change in a new version, and no answer loses the words it was given to."""

from __future__ import annotations

from typing import Any

import pytest

from consult.accounts.models import Account
from consult.consultations.consultations import NotReady, close_consultation
from consult.consultations.models import Consultation, State
from consult.consultations.versions import begin_version, discard_version, history, publish_version
from consult.errors import NotNow
from consult.findings.dataset import _questionnaire
from consult.findings.method import _wording
from consult.theming.running import definition_of
from surveys import design
from surveys.definition import latest_version, load_definition, newest_frozen
from surveys.models import Answer, Kind, Response, Version
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, faults, log_of
from tests.factories import CHOICES, a_public_consultation, an_account

SAID = {"en": "We ask about evenings now.", "cy": "Rydym yn gofyn am nosweithiau nawr."}
EVENINGS = {"en": "Do you travel in the evening?", "cy": "Ydych chi’n teithio gyda’r nos?"}


async def answers(service: Service, number: int, **typed: str) -> None:
    for _ in range(number):
        visitor = await service.visitor()
        await visitor.go("/consultations/bus-42/answer")
        await visitor.press("Send your answers", 200, capacity="gp", **typed)


async def a_changed_version(consultation: Consultation, account: Account) -> Version:
    """A new version in which `difference` reads otherwise, `name-it` is gone and `evenings` is new."""
    version = await begin_version(consultation, account, now=NOW)
    wording = {"en": "What would change for you?", "cy": "Beth fyddai’n newid i chi?"}
    await design.change_question(version, "difference", kind=Kind.long_text, wording=wording)
    await design.remove_question(version, "name-it")
    await design.add_question(version, key="evenings", kind=Kind.short_text, wording=EVENINGS)
    return version


async def test_after_ten_answers_a_new_version_is_shown_and_every_answer_keeps_its_own(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    await answers(service, 10, **{"difference": "A shorter walk.", "name-it": "Bessie"})
    await a_changed_version(consultation, account)
    visitor = await service.visitor()
    late = (await visitor.go("/consultations/bus-42/answer")).form_with("Send your answers")
    assert "What difference would the bus make to you?" in visitor.page.text, "people see the old one until it is published"
    await publish_version(consultation, account, SAID, now=NOW)
    sent: dict[str, Any] = {**late.values, "capacity": "gp", "name-it": "Late", "go": "send"}
    assert (await visitor.client.post(late.action, data=sent, headers={"Origin": "http://testserver"})).status_code == 303
    await answers(service, 2, difference="Evenings out.", evenings="Often")
    assert [(one.number, one.answers) for one in await history(consultation)] == [(2, 2), (1, 11)]
    first = await Version.get(number=1)
    assert await Response.filter(version_id=first.id).count() == 11
    assert (await load_definition(first)).content_hash() == first.content_hash, "nobody altered the words of the first"
    page = await visitor.go("/consultations/bus-42")
    assert SAID["en"] in page.text
    await service.spread()
    counted = {key: await Answer.filter(question_key=key).count() for key in ("difference", "name-it", "evenings")}
    assert counted == {"difference": 12, "name-it": 11, "evenings": 2}, "one question, whichever its words"


async def test_the_findings_cover_what_every_version_asked_and_say_that_the_words_changed(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    version = await a_changed_version(consultation, account)
    await design.change_question(
        version,
        "capacity",
        kind=Kind.single_choice,
        wording={"en": "Who?", "cy": "Pwy?"},
        choices=[CHOICES[0], ("nurse", {"en": "Nurse", "cy": "Nyrs"})],
    )
    await publish_version(consultation, account, SAID, now=NOW)
    definition = await definition_of(consultation)
    assert [question.key for question in definition.questions] == ["difference", "capacity", "evenings", "name-it"]
    capacity = definition.question("capacity")
    assert capacity is not None
    assert [choice.key for choice in capacity.choices] == ["patient", "nurse", "gp"]
    facts = list(_wording(await _questionnaire(consultation, definition)))
    assert "there were 2 versions" in facts[0].value
    assert facts[1].value == SAID["en"]


async def test_a_version_is_published_only_when_people_can_answer_it_and_it_says_what_changed(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    await begin_version(consultation, account, now=NOW)
    with pytest.raises(NotReady, match="Change something"):
        await publish_version(consultation, account, SAID, now=NOW)
    version = await latest_version(consultation.questionnaire_id)
    await design.change_question(version, "name-it", kind=Kind.single_choice, wording={"en": "Name?"}, choices=CHOICES)
    with pytest.raises(NotReady, match="cannot change its kind") as refused:
        await publish_version(consultation, account, SAID, now=NOW)
    assert "Write “Name?” in Welsh" in str(refused.value)
    newest = await newest_frozen(consultation.questionnaire_id)
    assert newest is not None
    assert newest.number == 1


async def test_a_version_can_be_thrown_away_and_goes_when_the_consultation_closes(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    begun = await begin_version(consultation, account, now=NOW)
    assert (await begin_version(consultation, account, now=NOW)).id == begun.id
    await discard_version(consultation, account, now=NOW)
    with pytest.raises(NotNow):
        await discard_version(consultation, account, now=NOW)
    await begin_version(consultation, account, now=NOW)
    await close_consultation(consultation, account, now=NOW)
    assert await Version.all().count() == 1
    with pytest.raises(NotNow):
        await begin_version(consultation, account, now=NOW)
    actions = [action.removeprefix("new version of the questions ") for _, action, _ in await log_of("consultation:bus-42")]
    assert actions == ["begun", "discarded", "begun", "consultation closed"]


async def test_a_lead_changes_the_questions_by_the_pages(service: Service) -> None:
    await a_public_consultation(await an_account())
    lead = await at_the_desk(service)
    await lead.go("/manage/bus-42")
    await lead.follow("Change the questions")
    page = await lead.press("Write a new version")
    assert page.h1 == "Questions"
    await lead.go("/manage/bus-42/questions/new?kind=short-text")
    await lead.press("Save the question", 200, wording=EVENINGS["en"], **{"wording-cy": EVENINGS["cy"]})
    await lead.follow("Publish the new version")
    page = await lead.press("Publish the new version", 422)
    assert set(faults(page)) == {"what_changed", "what_changed-cy"}
    said = {"what_changed": SAID["en"], "what_changed-cy": SAID["cy"]}
    page = await lead.press("Publish the new version", 200, **said)
    assert "The new version is published." in page.text
    visitor = await service.visitor()
    assert EVENINGS["en"] in (await visitor.go("/consultations/bus-42/answer")).text
    assert SAID["cy"] in (await visitor.go("/consultations/bus-42?lang=cy")).text
    _, action, detail = (await log_of("consultation:bus-42"))[-1]
    assert (action, detail["version"], detail["what_changed"]) == ("new version of the questions published", 2, SAID)
    assert (await Consultation.get()).state is State.open
