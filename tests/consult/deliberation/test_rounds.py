"""Rounds of voting: what the statements say, whose vote counts how often, and what is never shown."""

from __future__ import annotations

import datetime as dt

import pytest

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.deliberation.models import Position, Round, Statement, Vote, VoteCast
from consult.deliberation.rounds import (
    AlreadyOpen,
    Tally,
    cast,
    cast_all,
    close_round,
    in_order_for,
    open_round,
    statements_of,
    tally,
    voters,
    votes_of,
)
from consult.errors import NotNow
from consult.theming.models import Codebook, Theme
from tests.conftest import Service
from tests.factories import NOW, a_public_consultation, an_account, signed_off_themes

LATER = NOW + dt.timedelta(hours=1)
AGREE, DISAGREE, UNSURE = Position.agree, Position.disagree, Position.unsure


async def a_round() -> tuple[Consultation, Account, Round, list[Statement]]:
    account = await an_account()
    consultation = await a_public_consultation(account, state=State.closed)
    await signed_off_themes(consultation, account)
    opened = await open_round(consultation, account, now=NOW)
    return consultation, account, opened, await statements_of(opened)


async def test_statements_are_made_from_the_live_themes_with_minority_views_last(service: Service) -> None:
    _, _, _, statements = await a_round()
    assert [s.text for s in statements] == [
        "Some people said: A stop at the door.\nPeople wrote about t1.",
        "Some people said: It costs too much.\nPeople wrote about t2.",
        "One or a few people said: Buses frighten the horses.\nPeople wrote about m1.",
    ]


async def test_a_statement_keeps_its_words_when_the_theme_is_renamed_later(service: Service) -> None:
    _, _, opened, _ = await a_round()
    await Theme.filter(key="t1").update(name="Something else")
    assert "A stop at the door" in (await statements_of(opened))[0].text


async def test_voting_does_not_open_before_the_themes_are_signed_off(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account, state=State.closed)
    with pytest.raises(NotNow):
        await open_round(consultation, account, now=NOW)
    await signed_off_themes(consultation, account)
    await Codebook.all().update(revision=2)  # somebody changed a theme after the sign-off
    with pytest.raises(NotNow):
        await open_round(consultation, account, now=NOW)
    assert await Round.all().count() == 0


async def test_one_round_is_open_at_a_time_and_the_next_gets_the_next_number(service: Service) -> None:
    consultation, account, _, _ = await a_round()
    with pytest.raises(AlreadyOpen):
        await open_round(consultation, account, now=NOW)
    closed = await close_round(consultation, account, now=LATER)
    assert closed.closed_at == LATER
    with pytest.raises(NotNow):
        await close_round(consultation, account, now=LATER)
    assert (await open_round(consultation, account, now=LATER)).number == 2


async def test_opening_and_closing_are_in_the_audit_log(service: Service) -> None:
    consultation, account, _, _ = await a_round()
    await close_round(consultation, account, now=LATER)
    entries = await audit.AuditEntry.filter(action__startswith="voting").order_by("id")
    assert [(e.action, e.actor, e.subject) for e in entries] == [
        ("voting opened", account.email, "consultation:bus-42"),
        ("voting closed", account.email, "consultation:bus-42"),
    ]
    assert await audit.first_broken() is None


async def test_a_change_of_mind_counts_once_and_is_remembered(service: Service) -> None:
    _, _, opened, statements = await a_round()
    await cast(statements[0], "voter", AGREE, now=NOW)
    await cast(statements[0], "voter", DISAGREE, now=LATER)
    assert (await tally(opened))[statements[0].id] == Tally(disagree=1)
    assert await Vote.all().count() == 1
    history = await VoteCast.filter(voter_hash="voter").order_by("id")
    assert [(row.position, row.cast_at) for row in history] == [(AGREE, NOW), (DISAGREE, LATER)]


async def test_the_same_vote_again_changes_nothing(service: Service) -> None:
    _, _, opened, statements = await a_round()
    chosen = {statements[0].id: AGREE, statements[1].id: UNSURE}
    assert await cast_all(opened, "voter", chosen, now=NOW) == 2
    assert await cast_all(opened, "voter", chosen, now=LATER) == 0
    assert await VoteCast.all().count() == 2
    assert await votes_of(opened, "voter") == chosen


async def test_everybody_is_counted_once_on_each_statement(service: Service) -> None:
    _, _, opened, (first, second, third) = await a_round()
    for number, position in enumerate([AGREE, AGREE, DISAGREE, UNSURE, AGREE]):
        await cast_all(opened, f"voter {number}", {first.id: position}, now=NOW)
    await cast(second, "voter 0", DISAGREE, now=NOW)
    counted = await tally(opened)
    assert counted == {first.id: Tally(3, 1, 1), second.id: Tally(0, 1, 0), third.id: Tally()}
    assert await voters(opened) == 5


async def test_votes_on_statements_of_another_round_are_ignored(service: Service) -> None:
    consultation, account, first, old = await a_round()
    await close_round(consultation, account, now=NOW)
    second = await open_round(consultation, account, now=NOW)
    assert await cast_all(second, "voter", {old[0].id: AGREE, 999_999: AGREE}, now=NOW) == 0
    assert (await tally(first))[old[0].id] == Tally()


async def test_nobody_votes_after_the_round_has_closed(service: Service) -> None:
    consultation, account, opened, statements = await a_round()
    await close_round(consultation, account, now=LATER)
    with pytest.raises(NotNow):
        await cast(statements[0], "voter", AGREE, now=LATER)
    with pytest.raises(NotNow):
        await cast_all(opened, "voter", {statements[0].id: AGREE}, now=LATER)
    assert await Vote.all().count() == 0


def test_few_votes_are_not_broken_down() -> None:
    assert not Tally(agree=4).shown
    assert Tally(agree=4, unsure=1).shown
    assert Tally().per_hundred("agree") == 0
    assert Tally(1, 2, 1).per_hundred("disagree") == 50


def test_each_voter_has_an_order_of_their_own_that_stays() -> None:
    statements = [Statement(id=number, position=number, text=str(number)) for number in range(1, 8)]
    orders = {tuple(s.id for s in in_order_for(statements, f"voter {n}")) for n in range(200)}
    assert len(orders) > 150
    assert {order[0] for order in orders} == set(range(1, 8)), "each statement stands first for somebody"
    assert in_order_for(statements, "voter 1") == in_order_for(statements[::-1], "voter 1")
