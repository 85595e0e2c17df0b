"""What a European title page says in words, and the model has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.nodes import value, values
from parsers.xml import Element

_PARTS = ("snm", "fnm", "onm")
_LIMITS = frozenset({"B716EP", "B717EP", "B736EP", "B737EP"})


def remarks(biblio: Element | None) -> Iterator[str]:
    """Remarks (B050EP, B053EP), late technical information, deposits, states of applicants."""
    if biblio is None:
        return
    for element in biblio.iterfind("B000/eptags/B050EP"):
        for lang, text in _pairs(element, "B051EP", "B052EP"):
            yield f"remark ({lang}): {text}" if lang else f"remark: {text}"
    for text in values(biblio, "B000/eptags/B053EP"):
        yield f"remark: {text}"
    for text in values(biblio, "B000/eptags/B070EP"):
        yield f"technical information filed later: {text}"
    for element in biblio.iterfind("B800/B830"):
        parts = (value(element, tag) for tag in ("B831", "B832", "B833/date"))
        yield "deposit: " + ", ".join(part for part in parts if part)
    yield from _shares(biblio)


def _pairs(element: Element, first: str, second: str) -> Iterator[tuple[str | None, str]]:
    lang: str | None = None
    for child in element:
        if child.tag == first:
            lang = value(child)
        elif child.tag == second and (text := value(child)):
            yield lang, text


def _shares(biblio: Element) -> Iterator[str]:
    """Applicants and proprietors for some of the states only."""
    for path in ("B710/B711", "B730/B731"):
        for element in biblio.iterfind(f"B700/{path}"):
            limits = [child for child in element if child.tag in _LIMITS]
            states = [state for child in limits for state in values(child, "ctry")]
            name = next((text for tag in _PARTS if (text := value(element, tag))), None)
            if states and name:
                yield f"{name} for: {', '.join(states)}"
