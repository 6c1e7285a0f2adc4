"""Bringing a database up to date, by one process at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise import Tortoise
from tortoise.migrations.api import migrate

from consult.settings import Settings, tortoise_config

LOCK = 7_205_759_403_792_794  # any number, as long as everybody takes the same


async def bring_up_to_date(settings: Settings) -> None:
    """Apply the migrations that the database lacks. Makes the folder of a SQLite file."""
    if settings.dialect == "sqlite":
        settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
    async with one_at_a_time(settings):
        try:
            await migrate(config=tortoise_config(settings))
        finally:
            # migrate leaves its connection open, and SQLite's thread would keep the process alive
            await Tortoise.close_connections()


@asynccontextmanager
async def one_at_a_time(settings: Settings) -> AsyncIterator[None]:
    """On PostgreSQL two migrations at the same moment would collide: the second waits. SQLite has one machine, one operator."""
    if settings.dialect == "sqlite":
        yield
        return
    import asyncpg

    connection = await asyncpg.connect(settings.database_url)
    try:
        await connection.execute(f"SELECT pg_advisory_lock({LOCK})")
        yield
    finally:
        await connection.close()
