"""The board in the terminal: readable at 80 columns, in plain ASCII, and safe from what people wrote."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from consult.theming.terminal import plain, progress_shown, show
from nlp.types import Theme, Theming
from tests.consult.theming.runs import RICH, SOUND


def shown(theming: Theming = SOUND, *, width: int = 80, encoding: str = "utf-8", color: bool = False) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="replace")
    console = Console(file=file, width=width, force_terminal=color, color_system="standard" if color else None, highlight=False)
    show(console, theming, ("Read this first.",), Path("out"), ("themes.json",))
    file.flush()
    return raw.getvalue().decode(encoding)


def test_the_board_says_who_was_asked_what_they_said_and_where_everybody_went() -> None:
    lines = [" ".join(line.split()) for line in shown().splitlines()]
    assert "1= Trees 2 40 " + "█" * 22 in lines
    assert "1= Small shops 2 40 " + "█" * 22 in lines
    assert "The tram: 1 person" in lines
    sums = ["3 in at least one theme", "1 only in a view that few hold", "1 outside every theme: a joke (a5)"]
    sums += ["= 5 answered", "1 left it blank", "2 sent nothing", "= 8 asked"]
    at = lines.index(sums[0])
    assert lines[at : at + len(sums)] == sums
    assert "Read this first." in lines


def test_subthemes_stand_under_their_theme_and_what_is_not_steady_is_marked() -> None:
    lines = [" ".join(line.split()) for line in shown(RICH).splitlines()]
    at = lines.index("1= Trees (*) 2 40 " + "█" * 22)
    assert lines[at + 1] == "Elms 1 20"
    assert lines.index("The first theme that would is “Small shops”: 2 people.") < at
    assert any("not a headline: it came back badly" in line for line in lines[at:])
    assert "(*)" not in shown(SOUND)


def test_sides_and_letters_are_told_in_sentences() -> None:
    text = " ".join(shown(RICH).split())
    assert "Of 2 people, 1 spoke for it; of the others the words do not show it. 1 said why." in text
    assert "2 people sent this letter, in 2 different texts; 1 added words of their own. They count in “Trees”." in text
    assert "For, against and why" not in shown(SOUND)


def test_nothing_is_wider_than_the_terminal() -> None:
    long = replace(SOUND.themes[0], name="A theme with a name that goes on " * 5)
    theming = replace(SOUND, themes=(long, SOUND.themes[1]))
    assert max(len(line) for line in shown(theming, width=80).splitlines()) <= 80
    assert max(len(line) for line in shown(theming, width=40).splitlines()) <= 40
    assert max(len(line) for line in shown(theming, width=300).splitlines()) <= 100


def test_a_terminal_without_unicode_gets_bars_of_ascii() -> None:
    text = shown(encoding="ascii")
    assert "#" * 22 in text
    assert "█" not in text


def test_colour_is_only_decoration() -> None:
    coloured = shown(color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown()


def test_no_answer_can_steer_the_terminal() -> None:
    assert plain("a\x1b[2Jb\u202ec\nd") == "a [2Jb c d"
    nasty: Theme = replace(SOUND.themes[0], name="\x1b[31m[red]boo[/red]")
    text = shown(replace(SOUND, themes=(nasty, SOUND.themes[1])))
    assert "\x1b" not in text
    assert "[red]boo[/red]" in text


def test_a_long_board_shows_twenty_themes_and_says_where_the_rest_are() -> None:
    many = tuple(replace(SOUND.themes[0], id=f"t{number}", rank=number, name=f"Theme {number}.") for number in range(1, 26))
    text = shown(replace(SOUND, themes=many))
    assert "Theme 20." in text
    assert "Theme 21." not in text
    assert "and 5 more in themes.json" in text


def test_progress_is_silent_where_nobody_watches() -> None:
    file = io.StringIO()
    with progress_shown(Console(file=file)) as say:
        say("Reading", 0.5)
    assert file.getvalue() == ""


def test_progress_names_the_step_on_a_terminal() -> None:
    file = io.StringIO()
    with progress_shown(Console(file=file, force_terminal=True, width=80)) as say:
        say("Naming the themes", 0.5)
    assert "Naming the themes" in file.getvalue()


def test_a_long_quote_is_cut_at_a_word_or_where_there_is_none_at_a_letter() -> None:
    def with_quote(text: str) -> str:
        quoted = replace(SOUND.themes[0], quotes=(replace(SOUND.themes[0].quotes[0], text=text),))
        return " ".join(shown(replace(SOUND, themes=(quoted, SOUND.themes[1]))).split())

    assert "trees trees…” (a1)" in with_quote("trees " * 60)
    assert with_quote("樹" * 300).replace(" ", "").count("樹") == 140


def test_a_long_list_of_minority_views_is_cut_and_says_so() -> None:
    many = tuple(replace(SOUND.minority[0], id=f"m{number}", name=f"View {number}.") for number in range(1, 21))
    text = shown(replace(SOUND, minority=many))
    assert "View 12." in text
    assert "View 13." not in text
    assert "and 8 more in themes.json" in text
