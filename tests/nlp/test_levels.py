"""Two levels: sub-themes refine their theme and never move or double anybody. The answers are invented, for illustration."""

import random
from collections import Counter

import pytest

from nlp.theming import find_themes
from nlp.types import Comment, Levels, Settings, Theming

SAID = {
    ("bus", "late"): ["the bus is always late", "late bus again", "my bus came late", "a late bus", "bus late by an hour"],
    ("bus", "dirty"): ["the bus is dirty", "dirty bus windows", "bus floor is dirty", "a dirty smelly bus", "dirty bus seats"],
    ("bus", "fares"): ["bus fares too dear", "the bus fares went up", "dear bus fares", "cheaper bus fares", "bus fares rise"],
    ("library", "books"): ["new library books", "library books for children", "more library books", "library has old books"],
    ("library", "computers"): ["library computers are slow", "more library computers", "slow computers at the library"],
    ("library", "toilets"): ["library toilets are shut", "open the library toilets", "no toilets at the library"],
}
ENDINGS = ["", " please", " on Sundays", " these days", " at our end", " in the town", " for us", " in winter", " once more"]


def planted(people: int = 360, seed: int = 4) -> list[tuple[Comment, str]]:
    """Invented answers about two services, three points in each, with the point; some name the service alone (no point)."""
    chance = random.Random(seed)
    said = []
    for at in range(people):
        service, point = chance.choice(sorted(SAID))
        pointed = chance.random() < 0.9
        text = chance.choice(SAID[service, point]) if pointed else f"the {service}"
        said.append((Comment(f"r{at:04d}", text + chance.choice(ENDINGS)), point if pointed else ""))
    return said


def answers() -> list[Comment]:
    return [comment for comment, _ in planted()]


def themed(levels: Levels) -> Theming:
    return find_themes(answers(), Settings(levels=levels, themes=2))


@pytest.fixture(scope="module")
def two_levels() -> Theming:
    return themed(2)


def people_in(theming: Theming, theme_id: str) -> set[str]:
    return {coding.answer_id for coding in theming.codings if theme_id in (coding.theme_id, coding.subtheme)}


def test_a_theme_falls_into_the_parts_that_people_spoke_of(two_levels: Theming) -> None:
    assert len(two_levels.themes) == 2
    point = {comment.id: point for comment, point in planted()}
    for theme in two_levels.themes:
        parts = [sub for sub in two_levels.subthemes if sub.parent == theme.id]
        assert len(parts) >= 2
        for sub in parts:
            held = Counter(point[answer_id] for answer_id in people_in(two_levels, sub.id))
            assert max(held.values()) >= 0.8 * sub.count


def test_people_of_a_subtheme_are_people_of_its_theme_and_no_theme_counts_them_twice(two_levels: Theming) -> None:
    for theme in two_levels.themes:
        parts = [sub for sub in two_levels.subthemes if sub.parent == theme.id]
        held = [people_in(two_levels, sub.id) for sub in parts]
        assert [len(people) for people in held] == [sub.count for sub in parts]
        assert set().union(*held) <= people_in(two_levels, theme.id)
        assert theme.general is not None
        assert theme.count == len(people_in(two_levels, theme.id)) == len(set().union(*held)) + theme.general
    (rule,) = [rule for rule in two_levels.rules if rule.name == "Sub-themes add up to their theme"]
    assert rule.held


def test_subthemes_are_named_apart_from_their_theme_and_from_each_other(two_levels: Theming) -> None:
    for theme in two_levels.themes:
        names = [sub.name.casefold() for sub in two_levels.subthemes if sub.parent == theme.id]
        assert theme.name.casefold() not in names
        assert len(set(names)) == len(names)


def test_subthemes_are_ranked_within_their_theme_and_never_stand_on_the_board(two_levels: Theming) -> None:
    assert all(theme.parent is None for theme in two_levels.themes)
    for theme in two_levels.themes:
        parts = [sub for sub in two_levels.subthemes if sub.parent == theme.id]
        assert [sub.id for sub in parts] == [f"{theme.id}.{at}" for at in range(1, len(parts) + 1)]
        assert [sub.count for sub in parts] == sorted((sub.count for sub in parts), reverse=True)
        assert [sub.rank for sub in parts] == [1 + sum(other.count > sub.count for other in parts) for sub in parts]


def test_looking_for_subthemes_changes_nothing_about_the_themes(two_levels: Theming) -> None:
    one = themed(1)
    assert one.subthemes == ()
    assert all(theme.general is None for theme in one.themes)
    assert [(theme.id, theme.name, theme.count) for theme in one.themes] == [
        (theme.id, theme.name, theme.count) for theme in two_levels.themes
    ]
    assert {(coding.answer_id, coding.theme_id) for coding in one.codings} == {
        (coding.answer_id, coding.theme_id) for coding in two_levels.codings
    }


def test_a_theme_of_one_mind_has_no_subthemes() -> None:
    chance = random.Random(2)
    said = [f"more parking {chance.choice(['please', 'now', 'for all', 'here'])} {chance.randrange(40)}" for _ in range(80)]
    said += [f"better food {chance.choice(['please', 'now', 'for all', 'here'])} {chance.randrange(40)}" for _ in range(80)]
    theming = find_themes([Comment(f"r{at:03d}", text) for at, text in enumerate(said)], Settings(levels=2, themes=2))
    assert theming.subthemes == ()


def test_the_order_of_rows_changes_no_subtheme(two_levels: Theming) -> None:
    shuffled = answers()
    random.Random(9).shuffle(shuffled)
    assert find_themes(shuffled, Settings(levels=2, themes=2)) == two_levels


def test_a_number_of_levels_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="levels must be 1 or 2, not 3"):
        Settings(levels=3)  # type: ignore[arg-type]
