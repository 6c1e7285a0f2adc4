"""The board in the terminal: what people said, and that everybody is accounted for."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from consult.theming.accounting import tally
from consult.theming.sayings import NOT_STEADY, NOT_STEADY_WORDS, letter_words, people, side_words
from nlp.types import MinorityView, Quote, Theme, Theming

WIDEST = 100
THEMES_SHOWN = 20
QUOTES_SHOWN = 8
VIEWS_SHOWN = 12
QUOTE_LETTERS = 140
IDS_SHOWN = 8

REASONS = {
    "no-theme": "no theme fits",
    "joke": "a joke",
    "off-topic": "about something else",
    "non-answer": "no answer to the question",
    "other-language": "in another language",
}
"""Why an answer is outside every theme, as an analyst would say it."""

Say = Callable[[str, float], None]


def plain(text: str) -> str:
    """Text on one line without control or direction characters, so that no answer can steer the reader's terminal."""
    shown = "".join(" " if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character for character in text)
    return " ".join(shown.split())


@contextmanager
def progress_shown(console: Console) -> Iterator[Say]:
    """A bar with the name of each step, on a terminal only; it is wiped when the work is done."""
    if not console.is_terminal:
        yield lambda step, done: None
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=1.0)
        yield lambda step, done: bar.update(task, description=step, completed=done)


def show(console: Console, theming: Theming, notes: Sequence[str], folder: Path, files: Sequence[str]) -> None:
    """Print the whole result: board, words, minority views, the sums, notes and the files written."""
    console.width = min(console.width, WIDEST)
    console.print(question_panel(theming))
    console.print(Text("Our survey said", style="bold"))
    if theming.headline:
        console.print(Text(plain(theming.headline), style="italic"))
    console.print(board(theming.themes, theming.subthemes, ascii_only=console.options.ascii_only))
    if any(not theme.headline for theme in theming.themes[:THEMES_SHOWN]):
        console.print(Text(f"  {NOT_STEADY} {NOT_STEADY_WORDS}", style="dim"))
    if len(theming.themes) > THEMES_SHOWN:
        console.print(Text(f"  and {len(theming.themes) - THEMES_SHOWN} more in themes.json", style="dim"))
    for heading, body in sections(theming, notes, folder, files):
        console.print()
        console.print(Text(heading, style="bold"))
        for line in body:
            console.print(Padding(line, (0, 0, 0, 2), expand=False))


def question_panel(theming: Theming) -> Panel:
    """Who was asked what, and how many answered: the base of every share."""
    text = Text(f"We asked {people(theming.asked)}", style="bold")
    if theming.settings.question:
        text.append(f"\n{plain(theming.settings.question)}", style="not bold")
    text.append(f"\n{theming.answered:,} answered, {tally(theming).blank:,} left it blank", style="not bold dim")
    return Panel(text, box=box.ROUNDED, border_style="yellow", padding=(0, 1))


