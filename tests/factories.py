"""Makes what tests start from, through the same functions that the service uses. All words in here are illustrative."""

from __future__ import annotations

import datetime as dt

from consult.accounts.accounts import add_account
from consult.accounts.models import Account, Role
from consult.consultations.gates import Duty
from consult.consultations.models import Consultation, DutyEvidence, State
from consult.organisations.models import Organisation
from consult.theming.codebook import sign_off
from consult.theming.models import Codebook, Theme, ThemeKind
from surveys import design
from surveys.models import Kind, Purpose

NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)
PASSWORD = "a long illustrative password"


async def an_organisation(name: str = "Anytown Health Commissioning") -> Organisation:
    return await Organisation.create(name=name, slug=name.lower().replace(" ", "-"), created_at=NOW)


async def an_account(
    organisation: Organisation | None = None, email: str = "lead@anytown.example", role: Role = Role.lead
) -> Account:
    organisation = organisation or await an_organisation()
    return await add_account(email, "Illustrative Lead", PASSWORD, organisation, now=NOW, role=role)


FAR_OFF = dt.date(2099, 6, 30)
"""A last day that has not come: the service reads the real clock, and closes what is over."""
CHOICES = [("patient", {"en": "Patient", "cy": "Claf"}), ("gp", {"en": "GP", "cy": "Meddyg teulu"})]


async def a_public_consultation(
    account: Account, slug: str = "bus-42", state: State = State.open, closes_on: dt.date | None = FAR_OFF
) -> Consultation:
    """A consultation in English and Welsh: `difference` (long text, 2,000 characters), `name-it` (short text),
    `capacity` (one choice, required). Its questions are frozen unless it is a draft."""
    version = await design.create_questionnaire(["en", "cy"], now=NOW)
    await design.add_question(
        version,
        key="difference",
        kind=Kind.long_text,
        wording={"en": "What difference would the bus make to you?", "cy": "Pa wahaniaeth fyddai'r bws yn ei wneud i chi?"},
        help={"en": "Write as little or as much as you like.", "cy": "Ysgrifennwch gyn lleied neu gymaint ag y dymunwch."},
        settings={"most_characters": 2_000},
    )
    await design.add_question(
        version,
        key="name-it",
        kind=Kind.short_text,
        wording={"en": "What should the bus be called?", "cy": "Beth ddylai'r bws gael ei alw?"},
    )
    await design.add_question(
        version,
        key="capacity",
        kind=Kind.single_choice,
        purpose=Purpose.capacity,
        wording={"en": "Which of these are you?", "cy": "Pa un o'r rhain ydych chi?"},
        required=True,
        choices=CHOICES,
    )
    if state is not State.draft:
        await design.freeze(version, now=NOW)
    made = await Consultation.create(
        organisation_id=account.organisation_id,
        questionnaire_id=version.questionnaire_id,
        slug=slug,
        title={"en": "Should bus 42 stop at the clinic?", "cy": "A ddylai bws 42 stopio wrth y clinig?"},
        background={"en": "The clinic is a mile from the nearest stop. We could move the stop.\n\nIt costs money.", "cy": "Mae."},
        can_change={"en": "- where the bus stops\n- how often it runs", "cy": "- ble"},
        is_fixed={"en": "The clinic stays where it is.", "cy": "Mae'r clinig yn aros."},
        decided_by={"en": "The board decides in July.", "cy": "Y bwrdd."},
        legal_duty={"en": "No law makes us ask. We want to know.", "cy": "Nid oes cyfraith."},
        notice={"en": "Illustrative: made up for a test.", "cy": "Enghraifft."},
        state=state,
        closes_on=closes_on,
        opened_at=None if state is State.draft else NOW,
        closed_at=NOW if state is State.closed else None,
        created_at=NOW,
    )
    if state is State.draft:
        await meet_the_duties(made, account)
    return made


async def meet_the_duties(consultation: Consultation, account: Account) -> None:
    """What shows that a draft may open as far as the duties go, its dates apart."""
    for duty in (Duty.still_open, Duty.reasons):  # not through the desk's functions: a test's log begins with what it does
        await DutyEvidence.create(
            consultation=consultation,
            duty=duty.value,
            words="Minutes of the board, item 7.",
            dated=dt.date(2026, 5, 4),
            written_by=account.email,
            created_at=NOW,
        )


async def signed_off_themes(consultation: Consultation, account: Account) -> Codebook:
    """Two themes, one minority view and one retired theme for the question `difference`, checked and signed off."""
    codebook = await Codebook.create(consultation=consultation, question_key="difference", revision=1)
    for key, name, kind, retired in (
        ("t1", "A stop at the door", ThemeKind.theme, None),
        ("m1", "Buses frighten the horses", ThemeKind.minority, None),
        ("t2", "It costs too much", ThemeKind.theme, None),
        ("t0", "An old theme", ThemeKind.theme, NOW),
    ):
        await Theme.create(
            codebook=codebook, key=key, name=name, description=f"People wrote about {key}.", kind=kind, retired_at=retired
        )
    await sign_off(codebook, account, checked="Every answer.", revision=1, now=NOW)
    return codebook
