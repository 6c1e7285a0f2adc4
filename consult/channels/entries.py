"""Keyed answers: stored through the same intake as those from the web, with a line in the audit log that holds no words.

The id of the response follows from the number on the paper, so that a paper keyed again after a fault is stored once. What
was typed is kept beside it only until it is stored; then fingerprints take its place, which still show how often two people
agree.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.channels.comparing import differ_on_consent, disagreements, sealed
from consult.channels.keying import Answers, Keyed, kept, read_answers, read_keyed
from consult.consultations.days import local_day
from consult.consultations.models import Consultation, State
from consult.errors import NotFound, NotNow, Refusal, StaleEdit, TooBusy
from consult.faults import where
from consult.responding.models import PaperEntry
from consult.security import Keyring
from surveys.collect import Full, Intake, StoredDifferently, Submission
from surveys.definition import Definition, load_definition
from surveys.kinds.answered import Form
from surveys.models import Version

log = logging.getLogger(__name__)


class KeyedBefore(Refusal):
    """There is a paper with this number already."""

    status = 409
    title = "There is a problem"


class KeyedByYou(Refusal):
    """The second keying must not be by the person who did the first."""

    status = 403
    title = "Somebody else has to key this"
    what_to_do = "Ask a colleague to key it. They will not see what you keyed."


@dataclass(frozen=True, slots=True)
class Desk:
    """What every change needs: the service's intake and keys, the consultation, who keys, and when."""

    intake: Intake
    keys: Keyring
    consultation: Consultation
    account: Account
    now: dt.datetime

    async def note(self, action: str, **facts: Any) -> None:
        """A line in the audit log about this consultation."""
        await audit.record(self.account.email, action, f"consultation:{self.consultation.slug}", now=self.now, **facts)


async def version_for_keying(consultation: Consultation, number: int | None = None) -> Definition:
    """The questions that a paper shows: a version that was open to the public, the newest unless a number says which.

    Raises NotNow before the consultation has opened, NotFound for a version that never was.
    """
    if consultation.state is State.draft:
        raise NotNow("This consultation has not opened, so nobody can have answered yet.", "Open it first.")
    frozen = Version.filter(questionnaire_id=consultation.questionnaire_id, frozen_at__isnull=False)
    found = await (frozen.filter(number=number) if number else frozen).order_by("-number").first()
    if found is None:
        raise NotFound("There is no such version of the questions.")
    return await load_definition(found)


async def entry_of(consultation: Consultation, entry_id: int) -> PaperEntry:
    """One keyed paper of this consultation. Raises NotFound."""
    found = await PaperEntry.get_or_none(id=entry_id, consultation_id=consultation.id)
    if found is None:
        raise NotFound("There is no such paper.")
    return found


async def definition_of_entry(entry: PaperEntry) -> Definition:
    """The questions that a keyed paper answered."""
    return await load_definition(await Version.get(id=entry.version_id))


async def key_first(desk: Desk, definition: Definition, keyed: Keyed, form: Form) -> PaperEntry:
    """Key a paper: it counts at once or, where two people are to key it, once they agree.

    Raises KeyedBefore, and TooBusy when it could not be stored.
    """
    if await PaperEntry.exists(consultation_id=desk.consultation.id, number=keyed.number):
        raise _keyed_before(keyed)
    answers = read_answers(definition, form)
    stored = None if keyed.twice else await _store(desk, definition, keyed, answers)
    facts = {"number": keyed.number, "channel": keyed.channel.value, "twice": keyed.twice, **_marks(desk.consultation, keyed)}
    try:
        async with in_transaction():
            entry = await PaperEntry.create(
                consultation=desk.consultation,
                number=keyed.number,
                version_id=definition.version_id,
                first_typed=kept(form, definition) if stored is None else sealed(answers, _fingerprint(desk)),
                first_by=desk.account.email,
                first_at=desk.now,
                settled_at=desk.now if stored else None,
                response_id=stored,
            )
            await desk.note("answers keyed", **facts)
    except IntegrityError:
        raise _keyed_before(keyed) from None
    return entry


async def key_second(desk: Desk, entry: PaperEntry, form: Form) -> int:
    """Key a paper the second time; returns in how many questions the two differ. With none it counts at once.

    Raises KeyedByYou, NotNow when somebody else was quicker, and TooBusy when it could not be stored.
    """
    refuse_second(entry, desk.account)
    definition = await definition_of_entry(entry)
    first, second = read_answers(definition, entry.first_typed), read_answers(definition, form)
    differ = len(disagreements(definition, first, second)) + differ_on_consent(first, second)
    if differ:
        changed: dict[str, Any] = {"second_typed": kept(form, definition), "second_by": desk.account.email}
    else:
        stored = await _store(desk, definition, keyed_of(entry, definition), first)
        seal = _fingerprint(desk)
        typed = {"first_typed": sealed(first, seal), "second_typed": sealed(second, seal)}
        changed = {**typed, "second_by": desk.account.email, "settled_at": desk.now, "response_id": stored}
    await _change(desk, entry, changed, "answers keyed a second time", {"second_typed__isnull": True}, disagreements=differ)
    return differ


