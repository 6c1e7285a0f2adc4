"""A small run made by hand, whose every number can be checked by eye. The answers are invented, for illustration."""

from __future__ import annotations

from dataclasses import replace

from consult.theming.files import AnswerFile
from nlp.types import (
    Campaign,
    Coding,
    Comment,
    Evidence,
    Member,
    MinorityView,
    Quote,
    RuleOutcome,
    Settings,
    Stances,
    Theme,
    Theming,
    Unplaced,
)

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
    headline="Most often people spoke of “Trees” and “Small shops”: 2 people each.",
)

LETTER = Campaign(
    id="c1",
    template="Please keep the trees.",
    members=(Member("a1", 1.0, ()), Member("a5", 0.5, ((0, 2),))),
    submissions=2,
    distinct_texts=2,
    exact_duplicates=0,
    personal_additions=1,
    name="Please keep the trees",
    opening=Quote("a1", 0, 5, "trees"),
    themes=("t1",),
)

RICH = replace(
    SOUND,
    themes=(
        replace(
            SOUND.themes[0],
            stability=0.3,
            headline=False,
            no_headline="It came back only in part.",
            stance=Stances(1, 0, 0, 1),
            reasons=1,
            general=1,
            evidence=("a1",),
            by_letter=1,
        ),
        SOUND.themes[1],
    ),
    codings=(replace(SOUND.codings[0], subtheme="t1.1"), *SOUND.codings[1:]),
    subthemes=(replace(SOUND.themes[0], id="t1.1", parent="t1", name="Elms", count=1, per_hundred=20.0),),
    campaigns=(LETTER,),
    evidence=(Evidence("a3", ((0, 5), (7, 12))),),
    headline="The first theme that would is “Small shops”: 2 people.",
)
"""The same run with everything that a run may find."""
