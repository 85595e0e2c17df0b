"""The search box of Google Patents, and its addresses.

Source: its help "Searching" and the box its own form writes. All operators apply from left to
right, words side by side are AND: `safety OR seat belt` is `(safety OR seat) AND belt`.
"""

from __future__ import annotations

import re

from parsers.numbers.text import OFFICES
from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects import google_address as address
from search_api.language.dialects.google_reading import Reader
from search_api.language.dialects.google_writing import GoogleWriter
from search_api.language.fields_of import named
from search_api.language.guard import guard
from search_api.language.pasting import Parameter, joined, read_box
from search_api.language.signs import Sign, sign
from search_api.language.writing import Losses

NAME = "google"
ZH = "Google Patents"
EN = "Google Patents"
EXAMPLES: tuple[str, ...] = (
    '(battery OR cell) "solid electrolyte" assignee:university after:priority:20150101',
    "TAC=(solid NEAR/3 electrolyte) country:US,CN -status:GRANT",
    "CPC=H01M10/low electrode",
)
SIGNS: tuple[Sign, ...] = (
    sign(r"\b(?:before|after)\s*[:=]\s*(?:priority|filing|publication)\s*:", 10),
    sign(r"patents\.google\.com/", 10),
    sign(r"^\s*\??q=\S", 8),
    sign(r"&(?:assignee|inventor|before|after|country|status|language)=", 9),
    sign(r"(?<![\w.])(?:inassignee|ininventor|intitle|litigation):", 6),
    sign(r"(?<![\w.@])(?:assignee|inventor|status|country|language|type)\s*:\s*(?=[\w\"(])", 5),
    sign(r"(?<![\w.@])(?:before|after):\"?(?=\d|\")", 6),
    sign(r"(?<![\w.@])patent:(?=[A-Z]{2}\d)", 6),
    sign(r"\b(?:SSS|SMARTS|SMILES|INCHI|INCHIKEY)\s*=", 9),
    sign(r"(?:^|(?<=[\s(]))~\(", 9),
    Sign(re.compile(r"\b(?:TAC|TI|AB|CL|CPC)=\(?"), 4),
    Sign(re.compile(r"(?<=\s)(?:NEAR|ADJ)/\d+(?=[\s(\"])"), 4),
    Sign(re.compile(r"(?<=[a-z)\"$?*]\s)(?:SAME|WITH)(?=\s[a-z(\"$?*])"), 2),
    Sign(re.compile(r"(?<=\s)/\d+w(?=\s)"), 6),
)
_CHEMISTRY = re.compile(
    r"(?<!\w)(?:SSS|SMARTS|SMILES|SIM|MOL|INCHI|INCHIKEY)\s*=|~\(", re.IGNORECASE
)
_SIMILAR = re.compile(r"~patent/\w*(?:/\w+)?")
_NUMBER = re.compile(
    r"\s*(?:(?P<office>(?!RE|PP)[A-Z]{2})[\s-]?)?(?P<sort>D|RE|PP|T|H)?\s?(?P<digits>\d[\d,./ ]*\d)"
    r"[\s-]?(?P<kind>[A-Z]\d?)?\s*"
)
_INTERNATIONAL = re.compile(r"\s*(?:PCT/[A-Z]{2}\d{2,4}/\d{5,6}|WO[\s/]?\d{2,4}/\d{5,6})\s*")
_US_APPLICATION = re.compile(r"\d\d/\d{3},?\d{3}")


def read(context: Context) -> s.Syntax:
    text = context.text
    if page := address.page(text):
        return _published(s.Word(page[1], page.span(1)), page.span(1))
    if (asked := address.parameters(text)) is not None:
        return _address(asked, context)
    return _number(context) or _box(context)


def _box(context: Context) -> s.Syntax:
    text = context.text
    if found := _SIMILAR.search(text):
        raise context.fail("unsupported_function", found.span(), name=found[0])
    if found := _CHEMISTRY.search(text):
        raise context.fail("chemistry_not_held", found.span(), operator=found[0])
    guard(text)
    return build(parser_of(NAME), Reader(context), context.text)


def _number(context: Context) -> s.Syntax | None:
    """A text that is a number and nothing else: of a US document unless it names an office."""
    text = context.text.strip()
    start = context.text.find(text)
    span = (start, start + len(text))
    if _INTERNATIONAL.fullmatch(context.text):
        context.note("note_number_read", span, f'"{text}"', value=text)
        field = "an" if text.startswith("PCT") else "pn"
        return s.Fielded(named([field], span), s.Word(text, span), span)
    found = _NUMBER.fullmatch(context.text)
    if found is None:
        return None
    digits = found["digits"]
    if len(re.sub(r"\D", "", digits)) < (5 if found["sort"] and "," in digits else 6):
        return None
    office = found["office"] or "US"
    spaced = " " in digits.strip()
    if office not in OFFICES or (spaced and not (found["office"] and found["kind"])):
        return None
    field = "an" if _US_APPLICATION.fullmatch(digits) else "pn"
    number = re.sub(r"[\s,.]" if field == "an" else r"[\s,./]", "", digits)
    context.note("note_number_read", span, f'"{text}"', value=text)
    value = f"{office}{found['sort'] or ''}{number}{found['kind'] or ''}"
    return s.Fielded(named([field], span), s.Word(value, span), span)


def _published(word: s.Word, span: s.Span) -> s.Syntax:
    return s.Fielded(named(["pn"], span), word, span)


def _address(asked: list[Parameter], context: Context) -> s.Syntax:
    """Each parameter is a condition, all of them demanded."""
    boxes = [box for one in asked if (box := address.box_of(one))]
    for one in asked:
        if one.name == "litigation" and one.text.strip():
            raise context.fail("field_not_held", one.span, name=one.name)
        if address.box_of(one) is None and one.name not in address.IGNORED:
            context.note("note_parameter_ignored", one.span, name=one.name)
    if not boxes:
        raise QueryError("empty", position=(0, len(context.text)))
    return read_box(context, joined(" ", boxes), _box)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return GoogleWriter(losses).translate(syntax)
