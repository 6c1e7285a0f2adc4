"""`consult theme`: an analyst's file of answers becomes a board, themes.json, assignments.csv and findings.pdf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer
from rich.console import Console

from consult.theming.accounting import Unaccounted, check_accounts
from consult.theming.cluster import NoCluster, check_installed
from consult.theming.files import AnswerFile, answers_opened, check_some
from consult.theming.many import (
    MANY,
    CanCarryOn,
    Plenty,
    Way,
    assignment_chunks,
    left_before,
    themed,
    thrown_away_on_failure,
    written_down,
)
from consult.theming.output import (
    ASSIGNMENTS_FILE,
    FINDINGS_FILE,
    THEMES_FILE,
    CannotWrite,
    assignments_csv,
    check_folder,
    put,
    themes_json,
)
from consult.theming.tables import CannotRead, Limits
from consult.theming.terminal import plain, progress_shown, show
from nlp.types import DETAILS, Engine, Levels, Settings, Theming

OUTPUTS = (THEMES_FILE, ASSIGNMENTS_FILE, FINDINGS_FILE)
BAD_INPUT = 2
INTERNAL = 1
STOPPED = 130
"""Exit statuses; 130 is what a shell gives a program stopped by Ctrl-C."""

FindingsBuilder = Callable[[Theming, AnswerFile], bytes]
"""Makes the findings PDF. It is handed in because findings come after theming: theming never imports them."""


class BadOption(ValueError):
    """An option has a value that makes no sense. The message names both."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run of `consult theme`, as it was asked for."""

    answers: Path
    column: str
    out: Path
    id_column: str | None = None
    asked: int | None = None
    settings: Settings = field(default_factory=Settings)
    sheet: str | None = None
    limits: Limits = field(default_factory=Limits)
    jobs: int = -1
    """Processes for very many answers; -1 for one on each core."""
    scheduler: str | None = None
    """A Dask cluster that takes the place of those processes."""

    @property
    def way(self) -> Way:
        """The job as the reading of very many answers sees it."""
        asked, settings = self.asked, self.settings
        return Way(self.answers, self.column, self.id_column, self.sheet, self.out, asked, settings, self.jobs, self.scheduler)


def theme_command(build_findings: FindingsBuilder) -> Callable[..., None]:
    """The function behind `consult theme`, for typer; `build_findings` makes the PDF."""

    def theme(
        answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="The answers: a .csv, .xlsx or .parquet file.")],
        column: Annotated[str, typer.Option(metavar="TEXT", help="The column that holds the answers.")],
        out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the results; it is made if need be.")],
        id_column: Annotated[
            str | None, typer.Option("--id", metavar="COLUMN", help="The column that holds an id for each answer.")
        ] = None,
        question: Annotated[str, typer.Option(metavar="TEXT", help="The question as people saw it.")] = "",
        asked: Annotated[
            int | None, typer.Option(parser=whole, metavar="N", help="How many people were asked, if more than the rows.")
        ] = None,
        seed: Annotated[int, typer.Option(parser=whole, metavar="N", help="The same seed gives the same result.")] = 1,
        themes: Annotated[
            int | None, typer.Option(parser=whole, metavar="K", help="How many themes, 2 to 80; left out, the answers decide.")
        ] = None,
        detail: Annotated[
            float, typer.Option(parser=detailed, metavar="X", help="coarse, normal or fine; or a number from 0.25 to 8 (finest).")
        ] = 1.0,
        engine: Annotated[
            str, typer.Option(metavar="NAME", help="lexical, or semantic: with word vectors, if they are installed.")
        ] = "lexical",
        levels: Annotated[
            int | None, typer.Option(parser=whole, metavar="N", help="1: no sub-themes; 2: look for them in smaller themes too.")
        ] = None,
        sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook; left out, the first.")] = None,
        max_mb: Annotated[int, typer.Option(parser=whole, metavar="N", help="The biggest file to read, in megabytes.")] = 1000,
        jobs: Annotated[
            int | None, typer.Option(parser=whole, metavar="N", help="Processes for a large file; left out, one on each core.")
        ] = None,
        scheduler: Annotated[
            str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose cluster works on a large file.")
        ] = None,
    ) -> None:
        """Find the themes in a file of answers, and account for every answer.

        Prints the board and writes themes.json, assignments.csv and findings.pdf.
        """
        with told_plainly(plain(answers.name)):
            limits = checked_limits(max_mb)
            settings = checked_settings(question or question_in(column), seed, themes, detail, engine, levels)
            check_jobs(jobs)
            run(
                Job(answers, column, out, id_column, asked, settings, sheet, limits, -1 if jobs is None else jobs, scheduler),
                build_findings,
            )

    return theme


