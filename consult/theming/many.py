"""`consult theme` on very many answers: the same three files, while memory holds some tens of bytes for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from consult import __version__
from consult.theming.accounting import Unaccounted, check_tally
from consult.theming.cluster import connected
from consult.theming.files import AnswerFile, Opened
from consult.theming.output import COLUMNS, Row, as_csv
from consult.theming.unfinished import Spool, Unfinished, file_hash, place_of
from nlp.types import Comment, MinorityView, Settings, Theme, Theming

if TYPE_CHECKING:
    from nlp.outcomes import Outcome
    from nlp.scale import Many

MANY = 50_000
"""Above this many answers the themes are found in a sample, and everybody is placed by their words (see `nlp.scale`)."""

Say = Callable[[str, float], None]


class CanCarryOn(KeyboardInterrupt):
    """Ctrl-C, in a run that can be carried on later."""


@dataclass(frozen=True, slots=True)
class Plenty:
    """A file of very many answers: what it is, and its answers on disk."""

    file: AnswerFile
    """Without its answers."""
    answers: Spool
    unfinished: Unfinished


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is read and themed: with the file's content, everything that decides the outcome."""

    path: Path
    column: str
    id_column: str | None
    sheet: str | None
    out: Path
    asked: int | None
    settings: Settings
    jobs: int = -1
    """Processes; -1 for one on each core. The outcome does not depend on it."""
    scheduler: str | None = None


def unfinished_run(way: Way) -> Unfinished:
    """Where this run keeps what is unfinished, and what tells it from others; reads the whole file for its hash."""
    from nlp.scale import CHUNK, SAMPLE
    from nlp.theming import VERSION

    run: dict[str, Any] = {
        "file": file_hash(way.path),
        "name": way.path.name,
        "read": [way.column, way.id_column, way.sheet],
        "asked": way.asked,
        "settings": asdict(way.settings),
        "version": [__version__, VERSION, SAMPLE, CHUNK],
    }
    return Unfinished(place_of(way.out), run)


def left_before(way: Way) -> Plenty | None:
    """The run of the same kind that was stopped before, if it had read all its answers; any other is thrown away, with a word."""
    from nlp.scale import CHUNK

    if not place_of(way.out).exists():
        return None
    unfinished = unfinished_run(way)
    state = unfinished.state()
    if state is None:
        typer.echo("An unfinished run of another file or with other settings was thrown away.", err=True)
        unfinished.remove()
        return None
    typer.echo("Carrying on the run that was stopped.", err=True)
    spool = unfinished.spool(CHUNK, rows=state["rows"], numbered=way.id_column is None)
    return Plenty(_about(way, state["rows"], state["notes"]), spool, unfinished)


def written_down(way: Way, first: Iterable[Comment], file: Opened, say: Say) -> Plenty:
    """The answers of an opened file on disk, those already taken first. Raises CannotRead."""
    from nlp.scale import CHUNK

    unfinished = unfinished_run(way)
    with thrown_away_on_failure(unfinished):
        unfinished.begin()
        spool = unfinished.spool(CHUNK, numbered=way.id_column is None)
        for rows in spool.fill(chain(first, file.comments)):
            say(f"Reading the answers: {rows:,}", 0.0)
        unfinished.note(rows=spool.rows, notes=list(file.notes()))
    return Plenty(_about(way, spool.rows, file.notes()), spool, unfinished)


def _about(way: Way, rows: int, notes: Sequence[str]) -> AnswerFile:
    id_column = way.id_column and way.id_column.strip()
    return AnswerFile(way.path.name, way.column.strip(), id_column, (), tuple(notes), counted=rows)


@contextmanager
def thrown_away_on_failure(unfinished: Unfinished) -> Iterator[None]:
    """Whatever goes wrong, no answers stay on disk, except where somebody stops a run that can be carried on."""
    try:
        yield
    except KeyboardInterrupt:
        if unfinished.state() is None:
            unfinished.remove()
            raise
        raise CanCarryOn from None
    except BaseException:
        unfinished.remove()
        raise


def themed(plenty: Plenty, way: Way, say: Say) -> Many:
    """The themes of very many answers, its sums checked. Raises NothingToTheme, NoCluster or Unaccounted."""
    from nlp.scale import SAMPLE, theme_many

    with connected(way.scheduler):
        many = theme_many(plenty.answers, way.settings, way.asked, say, way.jobs, plenty.unfinished.kept, SAMPLE)
    check_tally(many.theming, plenty.file.rows)
    return many


def assignment_chunks(many: Many, answers: Spool) -> Iterator[bytes]:
    """assignments.csv a chunk at a time, in the order of the file.

    Raises Unaccounted at the end when the rows do not add up to the counts on the board.
    """
    yield as_csv([COLUMNS])
    written: Counter[str] = Counter()
    for at in range(len(answers)):
        rows = list(chunk_rows(many, answers.ids(at), many.outcome(at)))
        written.update(row[1] for row in rows)
        yield as_csv(rows)
    check_written(many.theming, written)


def chunk_rows(many: Many, ids: Sequence[str], outcome: Outcome) -> Iterator[Row]:
    """The rows of assignments.csv of one chunk: for each answer its themes in order of rank, or why it has none."""
    from nlp.outcomes import BLANK, KINDS

    heading = many.everybody.heading
    entries = outcome.ordered(many.everybody.order)
    for answer_id, kind, (start, end) in zip(ids, outcome.kinds.tolist(), pairwise(entries.bounds), strict=True):
        for at in range(start, end):
            score, primary = entries.score[at] / 10_000, entries.primary[at]
            yield answer_id, *heading[entries.group[at]], f"{score:.4f}", "true" if primary else "false"
        if start == end:
            yield answer_id, "blank" if kind == BLANK else "unplaced", "", KINDS[kind], "", ""


def check_written(theming: Theming, written: Counter[str]) -> None:
    """See that each theme has as many rows as people. Raises Unaccounted."""
    known: tuple[Theme | MinorityView, ...] = (*theming.themes, *theming.minority)
    if wrong := [one.id for one in known if one.count != written[one.id]]:
        raise Unaccounted(f"the counts of {', '.join(wrong)} are not those of the people in them")
