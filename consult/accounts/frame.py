"""What the pages of staff have in common, whatever they are about."""

from __future__ import annotations

from typing import Any

from consult.accounts.models import Account
from consult.templating import Brand

STAFF_LANGUAGES = ("en",)
"""The desk speaks English so far: a page that would be half in English is better drawn in English."""


def staff_frame(account: Account, section: str = "consultations") -> dict[str, Any]:
    """The name of the person's organisation above the page, the desk's language, and the current entry of the navigation."""
    return {"brand": Brand(name=account.organisation.name, home="/manage"), "languages": STAFF_LANGUAGES, "section": section}
