"""What the design system's macros want to be told of a form field, from the errors and values that a handler has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

Option = tuple[str, str] | tuple[str, str, str]


def field_error(errors: Mapping[str, str] | Undefined | None, name: str, prefix: str = "Error") -> dict[str, str] | None:
    """The message of one field, with the word that screen readers hear before it; None where nothing is wrong."""
    return {"text": errors[name], "visuallyHiddenText": prefix} if errors and errors.get(name) else None


def field_value(values: Mapping[str, Any] | Undefined | None, name: str, given: Any = None) -> str | None:
    """What stands in a field: the value given outright, else what was typed or stored (the first of several), else None."""
    held = given if given is not None else values.get(name) if values else None
    if isinstance(held, list | tuple):
        held = held[0] if held else None
    return None if held is None else str(held)


def field_choices(values: Mapping[str, Any] | Undefined | None, name: str) -> list[str]:
    """What is chosen in a field that allows several: all values of form data, or the list (or one value) of a mapping."""
    if not values:
        return []
    several: Callable[[str], list[Any]] | None = getattr(values, "getlist", None)
    if several is not None:
        return [str(value) for value in several(name)]
    held = values.get(name)
    if held is None or isinstance(held, str):
        return [held] if held else []
    return [str(value) for value in held]


def field_items(options: Iterable[Option], chosen: Iterable[str | None], mark: str = "checked") -> list[dict[str, Any]]:
    """The options of radios, boxes (`mark` "checked") or a list to choose from ("selected"), each (value, words[, hint])."""
    marked = set(chosen)
    items: list[dict[str, Any]] = []
    for value, words, *hint in options:
        item: dict[str, Any] = {"value": str(value), "text": words, mark: str(value) in marked}
        items.append(item | {"hint": {"text": hint[0]}} if hint and hint[0] else item)
    return items


def field_hint(hint: str | Markup | None) -> dict[str, str] | None:
    """A hint, or None where there is none."""
    return {"text": hint} if hint else None


FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (field_error, field_value, field_choices, field_items, field_hint)
}
"""The functions by the name that templates call them."""
