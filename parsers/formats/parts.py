"""What the text parts of all XML formats have in common: claims, description, drawings, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree
from msgspec import Struct, structs

from parsers.claim_kinds import cancellation, category
from parsers.claims import dependencies, is_independent
from parsers.formats.nodes import attribute, number_in
from parsers.model import Category, Claim, Drawing, Gap, Mark, Origin, Part, Segment, SegmentKind
from parsers.origins import keeps_origin
from parsers.scripts import shifted
from parsers.sections import ELEMENTS, Sections
from parsers.tables import table_text
from parsers.text import clean, marked_text
from parsers.xml import Element, local_name

TABLES = frozenset({"tables", "table", "TableDetails", "Table"})
FORMULAS = frozenset({"maths", "math", "chemistry", "MathDetails", "Math", "Chemistry"})
IMAGES = ("img", "Image")
_FORMATS = {"tif": "tiff", "jpg": "jpeg"}


class RawClaim(Struct, frozen=True):
    """A claim as its file has it: `printed` number, `id`, and the ids its markup refers to.

    `pictures` are files of formulas and tables that stand in it as images.
    """

    printed: int | None
    text: str
    id: str | None = None
    refs: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures: tuple[str, ...] = ()


def raw_claim(element: Element, lang: str | None = None) -> RawClaim:
    """A `claim` of WIPO ST.36 or `Claim` of ST.96 with the references in its markup."""
    text, marks = marked_text(element, lang)
    if len(element) == 0:
        printed = number_in(attribute(element, "num"))
        return RawClaim(printed=printed, text=text, id=attribute(element, "id"), marks=marks)
    found = element.iter("claim-ref", "ClaimReference")
    targets = (attribute(ref, "idref", "idRef", "refID", "claimID") or "" for ref in found)
    return RawClaim(
        printed=number_in(attribute(element, "num")),
        text=text,
        id=attribute(element, "id"),
        refs=tuple(ref for target in targets for ref in target.split()),
        marks=marks,
        pictures=tuple(file for image in element.iter(*IMAGES) if (file := _sole(image))),
    )


def number_claims(
    raw: Sequence[RawClaim], lang: str, origin: Origin | None = None
) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims of one language with numbers and dependencies, and the gaps in their numbering.

    Printed numbers count when they ascend; otherwise the order in the file does. A reference in
    the markup wins over the words of the claim, unless the words name it and more (`1 to 3`).
    Each of several claims canceled in one place ("1-20. (canceled)") is a claim of its own.
    """
    entries = [*_expanded(raw)]
    raw = [claim for claim, _ in entries]
    printed = [claim.printed for claim in raw]
    known = [number for number in printed if number]
    ascending = len(known) == len(raw) and all(a < b for a, b in pairwise(known))
    numbers = known if ascending else list(range(1, len(raw) + 1))
    gaps: tuple[Gap, ...] = ()
    if known and not ascending:
        detail = f"{lang}: numbers do not ascend in the source: numbered in its order"
        gaps = (Gap(part="claims", reason="unnumbered", detail=detail),)
    by_id = {claim.id: number for claim, number in zip(raw, numbers, strict=True) if claim.id}
    claims: dict[int, Claim] = {}
    for (claim, gone), number in zip(entries, numbers, strict=True):
        if not claim.text:
            continue
        earlier = () if gone else _earlier(claim, number, by_id, lang)
        kind = None if gone else category(claim.text, lang)
        marked = any(by_id.get(ref, number) < number for ref in claim.refs)
        cites = bool(earlier) and not marked and is_citing(claim.text, kind, lang, earlier, claims)
        claims[number] = Claim(
            number=number,
            text=claim.text,
            depends_on=() if cites else earlier,
            cites=earlier if cites else (),
            lang=lang,
            origin=origin,
            category=kind,
            canceled=gone,
            marks=claim.marks,
        )
    made = [*claims.values()]
    pictures = picture_gap([file for claim in raw for file in claim.pictures])
    return tuple(made), (*gaps, *_missing(made, numbers, lang), *pictures)


