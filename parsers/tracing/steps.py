"""Texts taken through the steps that a parser took them through, afresh."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from parsers.places import Step
from parsers.tracing.carried import Traced, TracedNumber, plain


class StepError(Exception):
    """A step that cannot be taken again."""


def taken(text: str, steps: Iterable[Step]) -> Any:
    """What the steps make of a text. Raises StepError."""
    value: Any = text
    for step in steps:
        try:
            value = _taken(value, step)
        except Exception as error:
            raise StepError(f"{step.name}: {error}") from error
    match value:
        case Traced():
            return plain(value)
        case TracedNumber():
            return int(value)
    return value


def _taken(value: Any, step: Step) -> Any:
    arguments = [value if at == step.place else one for at, one in enumerate(step.arguments)]
    rest: list[Any] = arguments[1:]
    match step.name:
        case "item":
            return value[rest[0]]
        case "field":
            return getattr(value, rest[0])
        case "slice":
            return plain(value)[rest[0] : rest[1]]
        case "str":
            return str(value)
        case name if "." not in name:
            return getattr(plain(value), name)(*rest)
    module, _, function = step.name.rpartition(".")
    return getattr(import_module(module), function)(*arguments)
