"""Colleagues with a pile of paper. All words in here are illustrative."""

from __future__ import annotations

from typing import Any

from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation
from tests.conftest import Service
from tests.consult.desk import at_the_desk
from tests.factories import a_public_consultation, an_account, an_organisation
from tests.visitor import Visitor

STORE = "Store this answer"
NEW = "/manage/bus-42/paper/new"
DESK = "/manage/bus-42/paper"
WORDS = "I could see the nurse\n on my own."
RECEIVED = {"+received-day": "1", "+received-month": "6", "+received-year": "2026"}
PAPER: dict[str, Any] = {"+number": "P-1", "+channel": "paper", **RECEIVED, "difference": WORDS, "capacity": "gp"}
COLLEAGUE = "analyst@anytown.example"


async def an_open_consultation(service: Service, **facts: Any) -> tuple[Consultation, Account]:
    """A consultation that takes answers, with a lead and an analyst who can both key."""
    body = await an_organisation()
    lead = await an_account(body)
    await an_account(body, COLLEAGUE, Role.analyst)
    return await a_public_consultation(lead, **facts), lead


async def keyed(service: Service, **typed: Any) -> Visitor:
    """The lead, after keying in a paper."""
    lead = await at_the_desk(service)
    await lead.go(NEW)
    await lead.press(STORE, **{**PAPER, **typed})
    return lead
