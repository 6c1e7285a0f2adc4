"""A closed consultation with sixty invented answers and a run made by hand over them, whose every number can be checked by eye.

Whoever does not allow a quote has a word of their own in the answer, so that a search finds it wherever it got out.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tortoise.transactions import in_transaction

from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.findings.models import Publication
from consult.findings.publishing import start_publishing
from consult.responding.models import Respondent
from consult.theming.codebook import sign_off
from consult.theming.models import Codebook
from consult.theming.running import read_material
from consult.theming.storing import store
from nlp.types import Coding, MinorityView, Quote, RuleOutcome, Settings, Theme, Theming, Unplaced
from surveys import design
from surveys.collect import Submission
from surveys.models import Kind, Purpose, Version
from tests.conftest import NOW, Service
from tests.factories import an_account, an_organisation

QUESTION = "difference"
CAPACITIES = (("patient", 36), ("gp", 10), ("nurse", 9), ("councillor", 3), ("voluntary", 2))
"""How many people gave each answer about themselves; councillors and volunteers are too few to be shown alone."""


@dataclass(frozen=True)
class Person:
    """What one invented person sent."""

    number: int
    text: str
    themes: tuple[str, ...]
    """Theme or minority id, or the reason why the answer is in none; empty for a blank."""
    capacity: str
    area: str
    heard: str
    may_quote: bool


def _people() -> tuple[Person, ...]:
    capacities = [key for key, number in CAPACITIES for _ in range(number)]
    return tuple(_person(at + 1, capacities[at * 7 % 60]) for at in range(60))


def _person(number: int, capacity: str) -> Person:
    may_quote = number % 4 != 0
    secret = "" if may_quote else f" hush{number}mark"
    parts: tuple[str, ...] = ()
    if number <= 30 or number in (40, 58):
        parts += ("t1",)
    if 25 <= number <= 44:
        parts += ("t2",)
    if number in (45, 46, 47, 48, 49, 50, 51):
        parts += ("t3",)
    words = {"t1": "Doctors should lead.", "t2": "Fewer forms to fill in.", "t3": "It will be the same again."}
    text = " ".join(words[part] for part in parts) + secret
    if number in (52, 53):
        text, parts = f"Ha ha{secret}", ("joke",)
    if number == 54:
        text, parts = "Keep the old bell.", ("m1",)
    if number in (55, 56):
        text, parts = "", ()
    if number in (57, 59, 60):
        text, parts = f"Something else altogether{secret}", ("off-topic",)
    area = "Harbour" if number % 3 else "Hill"
    return Person(
        number, text, parts, capacity, area, ("yes", "yes", "no", "")[number % 4] if number > 3 else "unsure", may_quote
    )


PEOPLE = _people()
SECRETS = tuple(f"hush{one.number}mark" for one in PEOPLE if not one.may_quote and "hush" in one.text)
QUOTED = {
    "t1": "Doctors should lead.",
    "t2": "Fewer forms to fill in.",
    "t3": "It will be the same again.",
    "m1": "Keep the old bell.",
}
NAMES = {"t1": "Clinical leadership", "t2": "Fewer forms", "t3": "More of the same"}


def people_in(theme: str) -> list[Person]:
    return [one for one in PEOPLE if theme in one.themes]


@dataclass(frozen=True)
class Story:
    """Who acts, and on what."""

    lead: Account
    consultation: Consultation
    codebook: Codebook

    @property
    def slug(self) -> str:
        return self.consultation.slug


async def a_story(service: Service, *, signed: bool = True) -> Story:
    """A closed consultation whose themes are found and, unless not wanted, signed off."""
    lead = await an_account(await an_organisation())
    consultation = await _a_consultation(lead)
    await _everybody_answers(service, consultation)
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    consultation = await Consultation.get(id=consultation.id).select_related("organisation")
    codebook = await themes_are_found(consultation, lead)
    if signed:
        await sign(codebook, lead)
    return Story(lead, consultation, await Codebook.get(id=codebook.id))


async def sign(codebook: Codebook, account: Account) -> None:
    now_there = await Codebook.get(id=codebook.id)
    await sign_off(now_there, account, checked="I read every answer.", revision=now_there.revision, now=NOW)


async def publish(service: Service, story: Story, what_changed: str = "") -> Publication:
    """Publish as the lead does, and let the worker work."""
    await start_publishing(story.consultation, story.lead, what_changed=what_changed, now=NOW, site="http://testserver")
    await service.work()
    found = (
        await Publication.filter(consultation_id=story.consultation.id).order_by("-number").first().select_related("consultation")
    )
    assert found is not None
    return found


def dataset_in(publication: Publication) -> dict[str, Any]:
    dataset: dict[str, Any] = json.loads(publication.dataset)
    return dataset


async def _a_consultation(lead: Account) -> Consultation:
    version = await design.create_questionnaire(["en", "cy"], now=NOW)
    await _questions(version)
    await design.freeze(version, now=NOW)
    return await Consultation.create(
        organisation_id=lead.organisation_id,
        questionnaire_id=version.questionnaire_id,
        slug="pct-or-ccg",
        title={"en": "What will be different?", "cy": "Beth fydd yn wahanol?"},
        background={"en": "Something changes."},
        can_change={"en": "- everything"},
        is_fixed={},
        decided_by={"en": "The board decides in July."},
        notice={"en": "Illustrative: made up for a test."},
        state=State.open,
        asked=70,
        opened_at=NOW,
        created_at=NOW,
    )


async def _questions(version: Version) -> None:
    await design.add_question(
        version, key=QUESTION, kind=Kind.long_text, wording={"en": "What will be different?", "cy": "Beth?"}
    )
    closed = {
        "heard": (Purpose.topic, ("yes", "no", "unsure")),
        "capacity": (Purpose.capacity, tuple(key for key, _ in CAPACITIES)),
        "area": (Purpose.area, ("Harbour", "Hill")),
    }
    for key, (purpose, choices) in closed.items():
        await design.add_question(
            version,
            key=key,
            kind=Kind.single_choice,
            purpose=purpose,
            wording={"en": f"Which {key}?", "cy": f"Pa {key}?"},
            choices=[(choice, {"en": choice.title(), "cy": f"{choice} (cy)"}) for choice in choices],
        )
    await design.add_question(version, key="name-it", kind=Kind.short_text, wording={"en": "A name?", "cy": "Enw?"})


async def _everybody_answers(service: Service, consultation: Consultation) -> None:
    version = await Version.get(questionnaire_id=consultation.questionnaire_id)
    for one in PEOPLE:
        given = {QUESTION: one.text, "heard": one.heard, "capacity": one.capacity, "area": one.area}
        record = {"answers": {key: value for key, value in given.items() if value}, "consent_to_quote": one.may_quote}
        # a second after one another, so that the public numbers are in this order
        received = NOW + dt.timedelta(seconds=one.number)
        await service.app.state.intake.save(Submission(uuid4(), version.id, received, record))
    await service.spread()


async def themes_are_found(consultation: Consultation, account: Account) -> Codebook:
    """Store the run made by hand, as the job does."""
    codebook, _ = await Codebook.get_or_create(consultation_id=consultation.id, question_key=QUESTION)
    codebook = await Codebook.get(id=codebook.id).select_related("consultation")
    material = await read_material(codebook)
    ids = await answer_ids(consultation)
    async with in_transaction():
        await store(codebook, a_run(ids), material.comments, material.may_quote, account=account, now=NOW)
    return codebook


async def answer_ids(consultation: Consultation) -> dict[int, str]:
    """Public number of each person who wrote something -> the id of their answer."""
    rows = await Respondent.filter(consultation_id=consultation.id, response__answers__question_key=QUESTION).values_list(
        "number", "response__answers__id"
    )
    return {int(number): str(answer_id) for number, answer_id in rows}


def a_run(ids: dict[int, str]) -> Theming:
    """What a run over these answers would say."""
    answered = sum(1 for one in PEOPLE if one.text)
    themes = tuple(_theme(ids, key, rank, answered) for rank, key in enumerate(("t1", "t2", "t3"), start=1))
    keeps_bell = people_in("m1")[0].number
    return Theming(
        settings=Settings(question="What will be different?", seed=7),
        asked=70,
        answered=answered,
        blank=(),
        themes=themes,
        minority=(MinorityView("m1", "Keep the old bell", 1, "One person’s clear view.", (_quote(ids, keeps_bell, "m1"),)),),
        codings=tuple(_coding(ids, one, key) for one in PEOPLE for key in one.themes if key in QUOTED),
        unplaced=tuple(
            Unplaced(ids[one.number], reason, f"The answer is set apart: {reason}.")
            for reason in ("joke", "off-topic")
            for one in people_in(reason)
        ),
        rules=(RuleOutcome("Everyone is accounted for", "Nobody may disappear.", True, "58 of 58."),),
        version="1",
        input_hash="a" * 64,
        notes=("A note about the run.",),
    )


def _theme(ids: dict[int, str], key: str, rank: int, answered: int) -> Theme:
    people = people_in(key)
    share = round(100 * len(people) / answered, 1)
    quotes = tuple(_quote(ids, one.number, key) for one in people[:3])
    worst = min(rank + 1, 3)
    return Theme(
        key,
        rank,
        NAMES[key],
        f"People wrote about it: {NAMES[key]}.",
        len(people),
        share,
        (),
        quotes,
        rank_low=rank,
        rank_high=worst,
    )


def _span(number: int, key: str) -> tuple[int, int]:
    start = PEOPLE[number - 1].text.index(QUOTED[key])
    return start, start + len(QUOTED[key])


def _quote(ids: dict[int, str], number: int, key: str) -> Quote:
    start, end = _span(number, key)
    return Quote(ids[number], start, end, QUOTED[key])


def _coding(ids: dict[int, str], one: Person, key: str) -> Coding:
    start, end = _span(one.number, key)
    return Coding(ids[one.number], key, start, end, 0.5, primary=key == one.themes[0])
