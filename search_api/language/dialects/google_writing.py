"""A canonical tree as Google Patents takes it."""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.dialects.google_reading import (
    FIELDS,
    LANGUAGES,
    RIGHTS,
    SAME,
    WILDCARDS,
)
from search_api.language.shapes import first_day
from search_api.language.translating import Ends, Translator, shifted

_NAMES = {code: name.upper() for name, code in reversed(LANGUAGES.items())}
_NUMBER = re.compile(r"(?:[A-Z]{2})?\d[\d,./-]{4,}(?:[A-Z]\d?)?")
"""What it takes for the number of a document unless it is quoted."""
_STAGES = {"grant": "GRANT", "application": "APPLICATION"}


class GoogleWriter(Translator):
    """Writes `TI=(a OR b) assignee:c after:priority:20150101 -d`; everything in text is words."""

    NOT, BUT = "-", " -"
    fields = FIELDS
    wildcards = WILDCARDS
    RESERVED = re.compile(r"AND|OR|NOT|WITH|SAME|(?:NEAR|ADJ)/?\d*")

    def in_field(self, name: str, text: str) -> str:
        if not name:
            return text
        if name in {"ti", "ab", "cl", "tac", "cpc"}:
            return f"{name.upper()}={self.closed(text)}"
        return f"{name}:{self.closed(text)}"

    def quoted(self, text: str, *, always: bool = False) -> str:
        return super().quoted(text, always=always or bool(_NUMBER.fullmatch(text)))

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        return self.in_field(name, super().quoted(self.wildcard(text, node)))

    def says(self, field: str) -> bool:
        return field != "ipc" and super().says(field)

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        """`after` has its day in it, `before` has not."""
        del node
        low, high = ends
        parts = [f"after:{name}:{first_day(low)}"] if low else []
        if high:
            parts.append(f"before:{name}:{shifted(high, '>').replace('-', '')}")
        return f"({' '.join(parts)})" if len(parts) > 1 else parts[0]

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        value = {"lang": _NAMES, "stage": _STAGES}.get(field, {}).get(text, text)
        if field == "right":
            said = [name for name, meant in RIGHTS.items() if text in meant]
            if not said or len(RIGHTS[said[0]]) > 1:
                self.lose("lost_value", node, field=field, value=text)
            value = said[0].upper() if said else ""
        elif field in {"lang", "stage"} and value == text:
            self.lose("lost_value", node, field=field, value=text)
            return ""
        name = self.fields.say((field,))
        if name is None:
            return self.unsaid(field, node)
        return self.in_field(name, value) if value else ""

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        return self.in_field(name, self.wildcard(text, node))

    def near(self, operator: s.Closeness) -> str | None:
        if operator.kind not in {"near", "adj"} or operator.negated or operator.characters:
            return None
        return f"{operator.kind.upper()}/{min(operator.distance or 1, SAME)}"
