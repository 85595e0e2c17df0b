"""The registry of dialects: ways to write queries, one module each, one meaning.

A dialect module has

- `NAME`, and what people call it in `ZH` and `EN`;
- `SIGNS`: what in a text tells that it is written so (see `detect`);
- `read(context)`: the syntax tree of `context.text`, with canonical texts and spans into the text
  as typed; notes for what it reads otherwise than people may expect go to `context.note`; raises
  QueryError for anything it does not know, so that nothing is silently misread;
- `write(syntax, losses)`: the text of a canonical tree in this dialect, and in `losses` what the
  dialect cannot say.

To add one, write the module and add it to `_MODULES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from search_api.errors import QueryError
from search_api.language.context import Context
from search_api.language.dialects import canonical, espacenet, patft, ppubs
from search_api.language.signs import Sign
from search_api.language.syntax import Syntax
from search_api.language.writing import Losses


class Module(Protocol):
    NAME: str
    ZH: str
    EN: str
    SIGNS: tuple[Sign, ...]

    def read(self, context: Context) -> Syntax: ...

    def write(self, syntax: Syntax, losses: Losses) -> str: ...


_MODULES: tuple[Module, ...] = (canonical, espacenet, ppubs, patft)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write queries; `zh` and `en` are its names for people."""

    name: str
    zh: str
    en: str
    module: Module


AUTO = "auto"

DIALECTS: dict[str, Dialect] = {m.NAME: Dialect(m.NAME, m.ZH, m.EN, m) for m in _MODULES}
"""Every dialect by name; `auto` chooses among them."""


class Detected(NamedTuple):
    """The dialect a text seems to be in, and the signs (their texts as typed) that say so."""

    dialect: Dialect
    signs: tuple[str, ...]


def choose(name: str, text: str) -> Dialect:
    """The dialect asked for, or with `auto` the one the text seems to be in."""
    if name == AUTO:
        return detect(text).dialect
    dialect = DIALECTS.get(name.lower())
    if dialect is None:
        raise QueryError("unknown_dialect", name=name[:40], dialects=", ".join((AUTO, *DIALECTS)))
    return dialect


def detect(text: str) -> Detected:
    """The dialect whose signs weigh most in the text; the canonical one where there are none."""
    outside = re.sub(r'"[^"]*"', lambda found: '"' + " " * (len(found[0]) - 2) + '"', text)
    best, most = Detected(DIALECTS["canonical"], ()), 0
    for dialect in DIALECTS.values():
        found = [
            (sign, match[0]) for sign in dialect.module.SIGNS if (match := sign.search(outside))
        ]
        weight = sum(sign.weight for sign, _ in found)
        if weight > most:
            best, most = Detected(dialect, tuple(shown for _, shown in found)), weight
    return best
