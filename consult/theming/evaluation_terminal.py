"""The result of `consult evaluate` in the terminal: the measures, the agreement on each code, and the learning curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from consult.theming.curve_drawing import NAMES
from consult.theming.evaluation_output import EvaluationRun, notes, spread
from consult.theming.terminal import WIDEST, plain
from nlp.beyond_chance import BeyondChance, Figure
from nlp.curve import Curve

CODES_SHOWN = 30
MEASURES = {
    "v": "V-measure",
    "ari": "Adjusted Rand index (ARI)",
    "matched_f1": "F1 of matched themes, by size (wF1)",
    "theme_f1": "F1 of matched themes, plain (thF1)",
    "precision": "Precision, all codes (micro)",
    "recall": "Recall, all codes (micro)",
    "f1": "F1, all codes (micro)",
    "macro_f1": "F1, mean over codes (macro)",
    "answer_f1": "F1, mean over answers",
    "top5": "Top five found again",
    "rank_correlation": "Rank correlation of sizes",
    "k_ratio": "Themes found for each code",
    "unplaced": "Answers in no theme",
}
"""Every measure as an analyst would look it up."""


def show(console: Console, run: EvaluationRun, folder: Path | None, files: Sequence[str]) -> None:
    """Print the whole result."""
    console.width = min(console.width, WIDEST)
    found = run.evaluation
    seeds = ", ".join(map(str, found.seeds))
    asked = "1 question" if found.questions == 1 else f"{found.questions} questions"
    console.print(Text(f"{found.answers:,} coded answers to {asked}, seeds {seeds}, {found.engine} engine", style="bold"))
    console.print(measures(run))
    for heading, body in sections(run, folder, files):
        console.print()
        console.print(Text(heading, style="bold"))
        for line in body:
            console.print(Padding(line, (0, 0, 0, 2), expand=False))


def measures(run: EvaluationRun) -> Table:
    """Each measure with its mean and its range over the seeds, and beside it the second person's, where there is one."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Measure", overflow="fold")
    for heading in ("Mean", "Lowest", "Highest", *(("Second person",) if run.people else ())):
        table.add_column(heading, justify="right")
    for name, values in spread(run.evaluation).items():
        figures = [values["mean"], values["lowest"], values["highest"]]
        figures += [getattr(run.people.scores, name)] if run.people else []
        table.add_row(MEASURES[name], *(f"{figure:.3f}" for figure in figures))
    table.add_row("Likeness between seeds (ARI)", f"{run.evaluation.seed_stability:.3f}")
    return table


def sections(run: EvaluationRun, folder: Path | None, files: Sequence[str]) -> Iterator[tuple[str, Sequence[RenderableType]]]:
    """The parts under the table, each a heading and its lines; empty parts are left out."""
    found = run.evaluation
    themes = [match.theme_name for match in found.matched]
    if found.agreement is not None:
        yield f"Agreement beyond chance, people and themes (seed {found.seeds[0]})", agreed(found.agreement, themes)
    if run.people is not None:
        yield f"Agreement beyond chance, two people on {run.people.answers:,} answers", agreed(run.people.agreement, None)
    if run.curve is not None:
        yield f"Assisted coding: F1 per answer on {run.curve.held_out:,} answers held out", [curve_table(run.curve)]
    if told := [Text(plain(note)) for note in notes(run)]:
        yield "Please note", told
    if folder is not None:
        yield f"Written to {plain(str(folder))}", [Text(", ".join(files))]


def agreed(agreement: BeyondChance, themes: Sequence[str | None] | None) -> list[RenderableType]:
    """Kappa and alpha over all codes, then code by code."""
    overall = f"Over all codes kappa {interval(agreement.kappa)}, alpha {interval(agreement.alpha)}; 1 is perfect, 0 is chance."
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Code", overflow="fold")
    if themes is not None:
        table.add_column("Theme", overflow="fold")
    for heading in ("Both", "F1", "Kappa (95 %)"):
        table.add_column(heading, justify="right", no_wrap=True)
    for at, one in enumerate(agreement.codes[:CODES_SHOWN]):
        theme = [] if themes is None else [Text(plain(themes[at] or "–"))]
        table.add_row(Text(plain(one.code)), *theme, f"{one.both:,}", f"{one.f1:.2f}", interval(one.kappa))
    if len(agreement.codes) > CODES_SHOWN:
        table.add_row(Text(f"and {len(agreement.codes) - CODES_SHOWN} more in evaluation.json", style="dim"))
    return [Text(overall), table]


def interval(figure: Figure) -> str:
    """A figure with its 95 % interval."""
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def curve_table(curve: Curve) -> Table:
    """A row for each number of answers read, a column for each way of reading."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Answers read", justify="right")
    for name in NAMES.values():
        table.add_column(f"{name} (lowest to highest)", justify="right")
    for read in sorted({one.read for one in curve.points}):
        at_mark = {one.way: one for one in curve.points if one.read == read}
        cells = [f"{at_mark[way].f1:.3f} ({at_mark[way].lowest:.3f} to {at_mark[way].highest:.3f})" for way in NAMES]
        table.add_row(f"{read:,}", *cells)
    return table
