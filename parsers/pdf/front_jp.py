"""Front pages of the JPO: published applications and patents set by computer, since about 2000."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.model import Classification, Party, Reference, Role, Scheme
from parsers.numbers import publication_number
from parsers.pdf.front import Front, application, numbered
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner, tidy
from parsers.pdf.wire import Page
from parsers.symbols import normal

_PUBLISHED = re.compile(r"特[開表](?:平|昭)?\d{1,4}[-－]\d{1,6}")
_GRANTED = re.compile(r"特許第(\d{6,7})号")
_KIND = re.compile(r"公報\s*\(([A-Z]\d?)\)")
_DATE = re.compile(
    r"(?:令和|平成|昭和)(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日"
)
_APPLICATION = re.compile(r"特願(?:平|昭)?\d{1,4}[-－]\d{1,6}")
_TITLE = re.compile(r"^\s*【?(?:発明の名称|考案の名称)】?\s*")
_ABSTRACT = re.compile(r"^\s*【?要約】?\s*")
_CLAIMS, _PAGES = re.compile(r"請求項の数(\d+)"), re.compile(r"\(全(\d+)頁\)")
_DRAWING = re.compile(r"【選択図】")
_COUNTRY = re.compile(r"\(([A-Z]{2})\)")
_CODE = re.compile(r"^(?:\d{9})$")
_LABELS = {
    "71": re.compile(r"^\s*出願人\s*"), "73": re.compile(r"^\s*特許権者\s*"),
    "72": re.compile(r"^\s*発明者\s*"), "74": re.compile(r"^\s*代理人\s*"),
}  # fmt: skip
_AGENT = re.compile(r"^(?:弁理士|弁護士)(?!法人)\s*")
_CLASS = re.compile(
    r"\b([A-H]\d\d[A-Z])\s*(\d{1,4}/\d{2,6})(?:\s*\((\d{4}\.\d\d)\))?(?:\s*(\d{3}))?"
    r"(?:\s*([A-Z])\b(?!\d))?"
)
_TERMS = re.compile(r"\b(\d[A-Z]\d{3})((?:\s+[A-Z]{2}\d\d)+)")


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    items = items_of(pages[0])
    number, kind, date = _identity(items)
    title, abstract = first(items, "54"), first(items, "57")
    return Front(
        office="JP",
        number=number,
        kind=kind,
        language="ja",
        date=date,
        title=_TITLE.sub("", joiner.join(title.lines[:3], "ja")) if title else "",
        abstract=_abstract(abstract, joiner) if abstract else "",
        application=_application(items),
        priorities=list(_priorities(items)),
        parties=numbered(_parties(items), but="agency"),
        classifications=_classes(items, pages[0]),
        counted_claims=_count(_CLAIMS, pages[0]),
        counted_pages=_count(_PAGES, pages[0]),
    )


def _count(pattern: re.Pattern[str], page: Page) -> int | None:
    """`請求項の数 10`, `(全 15 頁)`."""
    text = "".join(unicodedata.normalize("NFKC", line.text) for line in page.lines)
    found = pattern.search("".join(text.split()))
    return int(found[1]) if found else None


def _abstract(item: Item, joiner: Joiner) -> str:
    """What is headed as one: the claims of patents stand in its place."""
    text = joiner.join(item.lines, "ja")
    found = _ABSTRACT.match(text)
    return _DRAWING.split(text[found.end() :])[0].strip() if found else ""


def _plain(item: Item | None) -> str:
    """The text of an item, full-width letters and digits as plain ones, without blanks."""
    return "".join(unicodedata.normalize("NFKC", item.text).split()) if item else ""


def _identity(items: Sequence[Item]) -> tuple[str, str, str | None]:
    words = _plain(first(items, "12"))
    number, kind = _plain(first(items, "11")), _KIND.search(words)
    date = _day(_plain(first(items, "45", "43")))
    granted, published = _GRANTED.search(number), _PUBLISHED.search(number)
    code = kind[1] if kind else "A"
    if granted:
        return publication_number("JP", granted[1], code, date), code, date
    if published:
        return publication_number("JP", published[0], code, date), code, date
    raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (11).")


def _day(text: str) -> str | None:
    found = _DATE.search(text)
    return parse_date(found[0], "JP") if found else None


def _application(items: Sequence[Item]) -> Reference | None:
    found = _APPLICATION.search(_plain(first(items, "21")))
    return application("JP", found[0], _day(_plain(first(items, "22")))) if found else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    numbers, dates, countries = (_values(items, code) for code in ("31", "32", "33"))
    for raw, date, country in zip(numbers, dates, countries, strict=False):
        found = _COUNTRY.search(country)
        reference = application(found[1], raw, _day(date)) if found else None
        if reference:
            yield reference


def _values(items: Sequence[Item], code: str) -> list[str]:
    labels = ("優先権主張番号", "優先日", "優先権主張国・地域又は機関", "優先権主張国")
    found = []
    for item in all_of(items, code):
        text = _plain(item)
        for label in labels:
            text = text.removeprefix(label)
        found.append(text)
    return found


def _parties(items: Sequence[Item]) -> Iterator[Party]:
    roles: tuple[tuple[str, Role], ...] = (
        ("71", "applicant"), ("73", "assignee"), ("72", "inventor"), ("74", "agent"),
    )  # fmt: skip
    for code, role in roles:
        for item in all_of(items, code):
            yield from _party(item, role)


def _party(item: Item, role: Role) -> Iterator[Party]:
    """A name and, below it, an address; applicants have their number above the name."""
    texts = [_LABELS[item.code].sub("", line.text).strip() for line in item.lines]
    texts = [tidy(text, "ja") for text in texts if text]
    codes = [text for text in texts if _CODE.match(unicodedata.normalize("NFKC", text))]
    texts = [text for text in texts if text not in codes]
    if not texts:
        return
    name, *address = texts
    yield Party(
        role=role,
        name=_AGENT.sub("", name) if role == "agent" else name,
        address="".join(address) or None,
        code=unicodedata.normalize("NFKC", codes[0]) if codes else None,
        lang="ja",
    )


def _classes(items: Sequence[Item], page: Page) -> list[Classification]:
    """IPC, and FI beside it: the first symbol of a line, or those with a version, are IPC.

    F-terms stand further down, behind their themes.
    """
    found: dict[tuple[Scheme, str], Classification] = {}
    for item in all_of(items, "51"):
        lines = [unicodedata.normalize("NFKC", line.text) for line in item.lines]
        rows = [list(_CLASS.finditer(line)) for line in lines]
        dated = any(match[3] for row in rows for match in row)
        for row in rows:
            for place, match in enumerate(row):
                own = bool(match[3]) if dated else place == 0
                symbol = f"{match[1]} {match[2]}"
                if not own:
                    symbol = " ".join(filter(None, (symbol, match[4], match[5])))
                _add(found, "ipc" if own else "fi", symbol, match[3])
    text = "\n".join(unicodedata.normalize("NFKC", line.text) for line in page.lines)
    theme = ""
    for match in _TERMS.finditer(text):
        theme = match[1]
        for term in match[2].split():
            _add(found, "fterm", f"{theme} {term}", None)
    return list(found.values())


def _add(
    found: dict[tuple[Scheme, str], Classification], scheme: Scheme, text: str, version: str | None
) -> None:
    symbol = normal(scheme, text)
    if symbol is None or (scheme, symbol) in found:
        return
    first_ = not any(known == scheme for known, _ in found)
    found[scheme, symbol] = Classification(
        scheme=scheme,
        symbol=symbol,
        version=parse_date(version.replace(".", "-")) if version else None,
        position=None if scheme == "fterm" else "first" if first_ else "later",
    )
