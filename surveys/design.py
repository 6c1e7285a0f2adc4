"""Writing a questionnaire: add, reword, move and remove questions, freeze a version, begin the next one.

A version that the public has seen is frozen: every function here then raises Frozen and changes nothing. Each function
looks at the row again under a lock, so that an edit and a freeze at the same moment cannot both succeed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tortoise.transactions import in_transaction

from surveys import conditions
from surveys.definition import Wording, load_definition
from surveys.models import Axis, Choice, Kind, Purpose, Question, Questionnaire, Section, Version

LONGEST_KEY = 60
LONGEST_MADE_KEY = 48
"""Keys made from wording end here, at a whole word, so that a number still fits behind them."""
RESERVED_KEYS = frozenset({"new", "main", "csrf", "form_token", "consent_to_quote", "response_id", "lang", "show"})
"""Names that the pages around a question use themselves: a question with such a key could not be reached or answered."""

OfferedChoice = tuple[str, Wording]
"""A choice as it is handed in: its key (empty: one is made from its wording) and its wording."""


class Frozen(Exception):
    """The version has been shown to the public, so its wording and order stay as they are."""


class BadDesign(ValueError):
    """A question cannot be written down like this; the message is a plain sentence."""


class NoSuchQuestion(LookupError):
    """The version has no question with this key."""


async def create_questionnaire(languages: Sequence[str], *, now: dt.datetime) -> Version:
    """A new questionnaire with an empty first version in these languages, the first one leading.

    Raises BadDesign without a language.
    """
    _check_languages(languages)
    async with in_transaction():
        questionnaire = await Questionnaire.create(created_at=now)
        return await Version.create(questionnaire=questionnaire, number=1, languages=list(languages))


async def set_languages(version: Version, languages: Sequence[str]) -> None:
    """Say in which languages a version is asked. Texts in a language that is left out are kept until `freeze`.

    Raises BadDesign without a language, Frozen.
    """
    _check_languages(languages)
    async with in_transaction():
        row = await _for_change(version)
        row.languages = list(languages)
        await row.save(update_fields=["languages"])
    version.languages = list(languages)


async def add_question(
    version: Version,
    *,
    key: str = "",
    kind: Kind,
    purpose: Purpose = Purpose.topic,
    wording: Wording,
    help: Wording | None = None,  # noqa: A002 - the word of the model, of the page and of every form beside it
    required: bool = False,
    choices: Sequence[OfferedChoice] = (),
    rows: Sequence[OfferedChoice] = (),
    levels: Sequence[OfferedChoice] = (),
    settings: Mapping[str, Any] | None = None,
    shown_if: Mapping[str, Any] | None = None,
    jumps: Sequence[Mapping[str, Any]] = (),
) -> Question:
    """Add a question at the end. An empty `key` is made from the wording and is never one that another version used.

    Raises BadDesign for empty wording, a key that is taken or malformed, or choices that share a key; Frozen.
    """
    async with in_transaction():
        await _for_change(version)
        key = key or unused_key(_leading(wording), await _keys_of_all_versions(version) | RESERVED_KEYS)
        await _check_new_key(version, key)
        _check_wording(wording)
        question = await Question.create(
            version=version,
            key=key,
            kind=kind,
            purpose=purpose,
            position=await Question.filter(version_id=version.id).count() + 1,
            required=required,
            wording=wording,
            help=help or {},
            settings=dict(settings or {}),
            shown_if=dict(shown_if) if shown_if is not None else None,
            jumps=[dict(jump) for jump in jumps],
        )
        await _write_choices(question, {Axis.answer: choices, Axis.row: rows, Axis.level: levels})
    return question


async def change_question(
    version: Version,
    key: str,
    *,
    kind: Kind,
    purpose: Purpose = Purpose.topic,
    wording: Wording,
    help: Wording | None = None,  # noqa: A002 - see add_question
    required: bool = False,
    choices: Sequence[OfferedChoice] = (),
    rows: Sequence[OfferedChoice] = (),
    levels: Sequence[OfferedChoice] = (),
    settings: Mapping[str, Any] | None = None,
) -> Question:
    """Write a question anew under the same key and in the same place; choices with a known key keep it.

    `settings` left out keeps what was there; conditions and jumps stay (see `set_way`).
    Raises NoSuchQuestion for an unknown key, BadDesign, Frozen.
    """
    async with in_transaction():
        question = await _question_for_change(version, key)
        _check_wording(wording)
        question.kind, question.purpose, question.required = kind, purpose, required
        question.wording, question.help = wording, help or {}
        if settings is not None:
            question.settings = dict(settings)
        await question.save()
        await _write_choices(question, {Axis.answer: choices, Axis.row: rows, Axis.level: levels})
    return question


async def set_way(
    version: Version, key: str, *, shown_if: Mapping[str, Any] | None, jumps: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Say when a question is asked and where the way goes on after it (surveys/conditions.py, surveys/paths.py).

    Anything that can be read is stored, so that a lead may leave a way half made; `paths.findings_on` tells what is wrong.
    Raises BadCondition for what cannot be read, NoSuchQuestion, Frozen.
    """
    conditions.read(shown_if)
    for jump in jumps:
        conditions.read(jump.get("if"))
    async with in_transaction():
        question = await _question_for_change(version, key)
        question.shown_if = dict(shown_if) if shown_if is not None else None
        question.jumps = [dict(jump) for jump in jumps]
        await question.save(update_fields=["shown_if", "jumps"])


