"""Bibliographic data of USPTO grants 2.4 and 2.5, by their tags of WIPO ST.32."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.nodes import number_in, raw_text, value, values, whole_number
from parsers.formats.refs import application_reference
from parsers.formats.us4_numbers import day
from parsers.formats.us_classes import Symbols
from parsers.formats.us_numbers import application, patent, related
from parsers.model import (
    Botanic,
    Citation,
    Classification,
    Deposit,
    Gap,
    LegalEvent,
    Phase,
    Reference,
    Related,
    Relation,
    Scheme,
    Term,
)
from parsers.text import inline_text
from parsers.xml import Element

TERMINAL = "This patent is subject to a terminal disclaimer."
"""What the front page prints where the file only has an empty element."""

_RELATIONS: dict[str, Relation] = {
    "B610": "addition",
    "B620": "division",
    "B631": "continuation",
    "B632": "continuation_in_part",
    "B633": "reissue",
    "B640": "reissue",
    "B641US": "reissue",
    "B645": "reexamination",
    "B646US": "reexamination",
    "B660": "substitution",
}
_REQUEST = re.compile(r"(9[0-6]/?\d{3},?\d{3})(?:\D+(\d{8}))?")
_PATENT = re.compile(r"0?[1-9]\d{6}|\d,\d{3},\d{3}|(?:RE|D|PP|H)\W*\d+", re.IGNORECASE)


def own_application(biblio: Element) -> Reference | None:
    """The application the patent was granted on, with its filing date."""
    filed = biblio.find("B200")
    return application(
        value(filed, "B210/DNUM"),
        value(filed, "B220/DATE"),
        series=value(filed, "B211US"),
    )


def priorities(biblio: Element) -> tuple[tuple[Reference, ...], tuple[Gap, ...]]:
    """Foreign priorities; those printed without a number can only be named as gaps."""
    found: list[Reference] = []
    gaps: list[Gap] = []
    for entry in biblio.iterfind("B300"):
        office, date = value(entry, "B330/CTRY"), value(entry, "B320/DATE")
        made = application_reference(office, value(entry, "B310/DNUM"), date)
        if made is not None:
            found.append(made)
        else:
            words = " ".join(word for word in (office, date) if word)
            gaps.append(Gap(part="priorities", reason="not_in_source", detail=words or None))
    return tuple(found), tuple(gaps)


def classifications(
    biblio: Element, *, design: bool
) -> tuple[tuple[Classification, ...], list[str]]:
    """International classes (Locarno of designs), then those of the US; and notes."""
    symbols = Symbols()
    technical = biblio.find("B500")
    if technical is not None:
        scheme: Scheme = "locarno" if design else "ipc"
        symbols.add(scheme, _printed(technical, "B510/B511"), "first")
        symbols.add(scheme, _printed(technical, "B510/B512"), "later")
        symbols.add("uspc", _printed(technical, "B520/B521"), "first")
        symbols.add("uspc", _printed(technical, "B520/B522"), "later")
        symbols.add("uspc", _printed(technical, "B520/B522US"), "later")
    return symbols.found, symbols.notes


def _printed(element: Element, path: str) -> list[str]:
    """Symbols with the blanks that make their columns."""
    return [raw_text(found).strip("\r\n") for found in element.iterfind(path)]


def citations(biblio: Element) -> tuple[Citation, ...]:
    """Cited patents and literature; an empty element beside them says who cited them."""
    found: list[Citation] = []
    for entry in biblio.iterfind("B500/B560/*"):
        tags = {child.tag for child in entry.iter("*")}
        following = entry.getnext()
        while following is not None and following.tag.startswith("CITED-BY"):
            tags.add(following.tag)
            following = following.getnext()
        phase: Phase | None = "examination" if "CITED-BY-EXAMINER" in tags else None
        cited = entry.find("PCIT")
        if cited is not None:
            found += _patent(cited, phase)
        elif text := value(entry, "NCIT"):
            found.append(Citation(text=text, phase=phase))
    return tuple(found)


def _patent(cited: Element, phase: Phase | None) -> list[Citation]:
    document = _published(cited.find("DOC"))
    if document is not None:
        return [Citation(document=document, phase=phase)]
    text = value(cited)
    return [Citation(text=text, phase=phase)] if text else []


def _published(document: Element | None) -> Reference | None:
    return patent(
        value(document, "DNUM"),
        value(document, "DATE"),
        value(document, "CTRY"),
        value(document, "KIND"),
    )


def _filed(document: Element | None) -> Reference | None:
    return application(value(document, "DNUM"), value(document, "DATE"), value(document, "CTRY"))


def relations(biblio: Element) -> tuple[Related, ...]:
    """Earlier applications, patents and publications, then the international ones.

    A parent that has been granted is named twice, by its application and by its patent.
    """
    found: list[Related] = []
    for entry in biblio.iterfind("B600//*"):
        tag = entry.tag
        if tag in _RELATIONS:
            found += _parents(entry, _RELATIONS[tag])
        elif tag == "B680US":
            found += related("provisional", _filed(entry.find("DOC")))
        elif tag == "B690US":
            found += related("earlier_publication", _published(entry.find("DOC")))
        elif tag == "B645US" and (request := _REQUEST.search(value(entry) or "")):
            found += related("reexamination", application(request[1], request[2]))
    for document in biblio.iterfind("B800/B860/B861/DOC"):
        found += related("pct", application_reference("WO", *_number_and_date(document)))
    for document in biblio.iterfind("B800/B870/B871/DOC"):
        number, date = _number_and_date(document)
        found += related("pct", patent(number, date, "WO", value(document, "KIND")))
    return tuple(found)


def _number_and_date(document: Element) -> tuple[str | None, str | None]:
    return value(document, "DNUM"), value(document, "DATE")


def _parents(entry: Element, relation: Relation) -> Iterator[Related]:
    for parent in entry.iterfind("PARENT-US"):
        document = parent.find("PDOC/DOC")
        if relation == "reexamination" and _PATENT.fullmatch(value(document, "DNUM") or ""):
            yield from related(relation, _published(document))
        else:
            yield from related(relation, _filed(document))
        yield from related(relation, _published(parent.find("PPUB/DOC")))
        yield from related("earlier_publication", _published(parent.find("B650/DOC")))
    for sibling in entry.iterfind("SIBLING"):
        yield from related("other", _filed(sibling.find("SDOC/DOC")))
        yield from related("other", _published(sibling.find("SPUB/DOC")))


def term(biblio: Element) -> Term | None:
    """Years of a design, days of extension or adjustment, disclaimers."""
    printed = biblio.find("B400/B472")
    if printed is None:
        return None
    disclaimed = value(printed, "B473/DATE")
    disclaimers = [f"Disclaimed after {day(disclaimed) or disclaimed}."] if disclaimed else []
    if printed.find("B473US") is not None:
        disclaimers.append(TERMINAL)
    extension = value(printed, "B474US")
    days = whole_number(extension)
    made = Term(
        years=number_in(value(printed, "B474")),
        days=days,
        disclaimer=" ".join(disclaimers) or None,
        text=extension if days is None else None,
    )
    return made if made != Term() else None


def botanic(biblio: Element) -> Botanic | None:
    """The plant of a plant patent."""
    named = biblio.find("B500/BOTANIC")
    made = Botanic(latin=value(named, "LATIN-NAME"), variety=value(named, "VARIETY"))
    return made if made != Botanic() else None


def deposits(root: Element) -> tuple[Deposit, ...]:
    """Biological material whose deposit the text marks as such."""
    found: list[Deposit] = []
    for entry in root.iter("B830"):
        parts = [inline_text(part) for part in entry.iterfind("para")]
        if len(parts) > 1:
            date = day(parts[2]) if len(parts) > 2 else None
            found.append(Deposit(depositary=parts[1], number=parts[0], date=date))
    return tuple(dict.fromkeys(found))


def national_phase(biblio: Element) -> tuple[LegalEvent, ...]:
    """The days the requirements of 35 U.S.C. 371 and 102(e) were met, under their tags."""
    return tuple(
        LegalEvent(office="US", code=code, date=date)
        for code in ("B863", "B864", "B864US")
        for printed in values(biblio, f"B800/B860/{code}/DATE")
        if (date := day(printed))
    )
