"""Free text to ranked themes: `find_themes` reads as the method's table of contents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.board import Draft, minority_codings, minority_views, theme_list
from nlp.clean import Tidied, set_apart, unplaced
from nlp.clusters import grouped, suggested
from nlp.labels import labels as label_groups
from nlp.louvain import Labels
from nlp.material import Material, gather
from nlp.minority import strangers, views
from nlp.phrases import counted
from nlp.placing import Placed, place
from nlp.rules import FEWEST_FOR_STABILITY, Totals, outcomes
from nlp.settling import dissolved, fewest, merged, mixed, numbered, people_in, split
from nlp.tokens import stems
from nlp.types import Coding, Comment, Settings, Theme, Theming, Unplaced
from nlp.vectors import LARGE, Matrix, diffused, vectors

VERSION = "1"
"""Of the method: raised whenever the same input could give another result."""

MOST_LONE_SHARE = 0.03
MOST_SMALL_GROUPS = 8

Progress = Callable[[str, float], None]


class NothingToTheme(ValueError):
    """There is no usable answer at all."""


def _silent(step: str, done: float) -> None:
    """Progress that nobody watches."""


def find_themes(
    comments: Sequence[Comment],
    settings: Settings,
    asked: int | None = None,
    progress: Progress = _silent,
) -> Theming:
    """Find the themes in the answers to one question, and account for every answer.

    `asked` is the number of people who were shown the question (the number of comments when not given); `progress` is told
    the step in plain words and the share done, 0 to 1. The same comments, in any order, with the same settings give the
    same result on any number of cores.

    Raises NothingToTheme when no comment holds a usable answer, and ValueError when two comments share an id.
    """
    with threadpool_limits(limits=1):  # sums in another order would differ in the last bit; and small matrices are faster so
        progress("Reading the answers", 0.0)
        tidied = set_apart(comments, settings.question)
        if not tidied.answers:
            raise NothingToTheme(_nothing(len(comments)))
        material = gather(tidied.answers)
        progress("Finding which words go together", 0.15)
        rows = vectors(material.units, material.contexts(), settings.seed, frozenset(stems(settings.question)))
        progress("Grouping answers that say the same", 0.4)
        groups, small = _groups(material, rows, settings)
        progress("Naming the themes and choosing quotes", 0.7)
        groups, placed, small = _held_up(material, rows, groups, small)
        members: list[list[int]] = [[] for _ in range(int(groups.max(initial=-1)) + 1)]
        for placement in placed.placements:
            members[placement.group].append(placement.passage)
        phrases = counted(material, members)
        draft = Draft(
            material, placed, label_groups(phrases, settings.question), settings, len(tidied.answers) + len(tidied.apart)
        )
        progress("Weighing what chance could have done", 0.85)
        themes, codings = theme_list(draft)
        left = sorted(set(range(len(material.answers))) - {material.passages[one.passage].answer for one in placed.placements})
        theming = _accounted(draft, tidied, themes, codings, left, small, asked, comments)
        progress("Done", 1.0)
        return theming


def _groups(material: Material, rows: Matrix, settings: Settings) -> tuple[Labels, list[set[int]]]:
    """A theme number per unit (-1: none), and the answers of each group too small to be a theme."""
    count = settings.themes or suggested(rows, material.people, settings.detail, settings.seed)
    if rows.shape[0] < LARGE:
        rows = diffused(rows)
    labels = numbered(grouped(rows, material.people, count, settings.seed))
    if settings.themes is None:
        labels = merged(material, rows, split(material, rows, labels, settings.seed))
    least = fewest(len(material.answers))
    sizes = people_in(material, labels)
    few = {group for group, size in enumerate(sizes) if size < least}
    bags = set() if settings.themes or len(few) == len(sizes) else mixed(material, labels)
    small = sorted(few - bags, key=lambda group: (-sizes[group], group))[:MOST_SMALL_GROUPS]
    kept = [_answers_of(material, labels, group) for group in small if sizes[group] >= 2]
    clear = np.isin(labels, [group for group in small if sizes[group] >= 2])
    settled = dissolved(material, rows, labels, few | bags)
    return numbered(np.where(clear, -1, settled)), kept


def _held_up(material: Material, rows: Matrix, groups: Labels, small: list[set[int]]) -> tuple[Labels, Placed, list[set[int]]]:
    """Place everybody; groups that keep too few people once vague passages are left out give them up, as small groups."""
    placed = place(material, rows, groups)
    people: dict[int, set[int]] = {}
    for one in placed.placements:
        people.setdefault(one.group, set()).add(material.passages[one.passage].answer)
    few = [group for group, answers in sorted(people.items()) if len(answers) < fewest(len(material.answers))]
    if not few or len(few) == len(people):
        return groups, placed, small
    groups = numbered(np.where(np.isin(groups, few), -1, groups))
    return groups, place(material, rows, groups), [*small, *(people[group] for group in few)]


def _answers_of(material: Material, labels: Labels, group: int) -> set[int]:
    return {passage.answer for passage in material.passages if labels[passage.unit] == group}


def _accounted(
    draft: Draft,
    tidied: Tidied,
    themes: tuple[Theme, ...],
    codings: tuple[Coding, ...],
    left: list[int],
    small: list[set[int]],
    asked: int | None,
    comments: Sequence[Comment],
) -> Theming:
    material, settings = draft.material, draft.settings
    strange = strangers(material, settings.question, left)
    free = sorted(set(left) - set(strange))
    kept = views(material, free, small, most=max(3, round(MOST_LONE_SHARE * draft.answered)))
    in_view = {answer for view in kept for answer in view.answers}
    rest = [at for at in free if at not in in_view]
    outside = _outside(material, strange, rest) + tidied.apart
    totals = Totals(draft.answered, len(material.answers) - len(left), len(strange) + len(rest), len(in_view), len(tidied.apart))
    return Theming(
        settings=settings,
        asked=max(asked or 0, len(comments)),
        answered=draft.answered,
        blank=tidied.blank,
        themes=themes,
        minority=minority_views(draft, kept),
        codings=codings + minority_codings(draft, kept),
        unplaced=tuple(sorted(outside, key=lambda one: one.answer_id)),
        rules=outcomes(themes, totals),
        engine="lexical",
        version=VERSION,
        input_hash=_hash(comments),
        notes=_notes(settings, draft.answered),
    )


def _outside(material: Material, strange: list[int], rest: list[int]) -> tuple[Unplaced, ...]:
    return tuple(unplaced(material.answers[at].id, "off-topic") for at in strange) + tuple(
        unplaced(material.answers[at].id, "no-theme") for at in rest
    )


def _notes(settings: Settings, answered: int) -> tuple[str, ...]:
    notes = []
    if answered < FEWEST_FOR_STABILITY:
        notes.append("There are fewer than 30 answers: read them all, and take the themes as a way to sort them.")
    if settings.engine == "semantic":
        notes.append("The semantic engine is not installed, so the lexical engine was used.")
    return tuple(notes)


def _nothing(total: int) -> str:
    if not total:
        return "There are no answers to theme."
    return f"None of the {total} answers can be themed: all are blank or give no answer to the question."


def _hash(comments: Sequence[Comment]) -> str:
    digest = hashlib.sha256()
    for comment in sorted(comments, key=lambda one: one.id):
        digest.update(f"{len(comment.id)}:{comment.id}{len(comment.text)}:{comment.text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
