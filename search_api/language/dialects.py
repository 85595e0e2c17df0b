"""The registry of dialects. A dialect is a module that turns text into the common syntax tree.

To add one: write `parse(text) -> Syntax` in a module of its own and add a line to `DIALECTS`; to
have `auto` recognise it, add its tell-tale signs to `detect`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search_api.errors import QueryError
from search_api.language import canonical
from search_api.language.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write queries; `zh` and `en` are its names for people."""

    name: str
    zh: str
    en: str
    parse: Callable[[str], Syntax]


AUTO = "auto"

DIALECTS: dict[str, Dialect] = {
    d.name: d for d in (Dialect("canonical", "本站检索语言", "Gongkai", canonical.parse),)
}
"""Every dialect by name; `auto` chooses among them."""


def choose(name: str, text: str) -> Dialect:
    """The dialect asked for, or with `auto` the one the text seems to be in."""
    if name == AUTO:
        return detect(text)
    dialect = DIALECTS.get(name.lower())
    if dialect is None:
        raise QueryError("unknown_dialect", name=name[:40], dialects=", ".join((AUTO, *DIALECTS)))
    return dialect


def detect(_text: str) -> Dialect:
    """The dialect a text is written in; with one dialect there is no doubt."""
    return DIALECTS["canonical"]
