"""A canonical tree as PPUBS takes it."""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.dialects.ppubs_fields import FIELDS, WILDCARDS
from search_api.language.fields_of import kinds_of
from search_api.language.set_reading import SetWriter
from search_api.language.shapes import first_day, last_day
from search_api.language.translating import Ends, Translator
from search_api.language.trees import bare

_WITH_KIND = re.compile(r"US(.*\d)([A-Z]\d?)")
_WORDS = {"near": "NEAR", "adj": "ADJ", "sent": "WITH", "para": "SAME"}


class PpubsWriter(Translator):
    """Fields stand behind, several joined by commas; months and years are ranges of days."""

    fields = FIELDS
    wildcards = WILDCARDS
    RESERVED = re.compile(r"and|or|not|xor|(?:adj|near|with|same)\d*|[ls]\d+", re.IGNORECASE)

    def together(self, names: list[str]) -> str | None:
        return ",".join(names) if all(names) else None

    def in_field(self, name: str, text: str) -> str:
        if not name:
            return text
        return f"{self.closed(text)}.{name}."

    def fielded(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        inner = bare(value)
        said = self.fields.say(names)
        if isinstance(inner, s.Proximity) and said and kinds_of(names) == {"name"}:
            operators = {operator.kind for operator in inner.operators}
            operands = [self.inside(operand) for operand in inner.operands]
            if operators == {"entry"} and all(operands):
                same = " NOT SAME " if inner.operators[0].negated else " SAME "
                return self.in_field(said, same.join(operands))
        return super().fielded(names, value, node)

    def class_set(self, name: str, node: s.Syntax) -> str:
        def lose(part: s.Syntax) -> None:
            shown = part.text if isinstance(part, s.Word | s.Quoted) else "office:"
            self.lose("lost_value", part, field="cpcset", value=shown)

        def ranked(place: int, symbol: str) -> str:
            return f'("{place}" ADJ {symbol})'

        def same(operator: s.Closeness) -> str:
            return "NOT SAME" if operator.negated else "SAME"

        def low(base: str) -> str | None:
            return None if "/" in base else base

        text = SetWriter(same, lose, low, ranked).write(node)
        if isinstance(bare(node), s.Word | s.Quoted) and text.startswith("("):
            return f"{text}.{name}."
        return self.in_field(name, text) if text else ""

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        if name in {"py", "ncl"}:
            first, last = low, high
        else:
            first, last = low and first_day(low), high and last_day(high)
        if first == last:
            return f"@{name}={first}"
        text = f"@{name}"
        text += f">={first}" if first else ""
        return text + (f"<={last}" if last else "")

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            main = re.fullmatch(r"(.+)/00", text)
            if found[2].lower() == "low" and main:
                return f"{main[1]}/$.{name}."
            if found[2].lower() != "low" or "/" in text:
                self.lose("lost_class_low", node, value=text)
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def symbols(self, name: str, low: str, high: str, node: s.Syntax) -> str:
        group, _, last = high.rpartition("/")
        if group and low.startswith(f"{group}/") and last.isdigit():
            return f"{low}-{last}.{name}."
        return super().symbols(name, low, high, node)

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        if name in {"pn", "app", "urpn"} and not text.startswith("US"):
            self.lose("lost_office", node, value=text)
        elif name == "app" and re.fullmatch(r"US\d{8}", text):
            return f"{text[2:]}.apnr."
        elif name == "pn" and (found := _WITH_KIND.fullmatch(text)):
            return f"US-{found[1]}-{found[2]}.did."
        digits = text if name == "pran" else text.removeprefix("US")  # a priority is of any office
        shown = self.wildcard(digits, node)
        return self.in_field(name, self.quoted(shown))

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/[\d$?]+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def value(self, node: s.Value | s.Between | s.LineSet) -> str:
        if isinstance(node, s.LineSet) and re.fullmatch(r"L\d+", node.name):
            return node.name
        return super().value(node)

    def near(self, operator: s.Closeness) -> str | None:
        word = _WORDS.get(operator.kind)
        if word is None or operator.characters:
            return None
        count = operator.distance
        shown = "" if count is None or (count == 1 and word in {"WITH", "SAME"}) else count
        return f"{'NOT ' if operator.negated else ''}{word}{shown}"
