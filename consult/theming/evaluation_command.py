"""`consult evaluate`: how close the themes come to what people coded by hand, how sure that is, and how fast coding learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from consult.theming.coded_file import Columns, read_coded, split
from consult.theming.coding_command import checked_columns, checked_engine
from consult.theming.command import BadOption, checked_limits, number, question_in, told_plainly, whole
from consult.theming.output import check_folder, put
from consult.theming.tables import CannotRead, Limits
from consult.theming.terminal import Say, plain, progress_shown
from nlp.types import Settings

if TYPE_CHECKING:  # scikit-learn takes a second to load: not before the file is known to be good
    from consult.theming.evaluated_file import CodedQuestions
    from consult.theming.evaluation_output import EvaluationRun
    from nlp.curve import Curve

MOST_SEEDS = 20


@dataclass(frozen=True, slots=True)
class EvaluationJob:
    """One run of `consult evaluate`, as it was asked for."""

    answers: Path
    columns: Columns
    question: str = ""
    codes2: str | None = None
    drop: frozenset[str] = frozenset()
    seeds: tuple[int, ...] = (1, 2, 3)
    settings: Settings = field(default_factory=Settings)
    curve: bool = False
    out: Path | None = None
    sheet: str | None = None
    limits: Limits = field(default_factory=Limits)


def evaluate(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="Answers that people coded: a .csv or .xlsx file.")],
    column: Annotated[str, typer.Option(metavar="TEXT", help="The column that holds the answers.")],
    codes: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the codes, a bar between them.")],
    id_column: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column that holds an id for each answer.")
    ] = None,
    question_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column with the question; each is themed apart.")
    ] = None,
    question: Annotated[str, typer.Option(metavar="TEXT", help="The question, where the file is about one.")] = "",
    codes2: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The codes of a second person, to compare the two people.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Codes that are not about what was said, a bar between them.")
    ] = None,
    separator: Annotated[str, typer.Option(metavar="SIGN", help="What stands between the codes of one answer.")] = "|",
    seeds: Annotated[str, typer.Option(metavar="N,N", help="The seeds to run with; the figures are means over them.")] = "1,2,3",
    engine: Annotated[str, typer.Option(metavar="NAME", help="lexical or semantic.")] = "lexical",
    detail: Annotated[
        float, typer.Option(parser=number, metavar="X", help="From 0.25 (few broad themes) to 8 (many narrow ones).")
    ] = 1.0,
    curve: Annotated[
        bool, typer.Option("--learning-curve", help="Also measure how fast assisted coding learns these codes.")
    ] = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for the results; left out, they are printed.")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook; left out, the first.")] = None,
    max_mb: Annotated[int, typer.Option(parser=whole, metavar="N", help="The biggest file to read, in megabytes.")] = 1000,
) -> None:
    """Find themes in answers that people coded by hand, and measure how close the two come.

    Prints a table; with --out it also writes evaluation.json and, with --learning-curve, a drawing of the curve.
    """
    with told_plainly(plain(answers.name), "evaluate"):
        columns = checked_columns(column, codes, id_column, question_column, separator)
        check_second(columns, codes2, question)
        job = EvaluationJob(
            answers=answers,
            columns=columns,
            question="" if question_column else question.strip() or question_in(column),
            codes2=codes2,
            drop=frozenset().union(*(split(one, columns.separator) for one in drop or ())),
            seeds=checked_seeds(seeds),
            settings=checked_settings(engine, detail),
            curve=curve,
            out=out,
            sheet=sheet,
            limits=checked_limits(max_mb),
        )
        run(job)


def check_second(columns: Columns, codes2: str | None, question: str) -> None:
    """See that options that exclude each other are not given together. Raises BadOption."""
    if question.strip() and columns.question is not None:
        raise BadOption("--question and --question-column were both given. Give one of them.")
    if codes2 is not None and codes2.strip() in {columns.answer.strip(), (columns.codes or "").strip()}:
        raise BadOption("--codes2 names the same column as --column or --codes. Give the second person's codes a column each.")


def checked_seeds(written: str) -> tuple[int, ...]:
    """The seeds, in the order given. Raises BadOption for what is no list of different seeds."""
    try:
        seeds = tuple(int(part) for part in written.split(","))
    except ValueError:
        raise BadOption(
            f"--seeds must be whole numbers with commas between them, such as 1,2,3, not “{plain(written)}”."
        ) from None
    if len(set(seeds)) < len(seeds) or len(seeds) > MOST_SEEDS:
        raise BadOption(f"--seeds must be up to {MOST_SEEDS} different numbers, not “{plain(written)}”.")
    for seed in seeds:
        try:
            Settings(seed=seed)
        except ValueError as error:
            raise BadOption(f"--seeds: {error}.") from None
    return seeds


def checked_settings(engine: str, detail: float) -> Settings:
    """The settings of every run. Raises BadOption, naming the option and its value, for one that makes no sense."""
    try:
        return Settings(engine=checked_engine(engine), detail=detail)
    except ValueError as error:
        raise BadOption(f"--{error}.") from None


def run(job: EvaluationJob) -> None:
    """Read, theme with every seed, compare, write everything, then show it.

    Raises CannotRead, BadOption, CannotWrite or NothingToTheme, having written nothing.
    """
    from consult.theming.evaluation_output import CURVE_FILE, OUTPUTS, result_files
    from consult.theming.evaluation_terminal import show

    outputs = OUTPUTS if job.curve else tuple(name for name in OUTPUTS if name != CURVE_FILE)
    check_folders(job, outputs)
    with progress_shown(Console(stderr=True)) as say:
        say("Opening the file", 0.0)
        evaluated = evaluated_job(job, say)
        if job.out is not None:
            put(job.out, result_files(evaluated))
    show(Console(highlight=False), evaluated, job.out, outputs)


def check_folders(job: EvaluationJob, outputs: Sequence[str]) -> None:
    """See, before any long work, that the results can be written, and not over the answers. Raises BadOption or CannotWrite."""
    if job.out is None:
        return
    if job.answers.resolve() in {(job.out / name).resolve() for name in outputs}:
        raise BadOption("The results would be written over the file of answers. Choose another folder for --out.")
    check_folder(job.out, outputs)


def evaluated_job(job: EvaluationJob, say: Say) -> EvaluationRun:
    """Everything that was asked for, measured."""
    from consult.theming.evaluated_file import beside, coded_questions
    from consult.theming.evaluation_output import EvaluationRun
    from nlp.coders import two_coders
    from nlp.evaluate import evaluate as evaluate_themes

    coded = coded_questions(read_coded(job.answers, job.columns, job.sheet, job.limits), job.question, job.drop)
    pairs = None if job.codes2 is None else beside(coded, second_codes(job))
    return EvaluationRun(
        coded=coded,
        codes2=job.codes2,
        drop=job.drop,
        settings=job.settings,
        evaluation=evaluate_themes(coded.questions, job.seeds, settings=job.settings, progress=say),
        people=None if pairs is None else two_coders(pairs, job.seeds[0]),
        curve=learned(coded, job, say) if job.curve else None,
    )


def second_codes(job: EvaluationJob) -> dict[str, frozenset[str]]:
    """The second person's codes by answer id, dropped ones left out. Raises CannotRead when there is no such column."""
    try:
        found = read_coded(job.answers, replace(job.columns, codes=job.codes2), job.sheet, job.limits)
    except CannotRead as error:
        raise CannotRead(f"The second person’s codes cannot be read. {error}") from None
    return {row.comment.id: row.codes - job.drop for row in found.rows}


def learned(coded: CodedQuestions, job: EvaluationJob, say: Say) -> Curve:
    """The learning curve over all questions together. Raises CannotRead when there are too few answers."""
    from consult.theming.evaluated_file import to_learn
    from nlp.curve import learning_curve

    try:
        return learning_curve(to_learn(coded), job.seeds, progress=say, engine=job.settings.engine)
    except ValueError as error:
        raise CannotRead(f"The learning curve cannot be drawn: {error}. Leave out --learning-curve.") from None
