"""Parties of European patent documents (B700), and the dates of an inventor's waiver."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.nodes import attribute, code_at, number_in, raw_text, value, values
from parsers.model import Gap, Party, Role
from parsers.text import clean
from parsers.xml import Element

_GROUPS: tuple[tuple[str, Role], ...] = (
    ("B710/B711", "applicant"),
    ("B720/B721", "inventor"),
    ("B730/B731", "assignee"),
    ("B740/B741", "agent"),
    ("B745/B746", "examiner"),
    ("B745/B747", "examiner"),
)
_CARE_OF = re.compile(r"\n\s*(?=c/o\b)", re.IGNORECASE)
_DEGREE = re.compile(r"(?:Dr|Prof|Dipl|Ing|Ph\.?D|M\.?Sc|B\.?Sc|Mag|DI\b)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}")
_ET_AL = re.compile(r"et al\.?", re.IGNORECASE)


def parties(biblio: Element | None) -> tuple[Party, ...]:
    """Applicants, inventors, proprietors (as assignees), representatives, examiners, in order."""
    found = []
    for path, role in _GROUPS:
        entries = biblio.iterfind(f"B700/{path}") if biblio is not None else ()
        for place, element in enumerate(entries, 1):
            if made := _party(element, role, place):
                found.append(made)
    return tuple(found)


def _party(element: Element, role: Role, place: int) -> Party | None:
    printed, care_of = _name_lines(element)
    given = value(element, "fnm")
    organisation = value(element, "onm")
    name = ", ".join(part for part in (printed, given) if part) or organisation
    if not name:
        return None
    if role == "inventor" and not given:
        printed, given = split_name(name)
    suffix = value(element, "sfx")
    if suffix and not _ET_AL.fullmatch(suffix):
        name = f"{name}, {suffix}"
    address = element.find("adr")
    return Party(
        role=role,
        name=name,
        given=given or None,
        family=printed if given else None,
        organisation=organisation is not None,
        country=code_at(element, "adr/ctry", "nctry/ctry", "rctry/ctry"),
        city=value(address, "city"),
        state=value(address, "state"),
        address=_address(address, care_of),
        postcode=value(address, "pcode"),
        code=value(element, "iid"),
        sequence=number_in(attribute(element, "sequence")) or place,
    )


def split_name(name: str) -> tuple[str, str | None]:
    """Family and given name, parted by a comma; behind another one follow initials or a degree."""
    family, *given = (part.strip() for part in name.split(","))
    if len(given) == 1 or (len(given) == 2 and _DEGREE.match(given[1])):
        return family, given[0]
    if len(given) == 2 and _INITIALS.fullmatch(given[1]):
        return family, " ".join(given)
    return name, None


def _name_lines(element: Element) -> tuple[str | None, str | None]:
    """The name, and the line `c/o …` below it, which is part of the address."""
    found = element.find("snm")
    text = raw_text(found) if found is not None else ""
    name, *rest = _CARE_OF.split(text, maxsplit=1)
    return clean(name) or None, clean(rest[0]) if rest else None


def _address(address: Element | None, care_of: str | None) -> str | None:
    """Lines of the street, of which an element can hold several, joined by commas."""
    lines = [care_of] if care_of else []
    for path in ("omc", "pbox", "str"):
        for element in address.iterfind(path) if address is not None else ():
            text = raw_text(element)
            lines += [line.strip(" ,") for line in map(clean, text.split("\n")) if line.strip(" ,")]
    return ", ".join(lines) or None


def gaps(biblio: Element | None) -> Iterator[Gap]:
    """Inventors who waived their right to be named (B725EP; EPC Rule 20)."""
    if biblio is None:
        return
    waived = [*values(biblio, "B700/B720//B725EP/text"), *values(biblio, "B700/B720//B724EP")]
    if waived:
        yield Gap(part="inventors", reason="removed", detail=" / ".join(waived))
