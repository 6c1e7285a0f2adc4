"""The migrations make the tables that the models describe, on both databases, with nothing lost on the way."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from tortoise import Tortoise

from consult.database import opened
from consult.migrating import bring_up_to_date
from consult.settings import Settings, tortoise_config
from tests.databases import SECRET, PostgresTemplate, SqliteTemplate, address, database_name, execute

BOOKKEEPING = "tortoise_migrations"


def sqlite_schema(file: Path) -> set[str]:
    """Every table and index with its columns and constraints, in an order of their own."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {normal(sql) for (sql,) in rows if "migration" not in sql.split("(")[0]}


def normal(sql: str) -> str:
    """A statement without comments, and its parts in alphabetical order: the order of columns is no difference."""
    plain = re.sub(r"/\*.*?\*/", "", sql, flags=re.S).replace("IF NOT EXISTS ", "")
    plain = re.sub(r"\s+", " ", plain)
    head, _, body = plain.partition("(")
    # a column that was added later stands last, so the bracket that closes the statement belongs to no part
    body = body.rstrip(" ;").removesuffix(")")
    return head.strip() + "|" + "|".join(sorted(part.strip() for part in body.split(",")))


async def generated(settings: Settings) -> None:
    async with opened(settings):
        await Tortoise.generate_schemas(safe=True)


async def test_on_sqlite_the_migrations_leave_every_constraint_and_index_of_the_models(
    sqlite_template: SqliteTemplate, tmp_path: Path
) -> None:
    """SQLite alters a table by rebuilding it, and Tortoise's rebuild drops its constraints: this would show it."""
    fresh = tmp_path / "fresh.sqlite3"
    await generated(Settings(database_url=f"sqlite://{fresh}"))
    assert sqlite_schema(sqlite_template.file) == sqlite_schema(fresh)


@pytest.mark.postgres
async def test_on_postgres_too(postgres_template: PostgresTemplate) -> None:
    fresh = f"{postgres_template.name}_generated"
    await execute(postgres_template.server, f'CREATE DATABASE "{fresh}"')
    try:
        await generated(Settings(database_url=address(postgres_template.server, fresh), secret_key=SECRET))
        assert await postgres_schema(postgres_template, postgres_template.name) == await postgres_schema(postgres_template, fresh)
    finally:
        await postgres_template.drop_now(fresh)


async def postgres_schema(template: PostgresTemplate, name: str) -> set[tuple[str, ...]]:
    """Every column with its type, every constraint and every index."""
    connection = await asyncpg.connect(address(template.server, name))
    try:
        columns = await connection.fetch(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public'"
        )
        constraints = await connection.fetch(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid), '', '' FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
        )
        indexes = await connection.fetch(
            "SELECT tablename, substring(indexdef from 'USING .*'), '', '' FROM pg_indexes WHERE schemaname = 'public'"
        )
    finally:
        await connection.close()
    return {tuple(map(str, row.values())) for row in [*columns, *constraints, *indexes] if "migration" not in str(row[0])}


async def test_no_table_was_changed_without_a_migration(sqlite_settings: Settings) -> None:
    from tortoise.migrations.autodetector import MigrationAutodetector

    config = tortoise_config(sqlite_settings)
    async with opened(sqlite_settings):
        assert Tortoise.apps is not None
        writers = await MigrationAutodetector(Tortoise.apps, config["apps"]).changes()
    assert [type(operation).__name__ for writer in writers for operation in writer.operations] == []


async def test_bringing_an_up_to_date_database_up_to_date_changes_nothing(settings: Settings) -> None:
    await bring_up_to_date(settings)
    async with opened(settings):
        from consult.consultations.models import Consultation

        assert await Consultation.all().count() == 0


@pytest.mark.postgres
async def test_two_migrations_at_the_same_moment_wait_for_each_other(postgres_template: PostgresTemplate) -> None:
    import asyncio
    import sys

    name = f"{postgres_template.name}_twice"
    await execute(postgres_template.server, f'CREATE DATABASE "{name}"')
    settings = Settings(database_url=address(postgres_template.server, name), secret_key=SECRET)
    assert database_name(settings) == name
    try:
        environment = {"DATABASE_URL": settings.database_url, "SECRET_KEY": SECRET, "PATH": ""}
        both = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "consult", "migrate", env=environment, stdout=asyncio.subprocess.PIPE
            )
            for _ in range(2)
        ]
        assert [await process.wait() for process in both] == [0, 0]
    finally:
        await postgres_template.drop_now(name)
