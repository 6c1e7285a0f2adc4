"""What is wrong in a row of a table, in words for the lead; never with what stands in the cell. Pure."""

from __future__ import annotations

from surveys.definition import Definition
from surveys.incoming import Odd, RowFault
from surveys.kinds.answered import Fault, Problem

FAULTS: dict[Fault, str] = {
    "missing": "This must be answered, and it is empty.",
    "too-long": "This has {length:,.0f} characters. At most {limit:,.0f} are taken.",
    "not-offered": "This is not one of the answers that people could choose.",
    "other-empty": "“Something else” is chosen, and the words beside it are empty.",
    "too-few": "At least {limit:.0f} must be ticked.",
    "too-many": "At most {limit:.0f} can be ticked.",
    "alone": "A choice that stands alone is ticked together with others.",
    "not-a-number": "This is not a number.",
    "not-whole": "This is not a whole number.",
    "too-small": "This number is below {limit:g}, the least that is taken.",
    "too-large": "This number is above {limit:g}, the most that is taken.",
    "too-fine": "This number has more than {limit:.0f} digits after the point.",
    "not-a-date": "This is not a day. Write days like 2027-03-31 or 31/03/2027.",
    "too-early": "This day is before {bound}, the first that is taken.",
    "too-late": "This day is after {bound}, the last that is taken.",
    "not-a-postcode": "This is not a UK postcode or the first half of one.",
    "same-place-twice": "Two choices have the same place.",
    "place-left-out": "A place in the order is left out.",
    "rows-left-out": "Every row of this question must be answered, and some are empty.",
    "sum-too-small": "The points come to {length:.0f}, and must come to {limit:.0f}.",
    "sum-too-large": "The points come to {length:.0f}, and must come to {limit:.0f}.",
    "score-missing": "There is a reason without a score.",
}
ODD: dict[Odd, str] = {
    "version": "There is no such version of the questions.",
    "moment": "This is not a date and time. Write them like 2027-03-31 or 2027-03-31T14:30.",
    "whole": "This is not a whole number from 1.",
    "yes-or-no": "This is neither yes nor no.",
    "too-long": "This is too long: at most 200 characters are taken.",
    "not-a-tick": "This says neither yes nor no, nor the words of a choice.",
    "not-taken": "This would be lost: the person would not have been asked this, or the choice that it belongs to is not made.",
    "nothing": "No column with answers has anything in this row.",
}


def words_of_fault(fault: RowFault, definition: Definition | None) -> str:
    """A sentence or two about one fault, with the beginning of the question where that helps."""
    words = _of_problem(fault.problem) if fault.problem else ODD[fault.odd or "nothing"]
    question = definition.question(fault.question_key) if definition and not fault.column else None
    about = next((text for text in question.wording.values() if text), "") if question else ""
    return f"{words} The question: “{about[:80]}”." if about else words


def _of_problem(problem: Problem) -> str:
    bound = problem.bound.isoformat() if problem.bound else ""
    return FAULTS[problem.fault].format(limit=problem.limit, length=problem.length, bound=bound)