async def move_question(version: Version, key: str, up: bool) -> bool:
    """Swap a question with its neighbour above (or below). False, and no change, at the end of the list.

    Raises NoSuchQuestion for an unknown key, Frozen.
    """
    async with in_transaction():
        question = await _question_for_change(version, key)
        there = question.position + (-1 if up else 1)
        neighbour = await Question.get_or_none(version_id=version.id, position=there)
        if neighbour is None:
            return False
        await Question.filter(id=neighbour.id).update(position=question.position)
        await Question.filter(id=question.id).update(position=there)
    return True


async def remove_question(version: Version, key: str) -> None:
    """Take a question out, with its choices; those below move up. Raises NoSuchQuestion for an unknown key, Frozen."""
    async with in_transaction():
        question = await _question_for_change(version, key)
        await question.delete()
        below = await Question.filter(version_id=version.id, position__gt=question.position).order_by("position")
        for row in below:
            await Question.filter(id=row.id).update(position=row.position - 1)


async def freeze(version: Version, *, now: dt.datetime) -> str:
    """Make a version unchangeable and return the hash of everything the public sees (see Definition.content_hash).

    Texts in a language that the version does not speak are dropped first. Raises Frozen when it is frozen already.
    """
    async with in_transaction():
        row = await _for_change(version)
        await _drop_other_languages(row)
        row.frozen_at = now
        row.content_hash = (await load_definition(row)).content_hash()
        await row.save(update_fields=["frozen_at", "content_hash"])
    version.frozen_at, version.content_hash = row.frozen_at, row.content_hash
    return row.content_hash


async def new_version(version: Version, *, now: dt.datetime) -> Version:
    """The next version, not frozen: a copy in which sections, questions and choices keep their keys.

    Raises BadDesign when the questionnaire has a version that is not frozen yet: that one is the next.
    """
    async with in_transaction():
        await Questionnaire.filter(id=version.questionnaire_id).select_for_update().get()
        last = await Version.filter(questionnaire_id=version.questionnaire_id).order_by("-number").first()
        if last is None or last.frozen_at is None:
            raise BadDesign("There is already a version that can be changed.")
        copy = await Version.create(
            questionnaire_id=version.questionnaire_id, number=last.number + 1, languages=list(version.languages)
        )
        await _copy_questions(version, copy, await _copy_sections(version, copy))
    return copy


def unused_key(words: str, taken: Collection[str], standard: str = "question") -> str:
    """A key made from words, "How do you travel?" -> "how-do-you-travel"; numbered when that one is taken."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(key) > LONGEST_MADE_KEY:
        cut = key[: LONGEST_MADE_KEY + 1].rpartition("-")[0]
        key = cut or key[:LONGEST_MADE_KEY]
    key = key or standard
    number, candidate = 1, key
    while candidate in taken:
        number += 1
        candidate = f"{key}-{number}"
    return candidate


async def _for_change(version: Version) -> Version:
    """The version's row under a lock. Raises Frozen."""
    row = await Version.filter(id=version.id).select_for_update().get()
    if row.frozen_at is not None:
        raise Frozen("These questions have been shown to the public, so they can no longer be changed.")
    return row


async def _question_for_change(version: Version, key: str) -> Question:
    await _for_change(version)
    question = await Question.get_or_none(version_id=version.id, key=key)
    if question is None:
        raise NoSuchQuestion(f"no question {key!r} in version {version.id}")
    return question


