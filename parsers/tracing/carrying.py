"""What the marks of `parsers.origins` do where values are traced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from lxml import etree
from msgspec import Struct, structs

from parsers.pdf.wire import Line as PrintedLine
from parsers.pdf.wire import Page
from parsers.places import Argument
from parsers.tracing import elements
from parsers.tracing.carried import (
    Origin,
    Traced,
    TracedNumber,
    Unlogged,
    again,
    logged,
    origin_of,
    plain,
)

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Line(NamedTuple):
    """Lines of a file, counted from 1."""

    first: int
    last: int


class Field(NamedTuple):
    name: str
    nth: int


class Cell(NamedTuple):
    row: int
    column: str


class Pointer(NamedTuple):
    """A place in JSON (RFC 6901)."""

    path: str


class Box(NamedTuple):
    """A place on a page."""

    page: int
    box: tuple[float, ...]


PRINTED: dict[Box, str] = {}
"""Lines of the PDFs that were read."""


def reads(function: _Function) -> _Function:
    """`parsers.origins.reads`."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def read(*arguments: Any, **named: Any) -> Any:
        with Unlogged():
            found = function(*arguments, **named)
        element = next(one for one in arguments if isinstance(one, etree._Element))  # noqa: SLF001 - see parsers.xml
        lang = named.get("lang") or next((a for a in arguments if isinstance(a, str)), None)
        text = found[0] if isinstance(found, tuple) else found
        if not text:
            return found
        origin = elements.origin(element, name, plain(lang) if lang else None)
        own = origin.home is element
        made = (logged if own else again)(text, origin)
        return (made, *found[1:]) if isinstance(found, tuple) else made

    return read  # type: ignore[return-value]  # the same signature


def keeps(function: _Function, at: int) -> _Function:
    """`parsers.origins.keeps_origin` and `keeps_second`."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def keep(*arguments: Any, **named: Any) -> Any:
        bare = [_bare(one) for one in arguments]
        found = function(*bare, **{key: _bare(one) for key, one in named.items()})
        origin = _first(arguments[at]) if len(arguments) > at else None
        if origin is None or found is None:
            return found
        told = _told([*bare, *named.values()], at)
        return _carried(found, origin.then(name, *told, at=at), arguments[at])

    return keep  # type: ignore[return-value]  # the same signature


def _bare(value: Any) -> Any:
    match value:
        case Traced():
            return plain(value)
        case TracedNumber():
            return int(value)
        case list():
            return [_bare(one) for one in value]
        case tuple() if type(value) is tuple:
            return tuple(map(_bare, value))
    return value


def _first(value: Any) -> Origin | None:
    """The origin of a text, or that of the lines that several texts are."""
    if isinstance(value, str | int):
        return origin_of(value)
    if not isinstance(value, list | tuple):
        return None
    found = [origin for one in value if (origin := origin_of(one))]
    if found and all(isinstance(origin.home, Line) for origin in found):
        span = Line(min(o.home.first for o in found), max(o.home.last for o in found))
        return found[0]._replace(home=span, steps=())
    return found[0] if len(found) == 1 else None


def _told(arguments: Iterable[Any], at: int) -> list[Argument]:
    """Arguments as they can be written down; what cannot be is told by its kind."""
    return [
        None if place == at else one if isinstance(one, str | int | None) else f"<{type(one)}>"
        for place, one in enumerate(arguments)
    ]


def _carried(found: Any, origin: Origin, given: Any) -> Any:
    match found:
        case str() if found:
            same = found == given and isinstance(given, Traced)
            return given if same else logged(found, origin)
        case int() if not isinstance(found, bool):
            return TracedNumber(found, origin)
        case tuple() if type(found) is tuple:
            return tuple(
                one
                if isinstance(one, tuple)
                else _carried(one, origin.then("item", None, at), None)
                for at, one in enumerate(found)
            )
        case Struct():
            changes = {
                name: _carried(one, origin.then("field", None, name), None)
                for name in found.__struct_fields__
                if isinstance(one := getattr(found, name), str)
            }
            return structs.replace(found, **changes)
    return found


def opens(function: _Function) -> _Function:
    """`parsers.origins.opens`."""

    @wraps(function)
    def opened(data: bytes) -> Any:
        found = function(data)
        elements.stamp(found.root, data)
        return found

    return opened  # type: ignore[return-value]  # the same signature


def split(pattern: re.Pattern[str], text: str) -> list[str]:
    """`parsers.origins.split`."""
    ends = [(found.start(), found.end()) for found in pattern.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    bounds = zip(starts, [*(low for low, _ in ends), len(text)], strict=True)
    pieces = [text[low:high] for low, high in bounds]
    return [logged(one, origin) if (origin := origin_of(one)) and one else one for one in pieces]


def fragment(function: _Function) -> _Function:
    """`parsers.origins.fragment`."""

    @wraps(function)
    def made(html: str) -> Any:
        root = function(plain(html))
        elements.set_fragment(root, origin_of(html))
        return root

    return made  # type: ignore[return-value]  # the same signature


def line(text: str, number: int) -> str:
    return logged(text, Origin(Line(number, number), "line"))


def field(text: str, name: str, place: int) -> str:
    return logged(text, Origin(Field(name, place), "field"))


def cells(row: Mapping[str, str], number: int) -> Mapping[str, str]:
    return {
        name: logged(text, Origin(Cell(number, name), "cell")) if text else text
        for name, text in row.items()
    }


def printed(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """`parsers.origins.printed`."""
    return tuple(
        structs.replace(page, lines=tuple(_line(line) for line in page.lines)) for page in pages
    )


def _line(found: PrintedLine) -> PrintedLine:
    box = box_of(found)
    PRINTED[box] = found.text
    return structs.replace(
        found, text=logged(found.text, Origin(box, "ocr" if found.ocr else "page"))
    )


def box_of(found: PrintedLine) -> Box:
    """Where a line stands."""
    sides = found.x0, found.y - found.size, found.x1, found.y
    return Box(found.page, tuple(round(side, 2) for side in sides))


def pointed(content: Any, path: str = "") -> Any:
    """`parsers.origins.pointed`: the same lists and objects with strings that know their place."""
    match content:
        case dict():
            return {key: pointed(one, f"{path}/{_escaped(key)}") for key, one in content.items()}
        case list():
            return [pointed(one, f"{path}/{at}") for at, one in enumerate(content)]
        case str() if content:
            return logged(content, Origin(Pointer(path), "json"))
        case bool():
            return content
        case int():
            read = logged(str(content), Origin(Pointer(path), "json"))
            return TracedNumber(content, read.origin)
    return content


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
