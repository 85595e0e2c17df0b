"""Parties as DPMAregister prints them, in one text: `Name, 80331 München, DE`.

Name and place are parted by commas, which names have, too. The post code tells where the place
begins; without one, the legal form of an organisation ends its name, and an inventor has two names.
"""

from __future__ import annotations

import re

from parsers.model import Party, Role

_COUNTRY = re.compile(r"[A-Z]{2}")
_POSTCODE = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,5})\s+(.*)")
_FORM = re.compile(
    r"(?:.*\W)?(?:ab|ag|as|asa|a/s|b\.?v\.?|co\.?|company|corp\.?|corporation|e\.?\s?v\.?|gmbh|inc\.?"
    r"|kg|kgaa|k\.?k\.?|limited|llc|l\.?l\.?c\.?|ltd\.?|mbb|mbh|n\.?v\.?|ohg|oy|partg?mbb|plc"
    r"|s\.?a\.?s?\.?|se|s\.?p\.?a\.?|s\.?r\.?l\.?|university|universität)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:Dr|Prof|Dipl|Ing|Pat\.|Phys|Chem|Ph\.?D|M\.?Sc|B\.?Sc|Mag|DI\b|Rer\b).*", re.IGNORECASE
)


def party(text: str, role: Role, place: int, stated: str | None = None) -> Party | None:
    """A party; `stated` is the name the file gives apart, used where the text tells no better."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    country = parts.pop() if parts and _COUNTRY.fullmatch(parts[-1]) else None
    if not parts:
        return None
    names, rest = _names(parts, role, stated)
    name = ", ".join(names)
    postcode, city, address = _place(rest)
    person = role == "inventor" and len(names) > 1 and not _FORM.fullmatch(name)
    return Party(
        role=role,
        name=name,
        family=names[0] if person else None,
        given=names[1] if person else None,
        organisation=any(_FORM.fullmatch(part) for part in names),
        country=country,
        city=city,
        address=address,
        postcode=postcode,
        sequence=place,
    )


def _names(parts: list[str], role: Role, stated: str | None) -> tuple[list[str], list[str]]:
    for at, part in enumerate(parts):
        if at and _POSTCODE.match(part):
            return parts[:at], parts[at:]
    if role == "inventor" and len(parts) > 1 and not _FORM.fullmatch(parts[0]):
        at = 2
    else:
        at = next((n for n, part in enumerate(parts, 1) if _FORM.fullmatch(part)), 0)
        if not at and stated and text_begins(parts, stated):
            at = stated.count(",") + 1
        at = at or len(parts)
    while at < len(parts) and (_FORM.fullmatch(parts[at]) or _DEGREE.fullmatch(parts[at])):
        at += 1
    return parts[:at], parts[at:]


def text_begins(parts: list[str], stated: str) -> bool:
    """Whether the text begins with the name that is given apart."""
    return ", ".join(parts).startswith(stated)


def _place(rest: list[str]) -> tuple[str | None, str | None, str | None]:
    """Post code, city and what follows."""
    if not rest:
        return None, None, None
    found = _POSTCODE.match(rest[0])
    city = found[2] if found else rest[0]
    return found[1] if found else None, city, ", ".join(rest[1:]) or None
