"""Writing a questionnaire: keys, order, freezing and the next version."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from tortoise import Tortoise

from consult.settings import Settings, tortoise_config
from surveys.definition import Definition, load_definition
from surveys.design import (
    LONGEST_MADE_KEY,
    BadDesign,
    Frozen,
    NoSuchQuestion,
    add_question,
    change_question,
    create_questionnaire,
    freeze,
    move_question,
    new_version,
    remove_question,
    set_languages,
    unused_key,
)
from surveys.models import Choice, Kind, Purpose, Question, Section, Version
from tests.conftest import Service
from tests.databases import SqliteTemplate

NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)


async def a_version() -> Version:
    return await create_questionnaire(["en"], now=NOW)


async def with_questions(*words: str) -> Version:
    version = await a_version()
    for text in words:
        await add_question(version, kind=Kind.long_text, wording={"en": text})
    return version


async def keys(version: Version) -> list[str]:
    return [q.key for q in (await load_definition(version)).questions]


async def positions(version: Version) -> list[int]:
    return [q.position for q in await Question.filter(version_id=version.id).order_by("position")]


async def test_a_question_is_stored_as_it_was_written(service: Service) -> None:
    version = await a_version()
    await add_question(
        version,
        kind=Kind.single_choice,
        purpose=Purpose.capacity,
        wording={"en": "Who are you?"},
        help={"en": "Choose the one that fits best."},
        required=True,
        choices=[("", {"en": "A patient"}), ("gp", {"en": "A GP"})],
        settings={"most_characters": 10},
    )
    question = (await load_definition(version)).questions[0]
    assert (question.key, question.kind, question.purpose, question.required) == (
        "who-are-you",
        Kind.single_choice,
        Purpose.capacity,
        True,
    )
    assert question.help == {"en": "Choose the one that fits best."}
    assert [(c.key, c.wording) for c in question.choices] == [("a-patient", {"en": "A patient"}), ("gp", {"en": "A GP"})]
    assert question.settings == {"most_characters": 10}


async def test_two_questions_with_the_same_words_get_different_keys(service: Service) -> None:
    assert await keys(await with_questions("Why?", "Why?", "Why?")) == ["why", "why-2", "why-3"]


async def test_a_key_is_made_of_the_words_and_never_one_that_the_pages_use_themselves(service: Service) -> None:
    long = "What do you think of the plan to move the clinic from the high street to the old hospital?"
    made = await keys(await with_questions("Beth yw'ch barn chi? Tŷ Gŵyr", "New", "???", long, "Main"))
    assert made[:3] == ["beth-ywch-barn-chi-ty-gwyr", "new-2", "question"]
    assert made[4] == "main-2"
    assert made[3] == "what-do-you-think-of-the-plan-to-move-the-clinic"
    assert len(made[3]) <= LONGEST_MADE_KEY


async def test_a_taken_or_malformed_key_is_refused(service: Service) -> None:
    version = await with_questions("Why?")
    for key in ("why", "Why Not", "-why", "csrf", "x" * 61):
        with pytest.raises(BadDesign):
            await add_question(version, key=key, kind=Kind.short_text, wording={"en": "How?"})
    assert await keys(version) == ["why"]


async def test_a_question_or_choice_without_words_is_refused_and_nothing_is_left_behind(service: Service) -> None:
    version = await a_version()
    with pytest.raises(BadDesign):
        await add_question(version, kind=Kind.short_text, wording={"en": "  "})
    with pytest.raises(BadDesign):
        await add_question(version, kind=Kind.single_choice, wording={"en": "Which?"}, choices=[("a", {"en": ""})])
    same = [("a", {"en": "One"}), ("a", {"en": "Two"})]
    with pytest.raises(BadDesign, match="same key"):
        await add_question(version, kind=Kind.single_choice, wording={"en": "Which?"}, choices=same)
    assert await keys(version) == []


async def test_rewording_keeps_the_key_the_place_and_the_known_choices(service: Service) -> None:
    version = await with_questions("First?")
    offered = [("", {"en": "Yes"}), ("", {"en": "No"}), ("", {"en": "Unsure"})]
    which = await add_question(version, kind=Kind.single_choice, wording={"en": "Which?"}, choices=offered)
    await add_question(version, kind=Kind.short_text, wording={"en": "Last?"})
    ids = {c.key: c.id for c in await Choice.filter(question_id=which.id)}
    await change_question(
        version,
        "which",
        kind=Kind.single_choice,
        wording={"en": "Which one?"},
        choices=[("no", {"en": "Not at all"}), ("yes", {"en": "Yes"}), ("", {"en": "Maybe"})],
    )
    definition = await load_definition(version)
    assert [q.key for q in definition.questions] == ["first", "which", "last"]
    changed = definition.question("which")
    assert changed is not None
    assert changed.wording == {"en": "Which one?"}
    assert [(c.key, c.wording["en"]) for c in changed.choices] == [("no", "Not at all"), ("yes", "Yes"), ("maybe", "Maybe")]
    kept = {c.key: c.id for c in await Choice.filter(question_id=which.id)}
    assert (kept["yes"], kept["no"]) == (ids["yes"], ids["no"])


async def test_a_question_that_becomes_text_loses_its_choices(service: Service) -> None:
    version = await a_version()
    offered = [("", {"en": "Yes"}), ("", {"en": "No"})]
    await add_question(version, kind=Kind.single_choice, wording={"en": "Which?"}, choices=offered)
    await change_question(version, "which", kind=Kind.long_text, wording={"en": "Which, and why?"})
    assert (await load_definition(version)).questions[0].choices == ()


async def test_two_questions_swap_and_the_ends_stay(service: Service) -> None:
    version = await with_questions("A?", "B?", "C?")
    assert await move_question(version, "c", up=True)
    assert await keys(version) == ["a", "c", "b"]
    assert await move_question(version, "a", up=False)
    assert await keys(version) == ["c", "a", "b"]
    assert not await move_question(version, "c", up=True)
    assert not await move_question(version, "b", up=False)
    assert await keys(version) == ["c", "a", "b"]


async def test_an_unknown_question_cannot_be_moved_reworded_or_removed(service: Service) -> None:
    version = await with_questions("A?")
    with pytest.raises(NoSuchQuestion):
        await move_question(version, "z", up=True)
    with pytest.raises(NoSuchQuestion):
        await remove_question(version, "z")
    with pytest.raises(NoSuchQuestion):
        await change_question(version, "z", kind=Kind.long_text, wording={"en": "Z?"})


async def test_a_frozen_version_refuses_every_change_even_through_an_old_copy_of_its_row(service: Service) -> None:
    version = await with_questions("A?", "B?")
    stale = await Version.get(id=version.id)
    made = await freeze(version, now=NOW)
    for row in (version, stale):
        with pytest.raises(Frozen):
            await add_question(row, kind=Kind.long_text, wording={"en": "C?"})
        with pytest.raises(Frozen):
            await change_question(row, "a", kind=Kind.long_text, wording={"en": "Z?"})
        with pytest.raises(Frozen):
            await move_question(row, "b", up=True)
        with pytest.raises(Frozen):
            await remove_question(row, "a")
        with pytest.raises(Frozen):
            await set_languages(row, ["cy"])
        with pytest.raises(Frozen):
            await freeze(row, now=NOW)
    after = await Version.get(id=version.id)
    assert (await load_definition(after)).content_hash() == made == after.content_hash == version.content_hash
    assert after.frozen_at == NOW


async def test_the_frozen_hash_is_the_same_for_the_same_questions_and_another_for_others(service: Service) -> None:
    first = await freeze(await with_questions("A?", "B?"), now=NOW)
    assert await freeze(await with_questions("A?", "B?"), now=NOW) == first
    assert await freeze(await with_questions("B?", "A?"), now=NOW) != first


async def test_freezing_drops_the_texts_of_a_language_that_was_given_up(service: Service) -> None:
    version = await create_questionnaire(["en", "cy"], now=NOW)
    both = {"en": "Yes", "cy": "Ie", "en/easy": "Yes!"}
    await add_question(
        version, kind=Kind.single_choice, wording={"en": "So?", "cy": "Felly?"}, choices=[("", both), ("", {"en": "No"})]
    )
    await set_languages(version, ["en"])
    await freeze(version, now=NOW)
    question = (await load_definition(version)).questions[0]
    assert question.wording == {"en": "So?"}
    assert question.choices[0].wording == {"en": "Yes", "en/easy": "Yes!"}


async def test_the_next_version_has_the_same_keys_and_can_be_changed_while_the_old_one_stays(service: Service) -> None:
    version = await with_questions("A?")
    section = await Section.create(version=version, key="about", position=1, heading={"en": "About"})
    offered = [("", {"en": "Yes"}), ("", {"en": "No"})]
    question = await add_question(version, kind=Kind.single_choice, wording={"en": "Which?"}, choices=offered)
    await Question.filter(id=question.id).update(section_id=section.id)
    made = await freeze(version, now=NOW)
    following = await new_version(version, now=NOW)
    assert following.number == 2
    assert (await load_definition(following)).content_hash() == made
    assert await Question.exists(version_id=following.id, key="which", section__key="about", section__version_id=following.id)
    await remove_question(following, "a")
    assert await keys(following) == ["which"]
    assert (await load_definition(version)).content_hash() == made


async def test_the_key_of_a_removed_question_is_not_given_to_another_one_in_the_next_version(service: Service) -> None:
    version = await with_questions("Why?", "B?")
    await freeze(version, now=NOW)
    following = await new_version(version, now=NOW)
    await remove_question(following, "why")
    again = await add_question(following, kind=Kind.short_text, wording={"en": "Why?"})
    assert again.key == "why-2"


async def test_there_is_only_one_next_version(service: Service) -> None:
    version = await with_questions("A?")
    with pytest.raises(BadDesign):
        await new_version(version, now=NOW)
    await freeze(version, now=NOW)
    await new_version(version, now=NOW)
    with pytest.raises(BadDesign):
        await new_version(version, now=NOW)


async def test_a_questionnaire_needs_a_language(service: Service) -> None:
    with pytest.raises(BadDesign):
        await create_questionnaire([], now=NOW)


@given(st.text(max_size=200), st.sets(st.sampled_from(["question", "a", "b", "question-2"])))
def test_any_words_give_a_key_that_is_not_taken_and_fits(words: str, taken: set[str]) -> None:
    key = unused_key(words, taken)
    assert key not in taken
    assert 0 < len(key) <= LONGEST_MADE_KEY + 4
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


Act = tuple[str, int]
ACTS = st.lists(st.tuples(st.sampled_from(["add", "up", "down", "remove"]), st.integers(0, 9)), max_size=12)


def expected_after(model: list[str], act: Act, made: str) -> list[str]:
    """The same act on a plain list."""
    verb, number = act
    if verb == "add":
        return [*model, made]
    if not model:
        return model
    here = number % len(model)
    if verb == "remove":
        return model[:here] + model[here + 1 :]
    there = here + (-1 if verb == "up" else 1)
    if 0 <= there < len(model):
        model = list(model)
        model[here], model[there] = model[there], model[here]
    return model


async def do(version: Version, model: list[str], act: Act) -> str:
    verb, number = act
    if verb == "add":
        return (await add_question(version, kind=Kind.short_text, wording={"en": f"Question {number}?"})).key
    if model:
        key = model[number % len(model)]
        if verb == "remove":
            await remove_question(version, key)
        else:
            await move_question(version, key, up=verb == "up")
    return ""


@effort(max_examples=25, deadline=None)
@given(ACTS)
async def test_whatever_is_added_moved_and_removed_the_order_is_that_of_a_list(
    sqlite_template: SqliteTemplate, acts: list[Act]
) -> None:
    with TemporaryDirectory() as folder:
        async with opened(sqlite_template.copy_to(Path(folder))):
            version, model = await a_version(), list[str]()
            for act in acts:
                model = expected_after(model, act, await do(version, model, act))
                assert await positions(version) == list(range(1, len(model) + 1))
            definition: Definition = await load_definition(version)
            assert [q.key for q in definition.questions] == model


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    context = await Tortoise.init(config=tortoise_config(settings), _enable_global_fallback=True)
    try:
        yield
    finally:
        await context.close_connections()
