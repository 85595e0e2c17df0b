"""Translations are complete: every string of the pages has a Chinese text with the same blanks."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from web import i18n

WEB = Path(i18n.__file__).parent
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
BLANK = re.compile(r"%\((\w+)\)s|%s")


def strings() -> set[str]:
    found = extract_from_dir(str(WEB), METHODS, keywords=KEYWORDS)
    return {m[0] if isinstance(m, tuple) else m for _, _, m, _, _ in found}


def test_every_string_is_translated():
    with (WEB / "locale" / "zh.po").open("rb") as file:
        catalog = read_po(file, locale="zh_Hans_CN")
    known = {(m.id[0] if isinstance(m.id, tuple) else m.id): m.string for m in catalog if m.id}
    translated = {k: v[0] if isinstance(v, tuple) else v for k, v in known.items()}
    wanted = strings()
    assert len(wanted) > 150
    assert {s for s in wanted if not translated.get(s)} == set()
    assert translated.keys() <= wanted, "translations nobody asks for"
    assert {
        s for s in wanted if set(BLANK.findall(s)) != set(BLANK.findall(translated[s]))
    } == set()


@pytest.mark.parametrize(
    ("partial", "zh", "en"),
    [
        ("2021-03-16", "2021年3月16日", "16 Mar 2021"),
        ("2021-03", "2021年3月", "Mar 2021"),
        ("2021", "2021年", "2021"),
        (None, "", ""),
    ],
)
def test_dates_keep_their_precision(partial, zh, en):
    assert i18n.format_date(partial, "zh") == zh
    assert i18n.format_date(partial, "en") == en


def test_numbers_countries_languages():
    assert i18n.format_number(14033, "en") == "14,033"
    assert i18n.country_name("CN", "zh") == "中国"
    assert i18n.country_name("EP", "en") == "European Patent Office"
    assert i18n.language_name("de", "zh") == "德语"
