"""The same method for very many answers: `find_themes` on a sample of the people, then everybody placed by their words.

Memory is bounded by the sample and by some tens of bytes for each answer; cost grows with the number of answers. Nobody is held
in memory: answers come in chunks, and what became of them goes out in chunks. The same answers, in any order and on any number
of processes or machines, give the same result.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from joblib.externals.loky import get_reusable_executor
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.assigning import Assigner
from nlp.census import Census
from nlp.counting import Reader
from nlp.learning import learn
from nlp.outcomes import Outcome, assigned, loaded
from nlp.theming import Progress, find_themes
from nlp.totals import Everybody, Sums, counted
from nlp.types import Comment, Settings, Theming

SAMPLE = 10_000
"""People whose answers the themes are found in. Fewer lose some agreement with people's codes; see docs/method.md."""
CHUNK = 20_000
"""Answers read, placed and kept at a time. The result does not depend on it."""


class Chunks(Protocol):
    """Answers that can be read again and again, a chunk at a time."""

    def __len__(self) -> int:
        """The number of chunks."""

    def ids(self, at: int) -> Sequence[str]:
        """The ids of the answers of one chunk, counted from 0."""

    def texts(self, at: int) -> Sequence[str]:
        """The texts of the same answers."""


@dataclass(frozen=True, slots=True)
class Held:
    """Chunks of answers in memory."""

    comments: Sequence[Comment]
    size: int = CHUNK

    def __len__(self) -> int:
        return -(-len(self.comments) // self.size)

    def ids(self, at: int) -> Sequence[str]:
        """The ids of the answers of one chunk."""
        return [one.id for one in self._chunk(at)]

    def texts(self, at: int) -> Sequence[str]:
        """Their texts."""
        return [one.text for one in self._chunk(at)]

    def _chunk(self, at: int) -> Sequence[Comment]:
        return self.comments[at * self.size : (at + 1) * self.size]


@dataclass(frozen=True, slots=True)
class Many:
    """The result: a theming whose `tally` stands for its lists, and for each chunk who is where."""

    everybody: Everybody
    chunks: int
    kept: MutableMapping[str, bytes] = field(repr=False)

    @property
    def theming(self) -> Theming:
        """The board, without lists of answers."""
        return self.everybody.theming

    def outcome(self, at: int) -> Outcome:
        """What became of the answers of one chunk."""
        return loaded(self.kept[name_of(at)])


def theme_many(
    answers: Chunks,
    settings: Settings,
    asked: int | None = None,
    progress: Progress = lambda step, done: None,
    jobs: int = 1,
    kept: MutableMapping[str, bytes] | None = None,
    most: int = SAMPLE,
) -> Many:
    """Find the themes in very many answers, and account for every one.

    `most` people are drawn for `find_themes`; `jobs` processes place everybody else (-1: one for each core), or the joblib
    backend that is set when this is called. What became of each chunk goes into `kept`; chunks that are in it already, from a
    run of the same answers and settings that was stopped, are not done again.

    Raises NothingToTheme as `find_themes` does, and ValueError when two answers share an id.
    """
    kept = {} if kept is None else kept
    census = Census()
    for at in range(len(answers)):
        progress("Counting the answers", 0.15 * at / len(answers))
        census.add(answers.ids(at), answers.texts(at))
    check_ids(answers, census)
    progress("Finding the themes in a sample of the answers", 0.15)
    rows = census.sample(most, settings.seed)
    sample, real = drawn(answers, rows)
    found, assigner = fitted(sample, settings, jobs)
    sums = Sums()
    for at, outcome in enumerate(placed(answers, assigner, jobs, kept)):
        progress("Placing everybody", 0.5 + 0.45 * at / len(answers))
        sums.add(outcome)
    progress("Counting the people in each theme", 0.95)
    notes = (sampled_note(len(sample), census.rows),) if len(sample) < census.rows else ()
    everybody = counted(found, assigner.groups, sums, real, max(asked or 0, census.rows), census.hashed(), notes)
    return Many(everybody, len(answers), kept)


def check_ids(answers: Chunks, census: Census) -> None:
    """See that no two answers share an id: people could not be counted. Raises ValueError."""
    suspects, seen, first = set(census.suspects().tolist()), set[str](), 0
    for chunk in range(len(answers) if suspects else 0):
        ids = answers.ids(chunk)
        for answer_id in (ids[row - first] for row in range(first, first + len(ids)) if row in suspects):
            if answer_id in seen:
                raise ValueError(f"two answers have the id {answer_id!r}; each answer needs an id of its own")
            seen.add(answer_id)
        first += len(ids)


def drawn(answers: Chunks, rows: npt.NDArray[np.int64]) -> tuple[list[Comment], dict[str, str]]:
    """The answers in these rows under ids of their own, which tell their order, and the real id of each."""
    place = {int(row): at for at, row in enumerate(rows)}
    texts, ids, first = [""] * len(rows), [""] * len(rows), 0
    for chunk in range(len(answers)):
        held = answers.texts(chunk)
        wanted = [row for row in range(first, first + len(held)) if row in place]
        names = answers.ids(chunk) if wanted else ()
        for row in wanted:
            texts[place[row]], ids[place[row]] = held[row - first], names[row - first]
        first += len(held)
    sample = [Comment(f"{at:07d}", text) for at, text in enumerate(texts)]
    return sample, {one.id: name for one, name in zip(sample, ids, strict=True)}


def fitted(sample: Sequence[Comment], settings: Settings, jobs: int) -> tuple[Theming, Assigner]:
    """The themes of the sample and what is learnt of them, found on this machine, so that a cluster gives the same.

    With several jobs it is done in a process of its own, which gives its memory back and can be stopped at any moment.
    """
    if jobs == 1:
        return _fit(sample, settings)
    result: tuple[Theming, Assigner] = Parallel(n_jobs=2, backend="loky")([delayed(_fit)(sample, settings)])[0]
    get_reusable_executor().shutdown(wait=True)
    return result


def _fit(sample: Sequence[Comment], settings: Settings) -> tuple[Theming, Assigner]:
    with threadpool_limits(limits=1):
        plain = find_themes(sample, replace(settings, levels=1))  # sub-themes of a sample would not be counted over everybody
        theming = replace(plain, settings=settings)
        return theming, learn(sample, theming)


def placed(answers: Chunks, assigner: Assigner, jobs: int, kept: MutableMapping[str, bytes]) -> Iterator[Outcome]:
    """What becomes of each chunk, in order; what is not in `kept` is worked out and put there."""
    model = np.frombuffer(pickle.dumps(assigner, protocol=5), dtype=np.uint8)
    mark = hashlib.sha256(model.tobytes()).hexdigest()
    todo = [at for at in range(len(answers)) if name_of(at) not in kept]
    new = _outcomes(((model, mark, answers.texts(at)) for at in todo), jobs)
    for at in range(len(answers)):
        if name_of(at) in kept:
            yield loaded(kept[name_of(at)])
        else:
            outcome = next(new)
            kept[name_of(at)] = outcome.saved()
            yield outcome


def _outcomes(tasks: Iterable[tuple[npt.NDArray[np.uint8], str, Sequence[str]]], jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        yield from (outcome_of(*task) for task in tasks)
    else:
        yield from Parallel(n_jobs=jobs, return_as="generator", batch_size=1)(delayed(outcome_of)(*task) for task in tasks)


_LEARNT: dict[str, tuple[Assigner, Reader]] = {}
"""The model that this process used last, so that it is unpacked once and not for every chunk."""


def outcome_of(model: npt.NDArray[np.uint8], mark: str, texts: Sequence[str]) -> Outcome:
    """What becomes of the answers of a chunk; `mark` names the model."""
    if mark not in _LEARNT:
        _LEARNT.clear()
        assigner: Assigner = pickle.loads(model.tobytes())  # noqa: S301 - our own bytes, made by `placed` in this very run
        _LEARNT[mark] = assigner, Reader(assigner.words)
    with threadpool_limits(limits=1):
        return assigned(*_LEARNT[mark], texts)


def name_of(at: int) -> str:
    """Under what name a chunk is kept."""
    return f"chunk-{at:06d}"


def sampled_note(sample: int, answers: int) -> str:
    """What a reader must know of a result that was found on a sample."""
    return (
        f"The themes, their names and quotes were found among {sample:,} of the {answers:,} answers, drawn by chance; everybody "
        "was then placed by their words. Lone views, unusual answers and what can be checked were looked for in the sample "
        "alone. Sub-themes, form letters, stance and reasons are left out, since they were not counted over everybody."
    )
