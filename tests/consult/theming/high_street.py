"""Invented answers about a high street, for illustration only, and ways to put them into files and run the command on them."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from consult.cli import app

QUESTION = "What would make your high street better?"
ANSWERS = (
    "Free parking near the shops",
    "More parking, it is impossible to park on Saturdays",
    "Parking. The car park is always full and it costs too much.",
    "cheaper parking please",
    "Somewhere to park for blue badge holders",
    "Parking charges should go",
    "More trees and benches",
    "Benches, so that older people can sit down",
    "Trees and flowers would make it nicer, and a bench or two to sit on",
    "Plant some trees",
    "A bench outside the library would be lovely",
    "Trees, benches, a bit of shade",
    "Cut the business rates so that small shops can open",
    "Help small shops, the rates are killing them",
    "Empty shops. Lower the business rates and they will fill up.",
    "Small independent shops instead of empty shops",
    "Fill the empty shops",
    "Lower rates for small shops and free parking",
    "Ban cars and let people walk safely",
    "Safer crossings, the cars go much too fast",
    "Slow the cars down, children cross here",
    "Cars go too fast by the school crossing",
    "Traffic is too fast, we need a safe crossing",
    "dont know",
    "n/a",
    "",
    "  ",
    "Bring back the travelling circus with its brass band every Whitsun",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the command ended."""

    status: int
    out: str
    err: str


def rows(answers: Sequence[str] = ANSWERS) -> list[list[str]]:
    """A header and one row for each answer, with ids a001, a002…"""
    return [["id", "answer"], *([f"a{number:03}", answer] for number, answer in enumerate(answers, 1))]


def csv_file(path: Path, table: Sequence[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write the table as a CSV file and give back its path."""
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(table)
    return path


def theme(*arguments: object) -> Outcome:
    """Run `consult theme` with these arguments inside this process."""
    result = CliRunner().invoke(app, ["theme", *map(str, arguments)], catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def theme_apart(*arguments: object, environment: dict[str, str] | None = None) -> Outcome:
    """Run `python -m consult theme` with these arguments as a process of its own."""
    command = [sys.executable, "-m", "consult", "theme", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, env=environment)
    return Outcome(done.returncode, done.stdout, done.stderr)


def one_line(text: str) -> str:
    """Text with all white space made single spaces, so that wrapping does not matter."""
    return " ".join(text.split())
