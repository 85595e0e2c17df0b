"""Document numbers in office files, found without the parsers: by element names alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from parsers.dates import parse_date

_PARSER = {"recover": True, "load_dtd": False, "no_network": True, "resolve_entities": False}
_PUBLICATIONS = (
    "publication-reference", "patcit", "related-publication", "parent-grant-document", "citation",
    "search-report-publication", "PublicationReference", "RelatedPublicationDoc", "PCTOrRegionalPublishingData",
    "pct-or-regional-publishing-data", "ReferencesCited", "PCIT",
    "cn-publication-reference", "parent-patent", "CitedPatent",
)  # fmt: skip
_PLAIN = re.compile(r"[A-Z]{2}")
_FOLDERS_WITHOUT = {"dtd-xsd", "classification-cpc", "classification-ipc"}


class Block(NamedTuple):
    """One number: what it names, by which rules it is written, and where it stands."""

    folder: str
    what: str
    form: str
    office: str
    number: str
    kind: str
    date: str
    group: tuple[str, ...]


def _name(element: etree._Element) -> str:
    return re.split("[:}]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _texts(block: etree._Element, *names: str) -> str:
    for child in block.iter():
        if _name(child) in names and (child.text or "").strip():
            return child.text.strip()
    return ""


def blocks(samples: Path) -> Iterator[Block]:
    """All numbers in `document-id` blocks of all XML samples, and those of the lists."""
    for path in sorted(samples.rglob("*")):
        folder = path.relative_to(samples).parts[0]
        if folder in _FOLDERS_WITHOUT or not path.is_file():
            continue
        if path.suffix.lower() == ".xml":
            yield from _of_xml(path, folder)
        elif path.name == "pizza_lens_1000_raw.csv":
            yield from _of_lens(path, folder)


def _of_xml(path: Path, folder: str) -> Iterator[Block]:
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(huge_tree=True, **_PARSER))
    if root is None:
        return
    for element in root.iter():
        name = _name(element)
        if name in {"document-id", "DocumentID", "Priority"}:
            yield from _block(path, folder, element)
        elif name == "DNUM" and folder == "uspto-grant-st32-v25":
            yield from _old_us(path, folder, element)


def _block(path: Path, folder: str, element: etree._Element) -> Iterator[Block]:
    above = element.getparent()
    number = _texts(element, "doc-number", "DocNumber")
    form = (
        element.get("document-id-type") or above.get("data-format") or element.get("dataFormat")
        or above.get("dataFormat") or ""
    )  # fmt: skip
    roles = [_name(one) for one in (above, above.getparent()) if one is not None]
    what = "publication" if any(role in _PUBLICATIONS for role in roles) else "application"
    form = {"epo": "docdb"}.get(element.get("format", ""), form)
    what = {"publication number": "publication"}.get(form, what)
    office = _texts(element, "country", "WIPOST3Code")
    if not office and form == "epodoc":
        office = number[:2]
    if form != "epodoc" and (found := re.match(r"PCT/?|WO(?=[/ ]?\d)", number)):
        office = "WO"
        what = "application" if found[0].startswith("PCT") else "publication"
    if not number or not (_PLAIN.fullmatch(office) or form == "original"):
        return
    outer = above if element.get("document-id-type") else above.getparent()
    tree = element.getroottree()
    place = (str(path), tree.getpath(outer), _name(above), above.get("sequence") or "")
    date = parse_date(_texts(element, "date", "Date") or "") or ""
    kind = _texts(element, "kind", "Kind")
    if form == "epodoc" and not kind and what == "application":
        kind = number[-1] if number[-1].isalpha() else ""
    kind = kind if re.fullmatch(r"[A-Z]\d?", kind) else ""
    yield Block(folder, what, form, office, number, kind, date, place)


def _old_us(path: Path, folder: str, element: etree._Element) -> Iterator[Block]:
    number = _texts(element, "PDAT")
    office, date = "US", ""
    for sibling in element.itersiblings():
        office = _texts(sibling, "PDAT") if _name(sibling) == "CTRY" else office
        date = _texts(sibling, "PDAT") if _name(sibling) == "DATE" else date
    line = [_name(one) for one in element.iterancestors()]
    what = "application" if {"B200", "B300", "B600", "B800"} & set(line) else "publication"
    if "/" in number and not number.startswith(("WO", "PCT")):
        what = "application" if office == "US" and number.count("/") == 1 else what
    place = (str(path), element.getroottree().getpath(element))
    yield Block(folder, what, "", office, number, "", parse_date(date) or "", place)


def _of_lens(path: Path, folder: str) -> Iterator[Block]:
    with path.open(encoding="mac-roman", newline="") as lines:
        for row in csv.DictReader(lines):
            place = (str(path), row["#"])
            day, month, year = row["Publication Date"].split("/")
            date = f"{row['Publication Year'][:2]}{year}-{month}-{day}"
            shown = row["Publication Number"].removesuffix(row["Kind"]).strip()
            yield Block(
                folder, "publication", "original", row["Jurisdiction"],
                shown.removeprefix(row["Jurisdiction"]).strip(), row["Kind"], date, place,
            )  # fmt: skip
            for one in f"{row['Application Number']};;{row['Priority Numbers']}".split(";;"):
                found = re.fullmatch(r"([A-Z]{2}) (\S+) ([A-Z]\d?)(?: (\d{8}))?", one.strip())
                if found:
                    filed = parse_date(found[4]) if found[4] else ""
                    yield Block(
                        folder, "application", "docdb", *found.groups()[:3], filed or "", place
                    )
