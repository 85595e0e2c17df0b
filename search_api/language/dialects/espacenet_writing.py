"""A canonical tree as Espacenet's CQL."""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.dialects.espacenet_reading import FIELDS, OFFICES_OF, WILDCARDS
from search_api.language.set_reading import SetWriter
from search_api.language.shapes import first_day, last_day
from search_api.language.translating import Ends, Translator
from search_api.language.trees import bare

_FIELD_OF_OFFICE = {office: FIELDS.say((field,)) for field, office in OFFICES_OF.items()}
_LOW = re.compile(r"(.+)/(low|high|same)", re.IGNORECASE)


class EspacenetWriter(Translator):
    """Every word gets a field, or Espacenet would guess one; offices are said as numbers are."""

    AND, OR, NOT, BUT = " and ", " or ", "not ", " not "
    fields = FIELDS
    wildcards = WILDCARDS
    RESERVED = re.compile(r"and|or|not|prox|all|any|within|exact", re.IGNORECASE)

    def in_field(self, name: str, text: str) -> str:
        return f"{name}={self.closed(text)}"

    def says(self, field: str) -> bool:
        return field in _FIELD_OF_OFFICE or super().says(field)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        if low == high and low:
            return f"{name}={low.replace('-', '')}"
        if low and high:
            return f'{name} within "{first_day(low)},{last_day(high)}"'
        return f"{name}>={first_day(low)}" if low else f"{name}<={last_day(high or '')}"

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field in _FIELD_OF_OFFICE:
            return f"{_FIELD_OF_OFFICE[field]}={text}"
        return super().keyword(field, text, node)

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        found = _LOW.fullmatch(text)
        base = self.wildcard(found[1] if found else text, node)
        shown = f'"{base}"' if " " in base else base
        return f"{name}=/{found[2].lower()} {shown}" if found else f"{name}={shown}"

    def class_set(self, name: str, node: s.Syntax) -> str:
        def lose(part: s.Syntax) -> None:
            shown = part.text if isinstance(part, s.Word | s.Quoted) else ""
            self.lose("lost_value", part, field="cpcset", value=shown)

        def same(operator: s.Closeness) -> str:
            if operator.negated:
                self.lose("lost_exclusion", operator, operator=operator.text)
            return "prox/unit=sentence"

        def low(base: str) -> str | None:
            return f"/low {base}" if isinstance(bare(node), s.Word | s.Quoted) else None

        text = SetWriter(same, lose, low, office=str).write(node)
        return f"{name}={text}" if text.startswith("/low") else self.in_field(name, text)

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        return f"{name}={self.quoted(self.wildcard(text, node))}"

    def near(self, operator: s.Closeness) -> str | None:
        distance = operator.distance
        if operator.negated or operator.characters:
            return None
        match operator.kind:
            case "near":
                return f"prox/distance<={distance or 1}"
            case "adj":
                return f"prox/distance<={distance or 1}/ordered=true"
            case "sent" if (distance or 1) == 1:
                return "prox/unit=sentence"
            case "para" if (distance or 1) == 1:
                return "prox/unit=paragraph"
            case _:
                return None
