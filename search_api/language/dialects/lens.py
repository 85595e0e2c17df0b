"""The Lens's query language: Lucene's, over the fields of its API.

Source: its support pages "Patent field definitions" and "Query text editor".
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.lens_body import is_body, read_body
from search_api.language.dialects.lens_reading import FIELDS, HAS, STAGES, WILDCARDS, Reader
from search_api.language.guard import guard
from search_api.language.names import ALIASES
from search_api.language.pasting import Site
from search_api.language.shapes import first_day, last_day
from search_api.language.signs import Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.trees import bare
from search_api.language.writing import Losses

NAME = "lens"
ZH = "The Lens"
EN = "The Lens"
EXAMPLES: tuple[str, ...] = (
    'title:("solid electrolyte" OR battery) AND year_published:[2010 TO 2020]',
    r"class_ipcr.symbol:H01M10\/* AND applicant.name:university",
    "claim:(electrolyte layer) AND jurisdiction:(CN OR US) NOT kind:/A[2-4]/",
)
_NAMES = FIELDS.known - set(ALIASES)
_PARTS = "applicant|inventor|owner_all|agent|class_cpc|class_ipcr|class_national|legal_status"
SIGNS: tuple[Sign, ...] = (
    sign(rf"\b(?:{_PARTS}|application_reference|priority_claim|families)\.[a-z_.]+\s*:", 10),
    sign(
        r"\b(?:year_published|date_published|pub_date|publication_type|(?:has|cites)_[a-z_]+)\s*:",
        9,
    ),
    sign(r"(?<![\w.])(?:ids|jurisdiction|full_text|filing_date|earliest_priority_date)\s*:", 7),
    sign(r"(?<![\w.])(?:lens_id|docdb_id|doc_number|doc_key)\s*:", 8),
    Sign(re.compile(r"(?<![\w.])([a-z]+(?:[_.][a-z]+)+)\s*:", re.IGNORECASE), 9, _NAMES),
    sign(r":\s*/[^\s/]+/(?=[\s)]|$)", 5),
    sign(r"\w\\/\w", 5),
    sign(r"\"\s*\"~\d+", 3),
    sign(r"(?<![\w.])_exists_:", 8),
    sign(r"^\s*\{\s*\"", 10),
    sign(r"(?:^|[\s/.])lens\.org/", 10),
)
_SITE = Site(
    r"(?:[\w-]+\.)?lens\.org/",
    ("q", "query"),
    filters=r"\w+\.(?:from|to|must|must_not|should|name|symbol)|filter\w*|jurisdiction|documenttype"
    r"|publicationtype|legalstatus|collectionid",
)


def read(context: Context) -> s.Syntax:
    if is_body(context.text):
        return read_body(context, _read)
    return _SITE.read(context, _read) or _read(context)


def _read(context: Context) -> s.Syntax:
    guard(context.text, patterns=True)
    return build(parser_of(NAME), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return LensWriter(losses).translate(syntax)


class LensWriter(Translator):
    """Writes `title:(a OR b)`; only two words can be near each other, `"a b"~5`."""

    NOT, BUT = "NOT ", " NOT "
    BOOSTS = SIMILAR = True
    fields = FIELDS
    wildcards = WILDCARDS
    DEFAULT = "full_text"
    RESERVED = re.compile(r"AND|OR|NOT|TO")

    def in_field(self, name: str, text: str) -> str:
        return text if name == self.DEFAULT else f"{name}:{self.closed(text)}"

    def says(self, field: str) -> bool:
        return field == "has" or super().says(field)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        if name == "claim_count":
            return f"{name}:{low}" if low == high else f"{name}:[{low or '*'} TO {high or '*'}]"
        first, last = low and _iso(first_day(low)), high and _iso(last_day(high))
        return f"{name}:[{first or '*'} TO {last or '*'}]"

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field == "has":
            filters = [name for name, part in HAS.items() if part == text]
            if filters:
                return f"{filters[0]}:true"
        elif field == "stage":
            if text in STAGES:
                return f"publication_type:{STAGES[text]}"
        else:
            return super().keyword(field, text, node)
        self.lose("lost_value", node, field=field, value=text)
        return ""

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            main = re.fullmatch(r"(.+)/00", text)
            if found[2].lower() == "low" and name.startswith("class_national"):
                return f"{name}:{text}\\/*"
            if found[2].lower() == "low" and main:
                return f"{name}:{main[1]}\\/*"
            if found[2].lower() != "low" or "/" in text:
                self.lose("lost_class_low", node, value=text)
            elif len(text) in {1, 3, 4}:
                return f"{name}:{text}*"
        shown = self.wildcard(text, node)
        return f"{name}:" + (f'"{shown}"' if " " in shown else shown.replace("/", "\\/"))

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        self.lose_office(text, node)
        return f"{name}:{self.quoted(self.wildcard(text, node))}"

    def near(self, operator: s.Closeness) -> str | None:
        del operator
        return None

    def proximity(self, node: s.Proximity) -> str:
        """`"a b"~5`, for two words that are near each other."""
        words = [bare(operand) for operand in node.operands]
        operator = node.operators[0]
        plain = not operator.negated and not operator.characters and operator.kind == "near"
        texts = [
            word.text
            for word in words
            if isinstance(word, s.Word) and word.text.isalnum() and word.similar is None
        ]
        if plain and len(texts) == len(words) == 2:
            for word in words:
                if isinstance(word, s.Word) and word.form != "stem":
                    self.lose("lost_form", word, value=word.text)
            return f'"{" ".join(texts)}"~{operator.distance or 1}'
        return super().proximity(node)

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
