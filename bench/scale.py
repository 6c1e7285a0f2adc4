"""What very many answers cost: `python -m bench.scale [answers …]`, as a rule 10,000, 100,000 and a million.

The answers are invented from a seed and written to a CSV file first. Each size is then themed by `consult theme` in a fresh
process on two cores, and once on one; the memory is that of all its processes together, a page that several share counted
once. Seconds hang on the machine; the ratio to what ten thousand cost, and whether both ways gave the same bytes, do not.
"""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.nlp.invented_answers import QUESTION, texts

SIZES = (10_000, 100_000, 1_000_000)
MEGABYTE = 1 << 20
RESULTS = ("themes.json", "assignments.csv", "findings.pdf")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    processor: float
    """Seconds of all processes together."""
    megabytes: float
    """The most that all processes held at one time."""
    hashes: tuple[str, ...]


def written(count: int, folder: Path) -> Path:
    """A CSV file of `count` invented answers."""
    path = folder / f"{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "answer"])
        writer.writerows((f"r{at}", text) for at, text in enumerate(texts(count), 1))
    return path


def themed(answers: Path, out: Path, jobs: int) -> Cost:
    """Run the command on a file and watch it."""
    command = [sys.executable, "-m", "consult", "theme", str(answers), "--column", "answer", "--id", "id"]
    options = ["--question", QUESTION, "--out", str(out), "--jobs", str(jobs)]
    start, before, most = time.perf_counter(), os.times(), 0.0
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.5)  # looking costs more than a glance: the system adds up every page
    if process.returncode:
        raise SystemExit(f"consult theme ended with {process.returncode}")
    wall, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, spent, most / MEGABYTE, tuple(hashlib.sha256((out / name).read_bytes()).hexdigest() for name in RESULTS))


def held(pid: int) -> float:
    """Bytes that a process and its children hold, shared pages counted once where the system tells."""
    total = 0.0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            memory = one.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
    except psutil.Error:
        pass  # a process ended while we looked
    return total


def main(sizes: Sequence[int]) -> None:
    """Print one line a size."""
    names = ("answers", "unique", "wall, s", "processor, s", "memory, MB", "x linear", "1 core, s", "same bytes")
    print(" ".join(f"{name:>12}" for name in names))
    first: tuple[int, Cost] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="scale-") as name:
            folder = Path(name)
            answers = written(size, folder)
            two, one = themed(answers, folder / "two", 2), themed(answers, folder / "one", 1)
        first = first or (size, two)
        linear = two.processor / (first[1].processor * size / first[0])
        unique = len(set(texts(size))) / size
        same = "yes" if two.hashes == one.hashes else "NO"
        told = f"{size:,}", f"{unique:.0%}", f"{two.wall:.1f}", f"{two.processor:.1f}", f"{two.megabytes:.0f}", f"{linear:.2f}"
        print(" ".join(f"{cell:>12}" for cell in (*told, f"{one.wall:.1f}", same)), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
