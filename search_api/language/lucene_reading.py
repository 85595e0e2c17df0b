"""The base of readers of languages after Lucene's: escapes, slop, boosts, ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar, cast

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.context import Context
from search_api.language.field_reading import FieldReader
from search_api.language.translating import shifted

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_EQUALS = re.compile(r"([^\W\d_]\w*)=([^=].*)")
_SLOPPY = re.compile(r'"([^"]*)"~(\d*)')
_NEEDS_ESCAPE = "*?{}\\"


class LuceneReader(FieldReader):
    """Rules `sloppy` (one token), `fuzzy`, `boosted`, `open_range` beside those of fields."""

    SIMILAR: ClassVar[str] = ""
    """What stands behind `~` where nothing does."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.open: set[s.Span] = set()
        """Spans of ranges without their ends."""

    def open_range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`{2010 TO 2012}`: without its ends."""
        found = s.Between(children[0], children[1], span_of(meta))
        self.open.add(found.span)
        return found

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        found = super().leaf(part, names, kinds)
        if isinstance(found, s.Between) and found.span in self.open:
            low, high = _inside(found.low, ">"), _inside(found.high, "<")
            return replace(found, low=low, high=high)
        return found

    def canonical(self, text: str) -> str:
        """Truncation signs in canonical form, escaped signs as themselves."""
        made, at = "", 0
        for found in _ESCAPED.finditer(text):
            made += self.wildcards.read(text[at : found.start()])
            made += f"\\{found[1]}" if found[1] in _NEEDS_ESCAPE else found[1]
            at = found.end()
        return made + self.wildcards.read(text[at:])

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        self.note_foreign(children[0])
        return s.Word(self.canonical(children[0]), token_span(children[0]))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(self.canonical(children[0][1:-1]), token_span(children[0]))

    def fuzzy(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`roam~`, `roam~1`, `roam~0.8`."""
        said = str(children[1])[1:] or self.SIMILAR
        return s.Word(self.canonical(children[0]), span_of(meta), similar=said)

    def sloppy(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`"a b"~10`: the words within that many of each other."""
        token, span = children[0], span_of(meta)
        found = _SLOPPY.fullmatch(token)
        inside, digits = (found[1], found[2]) if found else (str(token), "")
        start = span[0] + 1
        words: list[s.Syntax] = [
            s.Word(self.canonical(m[0]), (start + m.start(), start + m.end()))
            for m in re.finditer(r"\S+", inside)
        ]
        if not words:
            raise self.context.fail("no_words", span, value=str(token))
        distance = int(digits[:6]) if digits else 0
        if digits and len(words) == 1:
            self.context.note("note_slop_alone", span, value=inside.strip())
        if distance == 0 or len(words) == 1:
            return s.Quoted(self.canonical(inside), span)
        place = (span[0] + 2 + len(inside), span[1])
        operator = s.Closeness("near", distance, f"NEAR{distance}", place)
        if len(words) > 2:
            self.once("note_slop", span, count=distance)
        return s.Proximity(tuple(words), (operator,) * (len(words) - 1), span)

    def boosted(self, meta: Meta, children: list[Any]) -> s.Syntax:
        factor = float(str(children[1])[1:])
        return s.Boosted(cast("s.Syntax", children[0]), factor, span_of(meta))

    def plain(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`+word`: demanded, as everything is."""
        return cast("s.Syntax", children[-1])

    def _equals(self, token: Token, fields: dict[str, str]) -> None:
        """Refuse `country=CN` where fields end with a colon."""
        found = _EQUALS.fullmatch(token) if "=" in token else None
        if found is None:
            return
        name = fields.get(found[1].lower(), found[1])
        mended = f"{name}:{found[2]}"
        span = token_span(token)
        raise self.context.fail("dialect_colon", span, mended, value=str(token), mended=mended)


def _inside(end: s.Value, operator: str) -> s.Value:
    """The day or number next to an end; as it is where it is neither."""
    try:
        return s.Word(shifted(end.text, operator), end.span)
    except (ValueError, OverflowError, IndexError):
        return end
