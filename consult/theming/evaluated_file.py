"""Answers that people coded by hand, made ready to measure on: by question, beside a second person's, as a thing to learn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.theming.coded_file import CodedFile, CodedRow
from consult.theming.command import BadOption
from consult.theming.tables import CannotRead
from consult.theming.terminal import plain
from nlp.codebooks import Code, CodedAnswer
from nlp.coders import Pair
from nlp.curve import Gold
from nlp.evaluate import FEWEST_ANSWERS, Coded, large_enough
from nlp.scores import LEAST_SHARE


@dataclass(frozen=True, slots=True)
class CodedQuestions:
    """The answers to evaluate on, by question, and how many were passed over and why."""

    source: CodedFile
    questions: dict[str, list[Coded]]
    uncoded: int
    """Answers without a code, or with none but dropped ones."""
    blank: int
    """Answers that say nothing, though they have a code."""
    small: int
    """Coded answers to questions with too few of them."""


def coded_questions(source: CodedFile, question: str, drop: frozenset[str]) -> CodedQuestions:
    """The coded answers by question, `question` where the file names none.

    Raises BadOption when a code to drop is nowhere, and CannotRead when no question has enough answers.
    """
    check_dropped(drop, source.rows)
    found: defaultdict[str, list[Coded]] = defaultdict(list)
    uncoded = blank = 0
    for row in source.rows:
        held = tuple(sorted(row.codes - drop))
        if not held:
            uncoded += 1
        elif not row.comment.text.strip():
            blank += 1
        else:
            found[row.question or question].append(Coded(row.comment, held))
    kept = large_enough(found)
    if not kept:
        raise CannotRead(
            f"No question has {FEWEST_ANSWERS} answers with codes, so there is nothing to measure on. "
            "Are --codes and --question-column the right columns?"
        )
    every, used = (sum(len(coded) for coded in part.values()) for part in (found, kept))
    return CodedQuestions(source, kept, uncoded, blank, every - used)


def check_dropped(drop: frozenset[str], rows: Sequence[CodedRow]) -> None:
    """See that each code to drop is one of the file's. Raises BadOption."""
    if missing := sorted(drop - {code for row in rows for code in row.codes}):
        raise BadOption(f"--drop names “{plain(missing[0])}”, but no row has that code. Write it as the file does.")


def beside(coded: CodedQuestions, second: Mapping[str, frozenset[str]]) -> dict[str, list[Pair]]:
    """The codes of two people side by side, by question; `second` holds the second's by answer id.

    Raises CannotRead when no answer has codes by both.
    """
    pairs: dict[str, list[Pair]] = {
        question: [(one.codes, sorted(second[one.comment.id])) for one in answers if second[one.comment.id]]
        for question, answers in coded.questions.items()
    }
    if not any(pairs.values()):
        raise CannotRead("No answer has codes by both people, so they cannot be compared. Are --codes and --codes2 right?")
    return pairs


def to_learn(coded: CodedQuestions) -> Gold:
    """All questions together as something to learn: codes held by at least one answer in a hundred, answers with any of them."""
    answers = [(question, one) for question, held in sorted(coded.questions.items()) for one in held]
    counts = Counter(code for _, one in answers for code in one.codes)
    common = frozenset(code for code, count in counts.items() if count >= LEAST_SHARE * len(answers))
    kept = [(question, one) for question, one in answers if common.intersection(one.codes)]
    return Gold(
        comments=tuple(one.comment for _, one in kept),
        # codes that are bare numbers have no words to go by
        codebook=tuple(Code(code, "" if code.isdigit() else code) for code in sorted(common)),
        coded=tuple(CodedAnswer(one.comment.id, common.intersection(one.codes)) for _, one in kept),
        questions={one.comment.id: question for question, one in kept},
    )
