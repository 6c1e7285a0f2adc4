"""Writes the golden readings anew: `python -m tests.reports.rewrite_golden`. Read the difference before committing it."""

from __future__ import annotations

from pathlib import Path

from reports import decision, findings
from tests.reports.illustrations import DECISION, FINDINGS
from tests.reports.reading import aloud, read

if __name__ == "__main__":
    folder = Path(__file__).parent / "golden"
    folder.mkdir(exist_ok=True)
    for name, pdf in (("findings", findings.build(FINDINGS)), ("decision", decision.build(DECISION))):
        (folder / f"{name}.txt").write_text(aloud(read(pdf).root) + "\n", encoding="utf-8")
