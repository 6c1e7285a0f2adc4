"""A consultation with one question of each kind. All words in here are illustrative."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from surveys import design
from surveys.design import OfferedChoice
from surveys.models import Kind
from tests.factories import NOW

SLUG = "every-kind"


@dataclass(frozen=True)
class Asked:
    """One question to ask: its words, its lists with a bar between the items, and its settings."""

    wording: str
    choices: str = ""
    rows: str = ""
    levels: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


AGREEMENT = "Strongly agree|Agree|Neither|Disagree|Strongly disagree|Don’t know"
HARD = "The cost|The wait|The walk to the stop|None of these"
SOME = {"other": True, "most": 3, "alone": ["none-of-these"]}
ASKED = {
    Kind.long_text: Asked("What difference would the bus make to you?"),
    Kind.short_text: Asked("What should the bus be called?"),
    Kind.single_choice: Asked("How do you get to the hospital?", "Bus|Car|On foot", settings={"other": True}),
    Kind.several_choices: Asked("What makes the journey hard?", HARD, settings=SOME),
    Kind.scale: Asked("The bus comes often enough. How far do you agree?", AGREEMENT),
    Kind.rating: Asked("How likely are you to use the new bus?", "Not at all likely|Very likely"),
    Kind.slider: Asked("Where should tests be done?", "All close to home|All in one large place"),
    Kind.ranking: Asked("What matters most?", "A later last bus|Lower fares|More stops|Shelters at stops"),
    Kind.matrix: Asked(
        "How easy is it to get to these?", "Easy|Not easy|Very hard|I do not go", "The doctor|The dentist|The hospital"
    ),
    Kind.appraisal: Asked(
        "How well would each option do?", "Keep as now|Merge the two", "Urgent care|Planned care", "In the town|In the county"
    ),
    Kind.number: Asked("How many minutes do you wait?", settings={"least": 0, "greatest": 600}),
    Kind.date: Asked("When did you last go to the hospital?", settings={"first": "2016-01-01"}),
    Kind.area: Asked("What is your postcode?"),
    Kind.statements: Asked("Do you agree with these?", rows="Buses should be free for carers|The last bus should leave later"),
    Kind.points: Asked("Where should the money go?", "Buses|Taxis|Cycle paths"),
    Kind.touchpoints: Asked("How did each step feel?", rows="Booking the bus|Waiting for it|The ride"),
    Kind.stage: Asked("Where are you in your treatment?", "Waiting to be seen|Being treated|Finished"),
}


def offered(words: str) -> list[OfferedChoice]:
    """A list from words with a bar between them; keys are made from the words."""
    return [("", {"en": one}) for one in words.split("|") if one]


async def every_kind(account: Account, *, required: Collection[Kind] = ()) -> Consultation:
    """An open consultation in English; each question has its kind as key ("single-choice")."""
    version = await design.create_questionnaire(["en"], now=NOW)
    for kind, asked in ASKED.items():
        await design.add_question(
            version,
            key=kind.value,
            kind=kind,
            wording={"en": asked.wording},
            required=kind in required,
            choices=offered(asked.choices),
            rows=offered(asked.rows),
            levels=offered(asked.levels),
            settings=asked.settings,
        )
    await design.freeze(version, now=NOW)
    return await Consultation.create(
        organisation_id=account.organisation_id,
        questionnaire_id=version.questionnaire_id,
        slug=SLUG,
        title={"en": "A bus to the hospital"},
        background={"en": "There is no bus to the hospital after six."},
        can_change={"en": "The route and the times."},
        decided_by={"en": "The board decides in March."},
        state=State.open,
        opened_at=NOW,
        created_at=NOW,
    )
