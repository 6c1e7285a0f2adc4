"""What a run found, written as rows: the old themes retired, nobody's answer lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.theming.codebook import BLANK, DoesNotAddUp, counts, live_themes
from consult.theming.models import Codebook, Coding, Leftover, Run, Theme, ThemeKind, ThemeQuote
from consult.theming.moves import FOUND, REPLACED, record_move
from consult.theming.quoting import quotes_to_show, title_to_show
from consult.theming.sayings import letter_words, side_words
from nlp.types import Coding as FoundCoding
from nlp.types import Comment, MinorityView, Quote, Theming
from nlp.types import Theme as FoundTheme

ROWS_AT_ONCE = 1_000
WRITTEN_BLANK = "The person wrote neither a letter nor a digit, so it counts as left blank."


async def store(
    codebook: Codebook,
    theming: Theming,
    comments: Sequence[Comment],
    may_quote: Collection[str],
    *,
    account: Account | None,
    now: dt.datetime,
    job: int = 0,
) -> Run:
    """Store a run and what it found in the place of what stood. Call it in the transaction that locked the codebook.

    Comment ids are ids of answers; `may_quote` those whose writers allow to be quoted. Raises DoesNotAddUp when the rows do
    not add up to the run's own numbers.
    """
    before = await _retire(codebook, now)
    run = await _store_run(codebook, theming, now)
    rows = await _store_themes(codebook, run, theming, {one.id: one.text for one in comments}, may_quote)
    await _store_codings(theming, rows)
    await _store_leftovers(codebook, theming)
    after = {"run": run.id, "themes": [_summary(rows[entry.id], entry.count) for entry in _entries(theming)]}
    kind = REPLACED if before["themes"] else FOUND
    await record_move(codebook, kind, account, now=now, before=before, after=after)
    await _check(codebook, run, theming, rows)
    consultation = await Consultation.get(id=codebook.consultation_id)
    facts = {"question": codebook.question_key, "run": run.id, "input": run.input_hash, "job": job, "revision": codebook.revision}
    actor = account.email if account else "system"
    await audit.record(actor, f"themes {kind}", f"consultation:{consultation.slug}", now=now, **facts)
    return run


def _entries(theming: Theming) -> tuple[FoundTheme | MinorityView, ...]:
    return (*theming.themes, *theming.minority)


def _summary(theme: Theme, people: int) -> dict[str, Any]:
    return {"key": theme.key, "kind": theme.kind.value, "name": theme.name, "people": people}


async def _retire(codebook: Codebook, now: dt.datetime) -> dict[str, Any]:
    """Take down what stands and say what it was: themes stay as retired rows, leftovers go into the record."""
    standing = await live_themes(codebook)
    people = (await counts(codebook)).per_theme if standing else {}
    leftovers: dict[str, list[int]] = {}
    for reason, answer_id in await Leftover.filter(codebook_id=codebook.id).order_by("id").values_list("reason", "answer_id"):
        leftovers.setdefault(str(reason), []).append(int(answer_id))
    await Theme.filter(codebook_id=codebook.id, retired_at=None).update(retired_at=now)
    await Leftover.filter(codebook_id=codebook.id).delete()
    return {"themes": [_summary(theme, people.get(theme.id, 0)) for theme in standing], "leftovers": leftovers}


async def _store_run(codebook: Codebook, theming: Theming, now: dt.datetime) -> Run:
    return await Run.create(
        codebook=codebook,
        engine=theming.engine,
        seed=theming.settings.seed,
        settings=asdict(theming.settings),
        software_version=theming.version,
        input_hash=theming.input_hash,
        answered=theming.answered,
        blank=len(theming.blank),
        notes=[*theming.notes, *(f"A form letter. {letter_words(campaign)}" for campaign in theming.campaigns)],
        rules=[asdict(rule) for rule in theming.rules],
        finished_at=now,
    )


async def _store_themes(
    codebook: Codebook, run: Run, theming: Theming, texts: dict[str, str], may_quote: Collection[str]
) -> dict[str, Theme]:
    """The themes and minority views as rows, by their id in the run, with the quotes that may be shown."""
    next_number = await _next_numbers(codebook)
    shown = quotes_to_show(theming, texts, may_quote)
    rows: dict[str, Theme] = {}
    for theme in theming.themes:
        key = f"t{next_number[ThemeKind.theme] + len(rows)}"
        rows[theme.id] = await Theme.create(
            codebook=codebook,
            run=run,
            key=key,
            name=theme.name[:200],
            description=theme.description,
            terms=list(theme.terms),
            machine=_machine(theme, [sub for sub in theming.subthemes if sub.parent == theme.id]),
        )
    for at, view in enumerate(theming.minority):
        rows[view.id] = await Theme.create(
            codebook=codebook,
            run=run,
            key=f"m{next_number[ThemeKind.minority] + at}",
            kind=ThemeKind.minority,
            name=title_to_show(view, shown[view.id], may_quote)[:200],
            machine={"rule": view.rule, "id": view.id},
        )
    for entry_id, quotes in shown.items():
        await ThemeQuote.bulk_create([_quote_row(rows[entry_id], quote, at) for at, quote in enumerate(quotes)])
    return rows


async def _next_numbers(codebook: Codebook) -> dict[ThemeKind, int]:
    """The next free number of a key. Keys are never used again, and are distinct over all questions of the consultation,
    so that an address or a reply in a decision names one theme."""
    used = await Theme.filter(codebook__consultation_id=codebook.consultation_id).values_list("kind", "key")
    return {
        kind: 1 + max((int(str(key)[1:]) for used_kind, key in used if used_kind == kind and str(key)[1:].isdigit()), default=0)
        for kind in ThemeKind
    }


def _machine(theme: FoundTheme, parts: Sequence[FoundTheme]) -> dict[str, Any]:
    """What the machine said of a theme, kept beside whatever people make of it."""
    kept = ("id", "rank", "count", "per_hundred", "stability", "rank_low", "rank_high", "share_low", "share_high")
    said = [sentence for sentence in (theme.no_headline, side_words(theme)) if sentence]
    return {
        "name": theme.name,
        "description": theme.description,
        **{field: getattr(theme, field) for field in kept},
        "headline": theme.headline,
        "remarks": said,
        "parts": [{"name": part.name, "count": part.count, "per_hundred": part.per_hundred} for part in parts],
        "general": theme.general,
    }


def _quote_row(theme: Theme, quote: Quote, position: int) -> ThemeQuote:
    return ThemeQuote(
        theme=theme, answer_id=int(quote.answer_id), role=quote.role, position=position, start=quote.start, end=quote.end
    )


async def _store_codings(theming: Theming, rows: dict[str, Theme]) -> None:
    # a thousand at a time: making all the objects at once would hold up everybody else on the event loop
    for at in range(0, len(theming.codings), ROWS_AT_ONCE):
        some = theming.codings[at : at + ROWS_AT_ONCE]
        await Coding.bulk_create([_coding_row(rows[one.theme_id], one) for one in some])


def _coding_row(theme: Theme, one: FoundCoding) -> Coding:
    return Coding(
        theme_id=theme.id, answer_id=int(one.answer_id), start=one.start, end=one.end, score=one.score, primary=one.primary
    )


async def _store_leftovers(codebook: Codebook, theming: Theming) -> None:
    outside = [(one.answer_id, one.reason, one.explanation) for one in theming.unplaced]
    blank = [(answer_id, BLANK, WRITTEN_BLANK) for answer_id in theming.blank]
    await Leftover.bulk_create(
        [
            Leftover(codebook=codebook, answer_id=int(answer_id), reason=reason, explanation=explanation)
            for answer_id, reason, explanation in (*outside, *blank)
        ],
        batch_size=ROWS_AT_ONCE,
    )


async def _check(codebook: Codebook, run: Run, theming: Theming, rows: dict[str, Theme]) -> None:
    """Hold the rows against the run's own numbers before anything is committed, and note who left the question blank."""
    stored = await counts(codebook)
    if stored.answered != theming.answered:
        raise DoesNotAddUp(f"the run placed {theming.answered} people, the rows hold {stored.answered}")
    wrong = [entry.id for entry in _entries(theming) if stored.per_theme.get(rows[entry.id].id, 0) != entry.count]
    if wrong:
        raise DoesNotAddUp(f"the rows of {', '.join(wrong)} do not hold the people that the run counted")
    run.blank = stored.blank
    await run.save(update_fields=["blank"])