def board(themes: Sequence[Theme], subthemes: Sequence[Theme] = (), *, ascii_only: bool = False) -> Table:
    """The themes in order of rank, each with its people, its share of those who answered, and a bar; sub-themes under theirs."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, header_style="dim")
    table.add_column("", justify="right", no_wrap=True, style="bold yellow")
    table.add_column("Theme", ratio=5, overflow="fold")
    table.add_column("People", justify="right", no_wrap=True, style="bold")
    table.add_column("In 100", justify="right", no_wrap=True)
    table.add_column("", ratio=4, no_wrap=True)
    tied = Counter(theme.rank for theme in themes)
    most = max((theme.count for theme in themes), default=1)
    inside = {theme.id: [sub for sub in subthemes if sub.parent == theme.id] for theme in themes}
    for theme in themes[:THEMES_SHOWN]:
        rank = f"{theme.rank}=" if tied[theme.rank] > 1 else str(theme.rank)
        name = Text(plain(theme.name) + ("" if theme.headline else f" {NOT_STEADY}"))
        table.add_row(rank, name, f"{theme.count:,}", share_of(theme), strip(theme.count / most, ascii_only))
        for sub in inside[theme.id]:
            count = Text(f"{sub.count:,}", style="not bold dim")
            table.add_row("", Text(f"  {plain(sub.name)}", style="dim"), count, share_of(sub), "")
    return table


def share_of(theme: Theme) -> str:
    """People among a hundred who answered, whole."""
    return f"{theme.per_hundred:.0f}" if theme.per_hundred >= 1 else "<1"


def strip(part: float, ascii_only: bool) -> Text:
    """A bar as long as its part of the longest one, 22 cells."""
    return Text(("#" if ascii_only else "█") * max(1, round(22 * part)), style="cyan")


def sections(
    theming: Theming, notes: Sequence[str], folder: Path, files: Sequence[str]
) -> Iterator[tuple[str, Sequence[Text | Table]]]:
    """The parts under the board, each a heading and its lines; empty parts are left out."""
    quotes = [quoted(theme.name, theme.quotes[0]) for theme in theming.themes[:QUOTES_SHOWN] if theme.quotes]
    parts: list[tuple[str, Sequence[Text | Table]]] = [
        ("In people’s words", quotes),
        ("For, against and why", list(sides(theming.themes))),
        ("Form letters", list(letters(theming))),
        ("Views that few hold", list(few_hold(theming.minority))),
        ("Everybody is accounted for", [sums(theming)]),
        ("Please note", [Text(plain(note)) for note in notes]),
        (f"Written to {plain(str(folder))}", [Text(", ".join(files))]),
    ]
    return ((heading, body) for heading, body in parts if body)


def sides(themes: Sequence[Theme]) -> Iterator[Text]:
    """A line for each of the first themes in which some people's words show a side or a reason, or hold something to check."""
    for theme in themes[:QUOTES_SHOWN]:
        if told := side_words(theme):
            yield Text.assemble(plain(theme.name), (f"\n{told}", "dim"))


def letters(theming: Theming) -> Iterator[Text]:
    """A line for each form letter, counted three ways."""
    names = {theme.id: theme.name for theme in theming.themes} | {view.id: view.name for view in theming.minority}
    for campaign in theming.campaigns[:VIEWS_SHOWN]:
        said = [f"“{plain(names[theme])}”" for theme in campaign.themes if theme in names]
        where = f" They count in {' and '.join(said)}." if said else ""
        yield Text.assemble(plain(campaign.name), (f"\n{letter_words(campaign)}{where}", "dim"))
    if len(theming.campaigns) > VIEWS_SHOWN:
        yield Text(f"and {len(theming.campaigns) - VIEWS_SHOWN} more in themes.json", style="dim")


def few_hold(views: Sequence[MinorityView]) -> Iterator[Text]:
    """A line for each minority view, as far as they fit a screen."""
    for view in views[:VIEWS_SHOWN]:
        yield Text(f"{plain(view.name)}: {people(view.count)}")
    if len(views) > VIEWS_SHOWN:
        yield Text(f"and {len(views) - VIEWS_SHOWN} more in themes.json", style="dim")


def quoted(name: str, quote: Quote) -> Text:
    """A theme's name, and under it a quote, shortened at a word when long, with the id of its answer."""
    words = plain(quote.text)
    if len(words) > QUOTE_LETTERS:
        end = words.rfind(" ", 0, QUOTE_LETTERS)
        words = words[: end if end > 0 else QUOTE_LETTERS] + "…"
    return Text.assemble(plain(name), ("\n“" + words + "” " + f"({plain(quote.answer_id)})", "dim"))


def sums(theming: Theming) -> Table:
    """Where everybody went, as a sum that adds up: themes, minority views and the rest to answered; with blank to asked."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold")
    table.add_column()
    told = tally(theming)
    lines = [(told.in_themes, "in at least one theme"), (told.in_minority, "only in a view that few hold")]
    lines += [(number, f"outside every theme: {REASONS[reason]}{ids_of(theming, reason)}") for reason, number in told.unplaced]
    lines += [(theming.answered, "answered"), (told.blank, "left it blank")]
    lines += [(theming.asked - theming.answered - told.blank, "sent nothing"), (theming.asked, "asked")]
    for number, words in lines:
        if number:
            sign = "= " if words in {"answered", "asked"} else ""
            table.add_row(f"{sign}{number:,}", Text(words, style="bold" if sign else ""))
    return table


def ids_of(theming: Theming, reason: str) -> str:
    """The ids of the answers left out for this reason, when they are few enough to look up by hand."""
    ids = [plain(entry.answer_id) for entry in theming.unplaced if entry.reason == reason]
    return f" ({', '.join(ids)})" if 0 < len(ids) <= IDS_SHOWN else ""
