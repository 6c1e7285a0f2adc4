"""What the analyst's desk shows of a question's themes: the board, the views of few, what is outside, who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from consult.consultations.models import Consultation
from consult.theming.codebook import BLANK, Counts, RankedTheme, counts, is_signed_off, last_run, live_themes, ranked
from consult.theming.models import Codebook, Leftover, Move, Run, SignOff, ThemeKind, ThemeQuote
from consult.theming.moves import people_have_judged, sentence
from consult.theming.reading import Answered, Sheet, answered, respondents_of, sheet, who_wrote
from consult.wording import rank_words, wording_text
from reports.data import Board, MinorityFinding, PartFinding, QuotedAnswer, ThemeFinding
from surveys.definition import Definition

REASONS = {
    "no-theme": "No theme fits",
    "joke": "Written as a joke",
    "off-topic": "About something else",
    "non-answer": "No answer to the question",
    "other-language": "In another language",
    BLANK: "Nothing but marks",
}
"""Why an answer is outside every theme, as a heading."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that stands on the desk once there are themes."""

    board: Board
    minority: tuple[MinorityFinding, ...]
    counts: Counts
    outside: tuple[tuple[str, int], ...]
    """Reason in words and number of people, the most common first."""
    run: Run
    changes: tuple[str, ...]
    """What runs and people changed, the newest first."""
    sign_offs: tuple[SignOff, ...]
    signed_off: bool
    """Whether somebody signed off the themes as they stand now."""
    judged: bool
    """Whether people changed or signed off what the last run found."""
    revision: int


@dataclass(frozen=True, slots=True)
class Outside:
    """Answers of one reason on one sheet of the list of answers outside the themes."""

    reason: str
    explanation: str
    answers: list[Answered] = field(default_factory=list)


async def desk_of(consultation: Consultation, codebook: Codebook, definition: Definition) -> Desk | None:
    """The desk of a codebook; None before the first run. Raises DoesNotAddUp when an answer is lost."""
    run = await last_run(codebook)
    if run is None:
        return None
    counted = await counts(codebook)
    moves = await Move.filter(codebook_id=codebook.id).order_by("-revision").select_related("account")
    signed = await SignOff.filter(codebook_id=codebook.id).order_by("-id").select_related("account")
    quotes = await quotes_of(codebook, definition)
    return Desk(
        board=await _board(consultation, codebook, definition, counted, quotes),
        minority=await _minority(codebook, counted, quotes),
        counts=counted,
        outside=tuple((REASONS.get(reason, reason), people) for reason, people in counted.unplaced.items()),
        run=run,
        changes=tuple(sentence(move) for move in moves),
        sign_offs=tuple(signed),
        signed_off=await is_signed_off(codebook),
        judged=await people_have_judged(codebook),
        revision=codebook.revision,
    )


async def _board(
    consultation: Consultation,
    codebook: Codebook,
    definition: Definition,
    counted: Counts,
    quotes: dict[int, tuple[QuotedAnswer, ...]],
) -> Board:
    question = definition.question(codebook.question_key)
    return Board(
        question=wording_text(question.wording) if question else "",
        asked=max(consultation.asked or 0, counted.respondents),
        answered=counted.answered,
        blank=counted.blank,
        themes=tuple(finding(one, quotes.get(one.theme.id, ())) for one in await ranked(codebook, counted)),
        in_themes=counted.in_themes,
        in_minority=counted.in_minority,
    )


def finding(one: RankedTheme, quotes: Sequence[QuotedAnswer]) -> ThemeFinding:
    """A ranked theme as the parts of a page draw it. The intervals are those of the run, as long as its numbers stand."""
    found = one.theme.machine
    same = (found.get("count"), found.get("per_hundred")) == (one.count, round(one.per_hundred, 1))
    machine = found if same else {}
    return ThemeFinding(
        key=one.theme.key,
        rank=one.rank,
        tied=one.tied,
        name=one.theme.name,
        description=one.theme.description,
        count=one.count,
        per_hundred=one.per_hundred,
        share_low=machine.get("share_low", 0.0),
        share_high=machine.get("share_high", 0.0),
        rank_words=rank_words(one.rank, machine.get("rank_low", 0), machine.get("rank_high", 0)),
        quotes=tuple(quotes),
        parts=tuple(PartFinding(**part) for part in machine.get("parts", ())),
        general=machine.get("general"),
        remarks=tuple(machine.get("remarks", ())),
        headline=machine.get("headline", True),
    )


async def _minority(
    codebook: Codebook, counted: Counts, quotes: dict[int, tuple[QuotedAnswer, ...]]
) -> tuple[MinorityFinding, ...]:
    views = [theme for theme in await live_themes(codebook) if theme.kind is ThemeKind.minority]
    return tuple(
        MinorityFinding(
            key=view.key,
            name=view.name,
            count=counted.per_theme.get(view.id, 0),
            rule=view.machine.get("rule", ""),
            quotes=quotes.get(view.id, ()),
        )
        for view in views
    )


async def quotes_of(codebook: Codebook, definition: Definition) -> dict[int, tuple[QuotedAnswer, ...]]:
    """The stored quotes of every live theme, by the theme's id, in their order. Each is an exact span of its answer."""
    rows = await (
        ThemeQuote.filter(theme__codebook_id=codebook.id, theme__retired_at=None)
        .order_by("theme_id", "position")
        .select_related("answer")
    )
    people = await respondents_of([row.answer for row in rows])
    found: dict[int, list[QuotedAnswer]] = {}
    for row in rows:
        person = people[row.answer.response_id]
        words = row.answer.value[row.start : row.end]
        quoted = QuotedAnswer(words, str(person.number), who_wrote(person, definition), row.role)
        found.setdefault(row.theme_id, []).append(quoted)
    return {theme_id: tuple(quotes) for theme_id, quotes in found.items()}


async def outside_sheet(codebook: Codebook, definition: Definition, number: int) -> tuple[list[Outside], Sheet]:
    """One sheet of the answers outside every theme, grouped by reason, with their texts."""
    wanted = Leftover.filter(codebook_id=codebook.id)
    which = sheet(await wanted.count(), number)
    rows = await wanted.order_by("reason", "answer_id").offset(which.first).limit(which.size).select_related("answer")
    people = await respondents_of([row.answer for row in rows])
    groups: dict[str, Outside] = {}
    for row in rows:
        group = groups.setdefault(row.reason, Outside(REASONS.get(row.reason, row.reason), row.explanation))
        group.answers.append(answered(row.answer, people[row.answer.response_id], definition))
    return list(groups.values()), which
