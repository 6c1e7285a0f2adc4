"""A codebook counts people, keeps what people judge, and refuses what would be lost or overwritten."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from consult.accounts.models import Account
from consult.audit import AuditEntry, first_broken
from consult.consultations.models import Consultation
from consult.errors import NotFound, StaleEdit
from consult.theming.codebook import (
    CannotAccept,
    DoesNotAddUp,
    counts,
    is_signed_off,
    live_theme,
    live_themes,
    ranked,
    rename_theme,
    sign_off,
)
from consult.theming.models import Codebook, Coding, Leftover, Move, Theme, ThemeQuote
from consult.theming.moves import people_have_judged
from nlp.types import Theming
from tests.conftest import NOW, Service
from tests.consult.theming.desk import ANSWERS, answer_ids, found, people_answer, themes_are_found
from tests.factories import a_public_consultation, an_account


async def a_desk(service: Service) -> tuple[Account, Consultation, Codebook]:
    account = await an_account()
    consultation = await a_public_consultation(account)
    await people_answer(service, consultation)
    return account, consultation, await themes_are_found(consultation, account)


async def rename(codebook: Codebook, account: Account, key: str = "t1", **changes: str | int) -> Theme:
    typed = {"name": "Easier appointments", "description": "Getting there.", "reason": "It says the point.", "revision": 1}
    typed |= changes
    return await rename_theme(codebook.id, key, account=account, now=NOW, **typed)  # type: ignore[arg-type]


async def test_everybody_is_counted_once_and_the_sums_reconcile(service: Service) -> None:
    _, _, codebook = await a_desk(service)
    found = await counts(codebook)
    assert (found.respondents, found.answered, found.blank) == (9, 7, 2)
    assert (found.in_themes, found.in_minority, found.unplaced, found.unread) == (5, 1, {"joke": 1}, 0)
    assert found.in_themes + found.in_minority + sum(found.unplaced.values()) == found.answered
    by_key = {theme.key: found.per_theme[theme.id] for theme in await live_themes(codebook)}
    assert by_key == {"t1": 4, "t2": 2, "m1": 1}


async def test_an_answer_that_is_in_a_theme_and_outside_them_is_noticed(service: Service) -> None:
    _, _, codebook = await a_desk(service)
    joke = await Leftover.get(codebook_id=codebook.id, reason="joke")
    await Coding.create(theme=await Theme.get(key="t1"), answer_id=joke.answer_id, start=0, end=2)
    with pytest.raises(DoesNotAddUp):
        await counts(codebook)


async def test_an_answer_that_slips_out_of_every_list_is_counted_as_unread(service: Service) -> None:
    _, _, codebook = await a_desk(service)
    await Leftover.filter(codebook_id=codebook.id, reason="joke").delete()
    found = await counts(codebook)
    assert (found.answered, found.unread, found.respondents) == (6, 1, 9)


async def test_answers_that_come_later_are_said_to_be_unread(service: Service) -> None:
    _, consultation, codebook = await a_desk(service)
    await people_answer(service, consultation, (("A shorter walk", True), ("", True)))
    found = await counts(codebook)
    assert (found.answered, found.unread, found.blank, found.respondents) == (7, 1, 3, 11)


async def test_equal_numbers_share_a_rank_and_the_next_is_left_out(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    await people_answer(service, consultation)
    codebook = await themes_are_found(consultation, account, tied(found(await answer_ids(consultation))))
    assert [(one.rank, one.tied, one.count) for one in await ranked(codebook)] == [(1, True, 2), (1, True, 2), (3, False, 1)]


def tied(theming: Theming) -> Theming:
    """The run with the first theme cut down to two people and a third theme of one person."""
    ids = [coding.answer_id for coding in theming.codings if coding.theme_id == "t1"]
    moved = {ids[0]: "t1", ids[1]: "t1", ids[3]: "t3"}
    codings = tuple(
        replace(one, theme_id=moved.get(one.answer_id, one.theme_id)) if one.theme_id == "t1" else one for one in theming.codings
    )
    codings = tuple(one for one in codings if not (one.theme_id == "t1" and one.answer_id not in (ids[0], ids[1])))
    first, second = theming.themes
    third = replace(second, id="t3", name="No asking", count=1, rank=3, quotes=())
    return replace(theming, themes=(replace(first, count=2, quotes=()), second, third), codings=codings)


async def test_only_people_who_allow_it_are_quoted(service: Service) -> None:
    _, consultation, _ = await a_desk(service)
    allowed = {number for number, (_, may_quote) in enumerate(ANSWERS, 1) if may_quote}
    numbers = {answer_id: number for number, answer_id in (await answer_ids(consultation)).items()}
    quotes = await ThemeQuote.all().select_related("theme", "answer")
    assert {numbers[str(quote.answer_id)] for quote in quotes} <= allowed
    of_first = sorted((q for q in quotes if q.theme.key == "t1"), key=lambda q: q.position)
    assert [numbers[str(q.answer_id)] for q in of_first] == [1, 2]
    assert [q.answer.value[q.start : q.end] for q in of_first] == ["my appointments", "No taxi to appointments"]
    assert [q.role for q in of_first] == ["lead", "echo"]


async def test_a_theme_is_renamed_and_the_record_says_what_it_was_and_why(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    theme = await rename(codebook, account, name="  Easier   appointments ")
    assert (theme.key, theme.name) == ("t1", "Easier appointments")
    move = await Move.filter(codebook_id=codebook.id).order_by("-revision").first()
    assert move is not None
    assert (move.kind, move.theme_key, move.revision, move.reason) == ("renamed", "t1", 2, "It says the point.")
    assert (move.before["name"], move.after["name"]) == ("Appointments", "Easier appointments")
    assert theme.machine["name"] == "Appointments"
    assert (await Codebook.get(id=codebook.id)).revision == 2


async def test_the_log_holds_no_names_of_themes(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    await rename(codebook, account, key="m1", name="A stop for the school")
    text = " ".join([entry.detail for entry in await AuditEntry.all()])
    assert '"theme":"m1"' in text
    assert "school" not in text
    assert "Keep the old stop" not in text
    assert await first_broken() is None


async def test_a_stale_edit_is_refused_and_says_who_did_what(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    await rename(codebook, account)
    with pytest.raises(StaleEdit) as refused:
        await rename(codebook, account, name="Something else")
    assert "Illustrative Lead renamed “Appointments” to “Easier appointments”" in refused.value.what_happened
    assert (await Theme.get(key="t1")).name == "Easier appointments"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Enter the name of the theme"),
        ("reason", "", "Enter why you are changing it"),
        ("name", "x" * 121, "120 characters or fewer: you entered 121"),
        ("name", "CLEANER AIR", "no other theme has"),
    ],
)
async def test_a_rename_that_cannot_stand_is_refused_with_what_to_do(service: Service, field: str, value: str, says: str) -> None:
    account, _, codebook = await a_desk(service)
    with pytest.raises(CannotAccept) as refused:
        await rename(codebook, account, **{field: value})
    assert says in refused.value.faults[field]
    assert (await Codebook.get(id=codebook.id)).revision == 1


async def test_saving_the_name_that_stands_is_not_a_change(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    with pytest.raises(CannotAccept):
        await rename(codebook, account, name="Appointments", description="People wrote about appointments.")


async def test_a_sign_off_holds_until_the_next_change(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    assert not await is_signed_off(codebook)
    await sign_off(codebook, account, checked="I read all of them.", revision=1, now=NOW)
    assert await is_signed_off(codebook)
    await rename(codebook, account)
    assert not await is_signed_off(await Codebook.get(id=codebook.id))


async def test_signing_off_needs_words_and_the_present_revision(service: Service) -> None:
    account, _, codebook = await a_desk(service)
    with pytest.raises(CannotAccept):
        await sign_off(codebook, account, checked=" ", revision=1, now=NOW)
    with pytest.raises(StaleEdit):
        await sign_off(codebook, account, checked="All.", revision=0, now=NOW)
    first = await sign_off(codebook, account, checked="All.", revision=1, now=NOW)
    assert (await sign_off(codebook, account, checked="All.", revision=1, now=NOW)).id == first.id


async def test_a_new_run_retires_the_old_themes_and_keeps_them_in_the_record(service: Service) -> None:
    account, consultation, codebook = await a_desk(service)
    await rename(codebook, account)
    assert await people_have_judged(codebook)
    await themes_are_found(consultation, account)
    codebook = await Codebook.get(id=codebook.id)
    assert [theme.key for theme in await live_themes(codebook)] == ["t3", "t4", "m2"]
    assert (await Theme.get(key="t1")).name == "Easier appointments"
    with pytest.raises(NotFound):
        await live_theme(consultation, "t1")
    move = await Move.get(codebook_id=codebook.id, revision=codebook.revision)
    assert move.kind == "replaced"
    assert [(one["key"], one["people"]) for one in move.before["themes"]] == [("t1", 4), ("t2", 2), ("m1", 1)]
    assert move.before["leftovers"]["joke"] == [int((await answer_ids(consultation))[7])]
    assert not await people_have_judged(codebook)
    assert (await counts(codebook)).answered == 7
    assert json.dumps(move.before)
