"""What became of each answer of a chunk, as a few small arrays: no dataclass for each of a million answers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from nlp.assigning import Assigner, Found
from nlp.counting import Passages, Reader

KINDS = ("placed", "blank", "non-answer", "joke", "off-topic", "no-theme", "other-language")
"""What can become of an answer; all but the first two are reasons of `nlp.types.Unplaced`."""
PLACED, BLANK, NO_THEME = KINDS.index("placed"), KINDS.index("blank"), KINDS.index("no-theme")
PER_SCORE = 10_000


@dataclass(frozen=True, slots=True)
class Entries:
    """Who is in which group, as lists to be gone through."""

    bounds: list[int]
    """The entries of the answer at `at` are those from `bounds[at]` up to `bounds[at + 1]`."""
    group: list[int]
    score: list[int]
    """Ten-thousandths."""
    primary: list[bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A chunk of answers: the kind of each, and one entry for each answer and group in order of answer, then group."""

    kinds: npt.NDArray[np.int8]
    """For each answer its place in KINDS."""
    row: npt.NDArray[np.int32]
    group: npt.NDArray[np.int16]
    score: npt.NDArray[np.uint16]
    """Ten-thousandths."""
    primary: npt.NDArray[np.bool_]

    def ordered(self, place: Sequence[int]) -> Entries:
        """The entries of each answer in order of their groups' places on the board."""
        order = np.lexsort((np.array(place, dtype=np.int64)[self.group], self.row))
        bounds = np.searchsorted(self.row, np.arange(self.kinds.size + 1))
        return Entries(bounds.tolist(), self.group[order].tolist(), self.score[order].tolist(), self.primary[order].tolist())

    def saved(self) -> bytes:
        """The arrays as bytes that can be kept."""
        stream = io.BytesIO()
        np.savez(stream, **{one.name: getattr(self, one.name) for one in fields(self)})
        return stream.getvalue()


def loaded(saved: bytes) -> Outcome:
    """An outcome from what `saved` gave. Raises ValueError or KeyError for anything else."""
    with np.load(io.BytesIO(saved), allow_pickle=False) as arrays:
        return Outcome(**{one.name: arrays[one.name] for one in fields(Outcome)})


def assigned(assigner: Assigner, reader: Reader, texts: Sequence[str]) -> Outcome:
    """What becomes of the answers of one chunk. It hangs on each answer alone: not on the others, nor on their order."""
    number: dict[str, int] = {}
    which = np.fromiter((number.setdefault(text, len(number)) for text in texts), dtype=np.int64, count=len(texts))
    kinds = np.full(len(number), PLACED, dtype=np.int8)
    known: list[tuple[int, int, float, bool]] = []
    new: list[tuple[int, str]] = []
    passages: list[Passages] = []
    for text, at in number.items():
        read = reader.read(text)
        found = assigner.seen.get(read) if isinstance(read, tuple) else read
        if isinstance(found, str):
            kinds[at] = KINDS.index(found)
        elif not isinstance(read, tuple):
            kinds[at] = BLANK
        elif found is None and assigner.is_foreign(text, read):
            kinds[at] = KINDS.index("other-language")
        elif found is None:
            new.append((at, text))
            passages.append(read)
        else:
            known.extend((at, *entry) for entry in found)
    placed = assigner.place(passages)
    for place in sorted(set(range(len(new))) - set(placed.answer.tolist())):
        at, text = new[place]
        kinds[at] = KINDS.index("off-topic" if assigner.is_strange(text, passages[place]) else "no-theme")
    return _spread(kinds, which, _joined(known, np.array([at for at, _ in new], dtype=np.int64), placed))


@dataclass(frozen=True, slots=True)
class _Entries:
    """Who is in which group, in order of answer, then of group."""

    answer: npt.NDArray[np.int64]
    group: npt.NDArray[np.int64]
    score: npt.NDArray[np.float64]
    primary: npt.NDArray[np.bool_]


def _joined(known: Sequence[tuple[int, int, float, bool]], new: npt.NDArray[np.int64], placed: Found) -> _Entries:
    """The entries of the answers that read like one of the sample, and of the new ones."""
    columns = list(zip(*known, strict=True)) or [(), (), (), ()]
    answer = np.concatenate([np.array(columns[0], dtype=np.int64), new[placed.answer]])
    group = np.concatenate([np.array(columns[1], dtype=np.int64), placed.group])
    score = np.concatenate([np.array(columns[2], dtype=np.float64), placed.score])
    primary = np.concatenate([np.array(columns[3], dtype=np.bool_), placed.primary])
    order = np.lexsort((group, answer))
    return _Entries(answer[order], group[order], score[order], primary[order])


def _spread(kinds: npt.NDArray[np.int8], which: npt.NDArray[np.int64], held: _Entries) -> Outcome:
    """From distinct texts to rows: `which` says what text each row has."""
    first = np.searchsorted(held.answer, np.arange(kinds.size + 1))
    lengths = np.diff(first)[which]
    row = np.repeat(np.arange(which.size), lengths)
    within = np.arange(row.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    entry = first[which][row] + within
    score = np.round(held.score[entry] * PER_SCORE).astype(np.uint16)
    return Outcome(kinds[which], row.astype(np.int32), held.group[entry].astype(np.int16), score, held.primary[entry])
