"""A canonical tree as the CNIPA's pss-system takes it."""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.dialects.cnipa_fields import FIELDS, RIGHTS, WILDCARDS
from search_api.language.field_reading import OFFICE_OF
from search_api.language.shapes import first_day, last_day
from search_api.language.translating import Ends, Translator

_FIELD_OF_OFFICE = {office: field for field, office in OFFICE_OF.items() if office != "cc"}
_JOINED = r"(?!.*[㐀-鿿](?:and|or|not|xor)[㐀-鿿])"
_NEAREST, _FARTHEST = 5, 99
"""What NEAR without a number means here, and the largest number before W and D."""


class CnipaWriter(Translator):
    """Writes `申请（专利权）人=(…)`; a blank would be OR, so AND is always said."""

    fields = FIELDS
    wildcards = WILDCARDS
    BARE = re.compile(_JOINED + r"\w+(?:[\-.]\w+)*", re.IGNORECASE)
    RESERVED = re.compile(
        r"(?i:and|or|not|xor|adj|to|(?:pre|equ)\d*|vdb|\d*[wdspf])|[和与且或非至]|并且|以及|或者|不含"
    )

    def in_field(self, name: str, text: str) -> str:
        return f"{name}=({text})"

    def says(self, field: str) -> bool:
        return field in _FIELD_OF_OFFICE or super().says(field)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        if low == high and low:
            return f"{name}={low.replace('-', '')}"
        if low and high:
            return f"{name}={first_day(low)}:{last_day(high)}"
        return f"{name}>={first_day(low)}" if low else f"{name}<={last_day(high or '')}"

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field == "right":
            if text not in RIGHTS:
                return self.unsaid(field, node)
            return self.in_field("发明类型", f'"{RIGHTS[text]}"')
        return super().keyword(field, text, node)

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            low = found[2].lower() == "low"
            if low and text.endswith("/00"):
                return self.in_field(name, text.removesuffix("00") + "+")
            if low and re.fullmatch(r"[A-HY]\d\d[A-Z]?", text):
                return self.in_field(name, text + "+")
            if not low or "/" in text:
                self.lose("lost_class_low", node, value=text)
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        self.lose_office(text, node)
        return super().number(name, text, node)

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/[\d+]+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def near(self, operator: s.Closeness) -> str | None:
        distance = operator.distance
        if operator.negated or operator.characters:
            return None
        match operator.kind:
            case "near" | "adj":
                letter = "D" if operator.kind == "near" else "W"
                apart = (distance or (_NEAREST if letter == "D" else 1)) - 1
                return f"{apart or ''}{letter}" if apart <= _FARTHEST else None
            case "sent" | "para" if (distance or 1) == 1:
                return "S" if operator.kind == "sent" else "P"
            case _:
                return None
