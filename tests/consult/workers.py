"""Real worker processes for tests, to be killed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from consult.settings import Settings

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds that a test waits for a worker of its own, on a machine that has other things to do."""


@contextmanager
def a_worker(settings: Settings, lease: float = 1.0) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process of its own on the same database; killed at the end if it is still there."""
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "JOB_LEASE": str(lease),
    }
    process = subprocess.Popen([sys.executable, "-m", "tests.consult.job_kinds"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def wait_until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds. Fails after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not await holds():
        assert time.monotonic() < end, "it did not come about in time"
        await asyncio.sleep(0.05)
