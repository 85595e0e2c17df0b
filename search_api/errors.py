"""What can be wrong with a question: one small tree, knowing nothing of HTTP."""

from __future__ import annotations

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


CODES: dict[str, str] = {
    "QUERY_EMPTY": "The query holds nothing to search for.",
    "QUERY_ENCODING": "The query holds characters that are not text.",
    "QUERY_SYNTAX": "An operator or value is missing or stands in the wrong place.",
    "QUERY_UNBALANCED_BRACKET": "A bracket is opened and not closed, or closed and not opened.",
    "QUERY_UNBALANCED_QUOTE": "A quotation mark is opened and not closed.",
    "QUERY_UNKNOWN_FIELD": "There is no field of this name.",
    "QUERY_UNKNOWN_DIALECT": "There is no query dialect of this name.",
    "QUERY_UNKNOWN_FACET": "There is no facet of this name.",
    "QUERY_UNKNOWN_SORT": "Results cannot be sorted by this.",
    "QUERY_BAD_DATE": "The value is not a date.",
    "QUERY_BAD_RANGE": "The range is empty, or this field has no ranges.",
    "QUERY_BAD_NUMBER": "The value is not a document number in any known form.",
    "QUERY_BAD_SYMBOL": "The value is not a classification symbol.",
    "QUERY_BAD_VALUE": "The field does not take this value.",
    "QUERY_NO_WORDS": "The value holds no letter or digit to search for.",
    "QUERY_WILDCARD": "A wildcard stands where it cannot be searched.",
    "QUERY_PROXIMITY": "NEAR and ADJ take words, phrases, wildcards and OR-groups of them.",
    "QUERY_UNSUPPORTED": "The construction is known, but not available here.",
    "QUERY_TOO_COMPLEX": "The query is too long, too deep or has too many words.",
    "CURSOR_INVALID": "The cursor was not issued by this service for this query.",
    "CURSOR_EXPIRED": "The snapshot behind the cursor is gone; start again from the first page.",
    "NUMBER_AMBIGUOUS": "The number names several documents.",
    "PUBLICATION_UNKNOWN": "No publication of this number is held here.",
    "PUBLICATION_REMOVED": "The publication has been taken out of the collection.",
    "PART_MISSING": "The publication has no such part.",
}
"""Every code with its title; `messages` holds the sentences."""
