"""Golden conversations: the boards of small invented sets, so that a change of outcome shows as a difference one can read."""

import csv
import os
from pathlib import Path

import pytest

from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = {"library": "What should we improve at the library?", "canteen": "What do you think of the canteen?"}


def comments(name: str) -> list[Comment]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [Comment(row["id"], row["answer"]) for row in csv.DictReader(file)]


def board(theming: Theming) -> str:
    lines = [f"{theming.answered} answered of {theming.asked}; blank: {', '.join(theming.blank) or 'none'}"]
    for theme in theming.themes:
        lines.append(f"{theme.rank}. {theme.name}: {theme.count} ({theme.per_hundred} in 100)")
        lines += [f"     {quote.role}: {quote.text}" for quote in theme.quotes]
    lines += [f"minority: {view.name} ({view.count})" for view in theming.minority]
    return "\n".join([*lines, *(f"unplaced: {one.answer_id} {one.reason}" for one in theming.unplaced)]) + "\n"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_board_of_an_invented_set_is_the_one_written_down(name: str) -> None:
    drawn = board(find_themes(comments(name), Settings(question=QUESTIONS[name])))
    expected = GOLDEN / f"{name}.board.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        expected.write_text(drawn, encoding="utf-8")
    assert drawn == expected.read_text(encoding="utf-8")


def test_other_ids_for_the_same_answers_give_the_same_board() -> None:
    """Ids are often the numbers of rows: another order of rows must not give other themes."""
    with (GOLDEN.parents[2] / "consult/sample/answers.csv").open(encoding="utf-8", newline="") as file:
        told = [row["answer"] for row in csv.DictReader(file)]
    boards = []
    for ids in (range(len(told)), range(len(told), 0, -1)):
        found = find_themes([Comment(f"{number:03}", text) for number, text in zip(ids, told, strict=True)], Settings())
        boards.append([(theme.name, theme.count) for theme in found.themes])
    assert boards[0] == boards[1]
