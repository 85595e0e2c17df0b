"""What may come of any text: an error with a place in it, or a result in which nothing is lost.

A word of the text is lost when it stands neither in the query as understood nor in the span of a
note, and the query would be the same without it. A word is invented when the query looks for it and
the text does not have it.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from indexer.query import Match, Pattern, Similar, Wildcard, Words
from search_api.errors import QueryError
from search_api.language import Understood, understand
from search_api.language.guard import fold
from tests.fuzzing.query_strings import TODAY

_RUN = re.compile(r"[^\W_]+")
GENERAL = frozenset({
    "note_dialect", "note_dialect_unreadable", "note_other_reading", "note_left_to_right",
    "note_mixed_operators", "note_every_language", "note_many_words", "note_beside_or",
    "note_beside_and", "note_beside_adjacent", "note_stop_words_counted",
})  # fmt: skip
"""Notes on the whole: they tell nothing of the words in their spans."""
Run = tuple[str, tuple[int, int]]


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def runs(text: str) -> list[Run]:
    """Runs of letters and digits, with their places."""
    return [(plain(found[0]), found.span()) for found in _RUN.finditer(fold(text))]


def outcome(text: str, dialect: str) -> Understood | QueryError:
    try:
        return understand(text, dialect, today=TODAY)
    except QueryError as error:
        return error


def judge(text: str, dialect: str, *, thorough: bool = True) -> str:
    """What is wrong with how a text is read; "" if nothing is."""
    try:
        found = outcome(text, dialect)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return f"{type(error).__name__}: {error}"[:200]
    if isinstance(found, QueryError):
        return _refused(found, text)
    if outside := [n.key for n in found.notices if not 0 <= n.span[0] <= n.span[1] <= len(text)]:
        return f"notes outside the text: {outside}"
    again = outcome(found.text, "canonical")
    if isinstance(again, QueryError):
        return f"understood as {found.text}, which is refused: {again.message}"
    if again.query != found.query:
        return f"understood as {found.text}, which means {again.text}"
    return _lost(text, found, dialect) or _invented(text, found) if thorough else ""


def _refused(error: QueryError, text: str) -> str:
    if error.position is None:
        return f"{error.key} without a place"
    start, end = error.position
    if not 0 <= start <= end <= len(text):
        return f"{error.key} at {error.position} of {len(text)}"
    return "" if error.hint or error.message else f"{error.key} without a message"


def _lost(text: str, found: Understood, dialect: str) -> str:
    held = plain(found.text)
    standing = {run for run, _ in runs(found.text)}
    squeezed = "".join(run for run, _ in runs(found.text))
    noted = [notice.span for notice in found.notices if notice.key not in GENERAL]
    for run, (start, end) in runs(text):
        if run in standing or (len(run) > 2 and run in squeezed):
            continue
        if any(low < end and start < high for low, high in noted):
            continue
        if run.isdigit() and run.lstrip("0") in {one.lstrip("0") for one in standing}:
            continue
        if not _counts(text, start, end, found, dialect):
            return f"“{run}” has no part in {held}"
    return ""


def _counts(text: str, start: int, end: int, found: Understood, dialect: str) -> bool:
    """Whether the query is another, or none, when the word is another."""
    word = text[start:end]
    others = [str(int(word) + 1) if word.isdecimal() else "qzx", ""]
    return any(_differs(text[:start] + other + text[end:], found, dialect) for other in others)


def _differs(text: str, found: Understood, dialect: str) -> bool:
    other = outcome(text, dialect)
    return isinstance(other, QueryError) or other.query != found.query


def _invented(text: str, found: Understood) -> str:
    typed = {run for run, _ in runs(text)}
    squeezed = "".join(run for run, _ in runs(text))
    noted = {plain(str(value)) for notice in found.notices for value in notice.values.values()}
    said = " ".join(noted)
    for words in texts(found.query):
        for run, _ in runs(re.sub(r"\{\d*,\d*\}", " ", words)):
            if run not in typed and run not in squeezed and run not in said:
                return f"“{run}” stands nowhere in it: {found.text}"
    return ""


def texts(node: object) -> Iterator[str]:
    """All words a query looks for in texts."""
    match node:
        case Struct(fields=("cpcset",)):
            return  # symbols, in a spelling of the index
        case Match(_, text) | Words(text) | Similar(_, text):
            yield text
        case Wildcard(_, pattern) | Pattern(pattern):
            yield pattern
        case tuple():
            for one in node:
                yield from texts(one)
        case Struct():
            for name in node.__struct_fields__:
                yield from texts(getattr(node, name))
