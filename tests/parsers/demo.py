"""The demo's publications, made once for all tests: making them takes a second or two."""

from functools import cache

from parsers.model import Publication
from parsers.specimens import publications


@cache
def demo() -> tuple[Publication, ...]:
    return tuple(publications(300))
