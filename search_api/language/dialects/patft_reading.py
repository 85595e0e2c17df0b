"""From the rules of `patft.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.building import Builder, refuse_colon, span_of, token_span
from search_api.language.context import Context
from search_api.language.dialects.ppubs_values import read_class, read_name, read_us_number
from search_api.language.field_reading import OFFICE_OF
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.names import ALIASES
from search_api.language.shapes import read_open_shape
from search_api.language.trees import Step, each, left_to_right
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "",
        "ti": "ttl",
        "ab": "abst",
        "clm": "aclm",
        "desc": "spec",
        "in": "in",
        "pa": "an aanm",
        "agy": "lrep",
        "exm": "exp exa",
        "in.cc": "icn",
        "pa.cc": "acn aaco",
        "prn": "prir",
        "fam": "fmid",
        "pn": "pn dn",
        "an": "apn",
        "ct": "ref uref fref",
        "cpc": "cpc cpci cpca cpcl",
        "ipc": "icl",
        "uspc": "ccl ccls",
        "pd": "isd pd",
        "ad": "apd",
        "prd": "prad",
        "kind": "kd",
        "right": "apt",
    },
    absent=(
        "ic>icn is>icn iw ac>acn as>acn aaci>aaco aast>aaco aaat>aaco aat>aaco afff afft btl cofc "
        "dcd govt ilfd>isd ilpd ilrd ilrn lrci>lrep lrst>lrep oref parn pct pgco>icn ppd "
        "pppd pt3d ptab ptad reis rlap rlfd>apd rpaf reex sec src tad term>isd trx fee seg"
    ),
    wider="aanm exp exa cpci cpca cpcl",
)
WILDCARDS = Wildcards({"$": "*", "*": "*"})
_RIGHTS = {"1": "invention", "4": "design", "6": "plant"}
"""Application types of PatFT that are rights here; 2 is a reissue, 5 a defensive publication."""

_LONG_FIELD = re.compile(r"([A-Za-z]{5,})/")
_FOREIGN = {"prir", "fref"}
"""Fields whose numbers are those of any office."""


class Reader(Builder):
    """A field belongs to the one term or group behind it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def query(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return left_to_right(children[0], children[1:], self.context)

    def negated(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return self.negation(meta, children[1:])

    def step(self, meta: Meta, children: list[Any]) -> Step:
        """`AND x`, `OR x`, `ANDNOT x`, or just `x`."""
        if isinstance(children[0], Token) and children[0].type == "BOOL":
            operator = cast("Any", str(children[0]).upper())
            return Step(operator, children[-1], token_span(children[0]))
        span = span_of(meta)
        if not isinstance(children[-1], s.Negation):
            self.context.note("note_beside_and", span)
        return Step("AND", children[-1], span)

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(WILDCARDS.read(children[0][1:-1]), token_span(children[0]))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token, span = children[0], token_span(children[0])
        if token.endswith("/") and token[:-1] in FIELDS:
            raise self.context.fail("field_without_value", span, name=token[:-1])
        refuse_colon(token, self.context, "/")
        if (found := _LONG_FIELD.match(token)) and found[1].lower() in ALIASES:
            known = FIELDS.say((ALIASES[found[1].lower()],)) or found[1]
            mended = f"{known.upper()}/{token[found.end() :]}"
            raise self.context.fail("dialect_colon", span, mended, value=str(token), mended=mended)
        return s.Word(WILDCARDS.read(token), span)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token, value = children
        name = str(token).rstrip("/ ")
        at = token.start_pos or 0
        fields = FIELDS.read(name, (at, at + len(name)), self.context)
        kinds = kinds_of(field.text for field in fields)

        def leaf(part: s.Syntax) -> s.Syntax:
            return self._leaf(part, name.lower(), fields[0].text, kinds)

        found = each(value, leaf)
        return found if isinstance(found, s.Fielded) else s.Fielded(fields, found, span_of(meta))

    def _leaf(self, part: s.Syntax, name: str, field: str, kinds: frozenset[Any]) -> s.Syntax:
        if not isinstance(part, s.Word | s.Quoted):
            return part
        text = " ".join(part.text.split())
        if "date" in kinds:
            return _dates(part, text)
        if "symbol" in kinds:
            return read_class(part, text, self.context)
        if "number" in kinds:
            return _number(part, text, field, foreign=name in _FOREIGN)
        if field == "right":
            text = _RIGHTS.get(text, text)
        elif field in {"in", "agy"} and "-" in text and isinstance(part, s.Word):
            words = [word for word in text.split("-") if word.strip("*")]
            return s.Quoted(" ".join(words), part.span)
        elif field == "pa":
            text = read_name(text)
        return replace(part, text=text)


def _number(part: s.Word | s.Quoted, text: str, field: str, *, foreign: bool) -> s.Syntax:
    """A number, or just an office: `PRIR/JP`."""
    office = text.upper()
    if field in OFFICE_OF and office in OFFICES:
        name = named([OFFICE_OF[field]], part.span)
        return s.Fielded(name, replace(part, text=office), part.span)
    return read_us_number(part, text, foreign=foreign)


def _dates(part: s.Word | s.Quoted, text: str) -> s.Syntax:
    """`1/1/2020->1/1/2021`, `Jan-1-1995`, `9/$/2022`."""
    low, arrow, high = text.partition("->")
    if not arrow:
        return replace(part, text=read_open_shape(text) or text)
    start = part.span[0] + (1 if isinstance(part, s.Quoted) else 0)
    ends = []
    for one, at in ((low, start), (high, start + len(low) + 2)):
        word = one.strip()
        # (Escaped signs are longer here than in the text as typed.)
        end = min(at + max(1, len(one)), part.span[1])
        span = (min(at, end - 1), end)
        ends.append(s.Word(read_open_shape(word) or word or "*", span))
    return s.Between(ends[0], ends[1], part.span)
