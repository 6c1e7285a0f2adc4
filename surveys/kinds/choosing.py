"""Questions that offer a list: one choice, several, a scale of words, a stage of a journey, a ranking, points. Pure."""

from __future__ import annotations

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, Answered, Form, Parts, many, one, refused
from surveys.kinds.settings import LONGEST_SHORT_TEXT, Ticks, places, ticks, total
from surveys.models import Axis


def read_one(question: QuestionDefinition, form: Form) -> Answered:
    """One choice; where "other" is offered, its words are kept beside the tick and never in its place."""
    value, rules = one(form, question.key), _rules(question)
    if not value.strip():
        return refused(question.key, "missing") if question.required else Answered()
    if value == OTHER_CHOICE and rules.other:
        return _with_other({"": OTHER_CHOICE}, question, form)
    return Answered({"": value}) if question.choice(value) else refused(question.key, "not-offered")


def read_several(question: QuestionDefinition, form: Form) -> Answered:
    """Any number of ticks within the bounds that the lead set; a choice that stands alone excludes the others."""
    sent, rules = list(dict.fromkeys(many(form, question.key))), _rules(question)
    if not sent:
        return refused(question.key, "missing") if question.required or rules.fewest else Answered()
    if any(not (question.choice(key) or (key == OTHER_CHOICE and rules.other)) for key in sent):
        return refused(question.key, "not-offered")
    if len(sent) > 1 and not rules.alone.isdisjoint(sent):
        return refused(question.key, "alone", part=next(key for key in sent if key in rules.alone))
    if rules.alone.isdisjoint(sent) and len(sent) < rules.fewest:
        return refused(question.key, "too-few", limit=rules.fewest, length=len(sent))
    if rules.most and len(sent) > rules.most:
        return refused(question.key, "too-many", limit=rules.most, length=len(sent))
    parts = {choice.key: CHOSEN for choice in question.along(Axis.answer) if choice.key in sent}
    return _with_other(parts, question, form) if OTHER_CHOICE in sent else Answered(parts)


def _rules(question: QuestionDefinition) -> Ticks:
    return ticks(question.settings, len(question.along(Axis.answer)))


def _with_other(parts: Parts, question: QuestionDefinition, form: Form) -> Answered:
    words = one(form, question.key, OTHER)
    if not words.strip():
        return refused(question.key, "other-empty", part=OTHER)
    if len(words) > LONGEST_SHORT_TEXT:
        return refused(question.key, "too-long", part=OTHER, limit=LONGEST_SHORT_TEXT, length=len(words))
    return Answered({**parts, OTHER: words})


def read_ranking(question: QuestionDefinition, form: Form) -> Answered:
    """A place for each choice, 1 the first: places run from 1 without a gap, and no two choices share one."""
    wanted = places(question.settings, len(question.along(Axis.answer)))
    ranked: dict[str, int] = {}
    for choice in question.along(Axis.answer):
        value = one(form, question.key, choice.key).strip()
        if not value:
            continue
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= wanted:
            return refused(question.key, "not-offered", part=choice.key, limit=wanted)
        if int(value) in ranked.values():
            return refused(question.key, "same-place-twice", part=choice.key, length=int(value))
        ranked[choice.key] = int(value)
    if not ranked:
        return refused(question.key, "missing") if question.required else Answered()
    gap = next(place for place in range(1, len(ranked) + 2) if place not in ranked.values())
    if gap <= len(ranked) or (question.required and len(ranked) < wanted):
        return refused(question.key, "place-left-out", limit=gap)
    return Answered({key: str(place) for key, place in ranked.items()})


def read_points(question: QuestionDefinition, form: Form) -> Answered:
    """Points for each choice, whole and not below nought, that add up to the total."""
    given: dict[str, int] = {}
    for choice in question.along(Axis.answer):
        value = one(form, question.key, choice.key).strip()
        if value and not (value.isascii() and value.isdigit() and len(value) <= 6):
            return refused(question.key, "not-whole", part=choice.key)
        given[choice.key] = int(value or 0)
    shared, whole = sum(given.values()), total(question.settings)
    if not shared and not question.required:
        return Answered()
    if shared != whole:
        return refused(question.key, "sum-too-small" if shared < whole else "sum-too-large", limit=whole, length=shared)
    return Answered({key: str(points) for key, points in given.items()})
