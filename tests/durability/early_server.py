"""A server that says thank you before the answers are on disk: what the durability test must be able to catch."""

from __future__ import annotations

import asyncio

import consult.app
from consult.settings import Settings
from surveys.collect import Intake, Submission


class HastyIntake(Intake):
    """Acknowledges as soon as a response is queued."""

    async def save(self, submission: Submission) -> None:
        waiting = asyncio.ensure_future(super().save(submission))
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.sleep(0)


setattr(consult.app, "Intake", HastyIntake)  # noqa: B010 - the module means no one to replace it
app = consult.app.create_app(Settings.from_environment())
