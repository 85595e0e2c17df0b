"""What can be wrong with a question: one small tree, knowing nothing of HTTP."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from msgspec import Struct, convert

from search_api.messages import MESSAGES, render


class QueryError(Exception):
    """A question that cannot be answered as it stands.

    `key` names the message in `messages.MESSAGES`, which fixes the code; `values` fill its blanks.
    `position` is the span of the culprit in characters of the text as typed; `hint` says what to
    type instead, `suggestion` is the whole query mended, where that can be offered.
    """

    def __init__(
        self,
        key: str,
        *,
        position: tuple[int, int] | None = None,
        suggestion: str | None = None,
        **values: object,
    ) -> None:
        self.key = key
        self.values = values
        self.code = MESSAGES[key].code
        self.position = position
        self.suggestion = suggestion
        self.message, self.hint = self.in_language("en")
        super().__init__(self.message)

    def in_language(self, lang: str) -> tuple[str, str | None]:
        """Message and hint in "zh" or "en" (any other language reads English)."""
        return render(self.key, lang, self.values)


class Code(Struct, frozen=True):
    """An error code as users meet it: HTTP status and titles."""

    status: int
    en: str
    zh: str


def _load() -> dict[str, Code]:
    text = files("search_api").joinpath("codes.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, Code])


CODES: dict[str, Code] = _load()
"""Every code of queries, engines and HTTP; `messages` holds the sentences of the first."""
