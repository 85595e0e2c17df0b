"""The parts of a description: by the elements they stand in, or by the words of their headings."""

from __future__ import annotations

from typing import Final

from parsers.heading_words import part_of_heading
from parsers.model import Part

ELEMENTS: Final[dict[str, Part]] = {
    # WIPO ST.36, and the editions of JPO and KIPO
    "technical-field": "technical_field",
    "background-art": "background",
    "citation-list": "background",
    "patent-literature": "background",
    "non-patent-literature": "background",
    "disclosure": "summary",
    "summary-of-invention": "summary",
    "summary": "summary",
    "tech-problem": "summary",
    "tech-solution": "summary",
    "advantageous-effects": "summary",
    "description-of-drawings": "drawings",
    "brief-description-of-drawings": "drawings",
    "best-mode": "embodiments",
    "mode-for-invention": "embodiments",
    "description-of-embodiments": "embodiments",
    "detailed-description": "embodiments",
    "embodiments-example": "examples",
    "industrial-applicability": "industrial_applicability",
    "reference-signs-list": "reference_signs",
    "reference-to-deposited-biological-material": "deposits",
    "sequence-list-text": "sequence_listing",
    # USPTO
    "cross-reference": "related",
    "cross-reference-to-related-applications": "related",
    "federal-research-statement": "government",
    "background-of-invention": "background",
    "RELAPP": "related",
    "GOVINT": "government",
    "BRFSUM": "summary",
    "DRWDESC": "drawings",
    "DETDESC": "embodiments",
    # WIPO ST.96, and the edition of CNIPA
    "TechnicalField": "technical_field",
    "BackgroundArt": "background",
    "PatentDocumentation": "background",
    "NPL": "background",
    "CitationBag": "background",
    "Disclosure": "summary",
    "InventionSummary": "summary",
    "TechnicalProblem": "summary",
    "TechnicalSolution": "summary",
    "AdvantageousEffects": "summary",
    "DrawingsDescription": "drawings",
    "DrawingDescription": "drawings",
    "BestMode": "embodiments",
    "InventionMode": "embodiments",
    "EmbodimentsDescription": "embodiments",
    "EmbodimentDescription": "embodiments",
    "EmbodimentsExample": "examples",
    "EmbodimentExample": "examples",
    "IndustrialApplicability": "industrial_applicability",
    "ReferenceSignsList": "reference_signs",
    "ReferenceSignBag": "reference_signs",
    "ReferenceToDepositedBiologicalMaterial": "deposits",
    "DepositedBiologicalMaterialReference": "deposits",
    "SequenceListText": "sequence_listing",
}
"""Part of the description by local name of the element around it."""

_LATE: Final[frozenset[Part | None]] = frozenset(("embodiments", "examples"))
_EARLY: Final[frozenset[Part | None]] = frozenset(
    ("related", "government", "technical_field", "background", "summary")
)
_BACKWARDS = frozenset(("ja", "ko"))
"""Languages whose older descriptions tell the effects of an invention behind its examples."""


class Sections:
    """Which part the next paragraph belongs to, as a description is read from its beginning."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.framed: Part | None = None
        self.part: Part | None = None

    def frame(self, part: Part | None) -> None:
        """An element of the source, or an instruction in it, says what part begins; None: ends."""
        self.framed = self.part = part

    def heading(self, text: str, lang: str | None = None) -> Part | None:
        """The part that a heading stands in: mostly the one it begins."""
        found = part_of_heading(text, lang or self.lang)
        if found is not None and not self._is_back(found):
            self.part = found
        return self.part

    def _is_back(self, part: Part) -> bool:
        """Within embodiments, "Summary" or "Background" is a heading like any other."""
        if part not in _EARLY:
            return False
        if self.framed is None:
            return self.part in _LATE and self.lang not in _BACKWARDS
        return self.framed in _LATE
