"""The languages of the pages: translations from `locale/*.po`, numbers and dates by CLDR.

English is the language of the source strings; `locale/zh.po` translates them by meaning. The files
are compiled in memory when first asked for, so that a wheel needs no build step.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: dict[str, str] = {"zh": "中文", "en": "English"}
_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}

_ORGANISATIONS = {
    "AP": ("非洲地区知识产权组织", "ARIPO"),
    "BX": ("比荷卢知识产权局", "Benelux Office for IP"),
    "EA": ("欧亚专利局", "Eurasian Patent Office"),
    "EM": ("欧盟知识产权局", "EU Intellectual Property Office"),
    "EP": ("欧洲专利局", "European Patent Office"),
    "GC": ("海湾合作委员会专利局", "Gulf Patent Office"),
    "IB": ("世界知识产权组织国际局", "International Bureau of WIPO"),
    "OA": ("非洲知识产权组织", "OAPI"),
    "WO": ("世界知识产权组织", "WIPO"),
}
"""Names behind the ST.3 codes of organisations."""


@lru_cache(len(LANGUAGES))
def translations(language: str) -> GNUTranslations:
    """The compiled catalogue of one language."""
    compiled = BytesIO()
    with files("web").joinpath("locale", f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=_LOCALES[language]))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(len(LANGUAGES))
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES[language])


def format_number(value: float, language: str) -> str:
    return numbers.format_decimal(value, locale=_locale(language))


def format_date(partial: str | None, language: str) -> str:
    """A partial ISO date in words; a month or year stays a month or year."""
    if not partial:
        return ""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return f"{parts[0]}年" if language == "zh" else str(parts[0])
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    pattern = ("yMMMd", "yMMM")[len(parts) == 2]
    return dates.format_skeleton(pattern, day, locale=_locale(language))


def language_name(code: str, language: str) -> str:
    return str(_locale(language).languages.get(code, code))


def country_name(code: str, language: str) -> str:
    """The country or organisation behind an ST.3 code (CLDR knows only countries)."""
    if code in _ORGANISATIONS:
        return _ORGANISATIONS[code][language != "zh"]
    return str(_locale(language).territories.get(code, code))
