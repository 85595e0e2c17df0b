"""Bibliographic data of the European Patent Register, as they stood in one Bulletin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import structs

from parsers.formats.ep_parties import split_name
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.formats.refs import (
    application_reference,
    document_id,
    pct_application,
    publication_reference,
)
from parsers.formats.st36 import citation
from parsers.languages import lang_of
from parsers.model import (
    Citation,
    Classification,
    Party,
    Reference,
    Related,
    Relation,
    Role,
    Scheme,
    Text,
)
from parsers.symbols import normal
from parsers.text import clean
from parsers.xml import Element

_WEEK = re.compile(r"(\d{4})/(\d{2})")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_ET_AL = re.compile(r",?\s*et al\.?$", re.IGNORECASE)
_SYMBOLS = re.compile(r"[,;\s]*(//)?[,;\s]*([A-HY]\d\d[A-Z]\s?\d+/\d+|[A-HY]\d\d[A-Z](?!\s?\d))")
_RELEVANT = re.compile(r"\[[A-Z]+\]\s*(\d[\d,\- ]*)")
_RELATIONS: dict[str, Relation] = {
    "addition": "addition",
    "division": "division",
    "continuation": "continuation",
    "continuation-in-part": "continuation_in_part",
    "reissue": "reissue",
    "reexamination": "reexamination",
    "substitution": "substitution",
    "utility-model-basis": "utility_model_basis",
    "correction": "correction_of",
    "related-publication": "earlier_publication",
}


def week(element: Element) -> str | None:
    """The Bulletin in which an entry was announced, `2011/52`; else the week of its change."""
    printed = attribute(element, "change-gazette-num") or ""
    if _WEEK.fullmatch(printed):
        return printed
    day = _DAY.fullmatch(attribute(element, "change-date") or "")
    if day is None:
        return None
    try:
        year, number, _ = date(int(day[1]), int(day[2]), int(day[3])).isocalendar()
    except ValueError:
        return None
    return f"{year}/{number:02}"


def as_of(elements: Iterable[Element], when: str | None) -> list[Element]:
    """The entries that held in a week: the latest announced by then, else the earliest of all."""
    dated = [(week(element) or "", element) for element in elements]
    weeks = sorted({told for told, _ in dated})
    if not weeks:
        return []
    held = [told for told in weeks if when is None or told <= when]
    chosen = held[-1] if held else weeks[0]
    return [element for told, element in dated if told == chosen]


def application(biblio: Element | None) -> Reference | None:
    """The European application; its number has no check digit in the register."""
    if biblio is None:
        return None
    entry = biblio.find("application-reference/document-id")
    office, raw, day = (value(entry, tag) for tag in ("country", "doc-number", "date"))
    return application_reference(office, raw, day)


def priorities(biblio: Element, when: str | None) -> tuple[Reference, ...]:
    found = []
    for group in as_of(biblio.iterfind("priority-claims"), when):
        for claim in group.iterfind("priority-claim"):
            office, raw, day = (value(claim, tag) for tag in ("country", "doc-number", "date"))
            found.append(application_reference(office, raw, day))
    return tuple(dict.fromkeys(reference for reference in found if reference))


def related(biblio: Element) -> tuple[Related, ...]:
    """Parents, the international stage, and the divisions that followed (as `other`)."""
    found: list[Related] = []
    for group in biblio.iterfind("related-documents/*"):
        relation = _RELATIONS.get(group.tag, "other")
        published = group.tag in {"correction", "related-publication"}
        found += _documents(group.iter("parent-doc"), relation, published=published)
        found += _documents(group.iter("document-corrected"), relation, published=True)
        found += _documents(group.iter("child-doc"), "other", published=published)
        if group.tag == "related-publication":
            found += _documents([group], relation, published=True)
    for entry in biblio.iterfind("pct-or-regional-filing-data/document-id"):
        raw, day = value(entry, "doc-number"), value(entry, "date")
        if made := pct_application(raw, day, value(entry, "country")):
            found.append(Related(relation="pct", document=made))
    for entry in biblio.iterfind("pct-or-regional-publishing-data/document-id"):
        if reference := document_id(entry):
            found.append(Related(relation="pct", document=reference))
    return tuple(dict.fromkeys(found))


def _documents(
    elements: Iterable[Element], relation: Relation, *, published: bool
) -> Iterator[Related]:
    for element in elements:
        for entry in element.iterfind("document-id"):
            told = attribute(entry, "document-id-type") or ""
            office, raw = value(entry, "country"), value(entry, "doc-number")
            kind, day = value(entry, "kind"), value(entry, "date")
            if told.startswith("publication") or (published and not told):
                made = publication_reference(office, raw, kind, day)
            else:
                made = application_reference(office, raw, day)
            if made:
                yield Related(relation=relation, document=made)


def titles(biblio: Element, when: str | None) -> tuple[Text, ...]:
    """The title in each language."""
    elements: dict[str, list[Element]] = {}
    for element in biblio.iterfind("invention-title"):
        elements.setdefault(lang_of(attribute(element, "lang")) or "xx", []).append(element)
    return tuple(
        Text(lang=lang, text=text)
        for lang, entries in elements.items()
        for element in as_of(entries, when)[:1]
        if (text := value(element, lang=lang))
    )


def parties(biblio: Element, when: str | None) -> tuple[Party, ...]:
    groups: tuple[tuple[str, str, Role], ...] = (
        ("applicants", "applicant", "applicant"),
        ("inventors", "inventor", "inventor"),
        ("agents", "agent", "agent"),
    )
    return tuple(
        party
        for plural, tag, role in groups
        for group in as_of(biblio.iterfind(f"parties/{plural}"), when)
        for place, element in enumerate(group.iterfind(tag), 1)
        for party in _party(element, role, place)
    )


def _party(element: Element, role: Role, place: int) -> Iterator[Party]:
    if attribute(element, "app-type") == "proprietor":
        role = "assignee"
    book = element.find("addressbook")
    book = element if book is None else book
    first = value(book, "first-name")
    last = value(book, "name") or value(book, "last-name") or value(book, "orgname")
    printed = ", ".join(part for part in (last, first) if part)
    name = _ET_AL.sub("", printed)
    if not name:
        return
    family, given = split_name(name) if role == "inventor" else (None, None)
    address = book.find("address")
    lines = values(address, "*") if address is not None else ()
    country = code_at(address, "country")
    yield Party(
        role=role,
        name=name,
        given=given,
        family=family if given else None,
        country=country or code_at(element, "residence/country", "nationality/country"),
        city=value(address, "city"),
        state=value(address, "state"),
        postcode=value(address, "postcode"),
        address=", ".join(line for line in lines if line != country) or None,
        code=value(book, "iid"),
        sequence=number_in(attribute(element, "sequence")) or place,
    )


def designated_states(biblio: Element, when: str | None) -> tuple[str, ...]:
    found = [
        clean(country.text or "")
        for element in as_of(biblio.iterfind("designation-of-states"), when)
        for country in element.iterfind("designation-pct//country")
        if next(country.iterancestors("region"), None) is None
    ]
    return tuple(dict.fromkeys(state for state in found if state))


def classifications(biblio: Element, when: str | None) -> tuple[Classification, ...]:
    """IPC and CPC; symbols behind `//` are additional ones."""
    paths: tuple[tuple[str, Scheme], ...] = (
        ("classifications-ipcr", "ipc"),
        ("classification-ipc", "ipc"),
        ("classifications-cpc", "cpc"),
    )
    found = [
        symbol
        for path, scheme in paths
        for group in as_of(biblio.iterfind(path), when)
        for text in values(group, ".//text")
        for symbol in _listed(text, scheme)
    ]
    return tuple(dict.fromkeys(found))


def _listed(text: str, scheme: Scheme) -> Iterator[Classification]:
    behind = False
    for found in _SYMBOLS.finditer(text):
        behind = behind or bool(found[1])
        if symbol := normal(scheme, found[2]):
            yield Classification(
                scheme=scheme, symbol=symbol, value="additional" if behind else None
            )


def citations(biblio: Element) -> tuple[Citation, ...]:
    """The citations, with the claims that their text names behind the categories."""
    found = []
    for element in biblio.iterfind("references-cited/citation"):
        text = value(element, "patcit/text") or ""
        claims = "; ".join(entry.strip(" ,") for entry in _RELEVANT.findall(text))
        found += [
            structs.replace(entry, claims=entry.claims or claims or None)
            for entry in citation(element)
        ]
    return tuple(found)
