"""Runs in a process of its own: draws the questionnaire on paper. It imports nothing of the service: it starts quickly."""

from __future__ import annotations

from collections.abc import Callable

from reports.questionnaire import PaperQuestionnaire

Tell = Callable[[str, float], None]


def paper_pdf(asked: PaperQuestionnaire, large: bool, tell: Tell) -> bytes:
    """The questionnaire as tagged PDF. Raises RuntimeError where it cannot be printed."""
    from reports.paper import build  # ReportLab is heavy: only the child pays for it
    from reports.style import LARGE_PRINT, PAPER

    try:
        return build(asked, LARGE_PRINT if large else PAPER)
    except ValueError as fault:
        raise RuntimeError(f"the questionnaire could not be printed ({type(fault).__name__})") from None
