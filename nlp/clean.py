"""Before any counting: blanks, non-answers, jokes and answers in another script set apart, each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.languages import Spoken, vote
from nlp.lexicons import ENGLISH, Lexicon, lexicon
from nlp.tokens import stems, words
from nlp.types import Comment, Unplaced, UnplacedReason
from nlp.words import AROUND_UNKNOWING, FILLERS, GRAMMAR, NEGATED, OTHERS, UNKNOWING

EXPLANATIONS: dict[UnplacedReason, str] = {
    "non-answer": "The person wrote something, but gave no answer to the question.",
    "joke": "The text itself shows that it was written as a joke.",
    "off-topic": "The answer shares no content with the question or with any other answer.",
    "no-theme": "The answer is clear in itself, but too few others say the same for it to be a theme.",
    "other-language": "The answer is in a language that this run cannot read, and too few people used it for themes of its own.",
}


INVITES_NOTHING = re.compile(
    r"\b(improv\w*|better|chang\w*|concern\w*|worr\w*|problem\w*|difficult\w*|dislike\w*|wrong|bad|negative|barrier\w*|against|stop\w*|prevent\w*"
    r"|anything|any other|fear\w*|risk\w*)\b",
    re.IGNORECASE,
)

LAUGHTER = re.compile(r"^(a*(ha){2,}h?|(he){2,}|lol+|lolz|rofl|lmao|lmfao|jk|ba+dum|ho ho)$")
LAUGHING_FACES = re.compile("[\U0001f602\U0001f923\U0001f606\U0001f639\U0001f61c\U0001f92a]")
SAID_IN_JEST = re.compile(r"\b((just|only|im) (kidding|joking)|its a joke right|knock knock|punchline|walks? into a bar)\b")
WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
SPELT_OUT = re.compile(rf"\b([A-Z]{{2,6}})\s*(?:=|:|stands for)\s*({WORD}(?:[ ,]+{WORD}){{1,5}})[ ,]*(?=[.;!?\n]|$)")
"""Words and what parts them are told apart at each step, so that a long text without an end is read once, not in every way."""
SAYS_NOTHING = UNKNOWING | AROUND_UNKNOWING | ((GRAMMAR | FILLERS) - OTHERS)
DO_NOT_KNOW = frozenset({"dk", "idk", "dunno", "donot"})
KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")


@dataclass(frozen=True, slots=True)
class Tidied:
    """The answers to theme, in the order of their ids, and those set apart."""

    answers: tuple[Comment, ...]
    blank: tuple[str, ...]
    apart: tuple[Unplaced, ...]

    def without(self, more: Sequence[Unplaced]) -> Tidied:
        """The same with further answers set apart."""
        gone = {one.answer_id for one in more}
        answers = tuple(answer for answer in self.answers if answer.id not in gone)
        return Tidied(answers, self.blank, tuple(sorted((*self.apart, *more), key=lambda one: one.answer_id)))


def set_apart(comments: Sequence[Comment], question: str, spoken: Spoken | None = None) -> Tidied:
    """Sort by id, then set apart blanks, non-answers, keyboard mash and plain jokes, each by the words of its language.

    `spoken` tells the language of each answer; without it all are taken to be English.
    Raises ValueError when two comments share an id: people could not be counted.
    """
    ordered = sorted(comments, key=lambda comment: comment.id)
    twice = next((one.id for one, two in pairwise(ordered) if one.id == two.id), None)
    if twice is not None:
        raise ValueError(f"two answers have the id {twice!r}; each answer needs an id of its own")
    written = [comment for comment in ordered if any(map(str.isalnum, comment.text))]
    spread = Counter(word for comment in written for word in set(words(comment.text)))
    read = {comment.id: lexicon(spoken.language(comment.text)) if spoken else ENGLISH for comment in written}
    told = ((comment.id, reason(comment.text, question, spread, read[comment.id])) for comment in written)
    reasons = {answer_id: why for answer_id, why in told if why is not None}
    return Tidied(
        answers=tuple(comment for comment in written if comment.id not in reasons),
        blank=tuple(comment.id for comment in ordered if not any(map(str.isalnum, comment.text))),
        apart=tuple(unplaced(answer_id, why) for answer_id, why in sorted(reasons.items())),
    )


def unplaced(answer_id: str, reason: UnplacedReason) -> Unplaced:
    """The answer outside every theme, with the sentence that explains the reason."""
    return Unplaced(answer_id, reason, EXPLANATIONS[reason])


def reason(text: str, question: str, spread: Counter[str], lexicon: Lexicon = ENGLISH) -> UnplacedReason | None:
    """Why a text is no answer to the question, if it is none; `spread` counts in how many answers each word is."""
    if lexicon != ENGLISH:
        return _reason_elsewhere(text, question, spread, lexicon)
    folded = words(text)
    if is_non_answer(folded, question) or all(is_mash(word, spread) for word in folded):
        return "non-answer"
    return "joke" if is_plain_joke(text, folded, question, spread) else None


def _reason_elsewhere(text: str, question: str, spread: Counter[str], lexicon: Lexicon) -> UnplacedReason | None:
    """In another language than English: what its own lists call no answer, or laughter and nothing else.

    Whether "nothing" answers a question in that language cannot be told, so it is taken for an answer.
    """
    folded = lexicon.words(text)
    asked = question if "en" in vote(question).candidates else ""
    if is_non_answer(folded, asked, lexicon) or " ".join(words(text)) in ENGLISH.non_answers:  # "n/a" is written everywhere
        return "non-answer"
    laughs = LAUGHING_FACES.search(text) is not None or any(map(LAUGHTER.match, folded))
    rest = [word for word in words(text) if not LAUGHTER.match(word)]
    return "joke" if laughs and not any(spread[word] > 1 for word in rest) else None


def is_non_answer(folded: Sequence[str], question: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether these words, taken whole, answer nothing. "Nothing" is an answer where the question invites it."""
    phrase = " ".join(folded)
    if phrase in lexicon.nothings:
        return bool(question) and INVITES_NOTHING.search(question) is None
    return phrase in lexicon.non_answers or not folded or (lexicon == ENGLISH and _knows_not(folded))


