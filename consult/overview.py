"""How far a consultation has come, as its staff see it: what is done, what can be done now, what comes next.

This module knows every stage, so it lies outside the features, beside `consult/standing.py`, which answers the same
question for the public: an early stage may not import a later one, and the lead's first page must still link to all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from consult.consultations.consultations import count_responses, what_is_missing
from consult.consultations.days import local_day
from consult.consultations.duties import Missing
from consult.consultations.models import BackgroundDocument, Consultation, State
from consult.decisions.models import Decision
from consult.deliberation.models import Round
from consult.findings.models import Publication
from consult.reopening import may_open_again
from consult.theming.models import Codebook
from consult.wording import count, date_words
from surveys.definition import latest_version, load_definition

Status = Literal["done", "now", "may", "later"]
"""Done; to be done next; may be done now; cannot be done yet."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What there is of a consultation, counted."""

    questions: int = 0
    """Questions of the newest version."""
    written: int = 0
    """Those among them that people answer in their own words."""
    missing: tuple[Missing, ...] = ()
    """What a draft still needs before it can open."""
    answers: int = 0
    """Stored responses, whether spread or not."""
    themed: bool = False
    """Whether the machine has found themes for at least one question."""
    signed_off: bool = False
    """Whether somebody signed off every codebook as it stands now."""
    voting: bool = False
    """Whether a round is open."""
    rounds: int = 0
    published: int | None = None
    """The number of the newest publication of the findings."""
    decided: bool = False
    """Whether a decision is published."""
    documents: int = 0
    """Background documents and links that stand now."""
    writing: bool = False
    """Whether a new version of the questions of an open consultation is being written."""
    may_reopen: bool = False
    """Whether it is closed and may be opened again."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    key: str
    name: str
    status: Status
    words: str
    """The status in words."""
    hint: str = ""
    page: str = ""
    """Address below `/manage/{slug}/`; empty when there is nothing to do there yet."""


async def reached(consultation: Consultation, *, now: dt.datetime) -> Reached:
    """How far one consultation has come; a dozen queries."""
    definition = await load_definition(await latest_version(consultation.questionnaire_id))
    draft = consultation.state is State.draft
    rounds = await Round.filter(consultation_id=consultation.id)
    published = await Publication.filter(consultation_id=consultation.id).order_by("-number").only("id", "number").first()
    themed, signed_off = await _themes(consultation)
    return Reached(
        questions=len(definition.questions),
        written=len(definition.free_text()),
        missing=await what_is_missing(consultation, now=now) if draft else (),
        answers=await count_responses(consultation),
        themed=themed,
        signed_off=signed_off,
        voting=any(one.closed_at is None for one in rounds),
        rounds=len(rounds),
        published=published.number if published else None,
        decided=await Decision.exists(consultation_id=consultation.id, published_at__isnull=False),
        documents=await BackgroundDocument.filter(consultation_id=consultation.id, removed_at=None).count(),
        writing=not definition.frozen and consultation.state is State.open,
        may_reopen=await may_open_again(consultation),
    )


async def _themes(consultation: Consultation) -> tuple[bool, bool]:
    """Whether there are themes, and whether all of them are signed off as they stand."""
    books = await Codebook.filter(consultation_id=consultation.id).prefetch_related("runs", "sign_offs")
    found = [book for book in books if len(book.runs)]
    return bool(found), bool(found) and all(any(s.revision == b.revision for s in b.sign_offs) for b in found)


def tasks(consultation: Consultation, known: Reached, today: dt.date) -> tuple[Task, ...]:
    """Everything that a lead does with a consultation, in order, each with where it stands. Pure."""
    return (
        _about(consultation, known),
        _documents(known),
        _questions(consultation, known),
        _duties(consultation, known),
        _open(consultation, known),
        *_versions(consultation, known),
        _close(consultation, known, today),
        *_reopen(known),
        _find_themes(consultation, known),
        _sign_off(consultation, known),
        _voting(known),
        _findings(consultation, known),
        _decision(known),
    )


def next_step(every: Sequence[Task]) -> Task | None:
    """The task to be done next; None when everything is done or we wait for answers."""
    return next((task for task in every if task.status == "now"), None)


def _about(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Say what it is about", "The title, the background, what can still change, and who decides"
    missing = [one for one in known.missing if one.place.startswith("about")]
    if missing:
        return Task("about", name, "now", _things(len(missing)), hint, "about")
    return Task("about", name, "done", "Done", hint, "about")


def _questions(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Write the questions", "You can see them as people will see them"
    missing = [one for one in known.missing if one.place.startswith("questions")]
    if not known.questions:
        return Task("questions", name, "now", "To do", hint, "questions")
    if missing:
        return Task("questions", name, "now", _things(len(missing)), hint, "questions")
    words = f"{count(known.questions)} {'question' if known.questions == 1 else 'questions'}"
    return Task("questions", name, "done", words, hint, "questions")


def _documents(known: Reached) -> Task:
    number = known.documents
    words = f"{count(number)} {'document' if number == 1 else 'documents'}" if number else "If you wish"
    hint = "What people can read before they answer"
    return Task("documents", "Add background documents (optional)", "done" if number else "may", words, hint, "documents")


def _duties(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Check the duties", "The decision is still open, people are told the reasons, and have time enough"
    missing = [one for one in known.missing if one.place.startswith("duties")]
    if missing:
        return Task("duties", name, "now", _things(len(missing)), hint, "duties")
    return Task("duties", name, "done", "Done", hint, "duties")


def _versions(consultation: Consultation, known: Reached) -> tuple[Task, ...]:
    if consultation.state is not State.open:
        return ()
    name, hint = "Change the questions", "In a new version that says what changed"
    words = "A new version is being written" if known.writing else "Only if you must"
    return (Task("versions", name, "may", words, hint, "versions"),)


def _reopen(known: Reached) -> tuple[Task, ...]:
    if not known.may_reopen:
        return ()
    return (Task("reopen", "Open it again", "may", "Only if you must", "Until the themes are signed off", "reopen"),)


def _open(consultation: Consultation, known: Reached) -> Task:
    name = "Open it to the public"
    if consultation.opened_at is not None:
        return Task("open", name, "done", f"Opened on {date_words(local_day(consultation.opened_at))}")
    if known.missing:
        # the page lists what is missing, so it can be looked at before everything is done
        return Task("open", name, "later", "Not ready yet", "The questions can no longer be changed after this", "open")
    return Task("open", name, "now", "Ready to open", "The questions can no longer be changed after this", "open")


def _close(consultation: Consultation, known: Reached, today: dt.date) -> Task:
    name = "Close it to answers"
    if consultation.state is State.draft:
        return Task("close", name, "later", "Not yet")
    if consultation.state is State.closed:
        closed = date_words(local_day(consultation.closed_at)) if consultation.closed_at else ""
        return Task("close", name, "done", f"Closed on {closed}" if closed else "Closed")
    if consultation.closes_on is None:
        return Task("close", name, "may", "Open, no closing date", "Nobody can answer after this", "close")
    if consultation.closes_on < today:
        day = date_words(consultation.closes_on)
        return Task("close", name, "now", "Closing date has passed", f"People were told they could answer until {day}", "close")
    return Task("close", name, "may", f"Open until {date_words(consultation.closes_on)}", "Nobody can answer after this", "close")


def _find_themes(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Find the themes", "What people said in their own words, sorted by how many said it"
    if known.themed:
        return Task("themes", name, "done", "Found", hint, "themes")
    if known.questions and not known.written:
        return Task("themes", name, "later", "Not needed", "No question asks people for their own words")
    if not known.answers:
        return Task("themes", name, "later", "Not yet", hint)
    return Task("themes", name, "now" if consultation.state is State.closed else "may", "Ready", hint, "themes")


def _sign_off(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Check the themes and sign them off", "A named person says that they read them"
    if known.signed_off:
        return Task("sign-off", name, "done", "Signed off", hint, "themes")
    if known.themed:
        return Task("sign-off", name, "now" if consultation.state is State.closed else "may", "To do", hint, "themes")
    return Task("sign-off", name, "later", "Not yet", hint)


def _voting(known: Reached) -> Task:
    name, hint = "Let people vote on the themes (optional)", "They agree, disagree or are unsure"
    if known.voting:
        return Task("voting", name, "may", "Voting is open", hint, "voting")
    if known.rounds:
        return Task("voting", name, "done", "Voting has ended", hint, "voting")
    return (
        Task("voting", name, "may", "If you wish", hint, "voting")
        if known.themed
        else Task("voting", name, "later", "Not yet", hint)
    )


def _findings(consultation: Consultation, known: Reached) -> Task:
    name, hint = "Publish the findings", "A page, a PDF and the figures as data"
    if known.published is not None:
        return Task("findings", name, "done", f"Published, version {known.published}", hint, "findings")
    if not known.signed_off:
        return Task("findings", name, "later", "Not yet", hint)
    if consultation.state is State.closed:
        return Task("findings", name, "now", "Ready", hint, "findings")
    return Task("findings", name, "later", "Close it first", hint, "findings")


def _decision(known: Reached) -> Task:
    name, hint = "Record the decision", "What was decided, and an answer to each theme"
    if known.decided:
        return Task("decision", name, "done", "Published", hint, "decision")
    if known.published is not None:
        return Task("decision", name, "now", "To do", hint, "decision")
    return Task("decision", name, "later", "Not yet", hint)


def _things(number: int) -> str:
    return f"{count(number)} {'thing' if number == 1 else 'things'} missing"
