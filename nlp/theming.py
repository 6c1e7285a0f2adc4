"""Free text to ranked themes: `find_themes` reads as the method's table of contents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from nlp.board import Draft, board
from nlp.campaigns import CampaignSettings, find_campaigns
from nlp.clean import Tidied, set_apart
from nlp.facts import checkable
from nlp.form_letters import heard, introduced, senders, with_letters
from nlp.grouping import group
from nlp.headline import headline
from nlp.labels import honest
from nlp.labels import labels as label_groups
from nlp.languages import listen, parted
from nlp.levels import parts
from nlp.lexicons import ENGLISH, Lexicon, lexicon
from nlp.material import gather
from nlp.minority import few_hold, to_name, with_names
from nlp.phrases import counted
from nlp.remainder import Remainder, as_views, listed, remainder, unusual
from nlp.rules import FEWEST_FOR_STABILITY, Totals, further, outcomes
from nlp.semantic import running, why_not, with_meanings
from nlp.settling import fewest
from nlp.stability import stability
from nlp.surprising import surprise
from nlp.types import Campaign, Comment, Settings, Theming
from nlp.vectors import vectors

VERSION = "2"
"""Of the method: raised whenever the same input could give another result."""

Progress = Callable[[str, float], None]


class NothingToTheme(ValueError):
    """There is no usable answer at all."""


@lru_cache(maxsize=1)
def _pools() -> ThreadpoolController:
    """The thread pools of the libraries imported above, looked for once: it takes longer than some small questions."""
    return ThreadpoolController()


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
    with _pools().limit(limits=1):  # sums in another order would differ in the last bit; and small matrices are faster so
        progress("Reading the answers", 0.0)
        spoken = listen((comment.text for comment in comments), settings.question)
        tidied = set_apart(comments, settings.question, spoken)
        if not tidied.answers:
            raise NothingToTheme(_nothing(len(comments)))
        by_language = parted(tidied.answers, spoken)
        tidied = tidied.without(by_language.unread)
        progress("Looking for form letters", 0.05)
        campaigns = find_campaigns(tidied.answers, CampaignSettings(question=settings.question))
        answered = len(tidied.answers) + len(tidied.apart)
        first, *others = by_language.parts
        drafts = [drafted(first.answers, campaigns, settings, answered, progress, lexicon(first.language))]
        apart = replace(settings, themes=None)  # the number asked for is of the main language
        for one in others:
            draft = drafted(one.answers, campaigns, apart, answered, lexicon=lexicon(one.language))
            drafts.append(draft if len(one.answers) >= min(fewest(answered), FEWEST_FOR_STABILITY) else as_views(draft))
        progress("Choosing quotes and accounting for every answer", 0.9)
        theming = _accounted(drafts, tidied, campaigns, max(asked or 0, len(comments)), _hash(comments))
        theming = replace(theming, notes=(*theming.notes, *by_language.notes))
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
    grouping = with_letters(group(material, rows, run, answered), letters, rows)
    scores = surprise(material, rows)
    grouping, few = few_hold(material, rows, grouping, scores, settings.question)
    progress("Naming the themes", 0.6)
    members = grouping.placed.members()
    named = label_groups(counted(material, members + to_name(material, few)), settings.question)
    names, few = named[: len(members)], with_names(few, [honest(label) for label in named[len(members) :]])
    progress("Weighing what chance could have done", 0.75)
    steady = stability(rows, material.people, grouping.labels, grouping.tried, settings.seed)
    progress("Looking for themes within themes", 0.85)
    inner = parts(material, rows, grouping.placed, names, settings)
    return Draft(material, grouping.placed, names, settings, steady, answered, rows, run.engine, few, scores, inner)


def _accounted(drafts: Sequence[Draft], tidied: Tidied, campaigns: Sequence[Campaign], asked: int, digest: str) -> Theming:
    """The board, and every answer that is not on it with the reason."""
    settings, answered = drafts[0].settings, drafts[0].answered
    evidence = checkable(tidied.answers)
    shown = board(drafts, senders(campaigns), evidence)
    rests = [remainder(draft) for draft in drafts]
    minority, minority_codings = listed(rests)
    outside = [*tidied.apart, *(one for rest in rests for one in rest.unplaced())]
    theming = Theming(
        settings=settings,
        asked=asked,
        answered=answered,
        blank=tidied.blank,
        themes=shown.themes,
        minority=minority,
        codings=shown.codings + minority_codings,
        unplaced=tuple(sorted(outside, key=lambda one: one.answer_id)),
        surprising=unusual(drafts),
        engine=drafts[0].engine,
        version=VERSION,
        input_hash=digest,
        notes=_notes(settings, answered),
        subthemes=shown.subthemes,
        campaigns=introduced(campaigns, tidied.answers, shown.codings),
        evidence=evidence,
        headline=headline(shown.themes),
    )
    return replace(theming, rules=outcomes(shown.themes, _totals(rests, tidied, answered), further(theming)))


def _totals(rests: Sequence[Remainder], tidied: Tidied, answered: int) -> Totals:
    in_views, outside = sum(rest.in_views for rest in rests), sum(len(rest.outside) for rest in rests)
    foreign = sum(one.reason == "other-language" for one in tidied.apart)
    return Totals(
        answered=answered,
        placed=sum(len(rest.draft.placed.answers(rest.draft.material)) for rest in rests),
        without_theme=outside,
        minority=in_views,
        apart=len(tidied.apart),
        other_language=foreign,
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
