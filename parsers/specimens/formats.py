"""Which format a publication is written in, and its bytes in a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from parsers.model import Notice, Publication

from .encoders import (
    aps,
    assignment,
    cn36,
    cn96,
    cnfile,
    cnprs,
    cnverdict,
    docdb,
    dpma,
    ep,
    jp36,
    jp96,
    jpoapi,
    kipris,
    kr36,
    lists,
    marec,
    odp,
    ops,
    pap,
    patent36,
    ppubs,
    st96,
    trs,
    tw36,
    us2,
    us4,
    wo36,
    xml4ip,
)
from .offices.china import MODERN


def _pdf(publication: Publication) -> bytes:
    from .encoders import pdf  # noqa: PLC0415 - loads a library that nothing else needs

    return pdf.encode(publication)


ENCODERS: dict[str, Callable[[Publication], bytes]] = {
    "us4": us4.encode,
    "us2": us2.encode,
    "pap": pap.encode,
    "aps": aps.encode,
    "ep": ep.encode,
    "cn96": cn96.encode,
    "cn36": cn36.encode,
    "cnfile": cnfile.encode,
    "trs": trs.encode,
    "jp36": jp36.encode,
    "wo36": wo36.encode,
    "jp96": jp96.encode,
    "wo96": st96.encode,
    "kr36": kr36.encode,
    "tw36": tw36.encode,
    "jpoapi": jpoapi.encode,
    "docdb": docdb.encode,
    "ops": ops.encode,
    "marec": marec.encode,
    "patent36": patent36.encode,
    "lists": lists.encode,
    "dpma": dpma.encode,
    "kipris": kipris.encode,
    "odp": odp.encode,
    "ppubs": ppubs.encode,
    "pdf": _pdf,
}
EVENT_ENCODERS: dict[str, Callable[[Notice], bytes]] = {
    "assignment": assignment.encode,
    "xml4ip": xml4ip.encode,
    "odp": odp.encode_notice,
    "cnprs": cnprs.encode,
    "ops": ops.legal,
    "cnverdict": cnverdict.encode,
    "trs": trs.encode_notice,
}
FILE_NAMES: dict[str, Callable[[Publication], str]] = {
    "us4": us4.file_name,
    "ep": ep.file_name,
    "cn96": cn96.file_name,
    "cn36": cn36.file_name,
}

GRANTS = "us/grants/ipg-specimens.xml"
APPLICATIONS = "us/applications/ipa-specimens.zip"
CONTAINER = "docdb/DOCDB-specimens.xml.gz"


def format_of(publication: Publication) -> str:
    """The format this publication is made for; other formats may lose parts of it."""
    if _only_printed(publication):
        return "pdf"
    if publication.office in {"US", "EP"}:
        return "us4" if publication.office == "US" else "ep"
    if publication.office == "CN":
        old = (publication.date or "") < MODERN.isoformat() and publication.right != "design"
        return "cn36" if old else "cn96"
    return "cn96" if publication.description else "docdb"


def _only_printed(publication: Publication) -> bool:
    """Some Chinese documents and American patents are there as PDF only."""
    kind, office = publication.kind or "", publication.office
    if office == "US" and kind.startswith("B"):
        return int(publication.number) % 5 == 2
    return office == "CN" and kind[0] in "ABU" and int(publication.number) % 13 == 1


def encode(publication: Publication, format: str | None = None) -> bytes:  # noqa: A002 - the word users know
    """The office's XML, or PDF; KeyError for a format without a writer."""
    return ENCODERS[format or format_of(publication)](publication)


def location(publication: Publication) -> str:
    """The file, relative to the folder, that holds the publication."""
    name = format_of(publication)
    if name == "docdb":
        return CONTAINER
    if name == "us4" and publication.right != "design":
        return APPLICATIONS if (publication.kind or "").startswith("A") else GRANTS
    if name == "pdf":
        return f"{publication.office.lower()}/pdf/{publication.id}.pdf"
    file = FILE_NAMES[name](publication)
    place = {"us4": "us/designs", "ep": "ep", "cn36": "cn/st36"}.get(name, "cn/st96")
    if name == "cn96" and publication.office != "CN":
        place = f"cn/foreign/{publication.office}"
    return f"{place}/{PurePosixPath(file).stem}/{file}"
