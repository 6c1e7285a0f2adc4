"""The frozen dataset: everything that the findings say, as plain JSON. Pages, PDFs and files are drawn from it alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from consult.consultations.evidence import overrides_of
from consult.consultations.models import Consultation
from consult.consultations.versions import what_changed
from consult.findings.breakdowns import is_small
from consult.findings.counting import ByGroup, by_choice, by_group, people_who_wrote
from consult.findings.quoting import quotes_by_theme
from consult.findings.record import method_facts
from consult.findings.shares import likely_range, per_hundred
from consult.findings.sums import check_sums
from consult.findings.tables import breakdown, closed_table, who_answered
from consult.findings.votes import rounds_so_far
from consult.theming.codebook import Counts, counts, live_themes, ranked
from consult.theming.models import Codebook, Leftover, Theme, ThemeKind
from consult.theming.running import definition_of
from surveys.definition import Definition, QuestionDefinition
from surveys.models import Kind, Purpose, Version

SCHEMA = "our-survey-said/findings/1"
GROUPINGS = {"by_area": Purpose.area, "by_capacity": Purpose.capacity}

Json = dict[str, Any]


async def freeze_dataset(
    consultation: Consultation,
    codebook: Codebook,
    *,
    now: dt.datetime,
    number: int = 1,
    what_changed: str = "",
    address: str = "",
) -> Json:
    """Read everything that the findings need from the rows as they are now. The consultation must have its organisation.

    `number` is that of the version, `address` where it can be read on the web. Holds nobody's words without consent and
    nothing that tells who somebody is: quotes carry the public number of a response. Raises
    `sums.DoesNotReconcile` or `codebook.DoesNotAddUp` when a sum is wrong, and `quoting.QuoteIsNotExact`.
    """
    definition = await definition_of(consultation)
    question = definition.question(codebook.question_key)
    if question is None:
        raise LookupError(f"the questionnaire has no question {codebook.question_key}")
    counted = await counts(codebook)
    quotes = await quotes_by_theme(codebook, definition)
    split = {name: await by_group(codebook, purpose) for name, purpose in GROUPINGS.items()}
    dataset: Json = {
        "schema": SCHEMA,
        "version": {"number": number, "what_changed": what_changed, "frozen_at": now.isoformat(), "address": address},
        "consultation": _about(consultation),
        "questionnaire": await _questionnaire(consultation, definition),
        "question": {"key": question.key, "wording": dict(question.wording)},
        "people": _people(consultation, counted),
        "themes": await _themes(codebook, definition, counted, quotes, split),
        "minority": await _minority(codebook, counted, quotes),
        "leftovers": await _leftovers(codebook),
        **await _other_questions(consultation, definition, question, split),
        "deliberation": await rounds_so_far(consultation.id),
        "method": await method_facts(consultation, codebook),
        **await _duties_overridden(consultation),
    }
    check_sums(dataset)
    return dataset


def canonical(dataset: Json) -> bytes:
    """The dataset as UTF-8: sorted keys, no spaces. The same values give the same bytes on any machine."""
    return json.dumps(dataset, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def dataset_hash(content: bytes) -> str:
    """SHA-256 of canonical bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def _about(consultation: Consultation) -> Json:
    days = {"opened_at": consultation.opened_at, "closed_at": consultation.closed_at, "closes_on": consultation.closes_on}
    return {
        "slug": consultation.slug,
        "title": dict(consultation.title),
        "organisation": consultation.organisation.name,
        "notice": dict(consultation.notice),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


async def _questionnaire(consultation: Consultation, definition: Definition) -> Json:
    """The version of the questions; where there were several, each with its day, its hash and what was said of it."""
    rows = await Version.filter(questionnaire_id=consultation.questionnaire_id, frozen_at__isnull=False).order_by("number")
    newest = rows[-1].content_hash if rows else definition.content_hash()
    about: Json = {"version": definition.number, "content_sha256": newest}
    if len(rows) < 2:
        return about
    said = await what_changed(consultation.slug)
    return about | {"versions": [_version(row, said.get(row.number, {})) for row in rows]}


def _version(row: Version, said: Mapping[str, str]) -> Json:
    since = row.frozen_at.isoformat() if row.frozen_at else None
    return {"number": row.number, "since": since, "content_sha256": row.content_hash, "what_changed": dict(said)}


async def _duties_overridden(consultation: Consultation) -> Json:
    """The duties before opening that an officer decided to go on without, where there are any."""
    rows = await overrides_of(consultation.id)
    return {"overrides": [{"duty": r.duty, "officer": r.officer, "reason": r.reason} for r in rows]} if rows else {}


def _people(consultation: Consultation, counted: Counts) -> Json:
    return {
        "asked": max(consultation.asked or 0, counted.respondents),
        "took_part": counted.respondents,
        "answered": counted.answered,
        "blank": counted.blank,
        "in_themes": counted.in_themes,
        "in_minority": counted.in_minority,
        "outside": sum(counted.unplaced.values()),
        "not_read": counted.unread,
    }


async def _themes(
    codebook: Codebook,
    definition: Definition,
    counted: Counts,
    quotes: Mapping[int, Sequence[Json]],
    split: Mapping[str, ByGroup],
) -> list[Json]:
    places = await ranked(codebook, counted)
    sure = _ranges_still_hold([one.theme for one in places], counted)
    found = []
    for one in places:
        low, high = likely_range(one.count, counted.answered)
        found.append(
            {
                **_entry(one.theme, one.count, quotes.get(one.theme.id, [])),
                "rank": one.rank,
                "tied": one.tied,
                "per_hundred": per_hundred(one.count, counted.answered),
                "share_low": low,
                "share_high": high,
                "rank_low": int(one.theme.machine.get("rank_low", 0)) if sure else 0,
                "rank_high": int(one.theme.machine.get("rank_high", 0)) if sure else 0,
                **{name: _split(definition, purpose, split[name], one.theme.id) for name, purpose in GROUPINGS.items()},
            }
        )
    return found


def _ranges_still_hold(themes: Sequence[Theme], counted: Counts) -> bool:
    """Whether the run's ranges of ranks still say something: they do as long as nobody has changed any count since."""
    return all(theme.machine.get("count") == counted.per_theme.get(theme.id, 0) for theme in themes)


def _split(definition: Definition, purpose: Purpose, people: ByGroup, theme_id: int) -> list[Json]:
    question = definition.with_purpose(purpose)
    return breakdown(question, people.answered, people.raised.get(theme_id, {})) if question else []


async def _minority(codebook: Codebook, counted: Counts, quotes: Mapping[int, Sequence[Json]]) -> list[Json]:
    views = [theme for theme in await live_themes(codebook) if theme.kind is ThemeKind.minority]
    ordered = sorted(views, key=lambda view: (-counted.per_theme.get(view.id, 0), view.id))
    return [
        {**_entry(view, counted.per_theme.get(view.id, 0), quotes.get(view.id, [])), "rule": view.machine.get("rule", "")}
        for view in ordered
    ]


def _entry(theme: Theme, count: int, quotes: Sequence[Json]) -> Json:
    about = {"key": theme.key, "kind": theme.kind.value, "name": theme.name, "description": theme.description}
    return {**about, "count": count, "quotes": list(quotes)}


async def _leftovers(codebook: Codebook) -> list[Json]:
    """Reasons with their numbers, the most common first; blanks too, because some people wrote marks alone."""
    rows = await Leftover.filter(codebook_id=codebook.id).order_by("id").values_list("reason", "explanation")
    found: dict[str, Json] = {}
    for reason, explanation in rows:
        one = found.setdefault(str(reason), {"reason": str(reason), "explanation": str(explanation), "count": 0})
        one["count"] += 1
    return sorted(found.values(), key=lambda one: (-one["count"], one["reason"]))


async def _other_questions(
    consultation: Consultation, definition: Definition, themed: QuestionDefinition, split: Mapping[str, ByGroup]
) -> Json:
    """Every question but the themed one: as a table, or with the reason why there is none. No question is left out."""
    tables: list[Json] = []
    without: list[Json] = []
    answered = {purpose: split[name].answered for name, purpose in GROUPINGS.items()}
    for question in definition.questions:
        if question.key == themed.key:
            continue
        if question.kind is not Kind.single_choice:
            people = await people_who_wrote(consultation.id, question.key)
            without.append({**_named(question), "why": "written", "people": None if is_small(people) else people})
            continue
        asked_once = question is definition.with_purpose(question.purpose)
        if question.purpose in answered and asked_once:
            table = who_answered(question, answered[question.purpose])
        else:
            table = closed_table(question, await by_choice(consultation.id, question.key))
        tables += [table] if table else []
        without += [] if table else [{**_named(question), "why": "too-few", "people": None}]
    return {"closed": tables, "without_table": without}


def _named(question: QuestionDefinition) -> Json:
    return {"key": question.key, "wording": dict(question.wording)}
