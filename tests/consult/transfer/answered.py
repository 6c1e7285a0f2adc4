"""A consultation whose questions were changed after ten answers, answered twenty times. All words are illustrative."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from consult.accounts.models import Account
from consult.consultations.models import BackgroundDocument, Consultation, DutyEvidence, DutyOverride
from consult.responding.models import Respondent
from surveys import design
from surveys.definition import latest_version, load_definition
from surveys.models import Channel, Kind, Questionnaire, Response, Section, Version
from surveys.questions import check_answers, packed
from tests.consult.responding.every_kind import every_kind
from tests.factories import NOW

SHA_OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


async def answered_in_two_versions(account: Account) -> Consultation:
    """Every kind of question; ten answers, a new wording of one question, ten answers more, one of them withdrawn."""
    consultation = await every_kind(account)
    first = await latest_version(consultation.questionnaire_id)
    for number in range(10):
        await answer(first, number)
    second = await design.new_version(first, now=NOW)
    await Section.create(version=second, key="journeys", position=1, heading={"en": "Journeys"})
    choices = [("bus", {"en": "By bus"}), ("car", {"en": "By car"}), ("on-foot", {"en": "On foot"})]
    await design.change_question(
        second, "single-choice", kind=Kind.single_choice, wording={"en": "How do you go there?"}, choices=choices
    )
    await design.freeze(second, now=NOW)
    for number in range(10, 20):
        await answer(second, number)
    await Response.filter(id=uuid.UUID(int=20)).update(withdrawn_at=NOW, record={"number": 20}, spread_at=NOW)
    await about(consultation)
    return consultation


async def answer(version: Version, number: int) -> None:
    """One answer to nearly every question, dangerous words and all."""
    definition = await load_definition(version)
    form = {
        "long-text": [f"=SUM(A1:A{number + 1}) and “more”,\nŵ"],
        "short-text": ["'-apostrophe", "+44", "@all", "_x000D_"][number % 4 : number % 4 + 1],
        "single-choice": [["bus", "car", "on-foot"][number % 3]],
        "several-choices": ["the-cost", "+other"] if number % 2 else ["none-of-these"],
        "several-choices.+other": ["-the rain"] if number % 2 else [],
        "scale": ["agree"],
        "rating": [str(number % 11)],
        "slider": ["4"],
        "ranking.a-later-last-bus": ["1"],
        "ranking.lower-fares": ["2"],
        "matrix.the-doctor": ["easy"],
        "appraisal.urgent-care.keep-as-now.in-the-town": ["3"],
        "appraisal.urgent-care.keep-as-now.in-the-town.+why": ["It works"],
        "number": ["40"],
        "date": ["2026-02-28"],
        "area": ["SY23 3BU"],
        "statements.buses-should-be-free-for-carers": ["unsure"],
        "points.buses": ["60"],
        "points.taxis": ["40"],
        "touchpoints.waiting-for-it": ["displeased"],
        "touchpoints.waiting-for-it.+why": ["In the rain"],
        "stage": ["finished"],
    }
    taken = check_answers(definition, {name: values for name, values in form.items() if values})
    assert taken.problems == ()
    await Response.create(
        id=uuid.UUID(int=number + 1),
        version=version,
        channel=Channel.paper if number % 3 == 0 else Channel.web,
        wave=1,
        # three at a time arrive in the same moment
        received_at=NOW + dt.timedelta(minutes=number // 3),
        record={
            "answers": packed(taken.values),
            "shown": taken.shown,
            "consent_to_quote": number % 2 == 0,
            "language": "en",
        },
        late=number == 19,
        signatories=900 if number == 5 else 1,
        source="A petition in the library" if number == 5 else "",
    )


async def about(consultation: Consultation) -> None:
    """Evidence, an override and a background document."""
    who: dict[str, Any] = {"written_by": "lead@anytown.example", "created_at": NOW}
    await DutyEvidence.create(consultation=consultation, duty="time", words="Twelve weeks.", dated=NOW.date(), **who)
    await DutyOverride.create(consultation=consultation, duty="august", officer="A. Officer", reason="Few weeks left.", **who)
    await BackgroundDocument.create(
        consultation=consultation,
        position=1,
        title={"en": "The plan"},
        file_name="plan.txt",
        media_type="text/plain",
        content=b"hello",
        sha256=SHA_OF_HELLO,
        added_at=NOW,
    )


async def wipe(consultation: Consultation) -> None:
    """Everything about a consultation, gone."""
    await Respondent.filter(consultation_id=consultation.id).delete()
    await Response.filter(version__questionnaire_id=consultation.questionnaire_id).delete()
    await Consultation.filter(id=consultation.id).delete()
    await Questionnaire.filter(id=consultation.questionnaire_id).delete()
