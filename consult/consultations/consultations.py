"""Making a consultation, changing what it says, opening and closing it. Every change is in the audit log."""

from __future__ import annotations

import datetime as dt
from typing import Any, NotRequired, TypedDict, Unpack

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.addresses import check_slug, free_slug, taken
from consult.consultations.days import end_of_day, is_past, local_day
from consult.consultations.duties import TRANSLATED, Missing, missing_for_opening
from consult.consultations.evidence import gates_of, overrides_of
from consult.consultations.gates import Duty, is_time_enough, missing_gates
from consult.consultations.models import Consultation, Involvement, Stage, State
from consult.errors import NotNow, Refusal
from surveys import design
from surveys.definition import Wording, latest_version, load_definition
from surveys.models import Response, Version

MAY_STILL_CHANGE = {State.draft: None, State.open: {"closes_on", "asked"}, State.closed: {"asked"}}
"""What may be changed at each stage; None is everything. People have answered on the words that they were shown."""


class About(TypedDict):
    """What a consultation says of itself. Each text is a map from language to words."""

    slug: str
    title: Wording
    background: NotRequired[Wording]
    can_change: NotRequired[Wording]
    is_fixed: NotRequired[Wording]
    decided_by: NotRequired[Wording]
    legal_duty: NotRequired[Wording]
    notice: NotRequired[Wording]
    closes_on: NotRequired[dt.date | None]
    stage: NotRequired[Stage]
    involvement: NotRequired[Involvement]
    asked: NotRequired[int | None]


class TooSoon(Refusal):
    """A last day that leaves people too little time; an officer may override the duty with a reason."""

    status = 422
    title = "There is a problem"
    what_to_do = "Choose a later day."


class NotReady(Refusal):
    """A consultation cannot open yet; `missing` says what is left to do and where."""

    status = 409
    title = "This consultation is not ready to open"
    what_to_do = "Do these things first, then open it."

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__("Some things are missing: " + "; ".join(one.words for one in missing) + ".")
        self.missing = missing


async def create_consultation(
    account: Account, *, now: dt.datetime, languages: list[str] | None = None, **about: Unpack[About]
) -> Consultation:
    """A draft of the account's organisation, with an empty questionnaire in these languages (English when none is given).

    An empty slug is made from the title. Raises BadAddress when the slug is malformed or taken.
    """
    about["slug"] = about["slug"] or await free_slug(next(iter(about["title"].values()), ""))
    check_slug(about["slug"])
    try:
        async with in_transaction():
            version = await design.create_questionnaire(languages or ["en"], now=now)
            consultation = await Consultation.create(
                organisation_id=account.organisation_id, questionnaire_id=version.questionnaire_id, created_at=now, **about
            )
            await _record(account, "consultation created", consultation, now, languages=version.languages)
    except IntegrityError:
        raise taken(about["slug"]) from None
    await consultation.fetch_related("organisation")
    return consultation


async def change_consultation(
    consultation: Consultation,
    account: Account,
    *,
    now: dt.datetime,
    languages: list[str] | None = None,
    **about: Unpack[About],
) -> tuple[str, ...]:
    """Write what a consultation says of itself anew; returns the names of what changed. `consultation` is brought up to date.

    What is left out stays, and so does the address when the slug is empty. Raises BadAddress, and NotNow when people have
    already been shown what would change.
    """
    try:
        async with in_transaction():
            row = await Consultation.filter(id=consultation.id).select_for_update().get()
            version = await latest_version(row.questionnaire_id)
            about["slug"] = about.get("slug") or row.slug
            changed = {name: value for name, value in about.items() if getattr(row, name) != value}
            spoken = languages if languages and languages != version.languages else None
            names = tuple(sorted(changed)) + (("languages",) if spoken else ())
            if "slug" in changed:
                check_slug(about["slug"])
            _refuse_what_was_shown(row, names)
            await _refuse_too_little_time(row, changed, version)
            facts = _facts_for_the_log(changed, row.slug)
            if names:
                await _apply(row, changed, version, spoken)
                await _record(account, "consultation changed", row, now, changed=names, **facts)
    except IntegrityError:
        raise taken(about["slug"]) from None
    consultation.update_from_dict(changed)
    return names


async def open_consultation(consultation: Consultation, account: Account, *, now: dt.datetime) -> None:
    """Open a draft to the public: the duties are checked, the questions frozen, and from now on people can answer.

    Raises NotReady with everything that is missing, NotNow when it is open or closed already.
    """
    async with in_transaction():
        row = await Consultation.filter(id=consultation.id).select_for_update().get()
        if row.state is not State.draft:
            raise NotNow("This consultation has already been opened.", "Go back to the overview to see where it stands.")
        version = await latest_version(row.questionnaire_id)
        missing = await what_is_missing(row, now=now)
        if missing:
            raise NotReady(missing)
        frozen = await design.freeze(version, now=now)
        for name in TRANSLATED:
            setattr(row, name, design.in_languages(getattr(row, name), version.languages))
        row.state, row.opened_at = State.open, now
        await row.save()
        await _record(account, "consultation opened", row, now, version=version.number, questions=frozen)
    consultation.update_from_dict({name: getattr(row, name) for name in (*TRANSLATED, "state", "opened_at")})


