"""Voting as the public does it, without JavaScript; and the page on which staff open and close it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from consult.accounts.accounts import sign_in
from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation, State
from consult.deliberation.models import Position, Round, Statement, Vote
from consult.deliberation.rounds import cast_all, close_round, open_round, statements_of
from tests.conftest import Service
from tests.factories import NOW, PASSWORD, a_public_consultation, an_account, an_organisation, signed_off_themes
from tests.visitor import Visitor

VOTE = "/consultations/bus-42/vote"
DESK = "/manage/bus-42/voting"
SAVE = "Save my votes"


async def consulted() -> tuple[Account, Consultation]:
    account = await an_account()
    consultation = await a_public_consultation(account, state=State.closed)
    await signed_off_themes(consultation, account)
    return account, consultation


async def voting_is_open() -> tuple[Account, Consultation, list[Statement]]:
    account, consultation = await consulted()
    return account, consultation, await statements_of(await open_round(consultation, account, now=NOW))


async def at_the_ballot(service: Service) -> Visitor:
    visitor = await service.visitor()
    await visitor.go(VOTE)
    return visitor


def on(statement: Statement, position: str) -> dict[str, Any]:
    return {f"statement-{statement.id}": position}


async def four_others_agree(statement: Statement) -> None:
    voted = await Round.get(id=statement.round_id)
    for number in range(4):
        await cast_all(voted, f"other {number}", {statement.id: Position.agree}, now=NOW)


# the public


async def test_before_there_are_themes_there_is_a_page_that_says_when_to_come_back(service: Service) -> None:
    await consulted()
    visitor = await service.visitor()
    page = await visitor.go(VOTE, status=409)
    assert page.h1 == "Not at this stage"
    assert "There is nothing to vote on yet." in page.text


async def test_a_vote_is_stored_and_shown_beside_everybodys(service: Service) -> None:
    _, _, (first, second, _) = await voting_is_open()
    await four_others_agree(first)
    visitor = await at_the_ballot(service)
    assert "people voted on this" not in visitor.page.text, "nobody sees other people's votes before their own"
    page = await visitor.press(SAVE, **on(first, "disagree"))
    assert "Your vote on 1 of 3 statements is stored." in page.text
    assert "5 people voted on this" in page.text
    assert re.search(r"Agree 4 80 in 100 Disagree your vote 1 20 in 100 Unsure 0 0 in 100", page.text)
    assert page.text.count("people voted on this") == 1, "only on the statement that they voted on"
    page = await visitor.press(SAVE, **on(second, "unsure"))
    assert "Your votes on 2 of 3 statements are stored." in page.text


async def test_a_few_votes_are_not_broken_down(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    visitor = await at_the_ballot(service)
    page = await visitor.press(SAVE, **on(first, "disagree"))
    assert "Your vote: Disagree." in page.text
    assert "Fewer than 5 people have voted on this." in page.text
    assert "in 100" not in page.text


async def test_a_voter_who_comes_back_changes_their_vote(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    visitor = await at_the_ballot(service)
    await visitor.press(SAVE, **on(first, "agree"))
    await visitor.go(VOTE)
    assert visitor.page.form_with(SAVE).values[f"statement-{first.id}"] == "agree"
    await visitor.press(SAVE, **on(first, "unsure"))
    [vote] = await Vote.all()
    assert vote.position == Position.unsure


async def test_two_browsers_are_two_voters_and_the_cookie_is_kept_from_scripts(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    for _ in range(2):
        visitor = await at_the_ballot(service)
        cookie = visitor.page.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        await visitor.press(SAVE, **on(first, "agree"))
    hashes = {vote.voter_hash for vote in await Vote.all()}
    assert len(hashes) == 2
    assert visitor.client.cookies["voter"] not in hashes


async def test_the_order_stays_the_same_for_one_voter(service: Service) -> None:
    await voting_is_open()
    visitor = await at_the_ballot(service)
    before = re.findall(r"statement-\d+", visitor.page.html)
    assert re.findall(r"statement-\d+", (await visitor.go(VOTE)).html) == before


async def test_a_ballot_can_be_sent_without_cookies(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    visitor = await at_the_ballot(service)
    visitor.client.cookies.clear()
    await visitor.press(SAVE, **on(first, "agree"))
    assert await Vote.all().count() == 1


async def test_nothing_chosen_is_said_beside_the_first_statement(service: Service) -> None:
    _, _, _ = await voting_is_open()
    visitor = await at_the_ballot(service)
    page = await visitor.press(SAVE, status=422)
    assert page.title.startswith("Error: ")
    link = page.links["Choose agree, disagree or unsure for at least one statement"]
    assert f'id="{link.removeprefix("#")}"' in page.html


async def test_a_ballot_without_its_token_comes_back_with_what_was_chosen(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    visitor = await at_the_ballot(service)
    await visitor.press(SAVE, status=403, form_token="nonsense", **on(first, "agree"))
    assert visitor.page.form_with(SAVE).values[f"statement-{first.id}"] == "agree"
    assert await Vote.all().count() == 0
    await visitor.press(SAVE)
    assert await Vote.all().count() == 1


async def test_another_browsers_ballot_is_refused(service: Service) -> None:
    _, _, (first, _, _) = await voting_is_open()
    stranger = await at_the_ballot(service)
    token = str(stranger.page.form_with(SAVE).values["form_token"])
    visitor = await at_the_ballot(service)
    await visitor.press(SAVE, status=403, form_token=token, **on(first, "agree"))
    data = {**visitor.page.form_with(SAVE).values, **on(first, "agree")}
    answer = await visitor.client.post(VOTE, data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert await Vote.all().count() == 0


async def test_nonsense_in_a_ballot_is_ignored(service: Service) -> None:
    _, _, (first, second, _) = await voting_is_open()
    visitor = await at_the_ballot(service)
    data = {**visitor.page.form_with(SAVE).values, **on(first, "agree"), **on(second, "maybe")}
    extra = {"statement-²": "agree", "statement-99999999999999999999": "agree", "statement-": "agree"}
    answer = await visitor.client.post(VOTE, data={**data, **extra})
    assert answer.status_code == 303
    assert await Vote.all().count() == 1


async def test_when_voting_has_closed_everybody_sees_the_result_and_nobody_votes(service: Service) -> None:
    account, consultation, (first, _, _) = await voting_is_open()
    await four_others_agree(first)
    visitor = await at_the_ballot(service)
    await visitor.press(SAVE, **on(first, "agree"))
    await visitor.go(VOTE)
    await close_round(consultation, account, now=NOW)
    page = await visitor.press(SAVE, status=409, **on(first, "disagree"))
    assert "Voting on these statements has closed." in page.text
    stranger = await service.visitor()
    page = await stranger.go(VOTE)
    assert page.h1 == "How people voted"
    assert "Voting closed on 1 June 2026. 5 people voted." in page.text
    assert "Agree 5 100 in 100" in page.text
    assert "set-cookie" not in page.headers


async def test_ten_megabytes_of_votes_are_refused_with_a_page(service: Service) -> None:
    await voting_is_open()
    visitor = await at_the_ballot(service)
    page = await visitor.press(SAVE, status=413, form_token="x" * 10_000_000)
    assert page.h1 == "That is too long to send"


# staff


async def signed_in(service: Service, account: Account) -> Visitor:
    visitor = await service.visitor()
    visitor.client.cookies.set("consult_session", await sign_in(account.email, PASSWORD, now=dt.datetime.now(dt.UTC)))
    return visitor


async def test_a_lead_opens_and_closes_voting(service: Service) -> None:
    account, _ = await consulted()
    lead = await signed_in(service, account)
    page = await lead.go(DESK)
    assert page.h1 == "Voting on the themes"
    assert "Some people said: It costs too much." in page.text, "the lead sees beforehand what people would see"
    page = await lead.press("Open voting")
    assert "0 people have voted" in page.text
    assert "Some people said: A stop at the door" in page.text
    page = await lead.press("Close voting")
    assert "0 people voted" in page.text
    assert "Open another round" in page.text


async def test_before_sign_off_the_page_leads_to_the_themes(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, state=State.closed)
    lead = await signed_in(service, account)
    page = await lead.go(DESK)
    assert page.links["Go to the themes"] == "/manage/bus-42/themes"
    assert "Open voting" not in {button for form in page.forms() for button in form.buttons}


async def test_a_viewer_looks_but_does_not_touch(service: Service) -> None:
    account, _, _ = await voting_is_open()
    await account.fetch_related("organisation")
    viewer = await signed_in(service, await an_account(account.organisation, "viewer@anytown.example", Role.viewer))
    page = await viewer.go(DESK)
    assert "Close voting" not in {button for form in page.forms() for button in form.buttons}
    token = re.search(r'name="csrf" value="([^"]+)"', page.html)
    assert token is not None
    answer = await viewer.client.post(DESK, data={"csrf": token[1], "round": "close"})
    assert answer.status_code == 403
    assert await Round.filter(closed_at=None).count() == 1


async def test_a_stranger_is_sent_to_sign_in_and_another_organisation_finds_nothing(service: Service) -> None:
    await voting_is_open()
    stranger = await service.visitor()
    answer = await stranger.client.get(DESK)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={DESK}")
    assert (await stranger.client.post(DESK, data={"round": "close"})).status_code == 303
    neighbour = await signed_in(service, await an_account(await an_organisation("Elsewhere"), "lead@elsewhere.example"))
    await neighbour.go(DESK, status=404)
    assert await Round.filter(closed_at=None).count() == 1


async def test_a_form_without_its_token_opens_nothing(service: Service) -> None:
    account, _ = await consulted()
    lead = await signed_in(service, account)
    await lead.go(DESK)
    assert (await lead.client.post(DESK, data={"round": "open"})).status_code == 403
    assert await Round.all().count() == 0
