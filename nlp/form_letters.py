"""Form letters in the finding of themes: heard as one text, counted as all their people.

A letter that hundreds sent would otherwise found themes of its own out of every sentence and pull the others towards it. So the
sentences of all its members read as those of one member (passages of the same unit), and weigh as that one person's. What a
member added is a passage of that person's own and weighs as anybody's. People are counted from passages, so every member counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nlp.board import short_title
from nlp.grouping import Grouping
from nlp.material import Material, Passage, Stems
from nlp.passages import trimmed
from nlp.placing import place
from nlp.settling import fewest, numbered
from nlp.types import Campaign, Coding, Comment, Member, Quote
from nlp.vectors import Matrix

OPENING = re.compile(r"(?:\S+\s+){0,39}?\S*[.!?](?=\s|$)|(?:\S+\s+){0,39}\S+")
"""The first sentence, if it ends within forty words; else forty words."""
MOSTLY = 0.5
"""A passage is a person's own when at least this share of it is an addition."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Material in which each letter is heard as one text."""

    material: Material
    repeats: frozenset[int]
    """Positions of the passages that only repeat a letter."""
    letters: tuple[frozenset[int], ...]
    """For each campaign the units that its sentences read as."""

    def contexts(self) -> list[list[str]]:
        """The stems of each whole answer, in order; what only repeats a letter teaches nothing more about words."""
        held: list[list[str]] = [[] for _ in self.material.answers]
        for at, passage in enumerate(self.material.passages):
            if at not in self.repeats:
                held[passage.answer].extend(self.material.units[passage.unit])
        return held


def heard(material: Material, campaigns: Sequence[Campaign]) -> Heard:
    """The material with the passages of each letter's members read as those of one member.

    Campaigns, or members, that are not among the material's answers are passed over.
    """
    number = {answer.id: at for at, answer in enumerate(material.answers)}
    passages: list[Passage | None] = list(material.passages)
    repeats: set[int] = set()
    letters: list[frozenset[int]] = []
    of_answers = material.of_answers()
    for campaign in campaigns:
        members = {number[one.answer_id]: one for one in campaign.members if one.answer_id in number}
        first = model(members, material.answers)
        said = [at for at in of_answers[first] if not _is_own(material.passages[at], members[first])] if members else []
        letters.append(frozenset(material.passages[at].unit for at in said))
        for answer, member in sorted(members.items()):
            if answer != first and said:
                copied = [at for at in of_answers[answer] if not _is_own(material.passages[at], member)]
                repeats.update(_read_as(copied, said, material, passages, alone=len(copied) == len(of_answers[answer])))
    return _rebuilt(material, passages, repeats, letters)


def with_letters(grouping: Grouping, told: Heard, rows: Matrix) -> Grouping:
    """The grouping in which a letter that fell between the themes is a theme of its own, if enough people sent it."""
    labels = grouping.labels.copy()
    placed, least = grouping.placed.answers(told.material), fewest(len(told.material.answers))
    for letter in told.letters:
        people = {passage.answer for passage in told.material.passages if passage.unit in letter}
        if len(people) >= least and len(people - placed) > len(people) / 2:
            labels[sorted(letter)] = labels.max(initial=-1) + 1
    if np.array_equal(labels, grouping.labels):
        return grouping
    labels = numbered(labels)
    return replace(grouping, labels=labels, placed=place(told.material, rows, labels))


def model(members: Mapping[int, Member], answers: Sequence[Comment]) -> int:
    """The member that stands for its letter: the nearest to the template, if possible without additions; -1 for no members.

    Told apart by their words, not by their ids, so that other ids for the same answers change nothing.
    """
    return min(members, key=lambda at: (bool(members[at].additions), -members[at].likeness, answers[at].text, at), default=-1)


def senders(campaigns: Sequence[Campaign]) -> frozenset[str]:
    """The ids of everybody who sent a form letter."""
    return frozenset(member.answer_id for campaign in campaigns for member in campaign.members)


