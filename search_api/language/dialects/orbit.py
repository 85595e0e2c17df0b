"""The command language of Questel's Orbit.

Source: its help on operators and truncation. `nW` and `nD` count the words between, `+` ends a word
anyhow, `#` is one character, `?` none or one; fields stand behind: `(a AND b)/TI/AB`.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.orbit_reading import ABSENT, FIELDS, WILDCARDS, Reader
from search_api.language.field_reading import OFFICE_OF, written_class
from search_api.language.guard import guard
from search_api.language.shapes import first_day, last_day
from search_api.language.signs import WORD_END, Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.writing import Losses

NAME = "orbit"
ZH = "Orbit（Questel）"
EN = "Orbit (Questel)"
EXAMPLES: tuple[str, ...] = (
    "(solid 2W electrolyte)/TI/AB AND PD>=2015-01-01",
    "(anode S cathode)/CLMS NOT university/PA",
    "H01M/IPC AND (batter+ OR cell?)/TI",
)
_NAMES = "|".join((*FIELDS.names, *ABSENT.split())).upper()
# `3D` and `5W` alone are plain words far more often than operators.
SIGNS: tuple[Sign, ...] = (
    Sign(re.compile(rf"(?:/(?:{_NAMES}))+(?=[\s()]|$)"), 7),
    sign(rf"(?:/(?:{_NAMES}))(?:/(?:{_NAMES}))+(?=[\s()]|$)", 9),
    sign(r"(?<![\w/])[a-z]{2,5}(?:/[a-z]{2,5})+\s*=", 9),
    Sign(re.compile(r"(?<=[)\"+?]\s)(?:NOT)?\d{1,2}[WD](?=\s+[(\"])"), 8),
    Sign(re.compile(r"(?<=[)\"+?]\s)(?:NOT)?[WDSPL](?=\s+[(\"])"), 5),
    sign(r"(?<![\w.@])(?:EPRD|EPD|APD|PRD)\s*(?:>=|<=|=>|=<|>|<|=)\s*\d", 6),
    sign(r"\b(?:PD|AD|APD|PRD)\s*=\s*\d{4}[\d\-]*:\d", 6),
    Sign(re.compile(r"=\s*\([^()]*[a-z+?]\s(?:\d{1,2}[WD]|W)\s[a-z(]"), 5),
    sign(r"(?<=[a-z]{3})\+(?=[\s)/]|$)", 2),
    Sign(re.compile(r"[a-z\d)]\s(?:NOT)?[DWSPF]\s[a-z(]"), 0),
    sign(r"(?<![^\s(])[a-z]{1,20}_[a-z]{2,20}(?=[\s)]|$)", 0),
    WORD_END,
    sign(r"^\s*(?:SS\s+\d{1,3}\s+(?:AND|OR|NOT)\b|\.\.[a-z]{2,4}\s)", 6),
)
_OFFICES = {office: field for field, office in OFFICE_OF.items() if field != "pn"}
_LETTERS = {"near": "D", "adj": "W", "sent": "S", "para": "P", "entry": "L", "claim": "L"}


def read(context: Context) -> s.Syntax:
    guard(context.text)
    if steps := _STEPS.fullmatch(context.text):
        raise context.fail("unknown_line", steps.span(1), name=steps[1], known="-")
    reader = Reader(context)
    found = build(parser_of(NAME, NAMES_=_NAMES), reader, context.text)
    reader.note_loose(found)
    return found


def write(syntax: s.Syntax, losses: Losses) -> str:
    return OrbitWriter(losses).translate(syntax)


class OrbitWriter(Translator):
    """Writes `(a 2W b)/TI/AB AND PD>=2015-01-01`."""

    NOT, BUT = "NOT ", " NOT "
    fields = FIELDS
    wildcards = WILDCARDS
    DEFAULT = "TX"
    BARE = re.compile(r"[^\W_]+(?:[\-.'][^\W_]+)*")
    RESERVED = re.compile(r"and|or|not|(?:not)?\d*[wdsplf]", re.IGNORECASE)

    def together(self, names: list[str]) -> str | None:
        return "/".join(names) if all(names) else None

    def in_field(self, name: str, text: str) -> str:
        return text if name == self.DEFAULT else f"{self.closed(text)}/{name}"

    def says(self, field: str) -> bool:
        return field in _OFFICES or super().says(field)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = (_iso(day(end)) if end else None for day, end in zip(_EDGES, ends, strict=True))
        if low and high:
            return f"{name}={low}" if low == high else f"{name}={low}:{high}"
        return f"{name}>={low}" if low else f"{name}<={high}"

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field in _OFFICES:
            return f"{text}/{self.fields.say((_OFFICES[field],))}"
        return super().keyword(field, text, node)

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        shown, exact = written_class(text)
        if not exact:
            self.lose("lost_class_low", node, value=shown)
        return f"{self.quoted(self.wildcard(shown, node))}/{name}"

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        return f"{self.quoted(self.wildcard(text, node))}/{name}"

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/[\d+]+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def near(self, operator: s.Closeness) -> str | None:
        letter = _LETTERS[operator.kind]
        count = operator.distance or 1
        if operator.characters or (letter in {"P", "L"} and count > 1):
            return None
        between = count if letter == "S" else count - 1
        shown = between if between > (letter == "S") else ""
        return f"{'NOT' if operator.negated else ''}{shown}{letter}"

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""


_STEPS = re.compile(
    r"\s*\(*(?:SS\s+)?(\d{1,3})\s+(?:(?:AND|OR|NOT)[\s(]+\d{1,3}[\s)]*)+", re.IGNORECASE
)
"""Numbers of steps of a session: nothing is known of them."""
_EDGES = (first_day, last_day)


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
