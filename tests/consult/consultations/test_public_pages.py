"""The front page and the page of one consultation, as somebody without an account sees them."""

from __future__ import annotations

import datetime as dt

from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.consultations.public import first_sentence, minutes, prose
from consult.decisions.models import Decision
from consult.deliberation.models import Round
from consult.findings.models import Publication
from surveys.definition import load_definition, newest_frozen
from tests.conftest import Service
from tests.factories import NOW, a_public_consultation, an_account

CLOSED = State.closed


async def test_an_empty_service_says_what_it_will_be_for(service: Service) -> None:
    visitor = await service.visitor()
    page = await visitor.go("/")
    assert page.h1 == "Have your say"
    assert "Nothing is open at the moment." in page.text
    assert "Come back soon." in page.text


async def test_an_open_consultation_is_listed_with_what_it_is_about_and_by_when(service: Service) -> None:
    await a_public_consultation(await an_account())
    visitor = await service.visitor()
    page = await visitor.go("/")
    assert "You can answer until 30 June 2099." in page.text
    assert "The clinic is a mile from the nearest stop." in page.text
    assert "We could move the stop." not in page.text, "one sentence is enough for a list"
    assert "Illustrative: made up for a test." in page.text
    page = await visitor.follow("Should bus 42 stop at the clinic?")
    assert page.h1 == "Should bus 42 stop at the clinic?"


async def test_a_draft_is_neither_listed_nor_found(service: Service) -> None:
    await a_public_consultation(await an_account(), state=State.draft)
    visitor = await service.visitor()
    assert "bus" not in (await visitor.go("/")).text
    for address in ("", "/answer", "/vote", "/thank-you/6a0b1f9e-3e0c-4d55-9b39-0b0f6c3f9d11"):
        page = await visitor.go(f"/consultations/bus-42{address}", status=404)
        assert page.h1 == "Page not found"


async def test_an_unknown_name_is_not_found(service: Service) -> None:
    visitor = await service.visitor()
    await visitor.go("/consultations/no-such-thing", status=404)
    await visitor.go("/consultations/no-such-thing/answer", status=404)


async def test_the_page_says_what_is_asked_what_can_change_who_decides_and_how_long_it_takes(service: Service) -> None:
    await a_public_consultation(await an_account())
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    for words in (
        "It takes about 5 minutes.",
        "There are 3 questions",
        "It costs money.",
        "where the bus stops",
        "The clinic stays where it is.",
        "The board decides in July.",
        "We only quote your words if you say that we may.",
        "Illustrative: made up for a test.",
    ):
        assert words in page.text
    assert (await visitor.follow("Answer the questions")).h1.startswith("Your answers")


async def test_a_closed_consultation_says_what_happens_next_and_has_no_start_button(service: Service) -> None:
    await a_public_consultation(await an_account(), state=CLOSED)
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    assert "This consultation closed on 1 June 2026." in page.text
    assert "We read every answer" in page.text
    assert "Answer the questions" not in page.links
    assert "Closed: the answers are being read" in (await visitor.go("/")).text


async def with_everything(account: Account, consultation: Consultation) -> None:
    await Round.create(consultation=consultation, number=1, opened_at=NOW)
    publication = await Publication.create(
        consultation=consultation, number=1, dataset="{}", dataset_hash="0" * 64, published_at=NOW
    )
    await Decision.create(
        consultation=consultation,
        publication=publication,
        account=account,
        question="Which?",
        chosen="That.",
        reasons="Because.",
        decided_by="The board",
        decided_on=dt.date(2026, 7, 20),
        published_at=NOW,
        created_at=NOW,
    )


async def test_the_page_leads_to_the_vote_the_findings_and_the_decision_once_they_exist(service: Service) -> None:
    account = await an_account()
    await with_everything(account, await a_public_consultation(account, state=CLOSED))
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    assert page.links["Read what people said"] == "/consultations/bus-42/findings"
    assert page.links["Read what was decided, and the reply to every theme"] == "/consultations/bus-42/decision"
    assert page.links["Say whether you agree with what people said"] == "/consultations/bus-42/vote"
    front = await visitor.go("/")
    assert "Decided" in front.text
    assert front.links["Read what was decided: Should bus 42 stop at the clinic?"] == "/consultations/bus-42/decision"


async def test_a_decision_that_is_not_published_stays_unseen(service: Service) -> None:
    account = await an_account()
    await with_everything(account, await a_public_consultation(account, state=CLOSED))
    await Decision.all().update(published_at=None)
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    assert "decision" not in " ".join(page.links.values())


async def test_the_pages_speak_welsh(service: Service) -> None:
    await a_public_consultation(await an_account())
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42?lang=cy")
    assert page.h1 == "A ddylai bws 42 stopio wrth y clinig?"
    assert "Enghraifft." in page.text


def test_a_text_is_split_into_paragraphs_lists_and_headings() -> None:
    text = prose({"en": "## Why\nFirst line\nsame paragraph.\n\n- one\n- two\n\nLast."}, "cy")
    assert text.language == "en"
    assert [(block.kind, block.lines) for block in text.blocks] == [
        ("heading", ("Why",)),
        ("paragraph", ("First line same paragraph.",)),
        ("list", ("one", "two")),
        ("paragraph", ("Last.",)),
    ]


def test_no_text_is_no_prose() -> None:
    assert not prose({}, "en")
    assert not prose({"en": "  \n \n"}, "en")
    assert not first_sentence({}, "en")


def test_a_very_long_first_sentence_is_cut_at_a_word() -> None:
    sentence = first_sentence({"en": "word " * 100}, "en").blocks[0].lines[0]
    assert sentence.endswith("word…")
    assert len(sentence) <= 222


async def test_the_time_that_answering_takes_grows_with_the_questions(service: Service) -> None:
    consultation = await a_public_consultation(await an_account())
    version = await newest_frozen(consultation.questionnaire_id)
    assert version is not None
    assert minutes(await load_definition(version)) == 5
