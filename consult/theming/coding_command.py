"""`consult code`: a person codes a few answers, the machine proposes codes for the others and says what to read next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.console import Console

from consult.theming.codebook_file import Codebook, from_cells, read_codebook
from consult.theming.coded_file import CodedFile, CodedRow, Columns, keys, read_coded
from consult.theming.command import BadOption, checked_limits, number, told_plainly, whole
from consult.theming.files import opened
from consult.theming.output import check_folder, put
from consult.theming.tables import CannotRead, Limits
from consult.theming.terminal import plain, progress_shown
from nlp.codebooks import CodedAnswer, CodingSettings
from nlp.types import Comment, Engine, Settings

if TYPE_CHECKING:  # scikit-learn takes a second to load: not before the files are known to be good
    from consult.theming.coding_output import CodingRun
    from nlp.blind import Agreement

LEARNT = "\0"
"""Begins the id of an answer of an earlier file: no id of this file can, as files with such a character are refused."""
MOST_NEXT = 1000


@dataclass(frozen=True, slots=True)
class CodingJob:
    """One run of `consult code`, as it was asked for."""

    answers: Path
    columns: Columns
    out: Path
    codebook: Path | None = None
    learn_from: Path | None = None
    number: int = 20
    settings: CodingSettings = field(default_factory=CodingSettings)
    sheet: str | None = None
    limits: Limits = field(default_factory=Limits)


def code(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="The answers: a .csv or .xlsx file.")],
    column: Annotated[str, typer.Option(metavar="TEXT", help="The column that holds the answers.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the results; it is made if need be.")],
    codes: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the codes; empty: not read yet.")],
    id_column: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column that holds an id for each answer.")
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The codebook, .json or .csv; left out, the codes in the column.")
    ] = None,
    learn_from: Annotated[
        Path | None, typer.Option(metavar="CODED", help="A file coded before, with the same columns, to learn from.")
    ] = None,
    question_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that says which question each answer is to.")
    ] = None,
    separator: Annotated[str, typer.Option(metavar="SIGN", help="What stands between the codes of one answer.")] = "|",
    next_number: Annotated[int, typer.Option("--next", parser=whole, metavar="N", help="How many answers to read next.")] = 20,
    checks: Annotated[
        float, typer.Option(parser=number, metavar="X", help="The share of those drawn at random as a check, 0 to 1.")
    ] = 0.1,
    engine: Annotated[str, typer.Option(metavar="NAME", help="lexical or semantic.")] = "lexical",
    seed: Annotated[int, typer.Option(parser=whole, metavar="N", help="The same seed gives the same result.")] = 1,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook; left out, the first.")] = None,
    max_mb: Annotated[int, typer.Option(parser=whole, metavar="N", help="The biggest file to read, in megabytes.")] = 1000,
) -> None:
    """Propose codes for the answers that nobody has read yet, from those that somebody has coded.

    Writes proposals.csv, next.csv (what to read next), codebook.json and coding.json (how far to trust it).
    """
    with told_plainly(plain(answers.name), "code"):
        columns = checked_columns(column, codes, id_column, question_column, separator)
        settings = checked_settings(seed, checks, next_number, engine)
        limits = checked_limits(max_mb)
        run(CodingJob(answers, columns, out, codebook, learn_from, next_number, settings, sheet, limits))


def checked_columns(column: str, codes: str, id_column: str | None, question: str | None, separator: str) -> Columns:
    """The columns. Raises BadOption when two roles share one, or nothing stands between codes."""
    if column.strip() == codes.strip():
        raise BadOption("--column and --codes name the same column. Give the answers and their codes a column each.")
    if not separator.strip():
        raise BadOption("--separator is empty. Give the sign that stands between two codes, such as “|”.")
    return Columns(column, codes, id_column, question, separator.strip())


def checked_settings(seed: int, checks: float, number: int, engine: str) -> CodingSettings:
    """The settings of the run. Raises BadOption, naming the option and its value, for one that makes no sense."""
    if not 0 <= number <= MOST_NEXT:
        raise BadOption(f"--next must be from 0 to {MOST_NEXT:,}, not {number}.")
    try:
        return CodingSettings(seed=seed, checks=checks, engine=checked_engine(engine))
    except ValueError as error:
        raise BadOption(f"--{error}.") from None


def checked_engine(engine: str) -> Engine:
    """The engine by its name. Raises BadOption for one that there is not."""
    known: dict[str, Engine] = {name: name for name in get_args(Engine)}
    if engine not in known:
        raise BadOption(f"--engine must be {' or '.join(known)}, not “{plain(engine)}”.")
    return known[engine]


def run(job: CodingJob) -> None:
    """Read, learn, propose, write everything, then show it.

    Raises CannotRead, BadOption or CannotWrite, having written nothing.
    """
    from consult.theming.coding_output import OUTPUTS, result_files
    from consult.theming.coding_terminal import show

    check_inputs_are_kept(job, OUTPUTS)
    check_folder(job.out, OUTPUTS)
    with progress_shown(Console(stderr=True)) as say:
        say("Opening the files", 0.0)
        source = read_coded(job.answers, with_codes_if_there(job), job.sheet, job.limits)
        check_anything_said(source)
        earlier = learnt(job)
        book = codebook_of(job, (*source.rows, *earlier))
        say("Learning from the coded answers", 0.2)
        coding = coded(job, source, earlier, book)
        say("Writing the results", 0.9)
        put(job.out, result_files(coding))
    show(Console(highlight=False), coding, job.out, OUTPUTS)


def check_anything_said(source: CodedFile) -> None:
    """See that there is an answer to code. Raises CannotRead."""
    if not any(row.comment.text.strip() for row in source.rows):
        raise CannotRead(f"None of the {len(source.rows):,} answers says anything: all are blank. Is --column the right one?")


def check_inputs_are_kept(job: CodingJob, outputs: Sequence[str]) -> None:
    """See that no result would be written over a file that was given. Raises BadOption."""
    given = {path.resolve() for path in (job.answers, job.learn_from) if path is not None}
    results = {(job.out / name).resolve() for name in outputs}
    if given & results:
        raise BadOption("The results would be written over a file of answers. Choose another folder for --out.")
    if job.codebook is not None and job.codebook.resolve() in results and job.codebook.name != "codebook.json":
        raise BadOption("The results would be written over the codebook. Choose another folder for --out.")


def with_codes_if_there(job: CodingJob) -> Columns:
    """The columns to read. With an earlier file to learn from, the new one need not have a column of codes."""
    if job.learn_from is None:
        return job.columns
    with opened(job.answers, [job.columns.answer], job.sheet, job.limits) as table:
        there = job.columns.codes is not None and job.columns.codes.strip() in table.columns
    return job.columns if there else replace(job.columns, codes=None)


def learnt(job: CodingJob) -> tuple[CodedRow, ...]:
    """The coded answers of an earlier file, under ids that no answer of this file has. Raises CannotRead."""
    if job.learn_from is None:
        return ()
    try:
        found = read_coded(job.learn_from, replace(job.columns, id=None), None, job.limits)
    except CannotRead as error:
        raise CannotRead(f"The file for --learn-from cannot be used. {error}") from None
    rows = tuple(replace(row, comment=Comment(f"{LEARNT}{row.comment.id}", row.comment.text)) for row in found.rows if row.codes)
    if not rows:
        raise CannotRead("The file for --learn-from has no coded answer, so there is nothing to learn from it.")
    return rows


def codebook_of(job: CodingJob, rows: Sequence[CodedRow]) -> Codebook:
    """The codebook that was given, or one of the codes in use."""
    return from_cells(row.codes for row in rows) if job.codebook is None else read_codebook(job.codebook)


def coded(job: CodingJob, source: CodedFile, earlier: Sequence[CodedRow], book: Codebook) -> CodingRun:
    """Learn from all coded answers, and propose for the others of this file."""
    from consult.theming.coding_output import CodingRun
    from nlp import coding
    from nlp.semantic import why_not

    every = (*source.rows, *earlier)
    meanings = book.meanings()
    person = [CodedAnswer(row.comment.id, keys(row, meanings)) for row in every if row.codes]
    here = {row.comment.id for row in source.rows}
    questions = {row.comment.id: row.question for row in every}
    texts = coding.prepare([row.comment for row in every], job.settings.seed, questions, job.settings.engine)
    coder = coding.fit(texts, book.codes, person, job.settings)
    found, at_random = trusted(coding.random_check(texts, coder, person, here), coding.left_out_agreement(coder, person))
    rounds = coding.history(texts, book.codes, person, job.settings)
    return CodingRun(
        source=source,
        codebook=book,
        coded=tuple(one for one in person if one.answer_id in here),
        learnt_from=len(earlier),
        blank=tuple(one for one in texts.blank if one in here),
        proposals=coder.proposals,
        to_read=coding.next_to_read(texts, coder, person, job.number),
        agreement=found,
        at_random=at_random,
        advice=coding.worth_reading_on(rounds, len(texts.ids) - coder.read),
        settings=job.settings,
        method=coding.VERSION,
        engine=texts.engine,
        fallback=why_not(Settings(engine=job.settings.engine)),
    )


def trusted(check: Agreement | None, on_all: Agreement | None) -> tuple[Agreement | None, bool]:
    """The agreement on the random checks where there are enough, else on all coded answers; and which of the two it is."""
    from nlp.blind import FEWEST_CHECKED

    return (check, True) if check is not None and check.answers >= FEWEST_CHECKED else (on_all, False)
