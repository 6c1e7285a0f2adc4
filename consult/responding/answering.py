"""Answering: the form's ticket, checking what was sent, and storing it before anything is promised."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar
from uuid import UUID, uuid4

from consult.errors import Closed, FormExpired, Refusal, TooBusy, database_is_away
from consult.faults import where
from consult.responding.journey import CONSENT, CONSENT_VALUES
from consult.responding.shown import Shelf, Shown
from consult.security import FORM_LIFETIME, Keyring
from surveys.collect import Full, Intake, StoredDifferently, Submission
from surveys.definition import Definition
from surveys.kinds.answered import Form, Problem, one
from surveys.models import Response, Version
from surveys.questions import Checked, check_answers, packed

log = logging.getLogger(__name__)
Result = TypeVar("Result")

TOO_LATE = "This consultation closed before your answers reached us, so we have not stored them."
AWAY = "We cannot reach our records at the moment, so we could not store your answers."
TICKET = "answer"


class Incomplete(Refusal):
    """Some answers are missing or cannot be taken; the page says which."""

    status = 422
    title = "There is a problem"

    def __init__(self, problems: tuple[Problem, ...], consent_unclear: bool = False) -> None:
        super().__init__("Some answers need another look.")
        self.problems, self.consent_unclear = problems, consent_unclear


class NotStored(TooBusy):
    """The answers could not be stored; the page comes back with all of them and the same ticket."""

    title = "We have not stored your answers yet"


class NotSaved(NotStored):
    """The answers could not be kept for later; the page comes back with all of them."""


class SentBefore(Refusal):
    """This person's answers are stored, and what they changed on the page since then is not."""

    status = 409
    title = "We already have your answers"


class Withdrawn(Refusal):
    """These answers were withdrawn by the person who gave them, and stay so."""

    status = 410
    title = "You have withdrawn these answers"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the token of a form says: the id under which the answers will be stored, and the questions it showed."""

    response_id: UUID
    version_id: int
    amends: bool = False
    """Whether the form changes answers that are stored already."""
    saved: bool = False
    """Whether the form was saved to come back to, so that a draft must go once the answers are stored."""


def new_token(keys: Keyring, version_id: int) -> str:
    """A token for a form that shows this version. Its response id makes sending the same form twice store it once."""
    return token_for(keys, Ticket(uuid4(), version_id))


def token_for(keys: Keyring, ticket: Ticket) -> str:
    """A fresh token that says what this ticket says."""
    marks = {name: True for name in ("amends", "saved") if getattr(ticket, name)}
    return keys.sign(TICKET, {"response": str(ticket.response_id), "version": ticket.version_id, **marks})


def read_token(keys: Keyring, token: str, lifetime: int = FORM_LIFETIME) -> Ticket:
    """The ticket in a form's token, made no more than `lifetime` seconds ago. Raises FormExpired."""
    facts = keys.read(TICKET, token, lifetime)
    return Ticket(UUID(facts["response"]), int(facts["version"]), "amends" in facts, "saved" in facts)


async def submit(
    intake: Intake, shelf: Shelf, shown: Shown, ticket: Ticket, sent: Form, *, language: str, now: dt.datetime
) -> None:
    """Take one person's answers: when this returns they are on disk.

    Raises Closed, FormExpired (the form shows no version of this consultation), Incomplete, SentBefore, Withdrawn or NotStored.
    """
    if not shown.facts.is_open:
        if await is_stored(ticket.response_id, shown):
            return  # sent twice, and closed in between: the first time counts
        raise Closed(TOO_LATE)
    record = with_background(record_of(await version_of(ticket, shelf, shown), sent, language), shown)
    await _store(intake, Submission(ticket.response_id, ticket.version_id, now, record))


def record_of(definition: Definition, sent: Form, language: str) -> dict[str, Any]:
    """The one record in which a person's answers are stored. Raises Incomplete."""
    taken = checked(definition, sent)
    return {
        "answers": packed(taken.values),
        "shown": list(taken.shown),
        CONSENT: one(sent, CONSENT) == "yes",
        "language": language,
    }


def with_background(record: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """A record that says which documents could be read beside the questions, by their hashes, where there were any."""
    hashes = [document.sha256 for document in shown.documents]
    return {**record, "background": hashes} if hashes else record


async def version_of(ticket: Ticket, shelf: Shelf, shown: Shown) -> Definition:
    """The questions that this person saw: an older version is as good as the newest."""
    if ticket.version_id == shown.definition.version_id:
        return shown.definition
    try:
        definition = await shelf.version(ticket.version_id, shown.facts)
    except Exception as error:
        if not database_is_away(error):
            raise
        raise NotStored(AWAY) from None
    if definition is None:
        raise FormExpired("This form does not belong to this consultation.")
    return definition


def checked(definition: Definition, sent: Form) -> Checked:
    """The answers to store. Raises Incomplete with everything that is wrong."""
    result = check_answers(definition, sent)
    unclear = one(sent, CONSENT) not in CONSENT_VALUES
    if result.problems or unclear:
        raise Incomplete(result.problems, unclear)
    return result


async def _store(intake: Intake, submission: Submission) -> None:
    try:
        await intake.save(submission)
    except Full:
        raise NotStored("So many people are answering that we could not store your answers just now.") from None
    except StoredDifferently:
        if await _is_withdrawn(submission.id):
            raise Withdrawn("You withdrew these answers, so we have not stored them again.") from None
        raise SentBefore("The answers that came first from this page are stored. What was changed since is not.") from None
    except Exception as error:  # whatever it is, the person keeps what they typed, and the log says where, not what
        log.error("a response was not stored: %s at %s", type(error).__name__, where(error))
        raise NotStored(AWAY) from None


async def storing(work: Awaitable[Result]) -> Result:
    """Do something that writes to the records; what goes wrong there is said without anybody's words. Raises NotStored."""
    try:
        return await work
    except Refusal:
        raise
    except Exception as error:
        log.error("answers were not kept: %s at %s", type(error).__name__, where(error))
        raise NotStored(AWAY) from None


async def is_stored(response_id: UUID, shown: Shown) -> bool:
    """Whether this consultation has a response with this id that was not withdrawn."""
    versions = await versions_of(shown)
    return await Response.filter(id=response_id, version_id__in=versions, withdrawn_at=None).exists()


async def versions_of(shown: Shown) -> list[int]:
    """The ids of every version of a consultation's questions."""
    found = await Version.filter(questionnaire_id=shown.facts.questionnaire_id).values_list("id", flat=True)
    return [int(str(one)) for one in found]


async def _is_withdrawn(response_id: UUID) -> bool:
    try:
        return await Response.filter(id=response_id, withdrawn_at__isnull=False).exists()
    except Exception as error:
        if not database_is_away(error):
            raise
        return False


Ground = Literal["closed", "expired", "not-saved", "not-stored", "sent-before", "incomplete", "withdrawn"]


def ground_of(refusal: Refusal) -> Ground:
    """Why answers were refused, for the page that gives them back."""
    grounds: tuple[tuple[type[Refusal], Ground], ...] = (
        (Closed, "closed"),
        (NotSaved, "not-saved"),
        (NotStored, "not-stored"),
        (SentBefore, "sent-before"),
        (Withdrawn, "withdrawn"),
        (Incomplete, "incomplete"),
    )
    return next((ground for kind, ground in grounds if isinstance(refusal, kind)), "expired")
