"""Codes of languages as offices write them."""

from __future__ import annotations

import re

from parsers.origins import keeps_origin

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_LANGUAGES_3 = {
    "ara": "ar", "chi": "zh", "zho": "zh", "dan": "da", "dut": "nl", "nld": "nl", "eng": "en",
    "fin": "fi", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "ita": "it", "jpn": "ja",
    "kor": "ko", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "ukr": "uk",
}  # fmt: skip
_OFFICES_FOR_LANGUAGES = {"cn": "zh", "jp": "ja", "kr": "ko"}


@keeps_origin
def lang_of(code: str | None) -> str | None:
    """ISO 639-1, in lower case, of a code as offices write it: `EN`, `zh-CN`, `eng`, `CN`."""
    if not code:
        return None
    code = code.strip().lower()
    if code in _LANGUAGES_3:
        return _LANGUAGES_3[code]
    match = _LANGUAGE.fullmatch(code)
    return _OFFICES_FOR_LANGUAGES.get(match[1], match[1]) if match else None
