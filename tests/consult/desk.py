"""Staff at the desk, through the pages that they use themselves."""

from __future__ import annotations

import json
from typing import Any

from consult.accounts.models import Account, Role
from consult.audit import AuditEntry
from consult.consultations.models import Consultation
from tests.conftest import Service
from tests.factories import PASSWORD, meet_the_duties
from tests.visitor import Page, Visitor

ABOUT = {
    "title": "Should bus 42 stop at the clinic?",
    "background": "The clinic is a mile from the stop.",
    "can_change": "- where the bus stops",
    "decided_by": "The board decides in July.",
    "legal_duty": "No law makes us ask.",
    "closes_on-day": "30",
    "closes_on-month": "6",
    "closes_on-year": "2099",
}
QUESTION = {"wording": "What difference would the bus make to you?", "kind": "long-text"}
CHOICE = {"wording": "Which are you?", "kind": "single-choice", "purpose": "capacity", "choices": "Patient\nGP"}


async def at_the_desk(service: Service, email: str = "lead@anytown.example") -> Visitor:
    """Somebody who has just signed in and sees the list of consultations."""
    visitor = await service.visitor()
    await visitor.go("/sign-in")
    await visitor.press("Sign in", email=email, password=PASSWORD)
    return visitor


async def make_draft(lead: Visitor, **typed: str) -> Page:
    """A draft with everything about it said and its duties met, and the overview in front of the lead."""
    await lead.go("/manage/new")
    page = await lead.press("Save as a draft", 200, **{**ABOUT, "slug": "bus-42", **typed})
    made = await Consultation.all().order_by("-id").first()
    account = await Account.filter(role=Role.lead, organisation_id=made.organisation_id).first() if made else None
    if made and account:
        await meet_the_duties(made, account)
    return page


async def add_question(lead: Visitor, slug: str = "bus-42", **typed: str) -> Page:
    """One more question at the end, and the list in front of the lead."""
    asked = {**QUESTION, **typed}
    await lead.go(f"/manage/{slug}/questions/new")
    await lead.go(f"/manage/{slug}/questions/new?kind={asked['kind']}")
    return await lead.press("Save the question", 200, **asked)


async def log_of(subject: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Actor, action and detail of every line of the log about this subject, in order."""
    rows = await AuditEntry.filter(subject=subject).order_by("id")
    return [(row.actor, row.action, json.loads(row.detail)) for row in rows]


def faults(page: Page) -> dict[str, str]:
    """The error summary: where each line leads (without "#"), and what it says. Checks that each leads to a field."""
    assert page.status in (409, 422)
    assert page.title.startswith("Error: "), page.title
    ids = {element.get("id") for element in page.tree.iter()}
    found = {}
    for element in page.tree.iter("div"):
        if "nhsuk-error-summary" in (element.get("class") or "").split():
            found = {(a.get("href") or "").removeprefix("#"): "".join(a.itertext()).strip() for a in element.iter("a")}
    assert set(found) <= ids, f"the summary leads to {set(found) - ids}, which the page does not have"
    return found


def typed_in(page: Page, button: str) -> dict[str, str | list[str]]:
    """What stands in the form that has this button."""
    return page.form_with(button).values
