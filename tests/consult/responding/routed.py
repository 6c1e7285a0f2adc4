"""A consultation in which who is asked what depends on earlier answers. All words in here are illustrative."""

from __future__ import annotations

from typing import Any

from consult.consultations.models import Consultation
from surveys import design
from surveys.design import OfferedChoice
from surveys.models import Kind, Version
from tests.conftest import Service
from tests.factories import NOW, a_public_consultation, an_account
from tests.visitor import Visitor

FORM = "/consultations/bus-42/answer"
BACK = "/consultations/bus-42/come-back"
NEXT, PREVIOUS, SEND, SAVE = "Continue", "Back", "Send your answers", "Save and finish later"
CHECK = "Check your answers before you send them"
TRAVEL: list[OfferedChoice] = [("bus", {"en": "Bus", "cy": "Bws"}), ("car", {"en": "Car", "cy": "Car"})]
HARD: list[OfferedChoice] = [("cost", {"en": "The cost", "cy": "Y gost"}), ("wait", {"en": "The wait", "cy": "Yr aros"})]


async def a_routed_consultation() -> Consultation:
    """Three steps: `travel` and `driver`; `wait` (bus alone), `hard`, `parking` (car alone), `day`; then `why`, which repeats."""
    consultation = await a_public_consultation(await an_account(), closes_on=None)
    old = await Version.get(questionnaire_id=consultation.questionnaire_id)
    version = await design.new_version(old, now=NOW)
    for key in ("difference", "name-it", "capacity"):
        await design.remove_question(version, key)
    await _ask(
        version, "travel", Kind.single_choice, "How do you travel?", "Sut ydych chi’n teithio?", choices=TRAVEL, required=True
    )
    await _ask(version, "driver", Kind.short_text, "Who drives?", "Pwy sy’n gyrru?")
    await _ask(version, "wait", Kind.number, "How long do you wait?", "Pa mor hir?", only="bus", required=True)
    await _ask(version, "hard", Kind.several_choices, "What is hard?", "Beth sy’n anodd?", choices=HARD)
    await _ask(version, "parking", Kind.short_text, "Where do you park?", "Ble ydych chi’n parcio?", only="car")
    await _ask(version, "day", Kind.date, "When was that?", "Pryd oedd hynny?")
    await _ask(
        version,
        "why",
        Kind.long_text,
        "You said “{answer:driver}” drives and you wait {answer:wait} minutes. Why?",
        "Dywedoch fod “{answer:driver}” yn gyrru. Pam?",
    )
    await design.freeze(version, now=NOW)
    return consultation


async def _ask(
    version: Version,
    key: str,
    kind: Kind,
    english: str,
    welsh: str,
    *,
    only: str = "",
    required: bool = False,
    choices: list[OfferedChoice] | None = None,
) -> None:
    question = await design.add_question(
        version, key=key, kind=kind, wording={"en": english, "cy": welsh}, required=required, choices=choices or []
    )
    if only:
        question.shown_if = {"question": "travel", "is": only}
        await question.save(update_fields=["shown_if"])


async def at_the_first_step(service: Service) -> tuple[Visitor, Consultation]:
    consultation = await a_routed_consultation()
    visitor = await service.visitor()
    await visitor.go(FORM)
    return visitor, consultation


async def to_the_check(visitor: Visitor) -> None:
    """By bus, through every step."""
    await visitor.press(NEXT, travel="bus", driver="Ann <b>")
    second: dict[str, Any] = {"wait": "40", "hard": ["cost", "wait"], "day.day": "31", "day.month": "3", "day.year": "2025"}
    await visitor.press(NEXT, **second)
    await visitor.press(NEXT, why="It is\nfar & slow.")
    await visitor.press(NEXT, consent_to_quote="yes")
