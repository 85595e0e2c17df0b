"""Front pages of KIPO: laid-open applications and registrations of all rights, since about 2000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.model import Citation, Classification, Party, Reference, Related, Role
from parsers.numbers import publication_number, readings
from parsers.pdf.front import Front, application, locarno, numbered, publication, symbols
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner, tidy
from parsers.pdf.wire import Page

_NUMBER = re.compile(r"(?:10|20|30)-\d{4}-\d{7}|(?:10|20|30)-\d{7}|특\d{4}-\d{7}")
_KIND = re.compile(r"공보\(([A-Z]\d?)\)")
_KINDS = (
    ("등록특허", "B1"), ("공개특허", "A"), ("등록실용신안", "Y1"), ("공개실용신안", "U"),
    ("디자인", "S"), ("특허공보", "B1"),
)  # fmt: skip
_DATE = re.compile(r"\d{4}년\d{1,2}월\d{1,2}일|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}")
_TITLE = re.compile(r"^\s*(?:발명|고안|디자인|물품)의\s*명칭\s*")
_ABSTRACT = re.compile(r"^\s*요\s*약(?:서)?\s*")
_DRAWING = re.compile(r"대\s*표\s*도(?:\s*-.*)?$")
_COUNT = re.compile(r"전체청구항수:?총?(\d+)항")
_EXAMINER = re.compile(r"심사관\s*[:：]\s*(.+)$")
_LABELS = {
    "71": re.compile(r"^\s*출원인\s*"), "73": re.compile(r"^\s*(?:특허|실용신안|디자인)?권자\s*"),
    "72": re.compile(r"^\s*(?:발명자|고안자|창작자)\s*"), "74": re.compile(r"^\s*대리인\s*"),
}  # fmt: skip
_FIRM = re.compile(r"(?:특허|법무)?법인|사무소")
_ADDRESS = re.compile(
    r"\d|^\S{2,7}(?:특별시|광역시|자치시|특별자치도|도)\s|^\S{1,8}(?:시|군|구)\s|^(?:미국|일본|중국|독일)\s"
)
_DOCUMENT = re.compile(r"^([A-Z]{2})\s?(\d[\d\-/]{5,14}|[A-Z]?\d{6,12})\s?([A-Z]\d?)?\s*(\*)?$")
_COUNTRY = re.compile(r"\(([A-Z]{2})\)")


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    items = [_without_count(item) for item in items_of(pages[0])]
    whole = "".join("".join(line.text.split()) for line in pages[0].lines)
    counted = _COUNT.search(whole)
    number, kind, date = _identity(items)
    title, abstract = first(items, "54"), first(items, "57")
    return Front(
        office="KR",
        number=number,
        kind=kind,
        language="ko",
        date=date,
        title=_TITLE.sub("", joiner.join(title.lines, "ko")) if title else "",
        abstract=_abstract(abstract, joiner) if abstract else "",
        application=_application(items, kind),
        priorities=list(_priorities(items)),
        related=list(_related(items, kind)),
        parties=numbered(_parties(items), but="examiner"),
        classifications=_classes(items),
        citations=list(_citations(items)),
        counted_claims=int(counted[1]) if counted else None,
    )


def _without_count(item: Item) -> Item:
    """`전체 청구항 수 : 총 10 항` stands between the items."""
    kept = [line for line in item.lines if not _COUNT.search(_tight(line.text))]
    return Item(item.code, kept)


def _tight(text: str) -> str:
    return "".join(text.split())


def _identity(items: Sequence[Item]) -> tuple[str, str, str | None]:
    words = "".join(_tight(item.text) for item in items if item.code in {"12", "19", ""})
    printed = _KIND.search(words)
    kind = next((code for word, code in _KINDS if word in words), "")
    kind = printed[1] if printed and printed[1][0] == (kind or printed[1])[0] else kind
    own = first(items, "11", "10")
    found = _NUMBER.search(_tight(own.text)) if own else None
    if found is None:
        raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (11).")
    dated = first(items, "45", "43") if kind[:1] in {"B", "Y", "S"} else first(items, "43")
    date = _day(dated)
    return publication_number("KR", found[0].lstrip("특"), kind, date), kind, date


def _day(item: Item | None) -> str | None:
    found = _DATE.search(_tight(item.text)) if item else None
    return parse_date(found[0], "KR") if found else None


def _abstract(item: Item, joiner: Joiner) -> str:
    lines = list(item.lines)
    cut = next((at for at, line in enumerate(lines) if _DRAWING.match(line.text)), len(lines))
    text = joiner.join(lines[:cut], "ko")
    # Registrations print claim 1 there, without its heading.
    return _ABSTRACT.sub("", text) if _ABSTRACT.match(text) else ""


def _application(items: Sequence[Item], kind: str) -> Reference | None:
    item = first(items, "21")
    found = _NUMBER.search(_tight(item.text)) if item else None
    return application("KR", found[0], _day(first(items, "22")), kind) if found else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    for item in all_of(items, "30"):
        for line in item.lines:
            country, dated = _COUNTRY.search(line.text), _DATE.search(_tight(line.text))
            raw = re.sub(r"^\s*우선권\s*주장\s*", "", line.text).split()
            if country and dated and raw:
                day = parse_date(dated[0], "KR")
                reference = application(country[1], raw[0], day)
                if reference:
                    yield reference


def _related(items: Sequence[Item], kind: str) -> Iterator[Related]:
    for item in items:
        found = _NUMBER.search(_tight(item.text))
        document = None
        if item.code == "65" and found:
            earlier = "U" if kind[:1] in {"U", "Y"} else "A"
            place = next(at for at, other in enumerate(items) if other is item)
            dated = items[place + 1] if place + 1 < len(items) else None
            date = _day(item) or (_day(dated) if dated and dated.code == "43" else None)
            document = publication("KR", found[0], earlier, date)
            if document:
                yield Related(relation="earlier_publication", document=document)
        elif item.code == "62" and found:
            document = application("KR", found[0], _day(item), kind)
            if document:
                yield Related(relation="division", document=document)
        elif item.code == "86" and (pct := re.search(r"PCT/[A-Z]{2}\d{2,4}/\d+", item.text)):
            document = application("WO", pct[0], _day(item))
            if document:
                yield Related(relation="pct", document=document)
        elif item.code == "87" and (wo := re.search(r"WO\s*(\d{4}/\d{5,6})", item.text)):
            document = publication("WO", wo[1], date=_day(item))
            if document:
                yield Related(relation="pct", document=document)


def _parties(items: Sequence[Item]) -> Iterator[Party]:
    roles: tuple[tuple[str, Role], ...] = (
        ("71", "applicant"), ("73", "assignee"), ("72", "inventor"), ("74", "agent"),
    )  # fmt: skip
    for code, role in roles:
        for item in all_of(items, code):
            yield from _party(item, role)
    for item in items:
        for line in item.lines:
            found = _EXAMINER.search(line.text)
            if found:
                yield Party(role="examiner", name=tidy(found[1], "ko"), lang="ko")


def _party(item: Item, role: Role) -> Iterator[Party]:
    """Names, each with its address in the lines below it; agents have none, and share lines."""
    texts = [_LABELS[item.code].sub("", line.text, count=1) for line in item.lines]
    texts = [tidy(text, "ko") for text in texts if text.strip() and not _EXAMINER.search(text)]
    if role == "agent":
        for name in filter(None, re.split(r"\s*,\s*", ", ".join(texts))):
            firm = _FIRM.search(name) is not None
            yield Party(role="agency" if firm else "agent", name=name, organisation=firm, lang="ko")
        return
    open_: Party | None = None
    for text in texts:
        if open_ is None or (open_.address and not _ADDRESS.search(text)):
            if open_:
                yield open_
            open_ = Party(role=role, name=text, lang="ko")
        else:
            address = f"{open_.address} {text}" if open_.address else text
            open_ = replace(open_, address=address)
    if open_:
        yield open_


def _classes(items: Sequence[Item]) -> list[Classification]:
    found: list[Classification] = []
    for item in all_of(items, "51"):
        text = item.text
        found += locarno(text) if "로카르노" in text or "LOC" in text else symbols(text, "ipc")
    for item in all_of(items, "52"):
        found += symbols(item.text, "cpc")
    return found


def _citations(items: Sequence[Item]) -> Iterator[Citation]:
    """What the examiner found; a star marks what the refusal relied on."""
    number = 0
    for item in all_of(items, "56"):
        for line in item.lines:
            found = _DOCUMENT.match(line.text.strip())
            if found is None:
                continue
            document = None
            named = [r for r in readings(f"{found[1]}{found[2]}{found[3] or ''}")
                     if r.what == "publication"]  # fmt: skip
            if named:
                document = Reference(office=named[0].office, number=named[0].number, kind=found[3])
            if document:
                number += 1
                yield Citation(document=document, phase="examination", number=number)
