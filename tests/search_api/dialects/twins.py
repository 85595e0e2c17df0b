"""What every dialect is held to: canonical twins, translations there and back, no surprises."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from search_api.errors import QueryError
from search_api.language.equality import same
from search_api.language.translate import translate
from search_api.language.understand import Understood, understand

TODAY = date(2026, 1, 15)


def read(text: str, dialect: str) -> Understood:
    return understand(text, dialect, today=TODAY)


def assert_twin(text: str, dialect: str, canonical: str) -> None:
    """The text and its canonical twin mean the same, and print the same."""
    found, twin = read(text, dialect), read(canonical, "canonical")
    assert found.text == twin.text, f"{found.brief}  !=  {twin.brief}"
    assert found.query == twin.query


def keys(text: str, dialect: str) -> set[str]:
    """The keys of the notes."""
    return {notice.key for notice in read(text, dialect).notices}


def outcome(text: str, dialect: str) -> Understood | QueryError:
    try:
        return read(text, dialect)
    except QueryError as error:
        return error


def assert_refused(text: str, dialect: str, key: str, at: str) -> None:
    """Refused with this message, at that place."""
    found = outcome(text, dialect)
    assert isinstance(found, QueryError), f"understood as {found.text}"
    assert found.key == key, found.message
    assert found.position is not None
    assert text[slice(*found.position)].strip() == at


def assert_back(canonical: str, dialect: str, *, lossless: bool = True) -> str:
    """Written in the dialect and read again it is the same query, or a loss says so."""
    meant = read(canonical, "canonical")
    said = translate(meant, dialect, today=TODAY)
    lost = [notice.key for notice in said.losses]
    if lossless:
        assert not lost, (said.text, lost)
    if not lost:
        assert same(read(said.text, dialect).query, meant.query), said.text
    return said.text


def assert_sound(text: str, dialect: str) -> None:
    """A result whose spans lie in the text, or a QueryError with a position in it."""
    found = outcome(text, dialect)
    if isinstance(found, QueryError):
        assert found.position is not None, found.message
        start, end = found.position
        assert 0 <= start <= end <= max(len(text), 1), (found.key, found.position)
        return
    assert read(found.text, "canonical").query == found.query, found.text
    for notice in found.notices:
        start, end = notice.span
        assert 0 <= start <= end <= len(text), notice


def mutated(queries: list[str]) -> st.SearchStrategy[str]:
    """Valid queries with a piece cut out, doubled, or taken from another."""
    signs = st.sampled_from(
        [*'()[]":=/*?#$+~^-,.;&|\\', " AND ", " OR ", " NOT ", "石墨烯", "：", ""]
    )
    spot = st.integers(0, 80)

    def change(query: str, other: str, sign: str, start: int, length: int) -> str:
        start %= len(query) + 1
        return query[:start] + sign + other[: length % 9] + query[start + length % 7 :]

    pick = st.sampled_from(queries)
    return st.builds(change, pick, pick, signs, spot, spot)
