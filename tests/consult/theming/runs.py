"""A small run made by hand, whose every number can be checked by eye. The answers are invented, for illustration."""

from __future__ import annotations

from consult.theming.files import AnswerFile
from nlp.types import Coding, Comment, MinorityView, Quote, RuleOutcome, Settings, Theme, Theming, Unplaced

COMMENTS = (
    Comment("a1", "trees and shops"),
    Comment("a2", "=trees"),
    Comment("a3", "shops, shops"),
    Comment("a4", "bring back the tram"),
    Comment("a5", "ha ha"),
    Comment("a6", ""),
)
SOURCE = AnswerFile("answers.csv", "answer", "id", COMMENTS, ("A note about the file.",))


def coding(answer_id: str, theme_id: str, *, start: int = 0, score: float = 0.5, primary: bool = True) -> Coding:
    """A coding of the first letters of an answer."""
    return Coding(answer_id, theme_id, start, start + 5, score, primary)


SOUND = Theming(
    settings=Settings(question="What would make your high street better?", seed=3),
    asked=8,
    answered=5,
    blank=("a6",),
    themes=(
        Theme("t1", 1, "Trees", "People want trees.", 2, 40.0, ("trees",), (Quote("a1", 0, 5, "trees"),), 1, 1, 2, 11.8, 76.9),
        Theme("t2", 1, "Small shops", "More shops.", 2, 40.0, ("shops",), (Quote("a3", 0, 5, "shops"),), 1, 1, 1, 11.8, 76.9),
    ),
    minority=(MinorityView("m1", "The tram", 1, "One clear view.", (Quote("a4", 15, 19, "tram"),)),),
    codings=(
        coding("a1", "t1", score=0.7),
        coding("a1", "t2", start=10, primary=False),
        coding("a2", "t1"),
        coding("a3", "t2", score=0.25),
        coding("a3", "t2", start=7, score=0.75, primary=False),
        coding("a4", "m1"),
    ),
    unplaced=(Unplaced("a5", "joke", "Reads as a joke."),),
    rules=(RuleOutcome("Everyone is accounted for", "Nobody may disappear.", True, "6 of 6."),),
    version="1",
    input_hash="0" * 64,
    notes=("A note about the run.",),
)
