"""Bibliographic data of the EPO's files: `SDOBI` with the tags of WIPO ST.32."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as day_of

from parsers.model import Citation, Classification, Party, Publication, Reference

from .markup import plain

_DATED = {
    "B241": ("B200", "<B240><B241><date>{}</date></B241></B240>"),
    "B430": ("B400", "<B430><date>{}</date><bnum>{}</bnum></B430>"),
    "B450": ("B400", "<B450><date>{}</date><bnum>{}</bnum></B450>"),
    "B452EP": ("B400", "<B452EP><date>{}</date></B452EP>"),
}
_PARTIES = (
    ("B710", "B711", "applicant"),
    ("B720", "B721", "inventor"),
    ("B730", "B731", "assignee"),
    ("B740", "B741", "agent"),
)


def bibliography(publication: Publication, name: str) -> str:
    """`name` is what the document is called in English (B121)."""
    states = "".join(publication.designated_states)
    day = _compact(publication.date)
    parts = [
        f'<SDOBI lang="{publication.language}">',
        f"<B000><eptags><B001EP>{states}</B001EP><B005EP>J</B005EP>",
        "<B007EP>BDM Ver 1.7.2 (20 November 2019) -  2100000/0</B007EP></eptags></B000>",
        f"<B100><B110>{publication.number:0>7}</B110><B120><B121>{name}</B121></B120>",
        f"<B130>{publication.kind}</B130><B140><date>{day}</date></B140><B190>EP</B190></B100>",
        f"<B200>{''.join(_application(publication))}</B200>",
        *_priorities(publication.priorities),
        f"<B400><B405><date>{day}</date><bnum>{_bulletin(publication.date)}</bnum></B405>",
        f"{_dated(publication, 'B400')}</B400>",
        f"<B500>{''.join(_technical(publication))}</B500>",
        f"<B700>{''.join(_parties(publication.parties))}</B700>",
        *_states(publication),
        "</SDOBI>",
    ]
    return "".join(parts)


def _compact(date: str | None) -> str:
    return (date or "").replace("-", "")


def _bulletin(date: str | None) -> str:
    """Year and week, as the European Patent Bulletin is numbered."""
    year, week, _ = day_of.fromisoformat(date or "1978-06-01").isocalendar()
    return f"{year}{week:02d}"


def _dated(publication: Publication, group: str) -> str:
    return "".join(
        form.format(_compact(event.date), _bulletin(event.date))
        for code, (place, form) in _DATED.items()
        for event in publication.events
        if event.code == code and place == group
    )


def _application(publication: Publication) -> Iterator[str]:
    filed, language = publication.application, publication.language
    if filed:
        yield f"<B210>{filed.raw or filed.number}</B210>"
        yield f"<B220><date>{_compact(filed.date)}</date></B220>"
    yield _dated(publication, "B200")
    yield f"<B250>{language}</B250><B251EP>{language}</B251EP><B260>{language}</B260>"


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    if references:
        listed = "".join(
            f"<B310>{plain(found.raw or found.number)}</B310>"
            f"<B320><date>{_compact(found.date)}</date></B320>"
            f"<B330><ctry>{found.office}</ctry></B330>"
            for found in references
        )
        yield f"<B300>{listed}</B300>"


def _technical(publication: Publication) -> Iterator[str]:
    ipc = [entry for entry in publication.classifications if entry.scheme == "ipc"]
    cpc = [entry for entry in publication.classifications if entry.scheme == "cpc"]
    day = _compact(publication.date)
    if ipc:
        yield f"<B510EP>{st8_list(ipc, day)}</B510EP>"
    if cpc:
        listed = st8_list(cpc, day, "classification-cpc")
        yield f"<B520EP><classifications-cpc>{listed}</classifications-cpc></B520EP>"
    titles = "".join(
        f"<B541>{title.lang}</B541><B542>{plain(title.text)}</B542>" for title in publication.title
    )
    yield f"<B540>{titles}</B540>"
    if publication.citations:
        listed = "".join(map(_citation, publication.citations))
        yield f"<B560>{listed}</B560>"
    if publication.drawings:
        yield "<B590><B598>1</B598></B590>"


def st8_list(entries: list[Classification], day: str, tag: str = "classification-ipcr") -> str:
    """Numbered elements with the texts of `st8`."""
    return "".join(
        f'<{tag} sequence="{number}"><text>{st8(entry, day)}</text></{tag}>'
        for number, entry in enumerate(entries, 1)
    )


def st8(entry: Classification, day: str) -> str:
    """Fixed columns of WIPO ST.8 (`H01M  10/0562      20060101AFI20191003BHEP        `)."""
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    level = "A" if entry.scheme == "ipc" else " "
    value = {"inventive": "I", "additional": "N" if entry.scheme == "ipc" else "A"}
    place = "F" if entry.position == "first" else "L"
    source = f"{level}{place}{value.get(entry.value or '', 'I')}{day}B"
    machine = "H" if entry.scheme == "ipc" else "C"
    version = _compact(entry.version) or "20060101"
    return f"{head}{main:>4}/{sub:<10}{version}{source}{machine}{entry.office or 'EP'}        "


def _citation(citation: Citation) -> str:
    if citation.document:
        shown = plain(citation.document.raw or citation.document.number)
        return f"<B561><text>{shown}</text></B561>"
    return f"<B562><text>{plain(citation.text or '')}</text></B562>"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for group, tag, role in _PARTIES:
        listed = "".join(_party(tag, party) for party in parties if party.role == role)
        if listed:
            yield f"<{group}>{listed}</{group}>"


def _party(tag: str, party: Party) -> str:
    code = f"<iid>{party.code}</iid>" if party.code else ""
    cells = (("str", party.address), ("city", party.city), ("ctry", party.country))
    address = "".join(f"<{name}>{plain(text)}</{name}>" for name, text in cells if text)
    return f"<{tag}><snm>{plain(party.name)}</snm>{code}<adr>{address}</adr></{tag}>"


def _states(publication: Publication) -> Iterator[str]:
    states = "".join(f"<ctry>{state}</ctry>" for state in publication.designated_states)
    yield f"<B800><B840>{states}</B840>{''.join(_international(publication))}</B800>"


def _international(publication: Publication) -> Iterator[str]:
    """The international application (B860) and its publication (B870)."""
    for entry in publication.related:
        found = entry.document
        if entry.relation == "pct" and found.number.startswith("PCT"):
            number = f"<anum>{found.raw or found.number}</anum>"
            date = f"<date>{_compact(found.date)}</date>"
            yield f"<B860><B861><dnum>{number}</dnum>{date}</B861><B862>en</B862></B860>"
        elif entry.relation == "pct":
            number = f"<pnum>WO{found.number}</pnum>"
            date = f"<date>{_compact(found.date)}</date><bnum>{_bulletin(found.date)}</bnum>"
            yield f"<B870><B871><dnum>{number}</dnum>{date}</B871></B870>"
