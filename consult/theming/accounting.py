"""Nobody's answer disappears: the sums of a theming run, checked before anything is written or stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nlp.types import Coding, Comment, MinorityView, Tally, Theme, Theming


class Unaccounted(RuntimeError):
    """The result does not add up: a fault of the program, never of the analyst's file. Nothing may be written then."""


def check_accounts(theming: Theming, comments: Sequence[Comment]) -> None:
    """See that every answer is in a theme, a minority view, unplaced or blank, and that quotes and counts are true.

    Raises Unaccounted with numbers, never with anybody's words.
    """
    texts = {comment.id: comment.text for comment in comments}
    coded = {coding.answer_id for coding in theming.codings}
    unplaced = {entry.answer_id for entry in theming.unplaced}
    blank = set(theming.blank)
    if lost := texts.keys() - coded - unplaced - blank:
        raise Unaccounted(f"{len(lost)} answers are in no list")
    if strange := (coded | unplaced | blank) - texts.keys():
        raise Unaccounted(f"{len(strange)} answers in the lists are not in the file")
    if twice := (coded & unplaced) | (coded & blank) | (unplaced & blank):
        raise Unaccounted(f"{len(twice)} answers are in lists that exclude each other")
    if theming.answered != len(texts) - len(blank):
        raise Unaccounted("answered and blank do not add up to the answers")
    check_counts(theming)
    check_quotes(theming, texts)


def check_tally(theming: Theming, rows: int) -> None:
    """See that the sums of a theming without lists add up to the answers of the file. Raises Unaccounted."""
    told = tally(theming)
    outside = sum(number for _, number in told.unplaced)
    if theming.answered != told.in_themes + told.in_minority + outside:
        raise Unaccounted("the people in themes, in minority views and outside do not add up to those who answered")
    if rows != theming.answered + told.blank:
        raise Unaccounted("answered and blank do not add up to the answers")


def check_counts(theming: Theming) -> None:
    """See that each count is the number of distinct people in the codings. Raises Unaccounted."""
    people = members(theming.codings)
    known: tuple[Theme | MinorityView, ...] = (*theming.themes, *theming.minority)
    if wrong := [entry.id for entry in known if entry.count != len(people.get(entry.id, ()))]:
        raise Unaccounted(f"the counts of {', '.join(wrong)} are not those of the people in them")
    if people.keys() - {entry.id for entry in known}:
        raise Unaccounted("answers are placed in themes that do not exist")


def check_quotes(theming: Theming, texts: Mapping[str, str]) -> None:
    """See that each quote is the stored answer from start to end. Raises Unaccounted."""
    known: tuple[Theme | MinorityView, ...] = (*theming.themes, *theming.minority)
    for entry in known:
        for quote in entry.quotes:
            if texts.get(quote.answer_id, "")[quote.start : quote.end] != quote.text:
                raise Unaccounted(f"a quote of {entry.id} is not what the answer says")


def members(codings: Iterable[Coding]) -> dict[str, set[str]]:
    """Theme or minority id -> the ids of the distinct answers in it."""
    people: dict[str, set[str]] = {}
    for coding in codings:
        people.setdefault(coding.theme_id, set()).add(coding.answer_id)
    return people


def in_themes(theming: Theming) -> set[str]:
    """The ids of everybody in at least one theme."""
    coded = members(theming.codings)
    return set().union(*(coded.get(theme.id, set()) for theme in theming.themes))


def in_minority_alone(theming: Theming) -> set[str]:
    """The ids of everybody in a minority view and in no theme."""
    coded = members(theming.codings)
    return set().union(*(coded.get(view.id, set()) for view in theming.minority)) - in_themes(theming)


def tally(theming: Theming) -> Tally:
    """The sums of a theming: its own, or those of its lists."""
    if theming.tally is not None:
        return theming.tally
    reasons = Counter(entry.reason for entry in theming.unplaced)
    ordered = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
    return Tally(len(in_themes(theming)), len(in_minority_alone(theming)), ordered, len(theming.blank))
