"""What tests share: a fresh migrated database for each, on SQLite and on PostgreSQL, the running service, and visitors."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from consult.app import create_app
from consult.responding.spreading import spread_all
from consult.security import Keyring
from consult.settings import Settings
from tests.databases import PostgresTemplate, SqliteTemplate, database_name, postgres_server
from tests.visitor import Visitor

pytest_plugins = ["tests.refuse_skips"]
NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate.make(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresTemplate]:
    found = postgres_server(tmp_path_factory.mktemp("postgres"))
    if isinstance(found, str):
        pytest.skip(found)
    server, to_stop = found
    template = PostgresTemplate.make(server)
    yield template
    template.drop(template.name)
    if to_stop is not None:
        to_stop.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def settings(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Settings]:
    """Settings of a service with a fresh database; every test that asks for it runs on both."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        yield template.copy_to(tmp_path)
        return
    server: PostgresTemplate = request.getfixturevalue("postgres_template")
    copied = await server.copy()
    yield copied
    await server.drop_now(database_name(copied))


@dataclass
class Service:
    """A running service, and visitors who look at its pages."""

    app: Starlette
    settings: Settings
    closing: AsyncExitStack = field(repr=False)

    @property
    def keys(self) -> Keyring:
        keys: Keyring = self.app.state.keys
        return keys

    async def visitor(self) -> Visitor:
        """Somebody with a browser of their own, without JavaScript."""
        transport = httpx2.ASGITransport(app=self.app)
        client = httpx2.AsyncClient(transport=transport, base_url="http://testserver")
        return Visitor(await self.closing.enter_async_context(client))

    async def spread(self) -> int:
        """What the worker does between jobs: spread the stored responses into answers."""
        return await spread_all(self.keys, now=NOW)

    async def work(self) -> None:
        """What the worker does: spread, and do every job that waits."""
        from consult.jobs import claim, run_one

        await self.spread()
        while job := await claim("test", self.settings.job_lease):
            await run_one(job, self.settings.job_lease, self.keys)


@pytest.fixture
async def service(settings: Settings) -> AsyncIterator[Service]:
    """The service on a fresh database, its worker at rest until a test calls `service.work()`."""
    app = create_app(settings)
    async with app.router.lifespan_context(app), AsyncExitStack() as closing:
        yield Service(app, settings, closing)


@pytest.fixture
def sqlite_settings(sqlite_template: SqliteTemplate, tmp_path: Path) -> Settings:
    """Settings of a service on SQLite alone, for tests to which the database makes no difference."""
    return sqlite_template.copy_to(tmp_path)