async def settle(desk: Desk, entry: PaperEntry, form: Form) -> None:
    """Store what the third look decided: `form` is the whole form as it stands. Raises NotNow, TooBusy."""
    if entry.second_typed is None or entry.settled_at is not None:
        raise _not_open()
    definition, seal = await definition_of_entry(entry), _fingerprint(desk)
    first, second = (read_answers(definition, typed) for typed in (entry.first_typed, entry.second_typed))
    stored = await _store(desk, definition, keyed_of(entry, definition), read_answers(definition, form))
    typed = {"first_typed": sealed(first, seal), "second_typed": sealed(second, seal)}
    changed = {**typed, "settled_at": desk.now, "response_id": stored}
    await _change(desk, entry, changed, "disagreement settled", {"settled_at__isnull": True})


def refuse_second(entry: PaperEntry, account: Account) -> None:
    """Raise KeyedByYou or NotNow unless this person may key the paper a second time now."""
    if entry.settled_at is not None or entry.second_typed is not None:
        raise _not_open()
    if entry.first_by == account.email:
        raise KeyedByYou("You keyed this paper first. The second time it has to be somebody else.")


def keyed_of(entry: PaperEntry, definition: Definition) -> Keyed:
    """The facts about a paper that is not settled, as they were keyed first. Raises LookupError where they are gone."""
    keyed, _ = read_keyed(entry.first_typed, today=local_day(entry.first_at), languages=definition.languages)
    if keyed is None:
        raise LookupError(f"paper {entry.id} has lost the facts about it")
    return keyed


def is_late(consultation: Consultation, received_on: dt.date) -> bool:
    """Whether something came after the last day on which people could answer: that they were told, or that it closed."""
    if consultation.closed_at is None:
        return consultation.closes_on is not None and received_on > consultation.closes_on
    last = local_day(consultation.closed_at)
    return received_on > max(last, consultation.closes_on or last)


async def _change(
    desk: Desk, entry: PaperEntry, changed: dict[str, Any], action: str, still: dict[str, Any], **facts: Any
) -> None:
    """Write to an entry unless somebody else did so first, with its line in the log."""
    async with in_transaction():
        if await PaperEntry.filter(id=entry.id, **still).update(**changed) != 1:
            raise StaleEdit("Somebody else keyed this paper first.", "Go back to the list of papers.")
        await desk.note(action, number=entry.number, **facts)


async def _store(desk: Desk, definition: Definition, keyed: Keyed, answers: Answers) -> UUID:
    """On disk when this returns. Raises KeyedBefore or TooBusy."""
    response_id = UUID(desk.keys.fingerprint("paper", f"{desk.consultation.id}:{keyed.number}")[:32])
    marks = _marks(desk.consultation, keyed)
    submission = Submission(
        id=response_id,
        version_id=definition.version_id,
        received_at=_moment(keyed.received_on, desk.now),
        record=answers.record(),
        channel=keyed.channel.value,
        late=bool(marks.get("late")),
        signatories=keyed.signatories,
        source=keyed.source,
    )
    try:
        await desk.intake.save(submission)
    except StoredDifferently:
        raise _keyed_before(keyed) from None
    except Full:
        raise TooBusy("So many people are answering that we could not store this just now.") from None
    except Exception as error:  # its text could hold a respondent's words
        log.error("a keyed paper was not stored: %s at %s", type(error).__name__, where(error))
        raise TooBusy("We cannot reach our records at the moment, so this is not stored.") from None
    return response_id


def _marks(consultation: Consultation, keyed: Keyed) -> dict[str, Any]:
    late = {"late": True} if is_late(consultation, keyed.received_on) else {}
    return late | ({"signatories": keyed.signatories} if keyed.signatories > 1 else {})


def _moment(received_on: dt.date, now: dt.datetime) -> dt.datetime:
    """Now for what came today, else noon of the day on which it came."""
    return now if received_on == local_day(now) else dt.datetime.combine(received_on, dt.time(12), dt.UTC)


def _fingerprint(desk: Desk) -> Any:
    return lambda text: desk.keys.fingerprint("keyed", text)


def _keyed_before(keyed: Keyed) -> KeyedBefore:
    return KeyedBefore(f"A paper with the number {keyed.number} has been keyed already. Check the number on the paper")


def _not_open() -> NotNow:
    return NotNow("This paper has been dealt with already.", "Go back to the list of papers.")
