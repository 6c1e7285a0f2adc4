"""The themes of one question, as rows: reading them in order, counting people, renaming, signing off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tortoise.expressions import Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.errors import NotFound, NotNow, Refusal, StaleEdit
from consult.responding.models import Respondent
from consult.theming.models import Codebook, Coding, Leftover, Run, SignOff, Theme, ThemeKind
from consult.theming.moves import RENAMED, moves_since, record_move, sentence
from surveys.models import Answer

LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_REASON, LONGEST_CHECKED = 120, 1_000, 1_000, 2_000
BLANK = "blank"
"""The reason of a leftover that holds no letter or digit: the person left the question blank, and is not in its base."""


class DoesNotAddUp(RuntimeError):
    """An answer is lost or counted twice: a fault of the program, so nothing may be shown or stored."""


class CannotAccept(Refusal):
    """A form is not filled in rightly: `faults` maps its fields to what to do."""

    status = 422
    title = "There is a problem"

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Counts:
    """Where everybody is. All numbers are distinct people; one person's answer to a question is one row."""

    per_theme: dict[int, int]
    """Theme id -> people, for themes and minority views that are not retired."""
    respondents: int
    answered: int
    """People who wrote something and whose answer a run has read: the base of every share."""
    blank: int
    """People who left the question blank, or wrote neither letter nor digit."""
    in_themes: int
    """People in at least one theme."""
    in_minority: int
    """People in a minority view and in no theme."""
    unplaced: dict[str, int]
    """Reason -> people outside every theme and minority view."""
    unread: int
    """People whose answer came in after the themes were found."""


@dataclass(frozen=True, slots=True)
class RankedTheme:
    """A theme with its place: 1 is the most common, equal counts share a rank."""

    rank: int
    tied: bool
    theme: Theme
    count: int
    per_hundred: float
    """100 x count / answered, not rounded."""


async def codebook_of(consultation: Consultation, question_key: str) -> Codebook | None:
    """The codebook of a free-text question; None before themes were first asked for."""
    return await Codebook.get_or_none(consultation_id=consultation.id, question_key=question_key)


def live_themes(codebook: Codebook) -> QuerySet[Theme]:
    """The themes and minority views that stand, in the order in which they were found."""
    return Theme.filter(codebook_id=codebook.id, retired_at=None).order_by("id")


def answers_to(consultation_id: int, question_key: str) -> QuerySet[Answer]:
    """The stored answers to one question of a consultation, in order of arrival."""
    return Answer.filter(question_key=question_key, response__respondent__consultation_id=consultation_id).order_by("id")


async def last_run(codebook: Codebook) -> Run | None:
    """The run whose themes stand."""
    return await Run.filter(codebook_id=codebook.id).order_by("-id").first()


async def counts(codebook: Codebook) -> Counts:
    """Count everybody by rows. Raises DoesNotAddUp when an answer is in two lists that exclude each other.

    Each number is one query, and the totals are their sums, so that they add up while answers are coming in.
    """
    await _refuse_double_listing(codebook)
    per_theme = await _people_per_theme(codebook)
    reasons = await _people_per_reason(codebook)
    written_blank = reasons.pop(BLANK, 0)
    in_themes = await _people_in(codebook, kind=ThemeKind.theme)
    placed = await _people_in(codebook)
    written = answers_to(codebook.consultation_id, codebook.question_key)
    unread = await written.exclude(id__in=_placed(codebook)).exclude(id__in=_left_over(codebook)).count()
    silent = await _people_without_answer(codebook)
    answered, blank = placed + sum(reasons.values()), silent + written_blank
    return Counts(
        per_theme=per_theme,
        respondents=answered + blank + unread,
        answered=answered,
        blank=blank,
        in_themes=in_themes,
        in_minority=placed - in_themes,
        unplaced=reasons,
        unread=unread,
    )


async def _refuse_double_listing(codebook: Codebook) -> None:
    twice = await Leftover.filter(codebook_id=codebook.id, answer_id__in=_placed(codebook)).count()
    if twice:
        raise DoesNotAddUp(f"{twice} answers are both in a theme and outside every theme")


