"""Makes what tests start from, through the same functions that the service uses. All words in here are illustrative."""

from __future__ import annotations

import datetime as dt

from consult.accounts.accounts import add_account
from consult.accounts.models import Account, Role
from consult.organisations.models import Organisation

NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)
PASSWORD = "a long illustrative password"


async def an_organisation(name: str = "Anytown Health Commissioning") -> Organisation:
    return await Organisation.create(name=name, slug=name.lower().replace(" ", "-"), created_at=NOW)


async def an_account(
    organisation: Organisation | None = None, email: str = "lead@anytown.example", role: Role = Role.lead
) -> Account:
    organisation = organisation or await an_organisation()
    return await add_account(email, "Illustrative Lead", PASSWORD, organisation, now=NOW, role=role)
