"""A consultation with nine invented answers and a run made by hand over them, whose every number can be checked by eye."""

from __future__ import annotations

from uuid import uuid4

from tortoise.transactions import in_transaction

from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.responding.models import Respondent
from consult.theming.models import Codebook
from consult.theming.running import read_material
from consult.theming.storing import store
from nlp.types import Coding, MinorityView, Quote, RuleOutcome, Settings, Theme, Theming, Unplaced
from surveys.collect import Submission
from surveys.models import Version
from tests.conftest import NOW, Service

QUESTION = "difference"
ANSWERS: tuple[tuple[str, bool], ...] = (
    ("I could get to my appointments.", True),
    ("No taxi to appointments any more. And appointments on time.", True),
    ("Getting to appointments without asking my son", False),
    ("The air would be cleaner on the hill", True),
    ("Cleaner air. Easier appointments too.", False),
    ("Keep the old stop as well, for the school.", True),
    ("ha ha <b>buses</b>", False),
    ("?!", True),
    ("", True),
)
"""Each answer and whether it may be quoted; the eighth holds no letter, the ninth person left the question blank."""


async def people_answer(
    service: Service, consultation: Consultation, answers: tuple[tuple[str, bool], ...] = ANSWERS, *, spread: bool = True
) -> None:
    """Send these answers through the intake, as the web page does, in this order."""
    version = await Version.filter(questionnaire_id=consultation.questionnaire_id).order_by("-number").first()
    assert version is not None
    for text, may_quote in answers:
        given = {"capacity": "patient", **({QUESTION: text} if text else {})}
        record = {"answers": given, "consent_to_quote": may_quote, "language": "en"}
        await service.app.state.intake.save(Submission(uuid4(), version.id, NOW, record))
        if spread:
            await service.spread()  # one by one, so that the public numbers are in this order


async def themes_are_found(consultation: Consultation, account: Account | None, theming: Theming | None = None) -> Codebook:
    """Store the run made by hand, as the job does."""
    codebook, _ = await Codebook.get_or_create(consultation_id=consultation.id, question_key=QUESTION)
    codebook = await Codebook.get(id=codebook.id).select_related("consultation")
    material = await read_material(codebook)
    ids = await answer_ids(consultation)
    async with in_transaction():
        await store(codebook, theming or found(ids), material.comments, material.may_quote, account=account, now=NOW)
    return codebook


async def answer_ids(consultation: Consultation) -> dict[int, str]:
    """The public number of each respondent who wrote something -> the id of their answer."""
    rows = await Respondent.filter(consultation_id=consultation.id, response__answers__question_key=QUESTION).values_list(
        "number", "response__answers__id"
    )
    return {int(number): str(answer_id) for number, answer_id in rows}


def found(ids: dict[int, str]) -> Theming:
    """Four people on appointments (one of them twice), two on the air, one on the school, a joke, and marks alone."""
    return Theming(
        settings=Settings(question="What difference would the bus make to you?", seed=7),
        asked=9,
        answered=7,
        blank=(ids[8],),
        themes=(
            Theme(
                id="t1",
                rank=1,
                name="Appointments",
                description="People wrote about appointments.",
                count=4,
                per_hundred=57.1,
                terms=("appointments", "taxi"),
                quotes=(_quote(ids, 3, "Getting to appointments"), _quote(ids, 1, "my appointments")),
                stability=0.8,
                rank_low=1,
                rank_high=2,
                share_low=25.0,
                share_high=84.2,
            ),
            Theme("t2", 2, "Cleaner air", "People wrote about the air.", 2, 28.6, ("air",), (_quote(ids, 4, "cleaner"),)),
        ),
        minority=(
            MinorityView(
                "m1", "Keep the old stop as well", 1, "One person’s clear view.", (_quote(ids, 6, "Keep the old stop"),)
            ),
        ),
        codings=(
            _coding(ids, 1, "t1", "appointments", 0.9),
            _coding(ids, 2, "t1", "No taxi to appointments", 0.8),
            _coding(ids, 2, "t1", "appointments on time", 0.7, primary=False),
            _coding(ids, 3, "t1", "appointments", 0.9),
            _coding(ids, 4, "t2", "cleaner", 0.6),
            _coding(ids, 5, "t2", "Cleaner air.", 0.9),
            _coding(ids, 5, "t1", "Easier appointments", 0.5, primary=False),
            _coding(ids, 6, "m1", "Keep the old stop", 1.0),
        ),
        unplaced=(Unplaced(ids[7], "joke", "The text itself shows that it was written as a joke."),),
        rules=(
            RuleOutcome("Everyone is accounted for", "Nobody may disappear.", True, "9 of 9."),
            RuleOutcome("There are enough answers", "Few answers say little.", False, "7 answers."),
        ),
        version="1",
        input_hash="0" * 64,
        notes=("There are few answers: read them all.",),
    )


def _span(number: int, words: str) -> tuple[int, int]:
    text = ANSWERS[number - 1][0]
    start = text.index(words)
    return start, start + len(words)


def _quote(ids: dict[int, str], number: int, words: str) -> Quote:
    return Quote(ids[number], *_span(number, words), words)


def _coding(ids: dict[int, str], number: int, theme: str, words: str, score: float, primary: bool = True) -> Coding:
    return Coding(ids[number], theme, *_span(number, words), score, primary)
