"""Citations as WIPO ST.36 has them, shared by the formats built on it."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.nodes import attribute, number_in, value
from parsers.formats.refs import application_reference, cited, document_id
from parsers.model import Citation, Phase, Reference
from parsers.text import inline_text
from parsers.xml import Element

_NAMED: tuple[tuple[str, Phase], ...] = (
    ("SEARCH", "search"),
    ("EXAMINATION", "examination"),
    ("OPPOSITION", "opposition"),
    ("DESCRIPTION", "description"),
    ("APPLICANT", "applicant"),
)
"""Words in the names of phases that OPS and the register write out."""
_CITERS: dict[str, Phase] = {"applicant": "applicant", "opponent": "opposition"}
PHASES: dict[str, Phase] = {
    "SEA": "search",
    "ISR": "search",
    "SUP": "search",
    "EXA": "examination",
    "PRS": "search",
    "CH2": "examination",
    "TPO": "examination",
    "115": "examination",
    "APP": "applicant",
    "OPP": "opposition",
    "FOP": "opposition",
}
"""Where a citation arose, by the codes of the EPO's citation data and of WIPO ST.36."""


def citation(element: Element, default: Phase | None = None) -> Iterator[Citation]:
    """A `citation` with category and claims concerned; `default` is the phase if it tells none."""
    code = attribute(element, "cited-phase", "srep-phase", "srepPhase")
    phase = _phase(code.upper(), element) if code else default
    category, claims = _relevance(element)
    for found in (*element.iterfind("patcit"), *element.iterfind("nplcit")):
        document, text = _cited(found)
        if document is None and text is None:
            continue
        yield Citation(
            document=document,
            text=text,
            category=category,
            claims=claims,
            phase=phase,
            number=number_in(attribute(element, "sequence")) or number_in(attribute(found, "num")),
        )


def _phase(code: str, element: Element) -> Phase | None:
    """By its code or name; where that is `undefined`, by who cites."""
    named = (phase for word, phase in _NAMED if word in code)
    citer = (attribute(element, "cited-by") or "").lower()
    return PHASES.get(code) or next(named, None) or _CITERS.get(citer)


def _relevance(element: Element) -> tuple[str | None, str | None]:
    """All categories and all claims, once each: they stand beside or inside the passages.

    A category that combines others (`XY` beside `X` and `Y`) says the same again.
    """
    categories = [inline_text(found) for found in element.iter("category")]
    letters = dict.fromkeys(letter for text in categories for letter in text if letter.strip())
    claims = dict.fromkeys(inline_text(found) for found in element.iter("rel-claims"))
    return "".join(letters) or None, "; ".join(text for text in claims if text) or None


def _cited(element: Element) -> tuple[Reference | None, str | None]:
    """The document, or the words of the citation."""
    if element.tag == "patcit":
        printed = attribute(element, "dnum")
        filed = (attribute(element, "dnum-type") or "").lower() in {"l", "application number"}
        document = document_id(_preferred(element), application=filed)
        if document is None and printed:
            document = application_reference(None, printed) if filed else cited(printed)
        if document is None and (text := value(element, "text")):
            document = cited(text)
        return document, None if document else value(element)
    return None, value(element, "text") or literature(element)


def _preferred(element: Element) -> Element | None:
    """The `document-id` that has the kind: OPS puts the epodoc form before the one of DOCDB."""
    found = element.findall("document-id")
    docdb = (entry for entry in found if entry.get("document-id-type") == "docdb")
    return next(docdb, found[0] if found else None)


def literature(element: Element) -> str | None:
    """A citation of literature that comes in parts only: its leaves in order, parted by commas."""
    leaves = (inline_text(leaf) for leaf in element.iter("*") if len(leaf) == 0)
    return ", ".join(text for text in leaves if text) or None
