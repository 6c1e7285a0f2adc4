"""What goes into theming and what comes out: frozen dataclasses that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["lexical", "semantic"]
QuoteRole = Literal["lead", "echo", "dissent"]
UnplacedReason = Literal["no-theme", "joke", "off-topic", "non-answer", "other-language"]

MOST_THEMES = 80


@dataclass(frozen=True, slots=True)
class Comment:
    """One person's answer to one question, exactly as it is stored; quotes point into `text` by code point."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides the outcome besides the answers; stored with each run, so that it can be repeated.

    Raises ValueError, naming the field and the value, when a value is out of range.
    """

    question: str = ""
    """The question as people saw it; its own words make poor theme names."""
    seed: int = 1
    """Same answers, settings, seed and version: the same result, on any number of cores."""
    themes: int | None = None
    """Number of themes, 2 to 80; None lets the neighbourhood graph decide."""
    detail: float = 1.0
    """From 0.25 (coarse) to 8 (fine): the resolution at which the neighbourhood graph is cut; used when `themes` is None."""
    engine: Engine = "lexical"
    """`lexical` needs scikit-learn and NLTK alone; `semantic` adds static word vectors from an optional package."""

    def __post_init__(self) -> None:
        if self.themes is not None and not 2 <= self.themes <= MOST_THEMES:
            raise ValueError(f"themes must be from 2 to {MOST_THEMES}, not {self.themes}")
        if not 0.25 <= self.detail <= 8:
            raise ValueError(f"detail must be from 0.25 to 8, not {self.detail}")
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"seed must be from 0 to {2**32 - 1}, not {self.seed}")


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a stored answer: `text == answer.text[start:end]`, counted in code points."""

    answer_id: str
    start: int
    end: int
    text: str
    role: QuoteRole = "lead"


@dataclass(frozen=True, slots=True)
class Coding:
    """One passage of one answer placed in one theme or minority view."""

    answer_id: str
    theme_id: str
    start: int
    end: int
    score: float
    """Similarity to the theme, 0 to 1, rounded to 4 places so that it prints the same everywhere."""
    primary: bool
    """True for the one theme that fits the answer best."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What several people said, counted by distinct people."""

    id: str
    """Stable within a run: `t1`, `t2`…, in order of rank."""
    rank: int
    """1 is the most common; themes with equal counts share a rank."""
    name: str
    description: str
    """One plain sentence of what the theme covers, in the members' own words."""
    count: int
    """Distinct people."""
    per_hundred: float
    """100 x count / answered, rounded to one place."""
    terms: tuple[str, ...]
    """Up to eight words or phrases that set the theme apart, most telling first."""
    quotes: tuple[Quote, ...]
    stability: float = 1.0
    """Mean best Jaccard overlap with the themes found in seeded resamples, 0 to 1 (Hennig 2007)."""
    rank_low: int = 0
    """Best rank within the 95 % bootstrap interval."""
    rank_high: int = 0
    """Worst rank within the 95 % bootstrap interval."""
    share_low: float = 0.0
    """Wilson 95 % interval of per_hundred, lower end."""
    share_high: float = 0.0
    """Wilson 95 % interval of per_hundred, upper end."""
    parent: str | None = None
    """Id of the theme that this one is a part of, in a two-level theming."""


@dataclass(frozen=True, slots=True)
class MinorityView:
    """A clear view that few people hold: kept and printed by rule, whatever its number."""

    id: str
    """Stable within a run: `m1`, `m2`…"""
    name: str
    count: int
    rule: str
    """The sentence that says why it is kept."""
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer outside every theme, with the reason; nobody's answer disappears."""

    answer_id: str
    reason: UnplacedReason
    explanation: str
    """The reason in one plain sentence, the same for every answer with this reason."""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """An acceptance rule of the whole theme set: what it asks, why, and whether it held."""

    name: str
    rationale: str
    held: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Theming:
    """The result of a run: every answer id is in a coding, in `unplaced`, or in `blank`, and the sums reconcile."""

    settings: Settings
    asked: int
    answered: int
    """People who wrote something: the base of every share."""
    blank: tuple[str, ...]
    """Ids of answers without a single letter or digit."""
    themes: tuple[Theme, ...]
    minority: tuple[MinorityView, ...]
    codings: tuple[Coding, ...]
    unplaced: tuple[Unplaced, ...]
    surprising: tuple[str, ...] = ()
    """Ids of unusual answers worth reading, most unusual first: a reading list, never a verdict."""
    rules: tuple[RuleOutcome, ...] = ()
    engine: str = "lexical"
    """The engine that really ran, which may be simpler than the one asked for; the notes say why."""
    version: str = ""
    input_hash: str = ""
    """SHA-256 of the answers' ids and texts, in id order."""
    notes: tuple[str, ...] = field(default=())
    """Plain sentences that a reader must know: a fallback, too few answers for stability, and the like."""
