"""Codes that people write down and type in again, like BCDF-GHJK-3467. Pure."""

from __future__ import annotations

LENGTH, GROUP = 12, 4


def as_code(typed: str) -> str:
    """What somebody typed as the code is written: capitals, no spaces, hyphens between groups of four; "" where it is none."""
    letters = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    if len(letters) != LENGTH:
        return ""
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))
