"""Marks of the functions that values pass on their way from a file to a publication.

In a process made for it (`parsers.trace`) strings carry where they were read, and the marked
functions pass that on. In every other process the marks do nothing at all: they give back the
function itself, so that reading costs nothing for it. The switch is therefore to be turned before
any module with marks is imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Value = TypeVar("_Value")
_state = {"on": False, "asked": False}


def switch_on() -> None:
    """Trace in this process from now on; RuntimeError when modules were imported without."""
    if _state["on"]:
        return
    if _state["asked"]:
        raise RuntimeError("values can be traced only in a process that does nothing else")
    _state["on"] = True
    import_module("parsers.tracing.elements").switch_on()


def is_on() -> bool:
    """Whether this process traces."""
    return _state["on"]


def _marked(name: str, function: _Function, *arguments: Any) -> _Function:
    _state["asked"] = True
    if not _state["on"]:
        return function
    made: _Function = getattr(import_module("parsers.tracing.carrying"), name)(function, *arguments)
    return made


def reads(function: _Function) -> _Function:
    """Mark a function that gives the text of an element, alone or first in a tuple."""
    return _marked("reads", function)


def keeps_origin(function: _Function) -> _Function:
    """Mark a function that gives its first argument in another form."""
    return _marked("keeps", function, 0)


def keeps_second(function: _Function) -> _Function:
    """Mark a function that gives its second argument in another form."""
    return _marked("keeps", function, 1)


def opens(function: _Function) -> _Function:
    """Mark a function that makes a tree of bytes: where each element stood is remembered."""
    return _marked("opens", function)


def split(pattern: re.Pattern[str], text: str) -> list[str]:
    """The pieces of a text between the matches of a pattern without groups."""
    return _placed("split", pattern, text) if _state["on"] else pattern.split(text)


def fragment(function: _Function) -> _Function:
    """Mark a function that makes an element of a text with markup."""
    return _marked("fragment", function)


def line(text: str, number: int) -> str:
    """A line of a file of lines, counted from 1."""
    return _placed("line", text, number) if _state["on"] else text


def field(text: str, name: str, place: int) -> str:
    """The value of the field that is the `place`-th (from 0) of this name."""
    return _placed("field", text, name, place) if _state["on"] else text


def cells(row: Mapping[str, str], number: int) -> Mapping[str, str]:
    """The cells of a row of a table by their columns."""
    return _placed("cells", row, number) if _state["on"] else row


def pointed(content: _Value) -> _Value:
    """What was decoded from JSON."""
    return _placed("pointed", content) if _state["on"] else content


def printed(pages: _Value) -> _Value:
    """The pages of a PDF with their lines."""
    return _placed("printed", pages) if _state["on"] else pages


def _placed(name: str, *arguments: Any) -> Any:
    return getattr(import_module("parsers.tracing.carrying"), name)(*arguments)
