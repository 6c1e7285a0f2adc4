"""Opening the database: for the service, the worker and the commands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise import Tortoise

from consult.settings import Settings, tortoise_config


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    """The database of these settings, open for as long as the block runs."""
    # the global fallback: requests run in other tasks than the lifespan and would not find the connections otherwise
    context = await Tortoise.init(config=tortoise_config(settings), _enable_global_fallback=True)
    try:
        yield
    finally:
        await context.close_connections()
