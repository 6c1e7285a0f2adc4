"""Heavy work in a child process: never on the event loop, with progress, and a dead child is an error, not a hang."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

from consult.jobs import CannotWork

Result = TypeVar("Result")
Tell = Callable[[str, float], None]
"""What the work calls to say what it is doing and how far it is (0 to 1)."""


class ChildDied(Exception):
    """The child process ended without an answer: killed, or out of memory."""


async def in_child(
    function: Callable[..., Result], *arguments: Any, progress: Callable[[float, str], Awaitable[None]] | None = None
) -> Result:
    """Run `function(*arguments, tell)` in a fresh process and return what it returns.

    `function` must be importable by name, and its last parameter is a Tell. A ValueError in the child, whose message is
    meant for people, becomes CannotWork; every other error becomes RuntimeError with the error's name only.
    A child is spawned, never forked: threads of the database drivers do not survive a fork.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(theirs, function, arguments), daemon=True)
    try:
        # in a thread: the arguments go through a pipe that the child reads only once it has imported their module
        await asyncio.to_thread(_start, child)
        theirs.close()
        return cast(Result, await _listen(ours, progress))
    finally:
        if child.pid is not None:
            if child.is_alive():
                child.terminate()
            await asyncio.to_thread(child.join, 10)
        theirs.close()
        ours.close()


def _start(child: BaseProcess) -> None:
    try:
        child.start()
    except BrokenPipeError:
        raise ChildDied("the work stopped before it began") from None


async def _listen(connection: Connection, progress: Callable[[float, str], Awaitable[None]] | None) -> Any:
    while True:
        try:
            kind, value = await asyncio.to_thread(connection.recv)
        except (EOFError, OSError):  # OSError: it died in the middle of a message
            raise ChildDied("the work stopped before its end") from None
        if kind == "result":
            return value
        if kind == "refusal":
            raise CannotWork(value)
        if kind == "error":
            raise RuntimeError(value)
        if progress is not None:
            doing, share = value
            await progress(share, doing)


def _serve(connection: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    def tell(doing: str, share: float) -> None:
        connection.send(("progress", (doing, share)))

    try:
        answer: tuple[str, Any] = ("result", function(*arguments, tell))
    except ValueError as refusal:
        answer = ("refusal", str(refusal))
    except Exception as error:
        answer = ("error", type(error).__name__)
    with connection, suppress(BrokenPipeError):  # nobody listens any more: the parent was killed
        connection.send(answer)