def _expanded(raw: Iterable[RawClaim]) -> Iterator[tuple[RawClaim, bool]]:
    """The claims with an entry for each canceled one, and whether it is one."""
    for claim in raw:
        found = cancellation(claim.text, claim.printed)
        if found is None:
            yield claim, False
            continue
        alone = structs.replace(claim, text=found.words, marks=(), refs=())
        for number in found.numbers or (claim.printed,):
            yield structs.replace(alone, printed=number), True


def _earlier(claim: RawClaim, number: int, by_id: dict[str, int], lang: str) -> tuple[int, ...]:
    """The claims it refers to: as the markup says, unless the words name these and more."""
    named = set(dependencies(claim.text, number, lang))
    marked = {by_id[ref] for ref in claim.refs if by_id.get(ref, number) < number}
    if not marked <= named:
        named = marked
    return tuple(sorted(named))


def is_citing(
    text: str,
    kind: Category | None,
    lang: str,
    earlier: Iterable[int],
    claims: Mapping[int, Claim],
) -> bool:
    """Whether a claim of this category only cites the claims it refers to, going by its words.

    In Chinese, claims of another category than those cited, too, are independent by their form.
    """
    if lang != "zh":
        return False
    kinds = {claims[number].category for number in earlier if number in claims}
    return is_independent(text, lang) or bool(kind and kinds and kinds.isdisjoint({kind, None}))


def _missing(claims: list[Claim], numbers: list[int], lang: str) -> tuple[Gap, ...]:
    if not numbers:
        return ()
    absent = sorted(set(range(1, max(numbers) + 1)) - {claim.number for claim in claims})
    if not absent:
        return ()
    listed = ", ".join(map(str, absent[:20])) + (" …" if len(absent) > 20 else "")
    return (Gap(part="claims", reason="not_in_source", detail=f"{lang}: {listed}"),)


_FIGURE_LABEL = re.compile(r"(?:[图図圖도]|fig(?:ure|\.)?)\s*", re.IGNORECASE)


def paragraph_number(element: Element) -> str | None:
    """The number printed before a paragraph; Chinese files put `n` before it (`n0012`)."""
    return (attribute(element, "num") or "").removeprefix("n") or None


@keeps_origin
def figure_number(label: str | None) -> str | None:
    """`1` of the labels `0001`, `图1` and `Fig. 1`; several figures of one sheet stay together."""
    if label is None:
        return None
    plain = _FIGURE_LABEL.sub("", label)
    return ",".join(part.strip().lstrip("0") or part.strip() for part in plain.split(",")) or None


class Flow:
    """The blocks of a description, collected in reading order.

    `pictures` are the files of formulas, tables and figures that stand in the text as images.
    """

    def __init__(self, lang: str, origin: Origin | None = None) -> None:
        self.lang = lang
        self.origin = origin
        self.segments: list[Segment] = []
        self.pictures: list[str] = []
        self._sections = Sections(lang)
        self._home: Element | None = None
        self._framed: Part | None = None

    def heading(self, element: Element) -> None:
        """A heading; its level where the markup has one."""
        level = number_in(element.get("level"))
        self.add(element, "heading", paragraph_number(element), level=level)

    def paragraph(self, element: Element, number: str | None = None) -> None:
        """A paragraph, split where a table stands in it; `number` is the printed one."""
        self._enter(element)
        if len(element) == 0:
            self.add(element, "paragraph", number)
            return
        self.pictures += [file for image in element.iter(*IMAGES) if (file := _sole(image))]
        for part in _split(element):
            if part.tag in TABLES:
                self.add(part, "table")
            elif self.add(part, "formula" if _is_formula(part) else "paragraph", number):
                number = None

    def add(
        self,
        element: Element,
        kind: SegmentKind,
        number: str | None = None,
        level: int | None = None,
        before: str = "",
    ) -> bool:
        """One block, unless it is without text; `before` is put in front of it."""
        table = kind == "table"
        text, marks = (table_text if table else marked_text)(element, self.lang)
        if not text:
            return False
        self._enter(element)
        heads = kind == "heading"
        self.segments.append(
            Segment(
                id=attribute(element, "id"),
                number=number,
                kind=kind,
                level=level if kind == "heading" else None,
                text=before + text,
                lang=self.lang,
                origin=self.origin,
                part=self._sections.heading(text, self.lang) if heads else self._sections.part,
                marks=shifted(marks, len(before)) if before else marks,
            )
        )
        return True

    def _enter(self, element: Element) -> None:
        """Find the part whose element encloses this one; cut-out pieces have no parent."""
        home = element if local_name(element.tag) in ELEMENTS else element.getparent()
        if home is None or home is self._home:
            return
        self._home = home
        names = (local_name(found.tag) for found in (element, *element.iterancestors()))
        part = next((ELEMENTS[name] for name in names if name in ELEMENTS), None)
        if part != self._framed:
            self._framed = part
            self._sections.frame(part)


