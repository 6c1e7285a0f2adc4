"""A paper keyed by two people who do not see each other's typing, and what a third look settles."""

from __future__ import annotations

from typing import Any

from consult.responding.models import PaperEntry
from surveys.models import Response
from tests.conftest import Service
from tests.consult.channels.papers import COLLEAGUE, DESK, STORE, WORDS, an_open_consultation, keyed
from tests.consult.desk import at_the_desk, faults, log_of
from tests.visitor import Page, Visitor

SETTLE = "Store what the paper says"
SAME = {"difference": WORDS.replace("\n", " "), "capacity": "gp"}


async def keyed_twice(service: Service, **typed: Any) -> tuple[Visitor, Page]:
    """A colleague, after keying the lead's paper again, and the page in front of them."""
    await an_open_consultation(service)
    await keyed(service, **{"+twice": "yes"})
    colleague = await at_the_desk(service, COLLEAGUE)
    await colleague.go(DESK)
    await colleague.follow("Key it again: paper P-1")
    return colleague, await colleague.press(STORE, **{**SAME, **typed})


async def test_a_paper_to_be_keyed_twice_waits_for_a_colleague(service: Service) -> None:
    await an_open_consultation(service)
    lead = await keyed(service, **{"+twice": "yes"})
    assert "once a colleague has keyed the same paper" in lead.page.text
    assert await Response.all().count() == 0
    assert "Key it again: paper P-1" not in lead.page.links
    entry = await PaperEntry.get()
    await lead.go(f"{DESK}/{entry.id}/second", 403)


async def test_the_second_person_sees_nothing_of_what_the_first_keyed(service: Service) -> None:
    await an_open_consultation(service)
    await keyed(service, **{"+twice": "yes"})
    colleague = await at_the_desk(service, COLLEAGUE)
    await colleague.go(DESK)
    page = await colleague.follow("Key it again: paper P-1")
    assert "nurse" not in page.html
    assert "checked" not in page.html
    assert "Paper P-1: Paper form, received on 1 June 2026" in page.text


async def test_where_two_agree_the_answer_counts_at_once(service: Service) -> None:
    colleague, page = await keyed_twice(service)
    assert "The answers are stored and counted." in page.text
    assert (await Response.get()).record["answers"] == {"difference": WORDS, "capacity": "gp"}
    assert "1 paper was keyed by two people. They keyed 3 of 3 fields alike, which is 100 in 100." in page.text
    entry = await PaperEntry.get()
    assert "nurse" not in f"{entry.first_typed}{entry.second_typed}"
    assert entry.second_by == COLLEAGUE
    await colleague.go(f"{DESK}/{entry.id}/second", 409)


async def test_a_third_look_settles_each_disagreement(service: Service) -> None:
    colleague, page = await keyed_twice(service, difference="I could see the purse", **{"name-it": "Bessie"})
    assert "two keyings differ" in page.h1
    assert await Response.all().count() == 0
    page = await colleague.press(SETTLE, 422, **{"+settle.difference": "first"})
    assert set(faults(page)) == {"+settle.name-it"}
    chosen: dict[str, Any] = {"+settle.difference": "first", "+settle.name-it": "neither", "name-it": "Betsy"}
    page = await colleague.press(SETTLE, **chosen)
    assert (await Response.get()).record["answers"] == {"difference": WORDS, "name-it": "Betsy", "capacity": "gp"}
    assert "They keyed 2 of 4 fields alike, which is 50 in 100." in page.text
    log = await log_of("consultation:bus-42")
    assert [(action, detail.get("disagreements")) for _, action, detail in log] == [
        ("answers keyed", None),
        ("answers keyed a second time", 2),
        ("disagreement settled", None),
    ]
    assert "purse" not in str(log)


async def test_whether_we_may_quote_is_settled_like_an_answer(service: Service) -> None:
    colleague, _ = await keyed_twice(service, consent_to_quote="yes")
    await colleague.press(SETTLE, 200, **{"+settle.consent_to_quote": "second"})
    assert (await Response.get()).record["consent_to_quote"] is True


async def test_what_is_settled_cannot_be_settled_again(service: Service) -> None:
    colleague, _ = await keyed_twice(service, capacity="patient")
    await colleague.press(SETTLE, 200, **{"+settle.capacity": "second"})
    assert (await Response.get()).record["answers"]["capacity"] == "patient"
    entry = await PaperEntry.get()
    await colleague.go(f"{DESK}/{entry.id}/settle", 404)
