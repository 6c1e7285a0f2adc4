"""Every document keeps the standard for accessible PDF, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reports import decision, findings
from reports.style import LARGE_PRINT, PAPER, STANDARD
from tests.reports.conformance import broken_rules
from tests.reports.hostile import hostile_decision, hostile_findings, pdf_of_200_themes, with_letter
from tests.reports.illustrations import DECISION, FINDINGS

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "findings": lambda: findings.build(FINDINGS, STANDARD),
    "findings on paper": lambda: findings.build(FINDINGS, PAPER),
    "findings in large print": lambda: findings.build(FINDINGS, LARGE_PRINT),
    "findings with awkward words": lambda: findings.build(hostile_findings()),
    "findings with awkward words in large print": lambda: findings.build(hostile_findings(), LARGE_PRINT),
    "findings with a letter of thirty pages": lambda: findings.build(with_letter()),
    "findings with 200 themes": pdf_of_200_themes,
    "decision": lambda: decision.build(DECISION),
    "decision in large print": lambda: decision.build(DECISION, LARGE_PRINT),
    "decision with awkward words": lambda: decision.build(hostile_decision()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_keeps_every_rule_of_pdf_ua(name: str, tmp_path: Path) -> None:
    assert broken_rules(DOCUMENTS[name](), tmp_path) == []


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def without_standard(file: pikepdf.Pdf) -> None:
    packet = file.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    file.Root.Metadata.write(packet)


def with_unmarked_words(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.Contents = file.make_stream(page.Contents.read_bytes() + b"\nBT /F1+0 9 Tf 1 0 0 1 100 100 Tm (AB) Tj ET\n")


def without_parent_tree(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot.ParentTree


def without_link_words(file: pikepdf.Pdf) -> None:
    del file.pages[0].Annots[0].Contents


@pytest.mark.parametrize(
    "damage", [without_language, without_standard, with_unmarked_words, without_parent_tree, without_link_words]
)
def test_the_check_notices_a_broken_document(damage: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.pdf", tmp_path / "broken.pdf"
    whole.write_bytes(findings.build(FINDINGS))
    with pikepdf.open(whole) as file:
        damage(file)
        file.save(broken)
    assert broken_rules(broken.read_bytes(), tmp_path) != []