async def _people_without_answer(codebook: Codebook) -> int:
    everybody = Respondent.filter(consultation_id=codebook.consultation_id)
    wrote = Answer.filter(
        question_key=codebook.question_key, response__respondent__consultation_id=codebook.consultation_id
    ).values("response_id")
    return await everybody.exclude(response_id__in=Subquery(wrote)).count()


async def _people_per_theme(codebook: Codebook) -> dict[int, int]:
    rows = await (
        Coding.filter(theme__codebook_id=codebook.id, theme__retired_at=None)
        .annotate(people=Count("answer_id", distinct=True))
        .group_by("theme_id")
        .values_list("theme_id", "people")
    )
    return {int(theme_id): int(people) for theme_id, people in rows}


async def _people_per_reason(codebook: Codebook) -> dict[str, int]:
    rows = await (
        Leftover.filter(codebook_id=codebook.id)
        .annotate(people=Count("answer_id", distinct=True))
        .group_by("reason")
        .order_by("-people", "reason")
        .values_list("reason", "people")
    )
    return {str(reason): int(people) for reason, people in rows}


async def _people_in(codebook: Codebook, kind: ThemeKind | None = None) -> int:
    wanted = Coding.filter(theme__codebook_id=codebook.id, theme__retired_at=None)
    if kind is not None:
        wanted = wanted.filter(theme__kind=kind)
    rows = await wanted.annotate(people=Count("answer_id", distinct=True)).group_by("theme__codebook_id").values_list("people")
    return int(rows[0][0]) if rows else 0


def _placed(codebook: Codebook) -> Subquery:
    return Subquery(Coding.filter(theme__codebook_id=codebook.id, theme__retired_at=None).values("answer_id"))


def _left_over(codebook: Codebook) -> Subquery:
    return Subquery(Leftover.filter(codebook_id=codebook.id).values("answer_id"))


async def ranked(codebook: Codebook, counted: Counts | None = None) -> list[RankedTheme]:
    """The themes by number of people; equal numbers share a rank and the next rank is left out (1, 2, 2, 4)."""
    counted = counted or await counts(codebook)
    found = [theme for theme in await live_themes(codebook) if theme.kind is ThemeKind.theme]
    people = {theme.id: counted.per_theme.get(theme.id, 0) for theme in found}
    ordered = sorted(found, key=lambda theme: (-people[theme.id], theme.id))
    all_counts = [people[theme.id] for theme in ordered]
    return [
        RankedTheme(
            rank=all_counts.index(people[theme.id]) + 1,
            tied=all_counts.count(people[theme.id]) > 1,
            theme=theme,
            count=people[theme.id],
            per_hundred=100 * people[theme.id] / counted.answered if counted.answered else 0.0,
        )
        for theme in ordered
    ]


async def is_signed_off(codebook: Codebook) -> bool:
    """Whether somebody signed off the themes as they stand now: any change since makes it False."""
    return await SignOff.filter(codebook_id=codebook.id, revision=codebook.revision).exists()


async def live_theme(consultation: Consultation, key: str) -> Theme:
    """A theme or minority view of a consultation, with its codebook. Raises NotFound for unknown and retired ones."""
    found = await Theme.get_or_none(codebook__consultation_id=consultation.id, key=key, retired_at=None).select_related(
        "codebook"
    )
    if found is None:
        raise NotFound("There is no theme at this address. It may have been replaced when themes were found again.")
    return found


