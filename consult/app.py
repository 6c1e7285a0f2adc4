"""The whole service in one constructor call."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from consult.accounts.access import WhoIsAsking
from consult.database import opened
from consult.errors import LastResort, Refusal, SignInNeeded, draw_http_error, draw_refusal, send_to_sign_in
from consult.routes import routes
from consult.security import BodyLimit, SecurityHeaders, keyring
from consult.settings import Settings
from consult.worker import work
from surveys.collect import Intake, PostgresStore, SqliteStore

log = logging.getLogger(__name__)


def create_app(settings: Settings) -> Starlette:
    """The ASGI application for these settings; nothing is opened until its lifespan starts."""
    keys = keyring(settings)
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders, secure=settings.secure_cookies),
            Middleware(LastResort),
            Middleware(BodyLimit, most=settings.body_limit, most_of_files=settings.file_limit),
            Middleware(WhoIsAsking, keys=keys),
        ],
        exception_handlers={
            Refusal: draw_refusal,
            SignInNeeded: send_to_sign_in,
            HTTPException: draw_http_error,
        },
        lifespan=open_and_close,
    )
    app.state.settings = settings
    app.state.keys = keys
    return app


@asynccontextmanager
async def open_and_close(app: Starlette) -> AsyncIterator[None]:
    """Open the database and the intake, start the embedded worker, and close all of it in the other order."""
    settings: Settings = app.state.settings
    async with opened(settings), Intake(make_store(settings), most_waiting=settings.intake_queue) as intake:
        app.state.intake = intake
        async with embedded_worker(app, settings):
            yield


@asynccontextmanager
async def embedded_worker(app: Starlette, settings: Settings) -> AsyncIterator[None]:
    """Work off jobs beside the pages, unless a worker of its own does."""
    if not settings.embedded_worker:
        yield
        return
    stop = asyncio.Event()
    task = asyncio.create_task(keep_working(app, settings, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def keep_working(app: Starlette, settings: Settings, stop: asyncio.Event) -> None:
    """The embedded worker; when the database goes away it waits and goes on, so that pages need no restart."""
    while not stop.is_set():
        try:
            await work(settings, app.state.keys, stop)
        except Exception as error:
            log.error("the worker stumbled over %s and starts again", type(error).__name__)
            await asyncio.sleep(2)


def make_store(settings: Settings) -> SqliteStore | PostgresStore:
    """Where responses are stored first."""
    if settings.dialect == "sqlite":
        return SqliteStore(settings.sqlite_path)
    return PostgresStore(settings.database_url)