def _sole(image: Element) -> str | None:
    """The file of a picture, unless it repeats a formula that the source also has as text."""
    parent = image.getparent()
    if parent is not None and (parent.find("math") is not None or parent.find("Math") is not None):
        return None
    return attribute(image, "file")


def _split(paragraph: Element) -> Iterator[Element]:
    """The paragraph, or its pieces before, between and after tables, and the tables themselves."""
    if TABLES.isdisjoint([child.tag for child in paragraph]):
        yield paragraph
        return
    piece = etree.Element(paragraph.tag)
    for name, text in paragraph.items():
        piece.set(name, text)
    piece.text = paragraph.text
    for child in list(paragraph):
        if child.tag not in TABLES:
            piece.append(child)
            continue
        after, child.tail = child.tail, None
        yield piece
        yield child
        piece = etree.Element(paragraph.tag)
        piece.text = after
    yield piece


def _is_formula(element: Element) -> bool:
    return (
        len(element) > 0
        and element[0].tag in FORMULAS
        and not clean(element.text or "")
        and all(child.tag in FORMULAS and not clean(child.tail or "") for child in element)
    )


def drawings(figures: Iterable[Element]) -> tuple[Drawing, ...]:
    """One entry per picture of these `figure` elements; sizes in the unit of the file."""
    made: list[Drawing | None] = []
    for figure in figures:
        number = figure_number(attribute(figure, "figureLabels", "figure-labels", "num"))
        made += [drawing(image, number) for image in figure.iter(*IMAGES)]
    return tuple(entry for entry in made if entry)


def drawing(image: Element, number: str | None = None) -> Drawing | None:
    """A picture beside the source; None when its file is not named."""
    file = attribute(image, "file", "fileName")
    if file is None:
        return None
    suffix = attribute(image, "imgFormat", "img-format", "imageFormat", "fileType", "type")
    name = (suffix or file.rpartition(".")[2]).lower()
    return Drawing(
        number=number,
        file=file,
        width=_size(attribute(image, "wi", "width")),
        height=_size(attribute(image, "he", "height")),
        format=_FORMATS.get(name, name),
    )


@keeps_origin
def _size(text: str | None) -> int | None:
    try:
        return round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def picture_gap(files: Sequence[str]) -> tuple[Gap, ...]:
    """The gap of formulas and tables that the source has as images only."""
    if not files:
        return ()
    listed = ", ".join(files[:5]) + (" …" if len(files) > 5 else "")
    return (Gap(part="pictures_in_text", reason="scan_only", detail=f"{len(files)}: {listed}"),)


def absent(parts: Mapping[str, object]) -> tuple[Gap, ...]:
    """A gap for each of these parts that the source does not have."""
    return tuple(Gap(part=part, reason="not_in_source") for part, has in parts.items() if not has)
