"""Reading JSON that came from outside, piece by piece: every piece knows its place, so that a fault can be found. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST_TEXT = 200_000
LARGEST_WHOLE = 2_000_000_000


class BadDocument(ValueError):
    """The file is not what it should be. The message is a plain sentence with the place; it quotes nothing from the file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One object of a document, and where it stands in it. Every method raises BadDocument."""

    held: Mapping[str, Any]
    place: str

    def fail(self, name: str, must: str) -> NoReturn:
        """Raise BadDocument for one of its fields."""
        raise BadDocument(f"{self.place}: “{name}” must be {must}.")

    def text(self, name: str, *, longest: int = LONGEST_TEXT, empty: bool = False) -> str:
        """A text; `empty` allows "" and a field that is not there."""
        value = self.held.get(name, "" if empty else None)
        if not isinstance(value, str) or len(value) > longest or not (value or empty):
            self.fail(name, f"a text of at most {longest:,} characters")
        return value

    def whole(self, name: str, *, least: int = 0, standard: int | None = None) -> int:
        """A whole number from `least`; `standard` where the field is not there."""
        value = self.held.get(name, standard)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST_WHOLE:
            self.fail(name, f"a whole number from {least}")
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where the field is not there."""
        value = self.held.get(name, False)
        return value if isinstance(value, bool) else self.fail(name, "true or false")

    def moment(self, name: str) -> dt.datetime | None:
        """A moment with its time zone, or None."""
        value = self.held.get(name)
        if value is None:
            return None
        try:
            made = dt.datetime.fromisoformat(str(value))
        except ValueError:
            made = None
        if made is None or made.tzinfo is None:
            self.fail(name, "a moment such as 2027-03-31T09:00:00+00:00")
        return made

    def known_moment(self, name: str) -> dt.datetime:
        """A moment that must be there."""
        return self.moment(name) or self.fail(name, "a moment such as 2027-03-31T09:00:00+00:00")

    def day(self, name: str) -> dt.date | None:
        """A day, or None."""
        value = self.held.get(name)
        try:
            return None if value is None else dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(name, "a day such as 2027-03-31")

    def one_of(self, name: str, choices: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        value = self.held.get(name)
        if not isinstance(value, str) or value not in {one.value for one in choices}:
            self.fail(name, "one of " + ", ".join(one.value for one in choices))
        return choices(value)

    def wording(self, name: str) -> dict[str, str]:
        """Texts by language; none where the field is not there."""
        value = self.held.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self.fail(name, "texts by language")
        return dict(value)

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        value = self.held.get(name, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self.fail(name, "a list of texts")
        return list(value)

    def map(self, name: str) -> dict[str, Any]:
        """An object of any content."""
        value = self.held.get(name, {})
        return dict(value) if isinstance(value, dict) else self.fail(name, "an object")

    def maps(self, name: str) -> list[dict[str, Any]]:
        """A list of objects of any content."""
        value = self.held.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fail(name, "a list of objects")
        return [dict(one) for one in value]

    def piece(self, name: str, called: str) -> Piece:
        """The object under it, called `called` in messages."""
        if not isinstance(self.held.get(name), dict):
            self.fail(name, "an object")
        return Piece(self.held[name], called)

    def pieces(self, name: str, called: str) -> list[Piece]:
        """The objects in a list, each called by its number from 1: "question 3"."""
        before = f"{self.place}, " if self.place != WHOLE else ""
        return [Piece(one, f"{before}{called} {number}") for number, one in enumerate(self.maps(name), start=1)]


WHOLE = "The file"


def read_document(content: bytes) -> Piece:
    """A file of JSON as its outermost piece. Raises BadDocument for what is not JSON, or not an object of texts we can store."""
    try:
        held = json.loads(content, parse_constant=_no_constant)
        # databases refuse both: half of a pair of surrogates, and the character nought
        json.dumps(held, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadDocument("The file is not JSON in UTF-8. Choose the file as it was downloaded from here.") from None
    if not isinstance(held, dict) or b"\\u0000" in content:
        raise BadDocument("The file does not hold what we look for. Choose the file as it was downloaded from here.")
    return Piece(held, WHOLE)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def moment_text(moment: dt.datetime | None) -> str | None:
    """A moment as documents hold it: in UTC, to the microsecond, the same text on any database."""
    return None if moment is None else moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
