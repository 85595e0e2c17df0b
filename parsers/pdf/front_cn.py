"""Front pages of CNIPA (before 2018 SIPO): inventions, utility models and designs, since 1985."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parsers.errors import ParseError
from parsers.formats.cn_words import name_and_code, postcode_and_address
from parsers.model import Citation, Classification, Party, Reference, Related, Right, Role
from parsers.numbers import publication_number
from parsers.pdf.front import (
    WO,
    Front,
    application,
    date_in,
    locarno,
    numbered,
    publication,
    symbols,
)
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner, tidy
from parsers.pdf.wire import Page

_OWN = re.compile(r"CN\s*(\d{7,9})\s*([A-Z]\d?)")
_BARE = re.compile(r"(?:CN)?\s*(\d{7,9})\b")
_WORDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"审定"), "B"),
    (re.compile(r"发明专利申请|申请公布号|申请公开"), "A"),
    (re.compile(r"实用新型专利申请说明书"), "U"),
    (re.compile(r"实用新型"), "UY"),
    (re.compile(r"外观设计"), "SD"),
    (re.compile(r"发明专利"), "BC"),
)
"""Words of the kind of document, and its letter since April 2010 and (the last one) before."""
_RENAMED = "2010-04-07"
_RIGHTS: tuple[tuple[str, Right], ...] = (
    ("实用新型", "utility_model"),
    ("外观设计", "design"),
    ("发明", "invention"),
)
_TITLE = re.compile(r"^\s*(?:发明|实用新型)名称\s*|^\s*使用外观设计的产品名称\s*")
_ABSTRACT = re.compile(r"^\s*摘\s*要\s*")
_PAGES = re.compile(r"(权利要求书|说明书附图|说明书|附图|简要说明|图片或照片)\s*(\d+)\s*页")
_APPLICATION = re.compile(r"\d[\d ]{6,}(?:\.[\dXx])?")
_LABELS = {
    "71": re.compile(r"^\s*申请人\s*"),
    "73": re.compile(r"^\s*专利权人\s*"),
    "72": re.compile(r"^\s*(?:发明人|设计人)\s*"),
    "74": re.compile(r"^\s*专利代理机构\s*"),
}
_ADDRESS = re.compile(r"^\s*地址\s*")
_AGENT = re.compile(r"^\s*(?:专利代理师|专利代理人|代理人)\s*")
_EXAMINER = re.compile(r"^\s*审查员\s*(.+)$")
_NAMES = re.compile(r"\s*[;；、,，]\s*|\s+")
_FOREIGN_NAME = re.compile(r"\s*[;；]\s*|\s{2,}|\u3000+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_DOCUMENT = re.compile(
    r"([A-Z]{2})\s*([A-Z]?\d[\dA-Z/.\-]*?)\s*([A-Z]\d?)\s*[,，]\s*(\d{4}[.\-]\d\d[.\-]\d\d)"
)
_PRIORITY = re.compile(r"^(?P<raw>.*?)\s*(?P<date>\d{4}\.\d\d\.\d\d)\s*(?P<office>[A-Z]{2})\b")


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    found = items_of(pages[0])
    items = [_without_page_counts(item) for item in found]
    number, kind, date, notes = _identity(items)
    filed = first(items, "21")
    checked = _APPLICATION.search(filed.text) if filed else None
    title, abstract = first(items, "54"), first(items, "57")
    return Front(
        office="CN",
        number=number,
        kind=kind,
        language="zh",
        date=date,
        right=_right(items),
        title=_TITLE.sub("", joiner.join(title.lines, "zh")) if title else "",
        abstract=_ABSTRACT.sub("", joiner.join(abstract.lines, "zh")) if abstract else "",
        application=_application(items),
        priorities=list(_priorities(items)),
        related=list(_related(items)),
        parties=numbered(_parties(items, joiner), but="agency"),
        classifications=_classes(items),
        citations=list(_citations(items, joiner)),
        checked=checked[0].replace(" ", "") if checked else "",
        counts=_counts(found),
        notes=notes,
    )


def _counts(items: Sequence[Item]) -> dict[str, int]:
    """Pages of each part."""
    text = "\n".join(item.text for item in items)
    return {"".join(name.split()): int(count) for name, count in _PAGES.findall(text)}


def _without_page_counts(item: Item) -> Item:
    """`权利要求书2页 说明书7页 附图5页` stands between the items, wherever there is room."""
    return Item(item.code, [line for line in item.lines if not _PAGES.search(line.text)])


def _identity(items: Sequence[Item]) -> tuple[str, str, str | None, list[str]]:
    """Number, kind, date, and doubts about them."""
    dated = first(items, "45", "43")
    date = date_in(dated.text) if dated else None
    own = [item.text for item in items if item.code in {"10", "11", ""}]
    for pattern in (_OWN, _BARE):
        for text in own:
            found = pattern.search(text)
            if found:
                printed = found[2] if pattern is _OWN else ""
                kind, notes = _kind(printed, items, date)
                if kind:
                    return publication_number("CN", found[1], kind), kind, date, notes
    raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (10).")


def _kind(printed: str, items: Sequence[Item], date: str | None) -> tuple[str, list[str]]:
    """The kind behind the number, unless the words of the page ask for another one."""
    words = "".join(item.text for item in items if item.code in {"10", "12", "19"})
    words = "".join(words.split())
    asked = next((letters for pattern, letters in _WORDED if pattern.search(words)), "")
    if not asked or (printed and printed[0] in asked):
        return printed, []
    kind = asked[-1] if (date or _RENAMED) < _RENAMED else asked[0]
    if not printed:
        return kind, [f"no kind code is printed; {kind} by the words of the page"]
    return kind, [f"kind {printed} is printed, the words of the page say {kind}"]


def _right(items: Sequence[Item]) -> Right | None:
    text = "".join(item.text for item in items if item.code in {"12", "19"})
    return next((right for word, right in _RIGHTS if word in text), None)


def _application(items: Sequence[Item]) -> Reference | None:
    item, filed = first(items, "21"), first(items, "22")
    found = re.search(r"\d[\d ]{6,}(?:\.[\dXx])?", item.text) if item else None
    date = date_in(filed.text) if filed else None
    return application("CN", found[0].replace(" ", ""), date) if found else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    for item in (*all_of(items, "30"), *all_of(items, "66")):
        for line in item.lines:
            found = _PRIORITY.search(re.sub(r"^\s*(?:本国)?优先权数据\s*", "", line.text))
            if found and found["raw"].strip():
                day = date_in(found["date"])
                reference = application(found["office"], found["raw"], day)
                if reference:
                    yield reference


def _related(items: Sequence[Item]) -> Iterator[Related]:
    for item in items:
        if item.code == "65" and (found := _OWN.search(item.text)):
            document = publication("CN", found[1], found[2], _date_of_65(items, item))
            if document:
                yield Related(relation="earlier_publication", document=document)
        elif item.code == "62" and (raw := re.search(r"\d{8,12}(?:\.[\dX])?", item.text)):
            parent = application("CN", raw[0], date_in(item.text))
            if parent:
                yield Related(relation="division", document=parent)
        elif item.code == "86" and (raw := re.search(r"PCT/[A-Z]{2}\d{2,4}/\d+", item.text)):
            parent = application("WO", raw[0], date_in(item.text))
            if parent:
                yield Related(relation="pct", document=parent)
        elif item.code == "87" and (raw := WO.search(item.text)):
            parent = publication("WO", raw[1], date=date_in(item.text))
            if parent:
                yield Related(relation="pct", document=parent)


def _date_of_65(items: Sequence[Item], item: Item) -> str | None:
    """The date of the earlier publication stands under a (43) of its own."""
    date = date_in(item.text)
    place = next(number for number, other in enumerate(items) if other is item)
    if date is None and place + 1 < len(items) and items[place + 1].code == "43":
        date = date_in(items[place + 1].text)
    return date


def _parties(items: Sequence[Item], joiner: Joiner) -> Iterator[Party]:
    owners: tuple[tuple[str, Role], ...] = (("71", "applicant"), ("73", "assignee"))
    for code, role in owners:
        for item in all_of(items, code):
            yield from _owners(item, role)
    for item in all_of(items, "72"):
        text = _LABELS["72"].sub("", "  ".join(line.text for line in item.lines))
        yield from (_person(name, "inventor") for name in _people(text))
    for item in all_of(items, "74"):
        yield from _agents(item, joiner)
    for item in items:
        for line in item.lines:
            found = _EXAMINER.match(line.text)
            if found:
                yield from (_person(name, "examiner") for name in _people(found[1]))


def _people(text: str) -> Iterator[str]:
    """Names parted by wide blanks; those of one Latin name stay together."""
    for name in _FOREIGN_NAME.split(text):
        if name.strip():
            yield tidy(name)


def _person(name: str, role: Role) -> Party:
    return Party(role=role, name=name, lang="zh")


def _owners(item: Item, role: Role) -> Iterator[Party]:
    """Names, each with the address that follows it."""
    party: list[list[str]] = []
    text = [_LABELS[item.code].sub("", item.lines[0].text), *(x.text for x in item.lines[1:])]
    addressed = False
    for number, line in enumerate(text):
        found = _ADDRESS.match(line)
        if found and party:
            party[-1][1] = line[found.end() :]
            addressed = True
        elif addressed and not (number + 1 < len(text) and _ADDRESS.match(text[number + 1])):
            party[-1][1] += f"\n{line}"
        elif party and not addressed and len(party[-1][0]) > 14:
            party[-1][0] += f"\n{line}"
        elif line.strip():
            party.append([line, ""])
            addressed = False
    for name, place in party:
        postcode, address = postcode_and_address(tidy(place, "zh"))
        yield Party(
            role=role, name=tidy(name, "zh"), address=address or None, postcode=postcode, lang="zh"
        )


def _agents(item: Item, joiner: Joiner) -> Iterator[Party]:
    lines = list(item.lines)
    cut = next((i for i, line in enumerate(lines) if _AGENT.match(line.text)), len(lines))
    name, code = name_and_code(_LABELS["74"].sub("", joiner.join(lines[:cut], "zh")))
    if name:
        yield Party(role="agency", name=name, organisation=True, code=code, lang="zh")
    listed = "  ".join(line.text for line in lines[cut:] if not _EXAMINER.match(line.text))
    yield from (_person(found, "agent") for found in _people(_AGENT.sub("", listed)))


def _classes(items: Sequence[Item]) -> list[Classification]:
    found: list[Classification] = []
    for item in all_of(items, "51"):
        text = re.sub(r"^[^\n]*?Cl\s*\.\s*", "", item.text)
        found += locarno(text) if "LOC" in item.text.upper() else symbols(text, "ipc")
    return found


def _citations(items: Sequence[Item], joiner: Joiner) -> Iterator[Citation]:
    number = 0
    for item in all_of(items, "56"):
        lines = [line for line in item.lines if not _EXAMINER.match(line.text)]
        text = re.sub(r"^\s*对比文件\s*", "", joiner.join(lines, "zh"))
        for entry in re.split(r"[;；]\s*", text):
            if not entry.strip(" ,，."):
                continue
            number += 1
            yield replace(_cited(entry), number=number)


def _cited(entry: str) -> Citation:
    found = _DOCUMENT.match(entry.strip())
    if found:
        day = date_in(found[4])
        document = publication(found[1], found[2], found[3], day)
        if document:
            return Citation(document=document, phase="search")
    return Citation(text=entry.strip(), phase="search")
