"""What the writers of J-PlatPat and KIPRIS share: operators are signs, `?` ends a class."""

from __future__ import annotations

import re
from typing import ClassVar

from search_api.language import syntax as s
from search_api.language.field_reading import OFFICE_OF
from search_api.language.shapes import first_day, last_day
from search_api.language.translating import Ends, Translator


class SignWriter(Translator):
    """Offices stand in the number fields; a stretch of days has `TO` in its middle."""

    TO: ClassVar[str]

    def says(self, field: str) -> bool:
        return field in OFFICE_OF.values() or super().says(field)

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field in {"an.cc", "prn.cc"}:
            return self.unsaid(field, node)
        return super().keyword(field, text, node)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        if low == high and low:
            return self.in_field(name, low.replace("-", ""))
        first, last = low and first_day(low), high and last_day(high)
        return self.in_field(name, f"{first or ''}{self.TO}{last or ''}")

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            low = found[2].lower() == "low"
            if low and (beginning := self.beginning(text)):
                return self.in_field(name, f"{beginning}?")
            if not low or "/" in text:
                self.lose("lost_class_low", node, value=text)
        return self.one_class(name, self.wildcard(text, node).replace(" ", ""))

    def beginning(self, text: str) -> str | None:
        """How all classes below this one begin, if they do so in writing."""
        return text.removesuffix("00") if text.endswith("/00") else None

    def one_class(self, name: str, text: str) -> str:
        return self.in_field(name, text)
