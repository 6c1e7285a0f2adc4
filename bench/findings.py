"""A report of 200 pages, tagged against untagged, in the same run: seconds, ratio of processor time, peak memory, size.

usage: python -m bench.findings [--pages 200] [--repeats 3]

Each build runs in a process of its own, so that its peak memory is its own; the builds alternate, and the median counts.
The untagged one is the same report on ReportLab's plain canvas: same pages, same words, no structure.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from reports import document, findings
from reports.data import FindingsReport, QuotedAnswer
from tests.reports.hostile import with_themes

QUOTE = "The bus comes late and the door is shut before I can get to it with the pram. Nobody answers the telephone. "


class UntaggedCanvas(Canvas):
    """ReportLab's own canvas, with the calls of the tagged one that draw nothing."""

    def __init__(self, filename: Any, *, tree: Any, lang: str, **options: Any) -> None:
        self.current, self.is_muted, self.spaces = None, False, None
        self.link_words: dict[str, str] = {}
        self.page_of: dict[str, int] = {}
        super().__init__(filename, lang=lang, **options)

    def switch(self, target: Any) -> Any:
        """Nothing is being tagged."""

    def link_element(self, link: Any) -> Any:
        """Nothing is being tagged."""

    def note_heading(self, key: str, words: str, level: int, y: float) -> None:
        """The same bookmarks."""
        self.bookmarkHorizontal(key, 0, y)
        self.addOutlineEntry(words, key, level, closed=level > 0)

    def draw_late(self, x: float, y: float, font: str, size: float, words: Callable[[], str], *, right: bool = False) -> None:
        """Page numbers as known at this moment: the same amount of text."""
        self.setFont(font, size)
        (self.drawRightString if right else self.drawString)(x, y, words())


def content(pages: int) -> FindingsReport:
    """An invented report of about so many pages: themes with three quotes and two breakdowns fill about one page each."""
    quotes = tuple(
        QuotedAnswer(QUOTE * 2, str(number), "Resident, Northside", role)
        for number, role in enumerate(("lead", "echo", "dissent"))
    )
    return replace(with_themes(max(1, pages - 15), quotes), notice="Illustration for a measurement: nobody said any of this.")


def build_once(kind: str, pages: int) -> dict[str, float]:
    """Build in this process and say what it took; peak memory above what the process held before the build."""
    if kind == "untagged":
        vars(document)["TaggedCanvas"] = UntaggedCanvas
    report = content(pages)
    started, worked, before = time.perf_counter(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pdf = findings.build(report)
    seconds, cpu, peak = (
        time.perf_counter() - started,
        time.process_time() - worked,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )
    with pikepdf.open(BytesIO(pdf)) as file:
        number = len(file.pages)
    return {
        "seconds": seconds,
        "cpu": cpu,
        "peak_mb": peak / 1024,
        "added_mb": (peak - before) / 1024,
        "pages": number,
        "bytes": len(pdf),
    }


def measured(kind: str, pages: int) -> dict[str, float]:
    """One build in a fresh process."""
    command = [sys.executable, "-m", "bench.findings", "--one", kind, "--pages", str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--one", choices=("tagged", "untagged"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(build_once(options.one, options.pages)))
        return
    runs: dict[str, list[dict[str, float]]] = {"untagged": [], "tagged": []}
    for _ in range(options.repeats):
        for kind, results in runs.items():
            results.append(measured(kind, options.pages))
    middle = {kind: {key: median(run[key] for run in results) for key in results[0]} for kind, results in runs.items()}
    print(f"{'':10}{'pages':>7}{'seconds':>10}{'processor':>11}{'peak MB':>10}{'of it for the report':>22}{'file MB':>10}")
    for kind, row in middle.items():
        memory = f"{row['peak_mb']:10.0f}{row['added_mb']:22.0f}"
        print(f"{kind:10}{row['pages']:7.0f}{row['seconds']:10.2f}{row['cpu']:11.2f}{memory}{row['bytes'] / 1e6:10.2f}")
    print(f"tagged / untagged: {middle['tagged']['cpu'] / middle['untagged']['cpu']:.2f} times the processor time")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
