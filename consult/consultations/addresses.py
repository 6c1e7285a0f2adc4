"""The part of the web address that names a consultation: checked, unique, made from the title when nobody chose one."""

from __future__ import annotations

import re

from consult.consultations.models import Consultation
from consult.errors import Refusal
from surveys.design import unused_key

LONGEST_SLUG = 80
RESERVED_SLUGS = frozenset({"new", "import"})
"""Names that the pages use themselves: `/manage/new`, `/manage/import`."""


class BadAddress(Refusal):
    """The web address cannot be used: it is malformed, or another consultation has it."""

    status = 422
    title = "There is a problem"
    what_to_do = "Choose another web address."


def check_slug(slug: str) -> None:
    """Raise BadAddress, saying what is wrong, unless this can be a consultation's part of its web address."""
    if not slug:
        raise BadAddress("Enter the web address of the consultation")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise BadAddress("The web address must only have small letters a to z, numbers and single hyphens, like bus-stop-42")
    if len(slug) > LONGEST_SLUG:
        raise BadAddress(f"The web address must be {LONGEST_SLUG} characters or fewer")
    if slug in RESERVED_SLUGS:
        raise BadAddress(f"The web address cannot be “{slug}”: this service uses it itself")


async def free_slug(title: str) -> str:
    """A web address made from a title that no consultation has yet."""
    start = unused_key(title, (), standard="consultation")
    taken = await Consultation.filter(slug__startswith=start).values_list("slug", flat=True)
    return unused_key(start, {*(str(slug) for slug in taken), *RESERVED_SLUGS}, standard="consultation")


def taken(slug: str) -> BadAddress:
    """The refusal of an address that another consultation has."""
    return BadAddress(f"There is already a consultation at “{slug}”: choose another web address")
