"""What a template asks about a question when it draws its fields. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from surveys.kinds.grids import cells_of, columns_of, scores_of
from surveys.kinds.measuring import steps_of
from surveys.kinds.words import limit_of

OF_QUESTIONS: dict[str, Callable[..., Any]] = {
    "limit_of": limit_of,
    "steps_of": steps_of,
    "columns_of": columns_of,
    "cells_of": cells_of,
    "scores_of": scores_of,
}
"""The functions by the name that templates call them."""
