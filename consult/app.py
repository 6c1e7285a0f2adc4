"""The whole service in one constructor call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from tortoise import Tortoise

from consult.accounts.access import WhoIsAsking
from consult.errors import LastResort, Refusal, SignInNeeded, draw_http_error, draw_refusal, send_to_sign_in
from consult.routes import routes
from consult.security import SecurityHeaders, keyring
from consult.settings import Settings, tortoise_config
from consult.worker import work
from surveys.collect import Intake, PostgresStore, SqliteStore


def create_app(settings: Settings) -> Starlette:
    """The ASGI application for these settings; nothing is opened until its lifespan starts."""
    keys = keyring(settings)
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders, secure=settings.secure_cookies),
            Middleware(LastResort),
            Middleware(WhoIsAsking, keys=keys),
        ],
        exception_handlers={
            Refusal: draw_refusal,
            SignInNeeded: send_to_sign_in,
            HTTPException: draw_http_error,
        },
        lifespan=open_and_close,
        max_body_size=settings.body_limit,
    )
    app.state.settings = settings
    app.state.keys = keys
    return app


@asynccontextmanager
async def open_and_close(app: Starlette) -> AsyncIterator[None]:
    """Open the database and the intake, start the embedded worker, and close all of it in the other order."""
    settings: Settings = app.state.settings
    # the global fallback: requests run in other tasks than the lifespan and would not find the connections otherwise
    context = await Tortoise.init(config=tortoise_config(settings), _enable_global_fallback=True)
    try:
        async with Intake(make_store(settings), most_waiting=settings.intake_queue) as intake:
            app.state.intake = intake
            async with embedded_worker(app, settings):
                yield
    finally:
        await context.close_connections()


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
    import logging

    while not stop.is_set():
        try:
            await work(settings, app.state.keys, stop)
        except Exception as error:
            logging.getLogger(__name__).error("the worker stumbled over %s and starts again", type(error).__name__)
            await asyncio.sleep(2)


def make_store(settings: Settings) -> SqliteStore | PostgresStore:
    """Where responses are stored first."""
    if settings.dialect == "sqlite":
        return SqliteStore(settings.sqlite_path)
    return PostgresStore(settings.database_url)
