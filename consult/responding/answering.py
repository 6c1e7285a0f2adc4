"""Answering: the form's ticket, checking what was sent, and storing it before anything is promised."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid4

from consult.errors import Closed, FormExpired, Refusal, TooBusy, database_is_away
from consult.faults import where
from consult.responding.shown import Shelf, Shown
from consult.security import Keyring
from surveys.collect import Full, Intake, StoredDifferently, Submission
from surveys.definition import Definition
from surveys.kinds.answered import Form, Problem, one
from surveys.models import Response, Version
from surveys.questions import Checked, check_answers, packed

log = logging.getLogger(__name__)

AWAY = "We cannot reach our records at the moment, so we could not store your answers."
TICKET = "answer"
CONSENT = "consent_to_quote"


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


class SentBefore(Refusal):
    """This person's answers are stored, and what they changed on the page since then is not."""

    status = 409
    title = "We already have your answers"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the token of a form says: the id under which the answers will be stored, and the questions it showed."""

    response_id: UUID
    version_id: int


def new_token(keys: Keyring, version_id: int) -> str:
    """A token for a form that shows this version. Its response id makes sending the same form twice store it once."""
    return keys.sign(TICKET, {"response": str(uuid4()), "version": version_id})


def read_token(keys: Keyring, token: str) -> Ticket:
    """The ticket in a form's token. Raises FormExpired."""
    facts = keys.read(TICKET, token)
    return Ticket(UUID(facts["response"]), int(facts["version"]))


async def submit(
    intake: Intake, shelf: Shelf, shown: Shown, ticket: Ticket, sent: Form, *, language: str, now: dt.datetime
) -> None:
    """Take one person's answers: when this returns they are on disk.

    Raises Closed, FormExpired (the form shows no version of this consultation), Incomplete, SentBefore or NotStored.
    """
    if not shown.facts.is_open:
        if await is_stored(ticket.response_id, shown):
            return  # sent twice, and closed in between: the first time counts
        raise Closed("This consultation closed before your answers reached us, so we have not stored them.")
    definition = await _version_of(ticket, shelf, shown)
    taken = checked(definition, sent)
    record = {"answers": packed(taken.values), "shown": taken.shown, CONSENT: one(sent, CONSENT) == "yes", "language": language}
    await _store(intake, Submission(ticket.response_id, ticket.version_id, now, record))


async def _version_of(ticket: Ticket, shelf: Shelf, shown: Shown) -> Definition:
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
    unclear = one(sent, CONSENT) not in ("", "yes", "no")
    if result.problems or unclear:
        raise Incomplete(result.problems, unclear)
    return result


async def _store(intake: Intake, submission: Submission) -> None:
    try:
        await intake.save(submission)
    except Full:
        raise NotStored("So many people are answering that we could not store your answers just now.") from None
    except StoredDifferently:
        raise SentBefore("The answers that came first from this page are stored. What was changed since is not.") from None
    except Exception as error:  # whatever it is, the person keeps what they typed, and the log says where, not what
        log.error("a response was not stored: %s at %s", type(error).__name__, where(error))
        raise NotStored(AWAY) from None


async def is_stored(response_id: UUID, shown: Shown) -> bool:
    """Whether this consultation has a response with this id."""
    versions = Version.filter(questionnaire_id=shown.facts.questionnaire_id)
    return await Response.filter(id=response_id, version_id__in=await versions.values_list("id", flat=True)).exists()


Ground = Literal["closed", "expired", "not-stored", "sent-before", "incomplete"]


def ground_of(refusal: Refusal) -> Ground:
    """Why answers were refused, for the page that gives them back."""
    if isinstance(refusal, Closed):
        return "closed"
    if isinstance(refusal, NotStored):
        return "not-stored"
    if isinstance(refusal, SentBefore):
        return "sent-before"
    return "incomplete" if isinstance(refusal, Incomplete) else "expired"
