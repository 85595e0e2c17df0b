"""The registry of dialects: ways to write queries, one module each, one meaning.

A dialect module has

- `NAME`, and what people call it in `ZH` and `EN`;
- `EXAMPLES`: queries that show its ways and run on any collection, for the help page;
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
from search_api.language.dialects import (
    canonical,
    cnipa,
    depatis,
    espacenet,
    google,
    jplatpat,
    kipris,
    lens,
    orbit,
    patentscope,
    patft,
    patsnap,
    ppubs,
)
from search_api.language.guard import fold
from search_api.language.signs import Looked, Sign
from search_api.language.syntax import Span, Syntax
from search_api.language.writing import Losses


class Module(Protocol):
    NAME: str
    ZH: str
    EN: str
    EXAMPLES: tuple[str, ...]
    SIGNS: tuple[Sign, ...]

    def read(self, context: Context) -> Syntax: ...

    def write(self, syntax: Syntax, losses: Losses) -> str: ...


_MODULES: tuple[Module, ...] = (
    canonical,
    espacenet,
    ppubs,
    patft,
    google,
    patentscope,
    lens,
    patsnap,
    orbit,
    cnipa,
    depatis,
    jplatpat,
    kipris,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write queries; `zh` and `en` are its names for people."""

    name: str
    zh: str
    en: str
    module: Module


AUTO = "auto"

_QUOTED = re.compile(r'"[^"]*"')

DIALECTS: dict[str, Dialect] = {m.NAME: Dialect(m.NAME, m.ZH, m.EN, m) for m in _MODULES}
"""Every dialect by name; `auto` chooses among them."""


class Found(NamedTuple):
    """A sign as it stands in the text."""

    text: str
    span: Span


class Detected(NamedTuple):
    """The dialect a text seems to be in, the signs that say so, and others with signs of theirs.

    `sure`: the signs leave no doubt. `hinted` are dialects with a sign without weight: nobody reads
    the text in them for that, but what it means there is told.
    """

    dialect: Dialect
    signs: tuple[Found, ...]
    rivals: tuple[Dialect, ...]
    sure: bool
    hinted: tuple[Dialect, ...] = ()

    @classmethod
    def of(cls, dialect: Dialect) -> Detected:
        """A dialect that was named, not detected."""
        return cls(dialect, (), (), sure=True)


_LOOKED_AT = (2_000, 6_000)
"""Characters from the start that are looked at for signs, the more only if the less leave doubt."""
_TAIL = 1_000
"""Characters at the end that are looked at, too: fields may stand behind a long list."""
_OVERLAP = 200
"""Characters looked at again, for signs across the border."""

SURE = 8
"""Signs that weigh so much are beyond doubt unless others weigh half as much."""


def choose(name: str, text: str) -> Dialect:
    """The dialect asked for, or with `auto` the one the text seems to be in."""
    return detect(text).dialect if name == AUTO else named(name)


def named(name: str) -> Dialect:
    """The dialect of this name; raises QUERY_UNKNOWN_DIALECT."""
    dialect = DIALECTS.get(name.lower())
    if dialect is None:
        raise QueryError("unknown_dialect", name=name[:40], dialects=", ".join((AUTO, *DIALECTS)))
    return dialect


def detect(text: str) -> Detected:
    """The dialect whose signs weigh most in the text; the canonical one where there are none.

    The canonical dialect wins a tie, so that its own texts never change their meaning.
    """
    known: dict[str, dict[int, Found]] = {name: {} for name in DIALECTS}
    begin = 0
    for length in _LOOKED_AT:
        _look(text[:length], begin, known)
        found = _judge(known)
        if (found.sure and found.signs) or length >= len(text):
            return found
        begin = max(0, length - _OVERLAP)
    start = len(text) - _TAIL
    if text.count('"', 0, start) % 2:
        start = text.find('"', start) + 1
    _look("." + text[start:], 1, known, start - 1)  # the dot: nothing begins here
    return _judge(known)


def _look(head: str, begin: int, known: dict[str, dict[int, Found]], shift: int = 0) -> None:
    """Add signs not known yet, by their place among the signs of their dialect.

    The head stands at `shift` in the text.
    """
    outside = _QUOTED.sub(lambda found: '"' + " " * (len(found[0]) - 2) + '"', fold(head))
    looked = Looked.at(outside, begin)
    for dialect in DIALECTS.values():
        seen = known[dialect.name]
        for at, one in enumerate(dialect.module.SIGNS):
            if at not in seen and (found := one.search(looked)):
                start, end = found.span()
                seen[at] = Found(head[start:end], (start + shift, end + shift))


def _judge(known: dict[str, dict[int, Found]]) -> Detected:
    weighed: list[tuple[int, Dialect, tuple[Found, ...]]] = []
    hints: list[Dialect] = []
    for dialect in DIALECTS.values():
        found = known[dialect.name]
        looked = [one for at, one in enumerate(dialect.module.SIGNS) if at in found]
        weight = sum(one.weight for one in looked)
        told = tuple(found[at] for at in sorted(found))
        if not all(one.weight for one in looked):
            hints.append(dialect)
        weighed.append((weight, dialect, told))
    weighed.sort(key=lambda one: -one[0])
    most, dialect, signs = weighed[0]
    if not most:
        return Detected(DIALECTS["canonical"], (), (), sure=True, hinted=tuple(hints))
    rivals = [one for weight, one, _ in weighed[1:] if 2 * weight >= min(most, SURE)]
    sure = most >= SURE and not rivals
    hinted = () if sure else tuple(one for one in hints if one not in rivals)
    return Detected(dialect, signs, tuple(rivals), sure, hinted)