async def rename_theme(
    codebook_id: int,
    key: str,
    *,
    name: str,
    description: str,
    reason: str,
    revision: int,
    account: Account,
    now: dt.datetime,
) -> Theme:
    """Give a theme another name or description, and keep in the record what it was and why.

    `revision` is the codebook's as the person saw it. Raises CannotAccept for what is missing, NotFound for a theme that is
    gone, and StaleEdit, which says who changed what, when somebody else changed the codebook first.
    """
    name, description, reason = " ".join(name.split()), description.strip(), reason.strip()
    async with in_transaction():
        codebook = await Codebook.filter(id=codebook_id).select_for_update().get()
        await _refuse_stale(codebook, revision)
        theme = await Theme.get_or_none(codebook_id=codebook_id, key=key, retired_at=None)
        if theme is None:
            raise NotFound("There is no such theme any more.")
        _refuse_faults(_naming_faults(theme, name, description, reason, await _names_beside(theme)))
        before = {"name": theme.name, "description": theme.description}
        theme.name, theme.description = name, description
        await theme.save(update_fields=["name", "description"])
        after = {"name": name, "description": description}
        await record_move(codebook, RENAMED, account, now=now, key=key, before=before, after=after, reason=reason)
        await _audit(codebook, account, "theme renamed", now, theme=key, revision=codebook.revision)
    return theme


async def sign_off(codebook: Codebook, account: Account, *, checked: str, revision: int, now: dt.datetime) -> SignOff:
    """Say under one's own name that the themes were checked at this revision. The same words twice are stored once.

    Raises CannotAccept without a word of what was checked, NotNow without themes, StaleEdit when they changed meanwhile.
    """
    checked = checked.strip()
    async with in_transaction():
        codebook = await Codebook.filter(id=codebook.id).select_for_update().get()
        await _refuse_stale(codebook, revision)
        if not await live_themes(codebook).exists():
            raise NotNow("There are no themes to sign off yet.", "Find the themes first.")
        _refuse_faults(_length_faults(("checked", checked, "what you checked", LONGEST_CHECKED, True)))
        same = await SignOff.filter(codebook_id=codebook.id, revision=revision, account_id=account.id, checked=checked).first()
        if same is not None:
            return same
        made = await SignOff.create(codebook=codebook, account=account, revision=revision, checked=checked, at=now)
        await _audit(codebook, account, "themes signed off", now, revision=revision)
    return made


async def _refuse_stale(codebook: Codebook, revision: int) -> None:
    if revision != codebook.revision:
        since = await moves_since(codebook.id, revision)
        what = " ".join(sentence(move) for move in since) or "The themes were changed since you opened the page."
        raise StaleEdit(what, "Look at the change. What you typed is kept: send it again if you still want it.")


def _refuse_faults(faults: dict[str, str]) -> None:
    if faults:
        raise CannotAccept(faults)


async def _names_beside(theme: Theme) -> set[str]:
    others = Theme.filter(codebook_id=theme.codebook_id, retired_at=None).exclude(id=theme.id)
    return {str(name).casefold() for name in await others.values_list("name", flat=True)}


def _naming_faults(theme: Theme, name: str, description: str, reason: str, taken: set[str]) -> dict[str, str]:
    faults = _length_faults(
        ("name", name, "the name of the theme", LONGEST_NAME, True),
        ("description", description, "the description", LONGEST_DESCRIPTION, False),
        ("reason", reason, "why you are changing it", LONGEST_REASON, True),
    )
    if "name" not in faults and name.casefold() in taken:
        faults["name"] = "Enter a name that no other theme has, so that people can tell them apart"
    if not faults and (name, description) == (theme.name, theme.description):
        faults["name"] = "Change the name or the description, or go back to the themes"
    return faults


def _length_faults(*fields: tuple[str, str, str, int, bool]) -> dict[str, str]:
    """Faults of (field, value, words for it, most characters, whether it is needed)."""
    faults = {}
    for field, value, words, most, needed in fields:
        if needed and not value:
            faults[field] = f"Enter {words}"
        elif len(value) > most:
            faults[field] = f"Shorten {words} to {most:,} characters or fewer: you entered {len(value):,}"
    return faults


async def _audit(codebook: Codebook, account: Account, action: str, now: dt.datetime, **detail: str | int) -> None:
    """In the log stand keys and revisions, never names: the name of a minority view can be a respondent's words."""
    consultation = await Consultation.get(id=codebook.consultation_id)
    subject = f"consultation:{consultation.slug}"
    await audit.record(account.email, action, subject, now=now, question=codebook.question_key, **detail)
