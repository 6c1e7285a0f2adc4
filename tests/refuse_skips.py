"""With REFUSE_SKIPS=1 a browser or PostgreSQL test that was skipped fails the run: in CI both must really have run."""

from __future__ import annotations

import os

import pytest

MUST_RUN = {"browser", "postgres"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Turn such a skip into a failure, with the reason that the skip gave."""
    if not os.environ.get("REFUSE_SKIPS") or not report.skipped or hasattr(report, "wasxfail"):
        return
    if MUST_RUN & set(report.keywords):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"must not be skipped here: {reason}"
