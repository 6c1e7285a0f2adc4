"""What kind of word a stem is here: a thing, a quality or an act, from where it stood and how it ends.

No tagger is downloaded. The answers themselves are the evidence (distribution before morphology, as in Clark 2003): what stands
after "the" is a thing, after "very" a quality, after "they" an act. The ending decides where the answers say little.
The lists are English; in another language where a word stood, as its lexicon tells, is all there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nlp.lexicons import Lexicon

Kind = Literal["thing", "quality", "act"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = "en"
DEGREES = _set("very so too really extremely quite rather pretty")
STATES = _set("is was are were be been being feel felt seem seems looked")
THING_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "ing", "hood", "acy", "logy", "er", "or")
QUALITY_ENDINGS = ("ful", "ive", "ous", "able", "ible", "less", "ish")
ACT_ENDINGS = ("ed", "ify", "ise", "ize")
AS_THINGS = ("ing", "tion", "sion", "ment", "ance", "ence", "al", "ness", "ity", "y")
"""Endings that make a heading of an act: waiting, arrival, treatment, delivery."""
DOUBTFUL = 0.8
FROM_ENDING = 2.0
"""How many uses an ending is worth."""
ADVERB = "ly"
NOT_ADVERBS = _set("""
    friendly lovely elderly costly likely unlikely lonely early timely daily weekly monthly yearly orderly lively ugly silly
    family supply reply apply ally rely fly july italy assembly bully jolly holy deadly only unfriendly homely motherly
    """)
UNITS = _set("hour minut min hrs second mile pound percent am pm half dozen")
"""Stems of measures: how long or how much of what, the heading must say."""
NEVER_ALONE = _set("""
    due most far against without per plus less particular certain possibl like avail overal etc unfortun definit total complet
    absolut extrem general due yet later ago back away nor neither hard bare none cannot along around
    """)
"""Stems that qualify another word, and are no subject by themselves; in a phrase they are fine."""
IN_GENERAL = _set("""
    peopl time help good bad better wors great nice world countri work chang problem issu famili patient public person place day
    """)
"""Stems of bare words that may head a theme as what they are: "People in general"."""
AS_SAID = {"thank": "thanks"}
"""Stems with one form that heads best, whatever was written most."""
INITIALISMS_NOT = _set("hr hrs mr mrs ms dr st rd wk wks mth mths yr yrs km kg cm mm ft lb lbs ltd vs pls plz thx tbh hm hmm sth")
MARKS_OF_POSSESSION = _set("my his her your its")


@dataclass(slots=True)
class Uses:
    """Where each stem stood, in numbers of times, and how it was written."""

    as_thing: Counter[str] = field(default_factory=Counter)
    """After an article, a possessive or a preposition."""
    as_quality: Counter[str] = field(default_factory=Counter)
    """After a word of degree (counted twice), or after "is", where a thing or an act may stand as well."""
    as_act: Counter[str] = field(default_factory=Counter)
    """After a subject, "to" or an auxiliary."""
    alone: Counter[str] = field(default_factory=Counter)
    """As a whole passage: people who answer in one word have made a heading of it."""
    seen: Counter[str] = field(default_factory=Counter)
    led_on: Counter[str] = field(default_factory=Counter)
    """How often the next word was a content word too: "red" before "tape", "social" before "care"."""
    endings: dict[str, Kind | None] = field(default_factory=dict)

    def note(self, stem: str, before: str, *, alone: bool, led_on: bool, lexicon: Lexicon) -> None:
        """Note one use: the folded word before it ("" at a clause's start), and whether a content word follows."""
        self.seen[stem] += 1
        self.led_on[stem] += led_on
        if alone:
            self.alone[stem] += 1
        elif lexicon.language == ENGLISH and before in DEGREES | STATES:
            self.as_quality[stem] += 2 if before in DEGREES else 1
        elif before in lexicon.before_noun:
            self.as_thing[stem] += 1
        elif before in lexicon.before_verb:
            self.as_act[stem] += 1

    def standing(self, stem: str) -> float:
        """From 0 (always leads on to another word) to 1 (always ends its phrase)."""
        return 1 - self.led_on[stem] / max(1, self.seen[stem])

    def nounlike(self, stem: str) -> float:
        """From 0 (always an act here) to 1 (always a thing here, or an answer by itself); one half when nothing is known."""
        kind = self.endings.get(stem)
        things = self.as_thing[stem] + self.alone[stem] + 1 + FROM_ENDING * (kind == "thing")
        acts = self.as_act[stem] + 1 + FROM_ENDING * (kind == "act")
        return things / (things + acts)

    def kind(self, stem: str) -> Kind:
        """The kind that most uses speak for; a thing when nothing is known."""
        ending = self.endings.get(stem)
        weights: dict[Kind, float] = {
            "thing": self.as_thing[stem] + self.alone[stem] + 0.5 + FROM_ENDING * (ending == "thing"),
            "quality": self.as_quality[stem] / 2 + FROM_ENDING * (ending == "quality"),
            "act": self.as_act[stem] + FROM_ENDING * (ending == "act"),
        }
        return max(weights, key=lambda kind: weights[kind])  # the first of equals

    def is_doubtful(self, stem: str) -> bool:
        """Whether a thing is an act at times ("call"), and nobody made a heading of it."""
        return self.nounlike(stem) < DOUBTFUL and self.as_act[stem] > 1 and not self.heads(stem)

    def heads(self, stem: str) -> bool:
        """Whether people made a heading of the word by answering with it alone, one time in four at least."""
        return self.alone[stem] >= 0.25 * max(1, self.seen[stem])


def is_adverb(form: str) -> bool:
    """Whether an English word says how something is done: "quickly", not "friendly"."""
    return form.endswith(ADVERB) and form not in NOT_ADVERBS


def ending_of(form: str) -> Kind | None:
    """What the ending of an English word says of its kind; None when it says nothing."""
    if len(form) < 5:
        return None
    if form.endswith(QUALITY_ENDINGS) or is_adverb(form):
        return "quality"
    if form.endswith(ACT_ENDINGS):
        return "act"
    return "thing" if form.endswith(THING_ENDINGS) else None


def best_form(forms: Mapping[str, int], kind: Kind, *, doubtful: bool = False) -> str:
    """The form of one English word that reads best as a heading: "waiting" of an act, "quick" rather than "quickly".

    Such a form is taken when it was written at least twice and a tenth as often as the commonest; of a thing that is an act at
    times (`doubtful`) the plural is taken in the same way: "calls", "changes". Otherwise the commonest form is taken, the
    shorter of equals.
    """
    commonest = min(forms, key=lambda form: (-forms[form], len(form), form))
    least = max(2.0, 0.1 * forms[commonest])
    if kind == "act" and not commonest.endswith(AS_THINGS):
        wanted = {form: count for form, count in forms.items() if form.endswith(AS_THINGS) and len(form) > 4}
    elif is_adverb(commonest):
        plain = {commonest[:-2], commonest[:-2] + "e", commonest[:-3] + "y"}  # quickly, possibly, easily
        wanted = {form: count for form, count in forms.items() if form in plain}
    elif doubtful and kind == "thing":
        wanted = {form: count for form, count in forms.items() if form in {commonest + "s", commonest + "es"}}
    else:
        return commonest
    fit = {form: count for form, count in wanted.items() if count >= least}
    return min(fit, key=lambda form: (-fit[form], len(form), form)) if fit else commonest
