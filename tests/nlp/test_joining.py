"""What becomes of a mixed bag: words decide who joins which theme, and the most doubtful are in none. Invented answers."""

import numpy as np

from nlp.joining import joined
from nlp.material import Material, gather
from nlp.types import Comment

PARKING = [f"more parking near {place}" for place in ("gates", "shops", "wards", "trees", "doors", "roads")]
FOOD = [f"warm food for {who}" for who in ("children", "visitors", "nurses", "porters", "doctors", "parents")]
MIXED = ["parking badges", "food tins", "painted ceilings", "louder bells"]


def told() -> tuple[Material, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The answers as material, and groups 0 (parking), 1 (food) and 2 (the bag)."""
    texts = [*PARKING, *FOOD, *MIXED]
    material = gather([Comment(f"{at:02}", text) for at, text in enumerate(texts)])
    labels = np.zeros(len(material.units), dtype=np.int64)
    for passage in material.passages:
        at = passage.answer
        labels[passage.unit] = 0 if at < len(PARKING) else 1 if at < len(PARKING + FOOD) else 2
    return material, labels


def group_of(material: Material, labels: np.ndarray[tuple[int], np.dtype[np.int64]], text: str) -> int:
    (unit,) = [one.unit for one in material.passages if material.text(one) == text]
    return int(labels[unit])


def test_words_of_a_theme_bring_a_member_of_the_bag_to_it() -> None:
    material, labels = told()
    alike = np.ones((len(material.units), 1))  # likeness says nothing here: the words must
    found = joined(material, alike, labels, {2}, answered=16)
    assert group_of(material, found, "parking badges") == 0
    assert group_of(material, found, "food tins") == 1


def test_the_most_doubtful_are_left_in_no_theme_as_far_as_there_is_room() -> None:
    material, labels = told()
    alike = np.ones((len(material.units), 1))
    found = joined(material, alike, labels, {2}, answered=16)
    left = [text for text in MIXED if group_of(material, found, text) < 0]
    assert left
    assert set(left) <= {"painted ceilings", "louder bells"}


def test_where_enough_were_set_apart_before_everybody_joins_a_theme() -> None:
    material, labels = told()
    alike = np.ones((len(material.units), 1))
    assert (joined(material, alike, labels, {2}, answered=20) >= 0).all()


def test_without_a_bag_nothing_changes() -> None:
    material, labels = told()
    assert (joined(material, np.ones((len(material.units), 1)), labels, set(), answered=16) == labels).all()
