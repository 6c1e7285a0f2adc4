"""Free text to ranked themes: `find_themes` reads as the method's table of contents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.board import Draft, minority_codings, minority_views, theme_list
from nlp.campaigns import CampaignSettings, find_campaigns
from nlp.clean import Tidied, set_apart, unplaced
from nlp.form_letters import heard, with_letters
from nlp.grouping import group
from nlp.labels import labels as label_groups
from nlp.lexicons import ENGLISH, Lexicon
from nlp.material import Material, gather
from nlp.minority import strangers, views
from nlp.phrases import counted
from nlp.rules import FEWEST_FOR_STABILITY, Totals, outcomes
from nlp.semantic import running, why_not, with_meanings
from nlp.stability import stability
from nlp.types import Campaign, Comment, Settings, Theming, Unplaced
from nlp.vectors import vectors

VERSION = "2"
"""Of the method: raised whenever the same input could give another result."""

MOST_LONE_SHARE = 0.03

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
        progress("Looking for form letters", 0.05)
        campaigns = find_campaigns(tidied.answers, CampaignSettings(question=settings.question))
        answered = len(tidied.answers) + len(tidied.apart)
        draft = drafted(tidied.answers, campaigns, settings, answered, progress)
        progress("Choosing quotes and accounting for every answer", 0.9)
        theming = _accounted(draft, tidied, campaigns, max(asked or 0, len(comments)), _hash(comments))
        progress("Done", 1.0)
        return theming


def drafted(
    answers: Sequence[Comment],
    campaigns: Sequence[Campaign],
    settings: Settings,
    answered: int,
    progress: Progress = _silent,
    lexicon: Lexicon = ENGLISH,
) -> Draft:
    """The themes among answers in one language (none blank, none a non-answer), ready to be put on a board.

    `campaigns` are the form letters among them; `answered` is the base of every share, others' answers included.
    """
    letters = heard(gather(answers, lexicon), campaigns)
    material = letters.material
    progress("Finding which words go together", 0.15)
    asked = frozenset(lexicon.stems(settings.question))
    run = running(settings, lexicon.language)
    learnt = vectors(material.units, letters.contexts(), settings.seed, asked, lexicon)
    rows = with_meanings(learnt, material, asked, run.engine)
    progress("Grouping answers that say the same", 0.35)
    grouping = with_letters(group(material, rows, run), letters, rows)
    progress("Naming the themes", 0.6)
    names = label_groups(counted(material, grouping.placed.members()), settings.question)
    progress("Weighing what chance could have done", 0.75)
    steady = stability(rows, material.people, grouping.labels, grouping.tried, settings.seed)
    return Draft(material, grouping.placed, names, settings, steady, answered, grouping.small)


def _accounted(draft: Draft, tidied: Tidied, campaigns: tuple[Campaign, ...], asked: int, digest: str) -> Theming:
    """The board, and every answer that is not on it with the reason."""
    material, settings = draft.material, draft.settings
    themes, codings = theme_list(draft)
    left = sorted(set(range(len(material.answers))) - draft.placed.answers(material))
    strange = strangers(material, settings.question, left)
    free = sorted(set(left) - set(strange))
    kept = views(material, free, draft.small, most=max(3, round(MOST_LONE_SHARE * draft.answered)))
    in_view = {answer for view in kept for answer in view.answers}
    rest = [at for at in free if at not in in_view]
    outside = _outside(material, strange, rest) + tidied.apart
    placed = len(material.answers) - len(left)
    totals = Totals(draft.answered, placed, len(strange) + len(rest), len(in_view), len(tidied.apart))
    return Theming(
        settings=settings,
        asked=asked,
        answered=draft.answered,
        blank=tidied.blank,
        themes=themes,
        minority=minority_views(draft, kept),
        codings=codings + minority_codings(draft, kept),
        unplaced=tuple(sorted(outside, key=lambda one: one.answer_id)),
        rules=outcomes(themes, totals),
        engine=running(settings, material.lexicon.language).engine,
        version=VERSION,
        input_hash=digest,
        notes=_notes(settings, draft.answered),
        campaigns=campaigns,
    )


def _outside(material: Material, strange: list[int], rest: list[int]) -> tuple[Unplaced, ...]:
    return tuple(unplaced(material.answers[at].id, "off-topic") for at in strange) + tuple(
        unplaced(material.answers[at].id, "no-theme") for at in rest
    )


def _notes(settings: Settings, answered: int) -> tuple[str, ...]:
    notes = []
    if answered < FEWEST_FOR_STABILITY:
        notes.append("There are fewer than 30 answers: read them all, and take the themes as a way to sort them.")
    if reason := why_not(settings):
        notes.append(reason)
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
