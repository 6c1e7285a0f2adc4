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
    check_parts(theming)
    check_letters(theming, texts)
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


def check_parts(theming: Theming) -> None:
    """See that sub-themes count their own people, all of them people of the theme, and that sides add up. Raises Unaccounted."""
    people, parts = members(theming.codings), part_members(theming.codings)
    if wrong := [sub.id for sub in theming.subthemes if sub.count != len(parts.get(sub.id, ()))]:
        raise Unaccounted(f"the counts of {', '.join(wrong)} are not those of the people in them")
    if parts.keys() - {sub.id for sub in theming.subthemes}:
        raise Unaccounted("answers are placed in sub-themes that do not exist")
    for theme in theming.themes:
        inside = set[str]().union(*(parts[sub.id] for sub in theming.subthemes if sub.parent == theme.id))
        if inside - people[theme.id] or (inside and theme.general != theme.count - len(inside)):
            raise Unaccounted(f"the sub-themes of {theme.id} do not add up to it")
    for theme in (*theming.themes, *theming.subthemes):
        sides = theme.stance
        if sides is not None and sides.favour + sides.against + sides.mixed + sides.unclear != theme.count:
            raise Unaccounted(f"the sides of {theme.id} do not add up to its people")


def check_letters(theming: Theming, texts: Mapping[str, str]) -> None:
    """See that each form letter has the people it says, nobody in two, and only spans of their answers. Raises Unaccounted."""
    sent = [member for campaign in theming.campaigns for member in campaign.members]
    if len({member.answer_id for member in sent}) != len(sent):
        raise Unaccounted("an answer is in two campaigns")
    for one in theming.campaigns:
        if not one.submissions == len(one.members) == one.distinct_texts + one.exact_duplicates:
            raise Unaccounted(f"the submissions of {one.id} do not add up")
    spans = [(member.answer_id, span) for member in sent for span in member.additions]
    spans += [(found.answer_id, span) for found in theming.evidence for span in found.spans]
    if any(not 0 <= start < end <= len(texts.get(answer_id, "")) for answer_id, (start, end) in spans):
        raise Unaccounted("a span is not in its answer")


def check_quotes(theming: Theming, texts: Mapping[str, str]) -> None:
    """See that each quote is the stored answer from start to end. Raises Unaccounted."""
    known: tuple[Theme | MinorityView, ...] = (*theming.themes, *theming.subthemes, *theming.minority)
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


def part_members(codings: Iterable[Coding]) -> dict[str, set[str]]:
    """Sub-theme id -> the ids of the distinct answers in it."""
    people: dict[str, set[str]] = {}
    for coding in codings:
        if coding.subtheme is not None:
            people.setdefault(coding.subtheme, set()).add(coding.answer_id)
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
