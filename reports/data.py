"""What a report says, as frozen dataclasses: everything a page, a PDF or a data file prints comes from these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotedAnswer:
    """Words of one respondent, exactly as stored; `who` says the capacity and area, never the person."""

    text: str
    reference: str
    """Where the words stand: the answer's public number."""
    who: str = ""
    role: str = "lead"
    """lead, echo or dissent."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How common a theme is in one group: `count` of `base` people, or suppressed when the cell is small."""

    group: str
    count: int | None
    """None when the cell holds 1 to 4 people, or could be worked out by subtraction."""
    base: int
    guard: bool = False
    """With a count of None: hidden only so that another cell cannot be worked out; its own number may be 5 or more."""


@dataclass(frozen=True, slots=True)
class PartFinding:
    """A sub-theme: some of its theme's people, who said the same more particular thing."""

    name: str
    count: int
    per_hundred: float
    """Of all who answered, as the theme's."""


@dataclass(frozen=True, slots=True)
class ThemeFinding:
    """One theme as the findings print it."""

    key: str
    rank: int
    tied: bool
    name: str
    description: str
    count: int
    per_hundred: float
    share_low: float
    share_high: float
    rank_words: str
    """Rank with its uncertainty in words: "second, could be second to fourth"; empty when unknown."""
    quotes: tuple[QuotedAnswer, ...]
    by_area: tuple[Breakdown, ...] = ()
    by_capacity: tuple[Breakdown, ...] = ()
    parts: tuple[PartFinding, ...] = ()
    """Its sub-themes, those of most people first; somebody may be in two."""
    general: int | None = None
    """People in none of them; None without sub-themes."""
    remarks: tuple[str, ...] = ()
    """Plain sentences on the side people take, their reasons and what can be checked."""
    headline: bool = True
    """False for a theme that is not steady enough to be the headline; its rank stays."""


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """A form letter that several people sent; they count in the themes as everybody does."""

    key: str
    name: str
    sums: str
    """One sentence: how many sent it, in how many texts, how many added words of their own."""
    themes: tuple[str, ...]
    """Names of the themes that it speaks to."""
    opening: QuotedAnswer | None = None


@dataclass(frozen=True, slots=True)
class MinorityFinding:
    """A view few people hold, printed by rule whatever its number."""

    key: str
    name: str
    count: int
    rule: str
    quotes: tuple[QuotedAnswer, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """Answers outside every theme, by reason, with their number; the words themselves are not printed."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a closed question's table."""

    label: str
    count: int | None
    """None when 1 to 4 people chose it, or when it could be used to work such a number out."""
    per_hundred: float | None
    guard: bool = False
    """With a count of None: hidden only so that another number cannot be worked out; its own may be 5 or more."""


@dataclass(frozen=True, slots=True)
class ClosedFinding:
    """A closed question: who was shown it and answered it is the base."""

    question: str
    base: int
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the method statement."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one question: "we asked 100 people… our survey said"."""

    question: str
    asked: int
    answered: int
    blank: int
    themes: tuple[ThemeFinding, ...]
    """All themes in order of rank; the board shows the first eight, the annex all."""
    in_themes: int | None = None
    """People with at least one theme; None: everyone who answered and is neither in a minority view nor left over."""
    in_minority: int | None = None
    """People in a minority view and in no theme; None: the rest, or the sum over the minority views."""


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """The published findings of one consultation."""

    title: str
    organisation: str
    language: str
    summary: tuple[str, ...]
    """Two to five plain sentences that a busy reader takes away."""
    board: Board
    minority: tuple[MinorityFinding, ...]
    leftovers: tuple[Leftover, ...]
    closed: tuple[ClosedFinding, ...]
    method: tuple[Fact, ...]
    published_on: dt.date | None = None
    version: int = 1
    dataset_hash: str = ""
    notice: str = ""
    """Printed on every page, for instance that the answers were written as an illustration."""
    page_url: str = ""
    letters: tuple[LetterFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the body answers to one theme or minority view."""

    theme: str
    count: int
    disposition: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """A decision with a reply to every theme."""

    title: str
    organisation: str
    language: str
    question: str
    chosen: str
    reasons: str
    decided_by: str
    decided_on: dt.date | None
    replies: tuple[Reply, ...]
    dataset_hash: str = ""
    notice: str = ""
    page_url: str = ""
