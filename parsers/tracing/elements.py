"""Elements whose texts and attributes know where they stand, and where each stood in its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from parsers.tracing.carried import LOG, Origin, Traced, logged, origin_of, plain

_TEXT: Any = etree._Element.text  # noqa: SLF001 - the type is published under no other name
_TAIL: Any = etree._Element.tail  # noqa: SLF001 - as above
_WRITTEN: dict[Any, dict[str, Origin | None]] = {}
"""Origins of texts that were put into elements; None for texts made by the parser."""
_PATHS: dict[Any, str] = {}
_OPENED: list[bytes] = []
_FRAGMENTS: dict[Any, Origin] = {}
SHOWN = "parsers.formats.ppubs_text.shown"
"""What makes plain text of a text with markup."""


class TracedElement(etree.ElementBase):
    """An element as ever, whose strings carry their origin."""

    @property
    def text(self) -> str | None:
        return _noted(self, "text", _TEXT.__get__(self))

    @text.setter
    def text(self, value: str | None) -> None:
        _write(self, "text", value)
        _TEXT.__set__(self, None if value is None else plain(value))

    @property
    def tail(self) -> str | None:
        return _noted(self, "tail", _TAIL.__get__(self))

    @tail.setter
    def tail(self, value: str | None) -> None:
        _write(self, "tail", value)
        _TAIL.__set__(self, None if value is None else plain(value))

    def get(self, key: str, default: Any = None) -> Any:  # type: ignore[override]  # of strings only
        found = super().get(plain(key))
        return default if found is None else _noted(self, f"@{key}", found)

    def set(self, key: str, value: str) -> None:  # type: ignore[override]  # of strings only
        _write(self, f"@{key}", value)
        super().set(plain(key), plain(value))

    def items(self) -> list[tuple[str, str]]:
        found = cast("list[tuple[str, str]]", super().items())
        return [(key, _noted(self, f"@{key}", text) or "") for key, text in found]


def switch_on() -> None:
    """Make every element of this process one of these."""
    lookup = etree.ElementDefaultClassLookup(element=TracedElement)
    etree.set_element_class_lookup(lookup)


def set_fragment(root: Any, origin: Origin | None) -> None:
    """An element made of a text that was read elsewhere: it stands nowhere in the record."""
    for element in root.iter():
        _PATHS.pop(element, None)
    _OPENED.pop()
    if origin is not None:
        _FRAGMENTS[root] = origin.then(SHOWN, None)


def begin() -> None:
    """Forget the last record."""
    _FRAGMENTS.clear()
    LOG.clear()
    _WRITTEN.clear()
    _PATHS.clear()
    _OPENED.clear()


def opened() -> tuple[bytes, ...]:
    """The bytes that trees were made of since the beginning."""
    return tuple(_OPENED)


def stamp(root: Any, data: bytes) -> None:
    """Remember where the elements of a tree stand, before anything in it is moved or renamed."""
    _OPENED.append(data)
    _PATHS.update(paths(root))


def paths(root: Any) -> Iterator[tuple[Any, str]]:
    """Each element with an XPath that is true wherever prefixes and namespaces are declared."""
    stack = [(root, f"/{_test(root)}")]
    while stack:
        element, path = stack.pop()
        yield element, path
        tests = [_test(child) for child in element]
        counts, seen = Counter(tests), Counter[str]()
        below = []
        for child, test in zip(element, tests, strict=True):
            seen[test] += 1
            nth = f"[{seen[test]}]" if counts[test] > 1 else ""
            below.append((child, f"{path}/{test}{nth}"))
        stack += reversed(below)


def _test(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return "node()[not(self::*)][not(self::text())]"
    local = tag.rpartition("}")[2]
    return f"*[local-name()='{local}']" if "}" in tag or ":" in tag else local


def origin(element: Any, what: str, lang: str | None = None) -> Origin:
    """The origin of a text that was read of an element; that of what was put there before."""
    if element in _FRAGMENTS:
        return _FRAGMENTS[element]
    written = _WRITTEN.get(element, {}).get("text")
    if written is not None and len(element) == 0:
        return written
    return Origin(element, what, lang)


def path_of(element: Any) -> str | None:
    """Where an element stood; of a new one, where that stood whose content it has."""
    if element in _PATHS:
        return _PATHS[element]
    for inner in element.iterdescendants():
        if inner in _PATHS:
            return _PATHS[inner].rpartition("/")[0]
    return next((_PATHS[outer] for outer in element.iterancestors() if outer in _PATHS), None)


def _noted(element: Any, what: str, found: str | None) -> str | None:
    if not found:
        return found
    written = _WRITTEN.get(element, {})
    if what in written:
        origin = written[what]
        return Traced(found, origin) if origin else found
    return logged(found, Origin(element, what))


def _write(element: Any, what: str, value: str | None) -> None:
    if value:
        _WRITTEN.setdefault(element, {})[what] = origin_of(value)
    elif element in _WRITTEN:
        _WRITTEN[element].pop(what, None)