def whole(value: str | int) -> int:
    """A whole number from the command line; typer's own message would not say which value was wrong."""
    try:
        return int(value)
    except ValueError:
        raise typer.BadParameter(f"“{plain(str(value))}” is not a whole number.") from None


def number(value: str | float) -> float:
    """A number from the command line."""
    try:
        return float(value)
    except ValueError:
        raise typer.BadParameter(f"“{plain(str(value))}” is not a number.") from None


def detailed(value: str | float) -> float:
    """How fine the themes are to be: a word for it, or a number."""
    known = DETAILS.get(str(value).strip().casefold())
    try:
        return float(value) if known is None else known
    except ValueError:
        raise typer.BadParameter(f"“{plain(str(value))}” is neither {', '.join(DETAILS)} nor a number.") from None


def checked_limits(megabytes: int) -> Limits:
    """The limits of reading with this many megabytes for the file. Raises BadOption for less than one."""
    if megabytes < 1:
        raise BadOption(f"--max-mb must be 1 or more, not {megabytes}.")
    return Limits(file=megabytes * 1_000_000)


def check_jobs(jobs: int | None) -> None:
    """See that the number of processes is one. Raises BadOption."""
    if jobs is not None and jobs < 1:
        raise BadOption(f"--jobs must be 1 or more, not {jobs}.")


def question_in(column: str) -> str:
    """The column's name when it is itself the question, as in the exports of most survey tools; else nothing."""
    name = column.strip()
    return name if name.endswith("?") else ""


def checked_settings(
    question: str, seed: int, themes: int | None, detail: float, engine: str = "lexical", levels: int | None = None
) -> Settings:
    """The settings of the run. Raises BadOption, naming the option and its value, for one that makes no sense."""
    runs_on, depth = checked_engine(engine), checked_levels(levels)
    try:
        return Settings(question=question.strip(), seed=seed, themes=themes, detail=detail, engine=runs_on, levels=depth)
    except ValueError as error:
        raise BadOption(f"--{error}.") from None


def checked_engine(engine: str) -> Engine:
    """The engine by its name. Raises BadOption for one that there is not."""
    known: dict[str, Engine] = {name: name for name in get_args(Engine)}
    if engine not in known:
        raise BadOption(f"--engine must be {' or '.join(known)}, not “{plain(engine)}”.")
    return known[engine]


def checked_levels(levels: int | None) -> Levels | None:
    """The number of levels. Raises BadOption for one that there is not."""
    known: dict[int | None, Levels | None] = {None: None, **{number: number for number in get_args(Levels)}}
    if levels not in known:
        raise BadOption(f"--levels must be 1 or 2, not {levels}.")
    return known[levels]


def check_asked(asked: int | None, rows: int) -> None:
    """See that at least as many people were asked as answered. Raises BadOption."""
    if asked is not None and asked < rows:
        raise BadOption(
            f"--asked is {asked:,}, but the file has {rows:,} answers. Give the number of people who were asked, or leave it out."
        )


def check_input_is_kept(job: Job) -> None:
    """See that no result would be written over the answers themselves. Raises BadOption."""
    if job.answers.resolve() in {(job.out / name).resolve() for name in OUTPUTS}:
        raise BadOption("The results would be written over the file of answers. Choose another folder for --out.")


