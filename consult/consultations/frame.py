"""What every page of a consultation's desk hands to its template."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from consult.accounts.access import staff
from consult.accounts.frame import staff_frame
from consult.consultations.access import may_change
from consult.consultations.models import Consultation


def desk_frame(request: Request, consultation: Consultation) -> dict[str, Any]:
    """The consultation, its notice, where its pages begin, and whether this person may change it."""
    account = staff(request)
    own = {"consultation": consultation, "notice": consultation.notice, "may_change": may_change(account)}
    return {**staff_frame(account), **own, "here": f"/manage/{consultation.slug}"}
