"""Countries and languages by their names in Chinese, English and German, as codes."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

_SPOKEN = ("zh", "en", "de")


def country_code(name: str) -> str | None:
    """`Germany`, `德国`, `USA`, `DEU` → the code of two letters."""
    return _countries().get(name.strip().casefold())


def language_code(name: str) -> str | None:
    """`german`, `德语`, `ger` → the code of two letters."""
    return _languages().get(name.strip().casefold())


@cache
def _countries() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    found = {alias.casefold(): codes[0] for alias, codes in aliases.items() if alias.isalpha()}
    for spoken in _SPOKEN:
        names = Locale.parse(spoken).territories
        found |= {n.casefold(): c for c, n in names.items() if len(c) == 2 and c.isalpha()}
    return found | {"england": "GB", "korea": "KR", "taiwan": "TW", "epo": "EP", "wipo": "WO"}


@cache
def _languages() -> dict[str, str]:
    aliases = get_global("language_aliases")
    found = {alias.casefold(): code for alias, code in aliases.items() if len(code) == 2}
    for spoken in _SPOKEN:
        names = Locale.parse(spoken).languages
        found |= {n.casefold(): c for c, n in names.items() if len(c) == 2}
    return found
