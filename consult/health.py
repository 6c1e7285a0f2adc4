"""Whether the service is alive, and whether it can do its work."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from tortoise.connection import get_connections

from consult.jobs import Job

PATIENCE = 3.0


async def healthz(request: Request) -> Response:
    """200 as long as the process answers; asks no database."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """200 when the database answers and the intake has room, else 503 with what is wrong."""
    intake = request.app.state.intake
    if intake.queue.full():
        return PlainTextResponse("the intake is full\n", 503)
    # a task of its own: a cancelled ORM query must not take the connection's lock with it
    probe = asyncio.ensure_future(_ask_database())
    done, _ = await asyncio.wait({probe}, timeout=PATIENCE)
    if not done:
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ready\n") if probe.exception() is None else PlainTextResponse("the database is away\n", 503)


async def _ask_database() -> None:
    alias = Job._meta.default_connection
    assert alias is not None
    await get_connections().get(alias).execute_query("SELECT 1")
