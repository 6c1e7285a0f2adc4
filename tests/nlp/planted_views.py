"""Invented consultations with one lone clear view planted in each, drawn by chance from a seed. Illustrative."""

from __future__ import annotations

import random
from dataclasses import dataclass

from nlp.types import Comment
from tests.nlp.planted_topics import AFTER, BEFORE, CONSULTATIONS, DID, SILENT, WHEN, WHO, Consultation, Topic

SILENT_SHARE = 0.05
JOKE_SHARE = 0.01
SLIP_SHARE = 0.1
STORY_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Planted:
    """Answers to a question in a shuffled order, and who wrote what on purpose."""

    question: str
    comments: tuple[Comment, ...]
    lone: str
    """Id of the answer that holds the lone view."""
    many: frozenset[str]
    """Ids of the answers that make a point that many make."""


def planted(seed: int, size: int = 200, lone: str | None = None) -> Planted:
    """One consultation with `size` answers, a lone view among them: one of the invented list, or `lone` where given."""
    chance = random.Random(seed)
    consultation = CONSULTATIONS[seed % len(CONSULTATIONS)]
    told = [(said(consultation, chance), "many") for _ in range(size - 1)]
    silent, jokes = round(SILENT_SHARE * size), round(JOKE_SHARE * size)
    told[:silent] = [(chance.choice(SILENT), "silent") for _ in range(silent)]
    told[silent : silent + jokes] = [(chance.choice(consultation.jokes), "joke") for _ in range(jokes)]
    told.append((chance.choice(consultation.lone) if lone is None else lone, "lone"))
    chance.shuffle(told)
    comments = tuple(Comment(f"a{at:04}", text) for at, (text, _) in enumerate(told))
    kinds = {comment.id: kind for comment, (_, kind) in zip(comments, told, strict=True)}
    return Planted(
        question=consultation.question,
        comments=comments,
        lone=next(answer for answer, kind in kinds.items() if kind == "lone"),
        many=frozenset(answer for answer, kind in kinds.items() if kind == "many"),
    )


def said(consultation: Consultation, chance: random.Random) -> str:
    """What one of the many might write: a few words, a sentence, or two or three points in a row; some with a slip."""
    topics = consultation.topics
    weights = [1 / (at + 2) for at in range(len(topics))]  # some points are made far more often than others
    length = chance.random()
    if length < 0.25:
        text = chance.choice(chance.choices(topics, weights)[0].short)
    elif length < 0.8:
        text = sentence(chance.choices(topics, weights)[0], chance)
    else:
        points = chance.choices(topics, weights, k=chance.choice((2, 2, 3)))
        text = ". ".join(_capital(sentence(topic, chance)) for topic in points)
    return slipped(_capital(text) if chance.random() < 0.6 else text, chance)


def sentence(topic: Topic, chance: random.Random) -> str:
    """One point, perhaps led in, perhaps with its reason, perhaps with a story beside it."""
    reason = f", {chance.choice(topic.why)}" if chance.random() < 0.5 else ""
    point = f"{chance.choice(BEFORE)}{chance.choice(topic.said)}{reason}{chance.choice(AFTER)}"
    return f"{point}. {_capital(story(chance))}" if chance.random() < STORY_SHARE else point


def story(chance: random.Random) -> str:
    """What happened to somebody: told beside a point, it makes the words of an answer rare without making it a lone view."""
    return f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHEN)}"


def slipped(text: str, chance: random.Random) -> str:
    """The text, in one case of ten with two neighbouring letters of a longer word in each other's place."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long or chance.random() >= SLIP_SHARE:
        return text
    at = chance.choice(long)
    letter = chance.randrange(1, len(words[at]) - 2)
    word = words[at]
    words[at] = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    return " ".join(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
