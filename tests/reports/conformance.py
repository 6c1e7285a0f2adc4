"""Asks page-validation, which knows 104 rules of PDF/UA-1, what is wrong with a PDF."""

from __future__ import annotations

from pathlib import Path

import page


def broken_rules(pdf: bytes, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 that a PDF breaks, each once with an example; none for an accessible file."""
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    result = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    return sorted({failure.rule_id for failure in result.failures})
