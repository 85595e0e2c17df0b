"""BRS as the USPTO's Patent Public Search reads it, and EAST and WEST before.

Sources: the quick reference guides and the page "Searchable indexes" of Patent Public Search.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.ppubs_fields import DATABASES, FIELDS
from search_api.language.dialects.ppubs_reading import Reader
from search_api.language.dialects.ppubs_writing import PpubsWriter
from search_api.language.guard import guard
from search_api.language.pasting import Box, Site
from search_api.language.signs import Sign, sign
from search_api.language.writing import Losses

NAME = "ppubs"
ZH = "USPTO Patent Public Search（BRS）"
EN = "USPTO Patent Public Search (BRS)"
EXAMPLES: tuple[str, ...] = (
    "(solid NEAR3 electrolyte).ti,ab. AND @pd>=20150101",
    "electroly$3 SAME anode AND H01M10/$.cpc.",
    "(battery OR cell).clm. NOT university.as.",
)
_DATABASES = "|".join(DATABASES)
_AFTER = r'[\s()\[,"@]|$|(?i:(?:and|or|not|xor|(?:adj|near|with|same)\d*)[\s("])'
_NAMES = FIELDS.known | {"dbnm"}
_LIST = r"([a-z][a-z0-9]{1,3})(?:\s?,\s?[a-z][a-z0-9]{1,3})*"
SIGNS: tuple[Sign, ...] = (
    Sign(re.compile(rf"(?<=[\w)\"$?*])\.{_LIST}\.(?={_AFTER})", re.IGNORECASE), 9, _NAMES),
    Sign(re.compile(rf"(?<=[\w)\"$?*])\[{_LIST}\]", re.IGNORECASE), 9, _NAMES),
    sign(rf"(?<=[\w)\"$?*])\.(?:{_DATABASES})(?:,\s?(?:{_DATABASES}))*\.", 9),
    Sign(re.compile(r"@\s*([a-z]{2,4})\s*[<>=]", re.IGNORECASE), 10, _NAMES),
    sign(r"(?<=[a-z]{3})\$\d{0,2}(?=[\s)\"]|$)", 4),
    sign(r"(?<=[a-z]{3})\$\d(?=[a-z])", 4),
    sign(r"\s(?:not\s+)?(?:same|with)\d+\s", 5),
    sign(r"\s(?:NOT\s+)(?:SAME|WITH|NEAR|ADJ)\d*\s", 3),
    sign(r"\S\s+adj\d*\s+\S", 2),
    Sign(re.compile(r"(?<=[a-z)\"$?*]\s)(?:SAME|WITH)(?=\s[a-z(\"$?*])"), 4),
    Sign(re.compile(r"(?<=\s)near/?\d+(?=[\s(\"])"), 3),
    sign(r"\s(?:xor)\s", 2),
    Sign(re.compile(r"(?:^|[\s(])[LS]\d{1,3}\s+(?:and|or|not|same|with|near|adj)\b"), 3),
    sign(r"(?:^|[\s/])ppubs\.uspto\.gov/", 10),
)
_SITE = Site(r"ppubs\.uspto\.gov/", ("q", "query", "querytext"))
_ALL = {"USPAT", "US-PGPUB", "USOCR"}
_COMMENT = re.compile(r"(?<=\s)#(?=\s)[^\n]*")


def read(context: Context) -> s.Syntax:
    found = _SITE.read(context, _read)
    if found is None:
        return _read(context)
    chosen = _SITE.parameter(context.text, "db")
    if chosen is None or {one.strip().upper() for one in chosen.text.split(",")} >= _ALL:
        return found
    names = re.finditer(r"[^,\s]+", chosen.text)
    box = Box(chosen.text, chosen.places)
    words = [s.Word(m[0], box.place(m.span())) for m in names]
    within = Reader(context).databases(words)
    return s.AllOf((s.Group(found, found.span), within), (0, len(context.text)))


def _read(context: Context) -> s.Syntax:
    text = context.text
    lined = context.typed if len(context.typed) == len(text) else text  # `text` is one line
    for found in _COMMENT.finditer(lined):
        start, end = found.span()
        context.note("note_comment", (start, end), value=found[0].strip())
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    guard(text)
    return build(parser_of(NAME, DATABASES_=_DATABASES, AFTER_=_AFTER), Reader(context), text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return PpubsWriter(losses).translate(syntax)
