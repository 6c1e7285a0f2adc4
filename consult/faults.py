"""Where an error arose, without what it said: an error's own text can hold a respondent's words."""

from __future__ import annotations

import os


def where(error: BaseException) -> str:
    """File and line at which an error arose: enough to look for the fault, and none of the data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "unknown"
