"""Answers that speak of something else, told apart from lone views: off the topic by rule, and never for being alone alone.

To lose a lone voice is worse than to print a stray line, so an answer is off the topic only on two grounds: it shares no
telling word with the question or with three others, and it takes no stand that could be an answer: it proposes nothing, judges
nothing, says nothing of anybody, or it says itself that it is about another matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nlp.material import Material
from nlp.tokens import words
from nlp.types import UnplacedReason

FEWEST_STEMS = 3
OTHERS_WHO_SHARE = 2
MOSTLY_SHARED = 0.8
FEWEST_IN_SET = 20
"""Below this many answers there is no telling what is off the topic."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


POINTING = _set("it its they them this these those he she")
DUTY = _set("should shouldnt ought must mustnt need needs needed could would might may can cant cannot let lets please stop ban")
"""Words of proposals: what ought to be, what could be."""
STATING = _set(
    """
    is are was were isnt arent wasnt werent has have had been being does doesnt did didnt will wont nobody no not never
    everyone everybody without instead rather because whoever somebody someone
    """
)
"""Words without which hardly a statement of fact, a complaint or a reason is made."""
OF_ONESELF = _set("i im ive my mine me myself")
DOING = _set(
    """
    add allow announce ask ban begin bring build buy cancel change check clean close consult create cut demolish drop employ end
    enforce expand extend find fine fix force free fund get give have help hire hold improve include increase introduce invest
    invite keep leave lend let limit listen look lower make mend merge move open pay plant prevent privatise protect provide
    publish put raise reduce remove repair replace require restore return save scrap sell send set share show simplify spend
    start stop support take tax teach tell train treat try turn use vote widen work
    """
)
"""A sentence that begins with one of these asks for something to be done."""
SENTENCE = re.compile(r"[.!?;:]\s+|\n|,\s+(?:and|so|then|but)?\s*")
ANOTHER_MATTER = re.compile(
    r"\b(?:(?:want|like|wish|need|here|writing|ringing|calling) to (?:complain|report|ask|enquire|inquire|book|cancel|order)"
    r"|off (?:the )?topic|another matter|nothing to do with (?:this|the question)|while (?:im|youre) (?:here|at it)"
    r"|anyone (?:know|selling|got)|who do i (?:ring|speak|talk|complain) to)\b"
)
FOR_A_PRIZE = re.compile(r"\b(?:(?:do|did|have) i (?:win|won|pass)|what do i win|(?:wheres|whats|claim) my prize)\b")


def strangers(material: Material, question: str, among: Iterable[int]) -> dict[int, UnplacedReason]:
    """Those of the answers in `among` that are about something else, with the reason: `off-topic`, or `joke` for asking a prize.

    Bare words do not count as shared. Where most answers stand alone (one-word answers, say) nothing is called off-topic, and
    neither in a language whose proposals and judgements this module cannot tell.
    """
    held = telling_stems(material)
    if len(held) < FEWEST_IN_SET or material.lexicon.language != "en":
        return {}
    spread = Counter(stem for stems in held for stem in stems)
    asked = set(material.lexicon.stems(question))
    shared = [any(stem in asked or spread[stem] > OTHERS_WHO_SHARE for stem in stems) for stems in held]
    if sum(shared) < MOSTLY_SHARED * len(shared):
        return {}
    texts = {at: material.answers[at].text for at in sorted(among) if len(held[at]) >= FEWEST_STEMS}
    return {
        at: "joke" if FOR_A_PRIZE.search(" ".join(words(text))) else "off-topic"
        for at, text in texts.items()
        if (not shared[at] and not takes_a_stand(text)) or (is_another_matter(text) and _hardly_shared(held[at], asked, spread))
    }


def _hardly_shared(stems: set[str], asked: set[str], spread: Counter[str]) -> bool:
    """Whether no telling word is the question's, and less than half of them are shared with two others."""
    return asked.isdisjoint(stems) and 2 * sum(spread[stem] > OTHERS_WHO_SHARE for stem in stems) < len(stems)


def is_another_matter(text: str) -> bool:
    """Whether a text says itself that it is about another matter, in English: "I want to complain about the bins"."""
    return ANOTHER_MATTER.search(" ".join(words(text))) is not None


def takes_a_stand(text: str) -> bool:
    """Whether a text could be an answer, however alone its words are: it proposes, states or judges something, in English.

    A text that asks ("when will you empty the bins?"), or says that it is about another matter, does not; nor does one that
    only tells of the writer.
    """
    folded = words(text)
    if "?" in text or is_another_matter(text):
        return False
    said = frozenset(folded)
    if said & (POINTING | DUTY) or any(_asks_for(part) for part in SENTENCE.split(text)):
        return True
    return bool(said & STATING) and not said & OF_ONESELF


def _asks_for(part: str) -> bool:
    folded = words(part)
    return len(folded) >= 2 and folded[0] in DOING


def telling_stems(material: Material) -> list[set[str]]:
    """For each answer the stems that are neither bare nor a denial."""
    held: list[set[str]] = [set() for _ in material.answers]
    bare = material.lexicon.weak_stems | material.lexicon.negation_stems
    for passage in material.passages:
        held[passage.answer].update(stem for stem in material.units[passage.unit] if stem not in bare)
    return held