def introduced(campaigns: Sequence[Campaign], answers: Sequence[Comment], codings: Sequence[Coding]) -> tuple[Campaign, ...]:
    """The campaigns with a heading, how a member begins word for word, and the themes that at least half the members are in."""
    written = {answer.id: answer for answer in answers}
    themes: dict[str, set[str]] = {}
    for coding in codings:
        themes.setdefault(coding.answer_id, set()).add(coding.theme_id)
    return tuple(
        replace(
            campaign,
            name=short_title(campaign.template),
            opening=_opening([written[member.answer_id] for member in campaign.members], campaign.members),
            themes=_shared_themes([themes.get(member.answer_id, set()) for member in campaign.members]),
        )
        for campaign in campaigns
    )


def _shared_themes(held: Sequence[set[str]]) -> tuple[str, ...]:
    """The themes of at least half, those of most first."""
    counts = Counter(theme for themes in held for theme in themes)
    enough = [theme for theme, count in counts.items() if 2 * count >= len(held)]
    return tuple(sorted(enough, key=lambda theme: (-counts[theme], len(theme), theme)))


def _opening(answers: Sequence[Comment], members: Sequence[Member]) -> Quote:
    """The first words of the member who stands for the letter, up to the end of a sentence, or forty words."""
    first = answers[model(dict(enumerate(members)), answers)]
    start, end = trimmed(first.text, 0, len(first.text))
    found = OPENING.match(first.text, start, end)
    end = found.end() if found else end
    return Quote(first.id, start, end, first.text[start:end])


def _is_own(passage: Passage, member: Member) -> bool:
    """Whether a passage is mostly what the person added."""
    inside = sum(max(0, min(passage.end, end) - max(passage.start, start)) for start, end in member.additions)
    return inside >= MOSTLY * (passage.end - passage.start)


def _read_as(
    copied: Sequence[int], said: Sequence[int], material: Material, passages: list[Passage | None], *, alone: bool
) -> Iterator[int]:
    """Read each copied passage as the sentence of the letter it shares most words with; yields what was read so.

    One that shares none (a greeting, a name) is no passage, unless the person would be left with nothing: `alone`.
    """
    kept = []
    for at in copied:
        unit, likeness = _nearest(material.passages[at].unit, [material.passages[one].unit for one in said], material.units)
        passages[at] = replace(material.passages[at], unit=unit) if likeness > 0 else None
        kept += [at] if likeness > 0 else []
    if alone and copied and not kept:
        passages[copied[0]] = replace(material.passages[copied[0]], unit=material.passages[said[0]].unit)
        kept = [copied[0]]
    yield from kept


def _nearest(unit: int, others: Sequence[int], units: Sequence[Stems]) -> tuple[int, float]:
    """The unit among `others` that shares most of its stems with `unit`, and what part (Jaccard); the first of equals."""
    own = frozenset(units[unit])
    shares = [len(own & set(units[one])) / max(1, len(own | set(units[one]))) for one in others]
    best = max(range(len(others)), key=lambda at: (shares[at], -at))
    return others[best], shares[best]


def _rebuilt(
    material: Material, passages: Sequence[Passage | None], repeats: set[int], letters: Sequence[frozenset[int]]
) -> Heard:
    """Units that nobody's passage reads as any more are gone; the order of units stays."""
    if not any(letters):
        return Heard(material, frozenset(), tuple(letters))
    kept = [at for at, passage in enumerate(passages) if passage is not None]
    held = [passage for passage in passages if passage is not None]
    used = sorted({passage.unit for passage in held})
    place = {unit: at for at, unit in enumerate(used)}
    held = [replace(passage, unit=place[passage.unit]) for passage in held]
    again = frozenset(at for at, before in enumerate(kept) if before in repeats)
    return Heard(
        replace(
            material,
            passages=tuple(held),
            units=tuple(material.units[unit] for unit in used),
            people=_weights(held, again, len(used)),
        ),
        again,
        tuple(frozenset(place[unit] for unit in letter) for letter in letters),
    )


def _weights(passages: Sequence[Passage], repeats: frozenset[int], units: int) -> npt.NDArray[np.float64]:
    """People for each unit; those who only repeat a letter add nobody to the one who stands for it."""
    own = sorted({(passage.unit, passage.answer) for at, passage in enumerate(passages) if at not in repeats})
    return np.maximum(np.bincount([unit for unit, _ in own], minlength=units), 1).astype(np.float64)
