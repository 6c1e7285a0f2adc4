"""Runs in a process of its own: makes the PDFs. It imports nothing of the service, so that the child starts quickly."""

from __future__ import annotations

from collections.abc import Callable

from reports.data import DecisionNotice, FindingsReport

Tell = Callable[[str, float], None]


def findings_pdf(report: FindingsReport, tell: Tell) -> bytes:
    """The findings as tagged PDF. Raises RuntimeError, without anybody's words, where the report cannot be printed."""
    from reports.findings import build  # ReportLab is heavy: only the child pays for it

    tell("Printing the findings", 0.2)
    try:
        return build(report)
    except ValueError as fault:
        # its text could hold a respondent's words, which go to no log and no page
        raise RuntimeError(f"the findings could not be printed ({type(fault).__name__})") from None


def decision_pdf(notice: DecisionNotice, tell: Tell) -> bytes:
    """The decision as tagged PDF. Raises RuntimeError where the notice cannot be printed."""
    from reports.decision import build

    tell("Printing the decision", 0.2)
    try:
        return build(notice)
    except ValueError as fault:
        raise RuntimeError(f"the decision could not be printed ({type(fault).__name__})") from None
