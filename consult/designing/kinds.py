"""The kinds of question as a lead meets them: in groups, each with a name and a sentence, and what can be written for it."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.models import Kind


@dataclass(frozen=True, slots=True)
class Lists:
    """The words for the lists that a lead writes for a kind: (label, hint) or None where the kind has no such list."""

    choices: tuple[str, str] | None = None
    rows: tuple[str, str] | None = None
    levels: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One kind: its name, a sentence of what people do, its lists and the settings that its form shows."""

    name: str
    what: str
    lists: Lists = Lists()
    settings: tuple[str, ...] = ()


LINES = "Write each on a line of its own, in the order in which people see them."
CHOICES = ("Choices", LINES)

KINDS: dict[Kind, Offered] = {
    Kind.long_text: Offered(
        "Long text",
        "People write as much as they like. The service sorts these answers into themes.",
        settings=("most_characters",),
    ),
    Kind.short_text: Offered("Short text", "A few words on one line.", settings=("most_characters",)),
    Kind.single_choice: Offered("One choice", "People choose one answer from a list that you write.", Lists(CHOICES), ("other",)),
    Kind.several_choices: Offered(
        "Several choices", "People tick all that apply.", Lists(CHOICES), ("other", "fewest", "most", "last_alone")
    ),
    Kind.scale: Offered(
        "Scale in words",
        "One choice from ordered words, such as strongly agree to strongly disagree.",
        Lists(("Steps of the scale", LINES + " As many on one side as on the other, and “Don’t know” at the end.")),
    ),
    Kind.statements: Offered(
        "Statements", "Agree, disagree or not sure, for each of several statements.", Lists(rows=("Statements", LINES))
    ),
    Kind.rating: Offered(
        "Rating",
        "A number, such as 0 to 10.",
        Lists(("Words for both ends (optional)", "The lowest on the first line, the highest on the second.")),
        ("low", "high"),
    ),
    Kind.slider: Offered(
        "Between two poles",
        "A place between two opposite views.",
        Lists(("The two poles", "One on each line.")),
        ("low", "high"),
    ),
    Kind.ranking: Offered("Ranking", "People put choices in order, the most important first.", Lists(CHOICES), ("places",)),
    Kind.points: Offered("Sharing out points", "People share points out between the choices.", Lists(CHOICES), ("total",)),
    Kind.matrix: Offered(
        "Table of choices", "The same choices for each of several rows.", Lists(("Columns", LINES), ("Rows", LINES))
    ),
    Kind.touchpoints: Offered(
        "Steps of an experience",
        "How each step felt, from displeased to delighted, with words.",
        Lists(rows=("Steps", LINES)),
    ),
    Kind.stage: Offered(
        "Stage of a journey", "Where somebody is now, for instance in their treatment.", Lists(("Stages", LINES))
    ),
    Kind.appraisal: Offered(
        "Options appraisal",
        "People score each option for each function, and say why.",
        Lists(("Options", LINES), ("Functions", LINES), ("Levels (optional)", LINES + " For instance town and county.")),
        ("low", "high"),
    ),
    Kind.number: Offered("Number", "A number that people type.", settings=("least", "greatest", "places_after")),
    Kind.date: Offered("Date", "A day, month and year.", settings=("first", "last")),
    Kind.area: Offered("Postcode area", "People type a postcode. Only its first half is kept."),
}
GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("In their own words", (Kind.long_text, Kind.short_text)),
    ("From a list", (Kind.single_choice, Kind.several_choices, Kind.stage)),
    ("How much, how good", (Kind.scale, Kind.statements, Kind.rating, Kind.slider, Kind.touchpoints)),
    ("What matters more", (Kind.ranking, Kind.points, Kind.matrix, Kind.appraisal)),
    ("A fact", (Kind.number, Kind.date, Kind.area)),
)
assert {kind for _, kinds in GROUPS for kind in kinds} == set(Kind) == set(KINDS)
