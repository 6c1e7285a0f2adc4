"""The intake: durable before it is acknowledged, once however often it is sent, and never one person's fault on another."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest

from consult.app import make_store
from consult.database import opened
from consult.settings import Settings
from surveys import design
from surveys.collect import Full, Intake, PostgresStore, SqliteStore, StoredDifferently, Submission, UnsafeDatabase
from surveys.models import Response
from tests.databases import database_name, execute
from tests.factories import NOW

RECORD = {"answers": {"q": "ŵ 🚌 “quoted” \\ back\nline"}, "consent_to_quote": True, "language": "en"}


@dataclasses.dataclass
class Desk:
    """A database with one version of a questionnaire, and a store in front of it."""

    settings: Settings
    store: SqliteStore | PostgresStore
    version_id: int

    def submission(self, number: int = 0, id_: UUID | None = None) -> Submission:
        record = {**RECORD, "number": number}
        return Submission(id_ or UUID(int=number + 1), self.version_id, NOW, record)

    def bad(self) -> Submission:
        """One that the database refuses: its version does not exist."""
        return Submission(uuid4(), 999_999, NOW, RECORD)


@pytest.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with opened(settings):
        version = await design.create_questionnaire(["en"], now=NOW)
        yield Desk(settings, make_store(settings), version.id)


async def test_what_is_saved_is_there_as_it_was_handed_in(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        await intake.save(desk.submission(7))
    [row] = await Response.all()
    assert (row.id, row.record, row.received_at) == (UUID(int=8), {**RECORD, "number": 7}, NOW)
    assert (row.wave, row.channel, row.spread_at) == (1, "web", None)


async def test_when_save_returns_another_connection_sees_the_response(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        await intake.save(desk.submission())
        assert await seen_by_a_stranger(desk.settings) == 1


async def seen_by_a_stranger(settings: Settings) -> int:
    if settings.dialect == "sqlite":
        with sqlite3.connect(settings.sqlite_path) as connection:
            return int(connection.execute("SELECT count(*) FROM response").fetchone()[0])
    connection = await asyncpg.connect(settings.database_url)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM response"))
    finally:
        await connection.close()


async def test_many_at_once_share_commits_and_all_are_stored(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        await asyncio.gather(*(intake.save(desk.submission(n)) for n in range(300)))
        assert intake.committed == 300
        assert intake.commits < 150
    assert await Response.all().count() == 300


async def test_the_same_again_is_stored_once_and_acknowledged_each_time(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        for _ in range(2):
            await intake.save(desk.submission())
        await asyncio.gather(*(intake.save(desk.submission()) for _ in range(20)))
    assert await Response.all().count() == 1


async def test_other_answers_under_the_same_id_are_refused_and_the_first_stand(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        await intake.save(desk.submission(1, UUID(int=50)))
        with pytest.raises(StoredDifferently):
            await intake.save(desk.submission(2, UUID(int=50)))
        results = await asyncio.gather(
            intake.save(desk.submission(3)), intake.save(desk.submission(2, UUID(int=50))), return_exceptions=True
        )
    assert results[0] is None, "a neighbour in the same batch is stored"
    assert isinstance(results[1], StoredDifferently)
    assert {row.id: row.record["number"] for row in await Response.all()} == {UUID(int=50): 1, UUID(int=4): 3}


async def test_two_answers_under_one_id_in_one_batch_are_not_both_acknowledged(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        results = await asyncio.gather(*(intake.save(desk.submission(n, UUID(int=50))) for n in range(2)), return_exceptions=True)
    [row] = await Response.all()
    assert results[row.record["number"]] is None
    assert isinstance(results[1 - row.record["number"]], StoredDifferently)


async def test_a_response_that_cannot_be_stored_does_not_take_its_neighbours_down(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        handed_in = [desk.submission(0), desk.bad(), desk.submission(1)]
        results = await asyncio.gather(*(intake.save(s) for s in handed_in), return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["NoneType", type(results[1]).__name__, "NoneType"]
    assert isinstance(results[1], Exception)
    assert await Response.all().count() == 2


async def test_a_full_queue_refuses_at_once(desk: Desk) -> None:
    async with Intake(desk.store, most_waiting=3) as intake:
        results = await asyncio.gather(*(intake.save(desk.submission(n)) for n in range(10)), return_exceptions=True)
    refused = [result for result in results if isinstance(result, Full)]
    assert len(refused) == 7
    assert await Response.all().count() == 3, "what was not refused is stored"


async def test_a_person_who_hangs_up_does_not_stop_the_others(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        tasks = [asyncio.create_task(intake.save(desk.submission(n))) for n in range(20)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        await intake.save(desk.submission(99))
    assert [result for result in results[1::2] if result is not None] == []
    assert await Response.filter(id__in=[UUID(int=n + 1) for n in [*range(1, 20, 2), 99]]).count() == 11


async def test_leaving_stores_what_still_waits(desk: Desk) -> None:
    intake = Intake(desk.store)
    async with intake:
        tasks = [asyncio.create_task(intake.save(desk.submission(n))) for n in range(50)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert await Response.all().count() == 50


async def test_after_a_failure_the_next_response_is_stored(desk: Desk) -> None:
    async with Intake(desk.store) as intake:
        with pytest.raises((sqlite3.IntegrityError, asyncpg.ForeignKeyViolationError)):
            await intake.save(desk.bad())
        await intake.save(desk.submission())
    assert await Response.all().count() == 1


@pytest.mark.parametrize("settings", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
async def test_a_postgresql_that_does_not_wait_for_the_disk_is_refused(settings: Settings) -> None:
    base, _, query = settings.database_url.partition("?")
    server = base.rsplit("/", 1)[0] + (f"?{query}" if query else "")
    await execute(server, f'ALTER DATABASE "{database_name(settings)}" SET synchronous_commit = off')
    with pytest.raises(UnsafeDatabase, match="synchronous_commit"):
        async with Intake(make_store(settings)):
            pass
