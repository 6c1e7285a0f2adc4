"""The audit log: every line follows the one before it, and a changed line is found."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.transactions import in_transaction

from consult.audit import GENESIS, AuditEntry, first_broken, record
from tests.conftest import NOW, Service


async def three_lines() -> None:
    for number in (1, 2, 3):
        await record("lead@anytown.example", "did something", f"thing:{number}", now=NOW, count=number, why="Tŷ Gŵyr")


async def test_each_line_carries_the_hash_of_the_one_before(service: Service) -> None:
    await three_lines()
    rows = await AuditEntry.all().order_by("id")
    assert [row.id for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [GENESIS, rows[0].hash, rows[1].hash]
    assert await first_broken() is None


@pytest.mark.parametrize("field", ["at", "actor", "action", "subject", "detail", "previous", "hash"])
async def test_one_changed_letter_is_found_in_whatever_field_it_is(service: Service, field: str) -> None:
    await three_lines()
    row = await AuditEntry.get(id=2)
    old: str = getattr(row, field)
    flipped = old[:-2] + chr(ord(old[-2]) ^ 1) + old[-1]
    await AuditEntry.filter(id=2).update(**{field: flipped})
    broken = await first_broken()
    assert broken is not None
    assert broken.id == 2


async def test_a_line_taken_out_is_found(service: Service) -> None:
    await three_lines()
    await AuditEntry.filter(id=2).delete()
    broken = await first_broken()
    assert broken is not None
    assert broken.id == 3


async def test_a_line_changed_together_with_its_hash_is_found_in_the_next_one(service: Service) -> None:
    from consult.audit import digest

    await three_lines()
    row = await AuditEntry.get(id=2)
    sealed = digest(2, row.at, "somebody@else.example", row.action, row.subject, row.detail, row.previous)
    await AuditEntry.filter(id=2).update(actor="somebody@else.example", hash=sealed)
    broken = await first_broken()
    assert broken is not None
    assert broken.id == 3


async def test_a_line_disappears_with_the_change_that_it_was_about(service: Service) -> None:
    with pytest.raises(RuntimeError):
        await a_change_that_fails()
    assert await AuditEntry.all().count() == 0
    await three_lines()
    assert await first_broken() is None


async def a_change_that_fails() -> None:
    async with in_transaction():
        await record("lead@anytown.example", "did something", "thing:1", now=NOW)
        raise RuntimeError("the change failed after its line was written")


async def test_lines_written_at_the_same_time_follow_each_other(service: Service) -> None:
    await asyncio.gather(*(record("system", "did something", f"thing:{n}", now=NOW) for n in range(20)))
    assert [row.id for row in await AuditEntry.all().order_by("id")] == list(range(1, 21))
    assert await first_broken() is None
