"""From the rules of `google.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token
from lark.tree import Meta

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.field_reading import FieldReader
from search_api.language.fields_of import FieldTable, named
from search_api.language.shapes import read_shape
from search_api.language.translating import shifted
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "",
        "ti": "ti intitle title",
        "ab": "ab abstract",
        "clm": "cl claims",
        "tac": "tac",
        "pa": "assignee inassignee",
        "in": "inventor ininventor",
        "cc": "country",
        "lang": "language",
        "stage": "status",
        "right": "type",
        "cpc": "cpc",
        "ipc": "ipc",
        "pn": "patent publication_number",
        "prd": "priority",
        "ad": "filing",
        "pd": "publication",
    },
    absent="litigation is scholar source",
)
WILDCARDS = Wildcards({"*": "*", "?": "{0,1}", "#": "?"}, (r"\$(\d{1,3})", "${}"))
DATES = {"priority": "prd", "filing": "ad", "publication": "pd"}
LANGUAGES = {
    "english": "en", "german": "de", "chinese": "zh", "french": "fr", "spanish": "es",
    "arabic": "ar", "japanese": "ja", "korean": "ko", "portuguese": "pt", "russian": "ru",
    "italian": "it", "dutch": "nl", "swedish": "sv", "finnish": "fi", "norwegian": "no",
    "danish": "da",
}  # fmt: skip
RIGHTS = {"patent": ("invention", "utility_model", "plant"), "design": ("design",)}
"""`type:PATENT` is everything but designs."""
WITH, SAME = 20, 200
"""Words that WITH and SAME mean in Google Patents, unlike in BRS."""

_LISTED = re.compile(r"[^,;]+(?:,(?:inc|ltd|llc|co|corp|gmbh|lp|plc)\b\.?)?", re.IGNORECASE)
_PROX = re.compile(r"(NEAR|ADJ)/?(\d*)|(WITH|SAME)|/(\d+)w")
_PUBLICATION = re.compile(r"([A-Z]{2})(?:(?:D|PP|RE)\d{4,}|\d{5,})[A-Z]\d?")


class Reader(FieldReader):
    """Counts words for WITH and SAME; a whole publication number is that document."""

    fields = FIELDS
    wildcards = WILDCARDS
    ORDER = "month"

    def query(self, meta: Meta, children: list[Any]) -> s.Syntax:
        found = super().query(meta, children)
        return _merged(found) if isinstance(found, s.AllOf) else found

    def closeness(self, token: Token) -> s.Closeness:
        """`NEAR/5 NEAR5 ADJ/2 /5w`, and WITH and SAME as numbers of words."""
        span = token_span(token)
        found = _PROX.fullmatch(token)
        name, digits, unit, apart = found.groups() if found else ("NEAR", "", None, None)
        if unit:
            distance = WITH if unit == "WITH" else SAME
            self.once("note_google_unit", span, operator=unit, count=distance)
            return s.Closeness("near", distance, str(token), span)
        count = digits or apart
        kind: Any = "adj" if name == "ADJ" else "near"
        return s.Closeness(kind, int(count[:6]) if count else None, str(token), span)

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token, span = children[0], token_span(children[0])
        found = _PUBLICATION.fullmatch(token)
        if found and found[1] in OFFICES:
            self.context.note("note_number_read", span, f'"{token}"', value=str(token))
            return s.Fielded(named(["pn"], span), s.Word(str(token), span), span)
        if token.lower() in {"/low", "/high", "/same"}:
            raise self.context.fail("misplaced_low", span, value=str(token))
        self.note_foreign(token)
        return s.Word(self.wildcards.read(token), span)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        value = children[1]
        if isinstance(value, s.Fielded):  # a number in a field: just a word there
            return super().clause(meta, [children[0], value.value])
        return super().clause(meta, children)

    def when(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`before:priority:20120101`: before that day; `after` is from that day on."""
        token, value = children
        word, *kind = re.findall(r"[a-z]+", token.lower())
        span, at = token_span(token), value.start_pos or 0
        if not kind:
            self.once("note_date_kind", span)
        field = DATES[kind[0] if kind else "priority"]
        text = value.strip('"')
        day = s.Word(read_shape(text, "month") or text, (at, at + len(value)))
        operator: s.Comparison = "<" if word == "before" else ">="
        return s.Compared(named([field], span), operator, day, span_of(meta))

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        if isinstance(part, s.Word) and kinds <= {"keyword", "symbol", "name"}:
            return self._listed(part, names, kinds)
        return self._leaf(part, names, kinds)

    def listed(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`"Elon Musk",Straubel`: phrases and words parted by commas are alternatives."""
        token, span = children[0], token_span(children[0])
        parts: list[s.Syntax] = []
        for found in re.finditer(r'"([^"]*)"|[^",]+', token):
            place = (span[0] + found.start(), span[0] + found.end())
            kind = s.Quoted if found[0].startswith('"') else s.Word
            parts.append(kind(self.wildcards.read(found[0].strip('"')), place))
        return s.Group(s.AnyOf(tuple(parts), span), span)

    def _listed(
        self, part: s.Word, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """`country:US,CN`: values parted by commas are alternatives."""
        start = part.span[0]
        typed = self.context.text[start : part.span[1]]
        words = [
            s.Word(self.wildcards.read(m[0]), (start + m.start(), start + m.end()))
            for m in _LISTED.finditer(typed)
        ]
        made = tuple(self._leaf(word, names, kinds) for word in words or [part])
        return s.Group(s.AnyOf(made, part.span), part.span) if len(made) > 1 else made[0]

    def _leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        found = super().leaf(part, names, kinds)
        if not isinstance(found, s.Word | s.Quoted):
            return found
        field, value = names[0].text, found.text.lower()
        if field == "lang":
            return replace(found, text=LANGUAGES.get(value, value))
        if field == "right" and value in RIGHTS:
            words = tuple(s.Word(one, part.span) for one in RIGHTS[value])
            return s.Group(s.AnyOf(words, part.span), part.span) if len(words) > 1 else words[0]
        return found


def _merged(found: s.AllOf) -> s.Syntax:
    """`after:` and `before:` of one kind of date become a range."""
    parts = list(found.parts)
    for low in [part for part in parts if isinstance(part, s.Compared) and part.operator == ">="]:
        highs = [part for part in parts if isinstance(part, s.Compared) and _ends(low, part)]
        between = _range(low, highs[0]) if len(highs) == 1 else None
        if between is not None:
            parts[parts.index(low)] = between
            parts.remove(highs[0])
    return replace(found, parts=tuple(parts)) if len(parts) > 1 else parts[0]


def _ends(low: s.Compared, high: s.Compared) -> bool:
    return high.operator == "<" and high.fields[0].text == low.fields[0].text


def _range(low: s.Compared, high: s.Compared) -> s.Syntax | None:
    """From the one to the day before the other; None where one is no date."""
    span = (min(low.span[0], high.span[0]), max(low.span[1], high.span[1]))
    try:
        last = shifted(high.value.text, "<")
    except (ValueError, OverflowError):
        return None
    between = s.Between(low.value, s.Word(last, high.value.span), span)
    return None if last < low.value.text else s.Fielded(low.fields, between, span)
