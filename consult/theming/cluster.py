"""Where the work of a large file is done: on the cores of this machine, or on a Dask cluster, which is an optional part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

NOT_INSTALLED = (
    "--scheduler needs an optional part that is not installed. "
    "Install it with: pip install 'our-survey-said[cluster]'. Or leave it out: the cores of this machine do the same."
)
SECONDS_TO_ANSWER = 10


class NoCluster(ValueError):
    """The cluster cannot be used. The message says what to do."""


def check_installed() -> None:
    """See, before any long work, that a cluster can be talked to at all. Raises NoCluster."""
    if find_spec("distributed") is None:
        raise NoCluster(NOT_INSTALLED)


@contextmanager
def connected(scheduler: str | None) -> Iterator[None]:
    """While this lasts, joblib sends its work to the Dask scheduler at this address; with None to processes on this machine.

    Raises NoCluster when no scheduler answers there.
    """
    if scheduler is None:
        yield
        return
    check_installed()
    from dask import distributed
    from joblib import parallel_config

    connect: Any = distributed.Client  # without types
    try:
        client = connect(scheduler, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise NoCluster(
            f"No Dask scheduler answers at {scheduler}. Check --scheduler; it looks like tcp://10.0.0.1:8786."
        ) from None
    with client, client.as_current(), parallel_config(backend="dask", client=client):
        yield
