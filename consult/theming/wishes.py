"""What somebody may ask of a run, as the form of the desk sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consult.theming.codebook import CannotAccept
from nlp import types
from nlp.types import MOST_THEMES

DETAILS = {"broad": types.DETAILS["coarse"], "normal": types.DETAILS["normal"], "fine": types.DETAILS["fine"]}
"""How finely the answers are divided, as nlp.types.Settings.detail takes it."""
FEWEST_THEMES = 2


@dataclass(frozen=True, slots=True)
class Wishes:
    """Settings of a run; without a number of themes the method finds it from the answers."""

    themes: int | None
    detail: float


def wishes_of(typed: Mapping[str, str]) -> Wishes:
    """Read `detail` and `themes`. Raises CannotAccept with what to do."""
    detail = DETAILS.get(typed.get("detail", "normal"))
    if detail is None:
        raise CannotAccept({"detail": "Choose how fine the themes should be"})
    number = typed.get("themes", "").strip()
    if not number:
        return Wishes(None, detail)
    if not (number.isascii() and number.isdigit() and len(number) < 6 and FEWEST_THEMES <= int(number) <= MOST_THEMES):
        raise CannotAccept({"themes": f"Enter a whole number of themes from {FEWEST_THEMES} to {MOST_THEMES}, or leave it empty"})
    return Wishes(int(number), detail)