def _knows_not(folded: Sequence[str]) -> bool:
    """Whether the words only say, at whatever length, that there is no answer: "I really don't know how to answer that"."""
    denied = any(word in NEGATED or word in DO_NOT_KNOW or word in {"no", "not", "never"} for word in folded)
    unknowing = any(word in UNKNOWING or word in DO_NOT_KNOW for word in folded)
    return denied and unknowing and SAYS_NOTHING.issuperset(folded)


def is_plain_joke(text: str, folded: Sequence[str], question: str, spread: Counter[str]) -> bool:
    """Whether the text says it is a joke, plays on an abbreviation and does no more, or laughs and otherwise shares no content
    with the question or another answer."""
    if SAID_IN_JEST.search(" ".join(folded)) or is_mock_expansion(text, question):
        return True
    if not LAUGHING_FACES.search(text) and not any(map(LAUGHTER.match, folded)):
        return False
    rest = [word for word in folded if not LAUGHTER.match(word)]
    return not _shared(rest, question, spread)


def is_mock_expansion(text: str, question: str) -> bool:
    """Whether the text only spells out abbreviations with words of its own: "NHS = Never Hurry Sunday".

    The initials must fit, so that a real point after an equals sign is none; and an expansion in the question's own words is
    an explanation.
    """
    rest, found = text, False
    for abbreviation, expansion in SPELT_OUT.findall(text):
        initials = "".join(word[0] for word in expansion.split())
        if initials.casefold() != abbreviation.casefold() or set(stems(expansion)) <= set(stems(question)):
            return False
        rest, found = rest.replace(expansion, "").replace(abbreviation, ""), True
    return found and not any(map(str.isalnum, rest.replace("stands for", "")))


def _shared(folded: Iterable[str], question: str, spread: Counter[str]) -> bool:
    asked = set(stems(question))
    return any(found in asked or spread[word] > 1 for word in folded for found in stems(word))


def is_mash(word: str, spread: Counter[str]) -> bool:
    """Whether a word looks like keys struck at random: "asdfgh", "kkkkkk", "sdkfjhsdf"; never a word that others use."""
    if len(word) < 4 or spread[word] > 2 or not word.isascii() or word.isdigit():
        return False
    along = any(word in row or word in row[::-1] for row in KEYBOARD_ROWS)
    return along or (len(set(word)) <= 2 and len(word) >= 5) or re.search(r"[bcdfghjklmnpqrstvwxz]{6}", word) is not None
