"""Sentences: templates in six languages, filled with a topic's terms and with figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .grammar import inflect
from .vocabulary import LANGUAGES, Quantity, Term

_SLOT = re.compile(r"\{(\w+)(?:\.([^}]+))?\}")
_COMMA = ("de", "fr")
Part = str | tuple[str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Template:
    """One statement; `parts` by language: literal text and (letter, form) slots in turn."""

    section: str
    parts: dict[str, tuple[Part, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Sentence:
    """A template with everything decided, still independent of the language.

    `values` holds the low, middle and high figure of each quantity by letter.
    """

    template: Template
    terms: dict[str, Term]
    values: dict[str, tuple[float, float, float]]
    numbers: dict[str, int]

    def render(self, language: str, numerals: dict[Term, int], *, start: bool = True) -> str:
        text = "".join(
            part if isinstance(part, str) else self._fill(part, language, numerals)
            for part in self.template.parts[language]
        )
        return text[:1].upper() + text[1:] if start else text

    def _fill(self, slot: tuple[str, str], language: str, numerals: dict[Term, int]) -> str:
        letter, form = slot
        if letter in self.numbers:
            return str(self.numbers[letter])
        term = self.terms[letter]
        if form in _FIGURES:
            assert isinstance(term, Quantity)
            return measure(self.values[letter][_FIGURES[form]], term.unit, language)
        return inflect(term, language, form, numerals.get(term, 0) if form.endswith("#") else 0)


_FIGURES = {"low": 0, "value": 1, "high": 2}


def measure(value: float, unit: str, language: str) -> str:
    """A figure with its unit as that language prints it (`4,5 µm`, `20%`)."""
    number = f"{value:.10g}"
    if language in _COMMA:
        number = number.replace(".", ",")
    blank = "" if unit == "%" and language not in _COMMA else " "
    return f"{number}{blank}{unit}"


@cache
def templates() -> dict[str, tuple[Template, ...]]:
    """All templates by section, in the order of the files."""
    folder = resources.files(__package__) / "wording"
    found: dict[str, list[Template]] = {}
    for name in ("openings", "summary", "embodiments", "claims"):
        for template in _read((folder / f"{name}.txt").read_text(encoding="utf-8")):
            found.setdefault(template.section, []).append(template)
    return {section: tuple(group) for section, group in found.items()}


@cache
def headings() -> dict[str, dict[str, str]]:
    """The heading of each section by language."""
    text = (resources.files(__package__) / "wording" / "headings.txt").read_text(encoding="utf-8")
    return {
        template.section: {code: str(parts[0]) for code, parts in template.parts.items()}
        for template in _read(text)
    }


def _read(text: str) -> list[Template]:
    found = []
    for block in text.split("\n== ")[1:]:
        section, *lines = block.strip().splitlines()
        forms = dict(line.split(": ", 1) for line in lines)
        parts = {code: tuple(_parts(forms[code])) for code in LANGUAGES}
        found.append(Template(section, parts))
    return found


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    end = 0
    for slot in _SLOT.finditer(text):
        if slot.start() > end:
            parts.append(text[end : slot.start()])
        parts.append((slot[1], slot[2] or ""))
        end = slot.end()
    return [*parts, text[end:]] if end < len(text) else parts