async def _keys_of_all_versions(version: Version) -> set[str]:
    """A key means the same question for ever, so one that an older version used is not given to another question."""
    keys = await Question.filter(version__questionnaire_id=version.questionnaire_id).values_list("key", flat=True)
    return {str(key) for key in keys}


async def _check_new_key(version: Version, key: str) -> None:
    if not re.fullmatch(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_KEY - 1}}}", key) or key in RESERVED_KEYS:
        raise BadDesign(f"{key!r} cannot be the key of a question: use small letters, figures and hyphens.")
    if await Question.exists(version_id=version.id, key=key):
        raise BadDesign(f"There is already a question with the key {key!r}.")


async def _write_choices(question: Question, offered: Mapping[Axis, Sequence[OfferedChoice]]) -> None:
    """Make the stored choices of a question exactly these, in this order; known keys keep their rows.

    A key is used once in a question, whatever the direction, so that the parts of an answer cannot be mistaken.
    """
    taken = [key for choices in offered.values() for key, _ in choices if key]
    named = [(axis, *one) for axis, choices in offered.items() for one in _with_keys(choices, taken)]
    stored = {choice.key: choice for choice in await Choice.filter(question_id=question.id)}
    await Choice.filter(question_id=question.id, key__not_in=[key for _, key, _ in named] or [""]).delete()
    for position, (axis, key, wording) in enumerate(named, start=1):
        choice = stored.get(key) or Choice(question=question, key=key)
        choice.axis, choice.position, choice.wording = axis, position, wording
        await choice.save()


def _with_keys(choices: Sequence[OfferedChoice], taken: list[str]) -> list[OfferedChoice]:
    """The choices with a key each; those made here are added to `taken`."""
    if len(set(taken)) != len(taken):
        raise BadDesign("Two choices have the same key.")
    named: list[OfferedChoice] = []
    for key, wording in choices:
        _check_wording(wording)
        made = key or unused_key(_leading(wording), taken, standard="choice")
        if not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_KEY - 1}}}", made):
            raise BadDesign(f"{made[:LONGEST_KEY]!r} cannot be the key of a choice: use letters, figures and hyphens.")
        if not key:
            taken.append(made)
        named.append((made, wording))
    return named


async def _drop_other_languages(version: Version) -> None:
    kept = set(version.languages)
    for question in await Question.filter(version_id=version.id).prefetch_related("choices"):
        question.wording, question.help = in_languages(question.wording, kept), in_languages(question.help, kept)
        await question.save(update_fields=["wording", "help"])
        for choice in question.choices:
            choice.wording = in_languages(choice.wording, kept)
            await choice.save(update_fields=["wording"])


def in_languages(wording: Wording, languages: Collection[str]) -> Wording:
    """The part of a wording that is in these languages; a variant ("en/easy") goes with its language."""
    return {code: text for code, text in wording.items() if code.partition("/")[0] in languages}


async def _copy_sections(version: Version, copy: Version) -> dict[int, Section]:
    made: dict[int, Section] = {}
    for section in await Section.filter(version_id=version.id).order_by("position"):
        made[section.id] = await Section.create(version=copy, key=section.key, position=section.position, heading=section.heading)
    return made


async def _copy_questions(version: Version, copy: Version, sections: Mapping[int, Section]) -> None:
    for question in await Question.filter(version_id=version.id).order_by("position").prefetch_related("choices"):
        section_id: int | None = getattr(question, "section_id", None)
        made = await Question.create(
            version=copy,
            section=sections.get(section_id) if section_id is not None else None,
            key=question.key,
            kind=question.kind,
            purpose=question.purpose,
            position=question.position,
            required=question.required,
            wording=question.wording,
            help=question.help,
            settings=question.settings,
            shown_if=question.shown_if,
            jumps=question.jumps,
        )
        for choice in question.choices:
            await Choice.create(question=made, key=choice.key, axis=choice.axis, position=choice.position, wording=choice.wording)


def _leading(wording: Wording) -> str:
    # English first: PostgreSQL keeps the languages in an order of its own, and a key must be the same on both databases
    return next((wording[code] for code in ("en", *wording) if wording.get(code, "").strip()), "")


def _check_wording(wording: Wording) -> None:
    if not _leading(wording):
        raise BadDesign("A question and each of its choices need words.")


def _check_languages(languages: Sequence[str]) -> None:
    if not languages:
        raise BadDesign("A questionnaire needs at least one language.")
