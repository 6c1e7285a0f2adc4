"""Every answer that was acknowledged is there after the server was killed in the middle of load."""

from __future__ import annotations

import asyncio
import random

import pytest

from consult.database import opened
from consult.security import Keyring
from consult.settings import Settings
from surveys.definition import latest_version
from surveys.models import Response
from tests.databases import SECRET
from tests.durability.load import Crowd
from tests.factories import a_public_consultation, an_account
from tests.servers import Server

ANSWERS = {"difference", "name-it", "capacity"}


async def someone_to_answer(settings: Settings) -> Crowd:
    async with opened(settings):
        consultation = await a_public_consultation(await an_account(), closes_on=None)
        version = await latest_version(consultation.questionnaire_id)
    return Crowd(f"/consultations/{consultation.slug}/answer", version.id, Keyring(SECRET))


async def answer_and_kill(crowd: Crowd, server: Server, rounds: int, people: int, chance: random.Random) -> None:
    for _ in range(rounds):
        server.start()
        try:
            await server.until_ready()
            stop = asyncio.Event()
            answering = asyncio.create_task(crowd.answer(server.port, people, stop))
            await asyncio.sleep(chance.uniform(0.5, 1.2))
        finally:
            server.kill()
        stop.set()
        await answering


async def stored(settings: Settings) -> dict[str, set[str]]:
    """Every stored response, and which of its questions hold an answer."""
    async with opened(settings):
        rows = await Response.all().values_list("id", "record")
    return {str(id_): set(record["answers"]) for id_, record in rows}


@pytest.mark.slow
async def test_every_acknowledged_answer_survives_kill_9(settings: Settings) -> None:
    crowd = await someone_to_answer(settings)
    await answer_and_kill(crowd, Server(settings), rounds=3, people=20, chance=random.Random(1))
    kept = await stored(settings)
    assert len(crowd.acknowledged) > 50, "too few were acknowledged to say anything"
    assert crowd.acknowledged - kept.keys() == set()
    assert {id_ for id_, keys in kept.items() if keys != ANSWERS} == set(), "half-written responses"


@pytest.mark.slow
async def test_the_same_load_catches_a_server_that_says_thank_you_too_early(sqlite_settings: Settings) -> None:
    crowd = await someone_to_answer(sqlite_settings)
    server = Server(sqlite_settings, application="tests.durability.early_server:app")
    for attempt in range(5):
        await answer_and_kill(crowd, server, rounds=1, people=40, chance=random.Random(attempt))
        if crowd.acknowledged - (await stored(sqlite_settings)).keys():
            return
    pytest.fail("no loss was seen, so the test above could not see one either")


async def test_sqlite_waits_for_the_disk_before_it_acknowledges(sqlite_settings: Settings) -> None:
    """kill -9 leaves the page cache, so a power cut needs this: with synchronous below FULL it could lose answers."""
    from surveys.collect import SqliteStore

    store = SqliteStore(sqlite_settings.sqlite_path)
    await store.open()
    assert store._connection is not None
    loop = asyncio.get_running_loop()
    level = await loop.run_in_executor(store._thread, lambda: store._connection.execute("PRAGMA synchronous").fetchone()[0])  # type: ignore[union-attr]
    await store.close()
    assert level == 2
