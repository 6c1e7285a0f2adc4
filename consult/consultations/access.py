"""The one door to a consultation: what the public may see, and what staff of its organisation may see (HOUSE.md rule 6)."""

from __future__ import annotations

from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation, State
from consult.errors import NotAllowed, NotFound


async def public_consultation(slug: str) -> Consultation:
    """A consultation that has been opened, with its organisation. Raises NotFound for drafts as for unknown names."""
    found = await Consultation.get_or_none(slug=slug).select_related("organisation")
    if found is None or found.state == State.draft:
        raise NotFound("There is no consultation at this address.")
    return found


async def public_consultations() -> list[Consultation]:
    """All consultations that have been opened, the newest first."""
    return await Consultation.exclude(state=State.draft).order_by("-opened_at", "-id").select_related("organisation")


async def for_staff(slug: str, account: Account) -> Consultation:
    """A consultation of this person's own organisation. Raises NotFound for another's, so that its name tells nothing."""
    found = await Consultation.get_or_none(slug=slug, organisation_id=account.organisation_id).select_related("organisation")
    if found is None:
        raise NotFound("There is no consultation at this address.")
    return found


async def for_change(slug: str, account: Account, *roles: Role) -> Consultation:
    """The same, for somebody who may change it: leads always, and the named roles. Raises NotFound or NotAllowed."""
    found = await for_staff(slug, account)
    if not may_change(account, *roles):
        raise NotAllowed(f"Your role ({account.role.value}) does not let you change this.")
    return found


def may_change(account: Account, *roles: Role) -> bool:
    """Whether this person may change consultations of their organisation: leads always, and the named roles."""
    return account.role is Role.lead or account.role in roles


def for_creation(account: Account) -> None:
    """Raise NotAllowed unless this person may make a consultation: leads alone."""
    if not may_change(account):
        raise NotAllowed(f"Your role ({account.role.value}) does not let you make a consultation.")


async def own_consultations(account: Account) -> list[Consultation]:
    """All consultations of this person's organisation, the newest first."""
    return await Consultation.filter(organisation_id=account.organisation_id).order_by("-id").select_related("organisation")
