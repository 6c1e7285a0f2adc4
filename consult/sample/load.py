"""Puts the sample consultation into the database, through the same functions that a lead and the public use."""

from __future__ import annotations

import datetime as dt
import uuid

from consult.accounts.models import Account
from consult.consultations.consultations import close_consultation, create_consultation, open_consultation
from consult.consultations.evidence import write_evidence
from consult.consultations.gates import Duty
from consult.consultations.models import Consultation, Involvement, Stage, State
from consult.sample.read import SampleAnswer, SampleConsultation, SampleQuestion, Text, sample_answers, sample_definition
from surveys import design
from surveys.collect import Intake, Submission
from surveys.definition import Wording, latest_version
from surveys.models import Channel, Kind, Purpose, Version

NAMESPACE = uuid.UUID("6f3f3c2e-3f5c-4d55-9d3f-0d4f8b0c5a11")
QUESTION = "difference"
WEEKS_TO_ANSWER = dt.timedelta(weeks=11)
"""Six weeks and whatever holidays lie in them, on whichever day the sample is loaded."""
LEGAL_DUTY = {
    "en": "Section 242 of the National Health Service Act 2006: health bodies must involve people in planning services.",
    "cy": "Adran 242 o Ddeddf y Gwasanaeth Iechyd Gwladol 2006: rhaid i gyrff iechyd gynnwys pobl wrth gynllunio gwasanaethau.",
}
EVIDENCE = {
    Duty.still_open: "Illustrative: the minutes of the shadow governing body say that no way of working has been chosen.",
    Duty.reasons: "Illustrative: a panel of patients read the background and asked for plainer words, which it now has.",
}
KINDS = {"long_text": Kind.long_text, "single_choice": Kind.single_choice}
PURPOSES = {"main": Purpose.topic, "": Purpose.topic, "capacity": Purpose.capacity, "area": Purpose.area}


async def load_sample(account: Account, intake: Intake, *, now: dt.datetime) -> Consultation:
    """The sample consultation, asked, answered and closed. What is there already is left as it is."""
    sample = sample_definition()
    consultation = await Consultation.get_or_none(slug=sample.slug).select_related("organisation")
    if consultation is None:
        consultation = await create_sample(sample, account, now=now)
    if consultation.state is State.draft:
        await open_consultation(consultation, account, now=now)
    if consultation.state is State.open:
        await answer_sample(consultation, intake, now=now)
        await close_consultation(consultation, account, now=now)
    return consultation


async def create_sample(sample: SampleConsultation, account: Account, *, now: dt.datetime) -> Consultation:
    """The draft with its questions."""
    consultation = await create_consultation(
        account,
        now=now,
        languages=["en", "cy"],
        slug=sample.slug,
        title=words(sample.title),
        background=joined([words(part.heading, "## ") for part in sample.background], [words(p.body) for p in sample.background]),
        can_change=bullets(sample.can_change),
        is_fixed=bullets(sample.fixed),
        decided_by={
            "en": f"{sample.who_decides.en} {sample.decides_by.en}",
            "cy": f"{sample.who_decides.cy} {sample.decides_by.cy}",
        },
        legal_duty=LEGAL_DUTY,
        notice=words(sample.notice),
        stage=Stage(sample.stage),
        involvement=Involvement(sample.level),
        asked=sample.asked,
        closes_on=(now + WEEKS_TO_ANSWER).date(),
    )
    for duty, shown in EVIDENCE.items():
        await write_evidence(consultation, account, duty, words=shown, dated=now.date(), now=now)
    version = await latest_version(consultation.questionnaire_id)
    for question in sample.questions:
        await add_sample_question(version, question)
    return consultation


async def add_sample_question(version: Version, question: SampleQuestion) -> None:
    """One question of the sample under its own key."""
    await design.add_question(
        version,
        key=question.key,
        kind=KINDS[question.kind],
        purpose=PURPOSES[question.purpose],
        wording=words(question.wording),
        help=words(question.help),
        required=question.required,
        choices=[(choice.key, words(choice.label)) for choice in question.choices],
    )


async def answer_sample(consultation: Consultation, intake: Intake, *, now: dt.datetime) -> None:
    """Hand in the hundred answers, a minute apart, each under an id of its own so that nothing is stored twice."""
    version = await latest_version(consultation.questionnaire_id)
    for minute, answer in enumerate(sample_answers()):
        await intake.save(
            Submission(
                id=uuid.uuid5(NAMESPACE, answer.id),
                version_id=version.id,
                received_at=now + dt.timedelta(minutes=minute),
                record=record_of(answer),
                channel=Channel.imported.value,
            )
        )


def record_of(answer: SampleAnswer) -> dict[str, object]:
    """The durable record of one answer, as the form would have made it."""
    given = {
        QUESTION: answer.text,
        "heard_of_change": answer.heard_of_change,
        "expect": answer.expect,
        "capacity": answer.capacity,
        "area": answer.area,
    }
    return {
        "answers": {key: value for key, value in given.items() if value.strip()},
        "consent_to_quote": answer.consent_to_quote,
        "language": "en",
    }


def words(text: Text, before: str = "") -> Wording:
    """A text of the sample as a map from language to words."""
    return {"en": before + text.en, "cy": before + text.cy}


def bullets(items: tuple[Text, ...]) -> Wording:
    """Items as a list, one per line, in both languages."""
    return {"en": "\n".join(f"- {item.en}" for item in items), "cy": "\n".join(f"- {item.cy}" for item in items)}


def joined(headings: list[Wording], bodies: list[Wording]) -> Wording:
    """Headings and paragraphs in turn, in both languages."""
    pairs = list(zip(headings, bodies, strict=True))
    return {code: "\n\n".join(f"{heading[code]}\n\n{body[code]}" for heading, body in pairs) for code in ("en", "cy")}
