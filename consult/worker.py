"""The worker: does jobs and spreads responses, inside the web service or as a process of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import signal

import consult.handlers  # noqa: F401  importing registers the jobs
from consult.consultations.consultations import close_what_is_over
from consult.database import opened
from consult.jobs import work_off
from consult.responding.drafts import drop_old_drafts
from consult.responding.spreading import spread_new
from consult.security import Keyring, keyring
from consult.settings import Settings


async def work(settings: Settings, keys: Keyring, stop: asyncio.Event) -> None:
    """Work until `stop` is set; the database must be open."""

    async def chores() -> bool:
        now = dt.datetime.now(dt.UTC)
        await close_what_is_over(now=now)
        await drop_old_drafts(now=now)
        return await spread_new(keys, now=now) > 0

    await work_off(stop, settings.job_lease, chores, keys=keys)


async def run_worker(settings: Settings) -> None:
    """`consult worker`: open the database, work until SIGTERM or SIGINT, finish the job in hand, leave."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with opened(settings):
        await work(settings, keyring(settings), stop)