def run(job: Job, build_findings: FindingsBuilder) -> None:
    """Read, theme, check the sums, write everything, then show it.

    Raises CannotRead, BadOption, NoCluster, CannotWrite or NothingToTheme, having written nothing.
    """
    check_input_is_kept(job)
    check_folder(job.out, OUTPUTS)
    if job.scheduler is not None:
        check_installed()
    with progress_shown(Console(stderr=True)) as say:
        say("Opening the file", 0.0)
        source = read(job, say)
        if isinstance(source, Plenty):
            theming, file = run_many(job, source, build_findings, say), source.file
        else:
            theming, file = run_few(job, source, build_findings, say), source
    show(Console(highlight=False), theming, (*file.notes, *theming.notes), job.out, OUTPUTS)


def read(job: Job, say: Callable[[str, float], None]) -> AnswerFile | Plenty:
    """The answers of the file: in memory, or written down when there are very many. Raises CannotRead or BadOption."""
    before = left_before(job.way)
    if before is not None:
        return before
    with answers_opened(job.answers, job.column, job.id_column, job.sheet, job.limits) as file:
        first = tuple(islice(file.comments, MANY + 1))
        if len(first) > MANY:
            return written_down(job.way, first, file, say)
        check_some(len(first))
        return AnswerFile(job.answers.name, job.column.strip(), job.id_column and job.id_column.strip(), first, file.notes())


def run_few(job: Job, source: AnswerFile, build_findings: FindingsBuilder, say: Callable[[str, float], None]) -> Theming:
    """Theme the answers and write the results."""
    check_asked(job.asked, source.rows)
    from nlp.theming import find_themes  # scikit-learn takes a second to load: not before the file is known to be good

    theming = find_themes(source.comments, job.settings, job.asked, say)
    check_accounts(theming, source.comments)
    say("Writing the findings", 1.0)
    put(job.out, result_files(theming, source, build_findings))
    return theming


def run_many(job: Job, source: Plenty, build_findings: FindingsBuilder, say: Callable[[str, float], None]) -> Theming:
    """Theme very many answers and write the results; what is kept of an unfinished run goes when all are in place."""
    with thrown_away_on_failure(source.unfinished):
        check_asked(job.asked, source.file.rows)
        many = themed(source, job.way, say)
        say("Writing the findings", 1.0)
        files: dict[str, bytes | Iterable[bytes]] = {
            FINDINGS_FILE: build_findings(many.theming, source.file),
            ASSIGNMENTS_FILE: assignment_chunks(many, source.answers),
            THEMES_FILE: themes_json(many.theming, source.file),
        }
        put(job.out, files)
    source.unfinished.remove()
    return many.theming


def result_files(theming: Theming, source: AnswerFile, build_findings: FindingsBuilder) -> dict[str, bytes]:
    """Every file of the result, whole, in memory, by name."""
    return {
        FINDINGS_FILE: build_findings(theming, source),
        ASSIGNMENTS_FILE: assignments_csv(theming, source),
        THEMES_FILE: themes_json(theming, source),
    }


@contextmanager
def told_plainly(name: str, command: str = "theme") -> Iterator[None]:
    """Turn what can go wrong into a sentence on standard error and an exit status; `name` is the file's."""

    def leave(message: str, status: int) -> NoReturn:
        stop(message, status, command)

    try:
        yield
    except CannotRead as error:
        leave(f"{name}: {error}", BAD_INPUT)
    except (BadOption, NoCluster, CannotWrite) as error:
        leave(str(error), BAD_INPUT)
    except CanCarryOn:
        leave("Stopped. Nothing was left half-written, and the same command carries on from here.", STOPPED)
    except KeyboardInterrupt:
        leave("Stopped. Nothing was left half-written.", STOPPED)
    except Unaccounted as error:
        leave(
            f"The program made a mistake, so nothing was written: {error}. Please report this; your file is not at fault.",
            INTERNAL,
        )
    except MemoryError:
        leave(f"{name}: The file needs more memory than this machine has. Try a part of it, or a machine with more.", BAD_INPUT)
    except ValueError as error:
        if type(error).__name__ != "NothingToTheme":
            raise
        leave(f"{name}: {error}", BAD_INPUT)


def stop(message: str, status: int, command: str) -> NoReturn:
    """Print the message on standard error and end with the exit status."""
    typer.echo(f"consult {command}: {message}", err=True)
    raise typer.Exit(status)
