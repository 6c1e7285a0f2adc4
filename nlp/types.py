"""What goes into theming and what comes out: frozen dataclasses that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["lexical", "semantic"]
QuoteRole = Literal["lead", "echo", "dissent"]
Levels = Literal[1, 2]
UnplacedReason = Literal["no-theme", "joke", "off-topic", "non-answer", "other-language"]

MOST_THEMES = 80
DETAILS = {"coarse": 0.5, "normal": 1.0, "fine": 4.0}
"""Words for `Settings.detail`. Fine is for many narrow points: a theme then needs a quarter of the people, if there are many."""


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
    levels: Levels | None = None
    """1: themes alone; 2: sub-themes wherever a theme falls into clear parts; None: sub-themes in themes of many people only."""

    def __post_init__(self) -> None:
        if self.themes is not None and not 2 <= self.themes <= MOST_THEMES:
            raise ValueError(f"themes must be from 2 to {MOST_THEMES}, not {self.themes}")
        if not 0.25 <= self.detail <= 8:
            raise ValueError(f"detail must be from 0.25 to 8, not {self.detail}")
        if self.levels not in (None, 1, 2):
            raise ValueError(f"levels must be 1 or 2, not {self.levels}")
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
    subtheme: str | None = None
    """Id of the sub-theme of `theme_id` that the passage is in, a refinement; None for what the theme says in general."""


@dataclass(frozen=True, slots=True)
class Stances:
    """How many of a theme's people speak for it, against it or both, where their words show it; the four add up to its count."""

    favour: int
    """People who praise or agree."""
    against: int
    """People who complain or refuse."""
    mixed: int
    """People who do both."""
    unclear: int
    """People whose words do not show it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What in one answer can be checked: figures, dates, sources, things met with. It is not said that they are right."""

    answer_id: str
    spans: tuple[tuple[int, int], ...]
    """Each the answer from start up to end, in code points, in order and without overlap."""


@dataclass(frozen=True, slots=True)
class Member:
    """One submission of a campaign."""

    answer_id: str
    likeness: float
    """Share of the template's runs of two words that the answer holds, 0 to 1, rounded to 4 places."""
    additions: tuple[tuple[int, int], ...]
    """What the person added: `answer.text[start:end]`, by code point, in order; themed as an answer of its own."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Submissions that share a template. Counts are of submissions unless the name says otherwise."""

    id: str
    """`c1`, `c2`…, the largest first; stable for the same answers in any order."""
    template: str
    """The shared text, put together from the members by vote: what one person alone wrote is not in it."""
    members: tuple[Member, ...] = field(repr=False)
    """In order of answer id."""
    submissions: int
    distinct_texts: int
    """Texts that differ in at least one word; case, punctuation and spacing do not count."""
    exact_duplicates: int
    """Submissions beyond the first of each distinct text: submissions - distinct_texts."""
    personal_additions: int
    """Submissions with words of the person's own beside the template."""
    name: str = ""
    """The first words of the template, as a heading."""
    opening: Quote | None = None
    """How one of the members begins the letter, word for word."""
    themes: tuple[str, ...] = ()
    """Ids of the themes that the letter speaks to: those of at least half its members."""


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
    """Id of the theme that this one is a part of, for a sub-theme."""
    general: int | None = None
    """People of the theme who are in none of its sub-themes; None where it has none."""
    coverage: float = 1.0
    """Share of the theme's people who used the phrase behind the name, 0 to 1."""
    by_letter: int = 0
    """People among `count` who sent a form letter."""
    stance: Stances | None = None
    """None where it cannot be told, for instance in a language without word lists."""
    reasons: int | None = None
    """People who say why, where their words show it; None where it cannot be told."""
    evidence: tuple[str, ...] = ()
    """Ids of the answers that hold something to check in what they say of the theme, those with most first."""
    headline: bool = True
    """Whether the theme may stand as the headline; its rank and count are the same either way."""
    no_headline: str = ""
    """The sentence that says why not."""
    language: str = "en"
    """BCP 47 code of the language that its members wrote in; answers in different languages are themed apart."""


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
    language: str = "en"
    """BCP 47 code of the language that it is written in."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer outside every theme, with the reason; nobody's answer disappears."""

    answer_id: str
    reason: UnplacedReason
    explanation: str
    """The reason in one plain sentence, the same for every answer with this reason (and, where it matters, language)."""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """An acceptance rule of the whole theme set: what it asks, why, and whether it held."""

    name: str
    rationale: str
    held: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of so many answers that a result does not list them one by one. All are of people."""

    in_themes: int
    """In at least one theme."""
    in_minority: int
    """In a minority view and in no theme."""
    unplaced: tuple[tuple[UnplacedReason, int], ...]
    """Outside every theme, by reason, the most common first."""
    blank: int


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
    """The themes of the board, in order of rank."""
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
    subthemes: tuple[Theme, ...] = ()
    """`t1.1`, `t1.2`…: parts of themes, ranked within their `parent` and never on the board; shares are of all who answered."""
    campaigns: tuple[Campaign, ...] = ()
    """Form letters. Their people count in themes as everybody does; in finding the themes a letter weighs as one text."""
    evidence: tuple[Evidence, ...] = ()
    """What in the answers can be checked, by answer, in id order."""
    headline: str = ""
    """What the survey said in one or two sentences: the first theme that is steady enough to say so."""
    tally: Tally | None = None
    """The sums, where there are too many answers to list: `blank`, `codings` and `unplaced` are then empty."""
