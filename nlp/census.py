"""Who answered, counted without holding the answers: each row as two numbers, and a sample that no order of rows changes."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]

GOLDEN = 0x9E3779B97F4A7C15
DIGEST_BYTES = 16


@dataclass(slots=True)
class Census:
    """What is kept of every row: 24 bytes, and 16 more for the hash of the whole input."""

    said: array[int] = field(default_factory=lambda: array("Q"))
    """The first 64 bits of the hash of each text; 0 for a blank one."""
    who: array[int] = field(default_factory=lambda: array("Q"))
    """The same of each id."""
    digests: bytearray = field(default_factory=bytearray)

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return len(self.said)

    def add(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Count further rows, given as equally many ids and texts."""
        for answer_id, text in zip(ids, texts, strict=True):
            person, words = _hash(answer_id), _hash(text)
            self.who.append(int.from_bytes(person[:8], "little"))
            self.said.append(int.from_bytes(words[:8], "little") or 1 if any(map(str.isalnum, text)) else 0)
            self.digests += hashlib.blake2b(person + words, digest_size=DIGEST_BYTES).digest()

    def hashed(self) -> str:
        """SHA-256 of the hashes of all rows in order of value: the same for the same ids and texts in any order of rows."""
        held = np.frombuffer(bytes(self.digests), dtype=f"S{DIGEST_BYTES}")
        return hashlib.sha256(np.sort(held).tobytes()).hexdigest()

    def suspects(self) -> Rows:
        """The rows whose id has the hash of another row's: those that may share an id with it, in order."""
        who = _numbers(self.who)
        order = np.argsort(who, kind="stable")
        same = who[order][1:] == who[order][:-1]
        return np.sort(order[np.append(same, False) | np.insert(same, 0, False)]) if who.size else order

    def sample(self, most: int, seed: int) -> Rows:
        """The rows of at most `most` people, drawn from those who wrote something, in an order of their own.

        People are drawn, so that what many wrote is drawn as often as they wrote it. Who is drawn hangs on the text, on the
        seed, and among equal texts on the ids: not on the order of rows.
        """
        said, who = _numbers(self.said), _numbers(self.who)
        written = np.flatnonzero(said)
        order = written[np.lexsort((who[written], said[written]))]
        repeated = _occurrence(said[order])
        drawn = _mixed(said[order] ^ _mixed(repeated + np.uint64(seed * GOLDEN % 2**64)))
        chosen = np.lexsort((repeated, said[order], drawn))[:most]
        return np.asarray(order[chosen], dtype=np.int64)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def _numbers(held: array[int]) -> Numbers:
    return np.frombuffer(held, dtype=np.uint64) if held else np.zeros(0, dtype=np.uint64)


def _occurrence(ordered: Numbers) -> Numbers:
    """For each of the ordered values, how many equal ones stand before it."""
    at = np.arange(ordered.size)
    first = np.flatnonzero(np.insert(ordered[1:] != ordered[:-1], 0, True)) if ordered.size else at
    return (at - np.repeat(first, np.diff(np.append(first, ordered.size)))).astype(np.uint64)


def _mixed(values: Numbers) -> Numbers:
    """Every bit of a number spread over all of it (SplitMix64, Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        values = values + np.uint64(GOLDEN)
        values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return values ^ (values >> np.uint64(31))