async def what_is_missing(consultation: Consultation, *, now: dt.datetime) -> tuple[Missing, ...]:
    """What a draft still needs before it can open, texts and questions first, then duties; empty when it may open."""
    definition = await load_definition(await latest_version(consultation.questionnaire_id))
    duties = await gates_of(consultation, first_day=local_day(now))
    return (*missing_for_opening(consultation, definition, local_day(now)), *missing_gates(duties))


async def close_consultation(consultation: Consultation, account: Account, *, now: dt.datetime) -> None:
    """Close it: no more answers are taken. Raises NotNow unless it is open."""
    async with in_transaction():
        row = await Consultation.filter(id=consultation.id).select_for_update().get()
        if row.state is not State.open:
            raise NotNow("Only an open consultation can be closed.", "Go back to the overview to see where it stands.")
        await _close(row, now)
        await _record(account, "consultation closed", row, now, answers=await count_responses(row))
    consultation.state, consultation.closed_at = row.state, row.closed_at


async def close_what_is_over(*, now: dt.datetime) -> int:
    """Close every consultation whose last day has passed; returns how many. The log says that the system did it.

    Safe to run at any time, by any number of workers: whoever comes second finds it closed.
    """
    over = Consultation.filter(state=State.open, closes_on__lt=local_day(now))
    closed = 0
    for found in await over.only("id"):
        async with in_transaction():
            row = await Consultation.filter(id=found.id).select_for_update().get()
            if not is_over(row, now):
                continue
            assert row.closes_on is not None
            await _close(row, end_of_day(row.closes_on))
            answers = await count_responses(row)
            detail = {"answers": answers, "why": "the last day to answer has passed", "closes_on": str(row.closes_on)}
            await audit.record("system", "consultation closed", f"consultation:{row.slug}", now=now, **detail)
            closed += 1
    return closed


async def _close(row: Consultation, at: dt.datetime) -> None:
    """No more answers are taken; a version of the questions that nobody has been shown goes."""
    row.state, row.closed_at = State.closed, at
    await row.save(update_fields=["state", "closed_at"])
    await Version.filter(questionnaire_id=row.questionnaire_id, frozen_at=None).delete()


def is_over(consultation: Consultation, now: dt.datetime) -> bool:
    """Whether an open consultation's last day has passed."""
    return consultation.state is State.open and is_past(consultation.closes_on, now)


async def count_responses(consultation: Consultation) -> int:
    """How many responses came in time and are not withdrawn, in every version, whether they have been spread or not."""
    stored = Response.filter(version__questionnaire_id=consultation.questionnaire_id, withdrawn_at=None, late=False)
    return await stored.count()


def _refuse_what_was_shown(row: Consultation, names: tuple[str, ...]) -> None:
    allowed = MAY_STILL_CHANGE[row.state]
    if allowed is not None and not set(names) <= allowed:
        raise NotNow(
            "People have been shown these words, so they can no longer be changed.",
            "You can still change the closing date while the consultation is open, and how many people were asked.",
        )


async def _refuse_too_little_time(row: Consultation, changed: dict[str, Any], version: Version) -> None:
    """While it is open the last day may come nearer only as far as the duty to give people time allows."""
    new, opened = changed.get("closes_on"), row.opened_at
    if row.state is not State.open or opened is None or new is None or (row.closes_on is not None and new >= row.closes_on):
        return
    overridden = any(one.duty == Duty.time for one in await overrides_of(row.id))
    if not overridden and not is_time_enough(new, local_day(opened), version.languages):
        raise TooSoon("People would have less than six weeks to answer. An officer must first say why, under “Check the duties”")


async def _apply(row: Consultation, changed: dict[str, Any], version: Version, spoken: list[str] | None) -> None:
    if spoken:
        await design.set_languages(version, spoken)
    if changed:
        await row.update_from_dict(changed).save(update_fields=list(changed))


def _facts_for_the_log(changed: dict[str, Any], slug: str) -> dict[str, Any]:
    """A new closing date and a former address go into the log in full; of texts only that they changed."""
    facts: dict[str, Any] = {}
    if "closes_on" in changed:
        facts["closes_on"] = str(changed["closes_on"] or "")
    if "slug" in changed:
        facts["formerly"] = slug
    return facts


async def _record(account: Account, action: str, consultation: Consultation, now: dt.datetime, **detail: Any) -> None:
    await audit.record(account.email, action, f"consultation:{consultation.slug}", now=now, **detail)
