"""Text of an invention in one language."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Claim, Segment

from .invention import Block, Invention, PlannedClaim
from .sentences import Sentence, headings

_JOINTS = {"zh": "；", "ja": "、", "ko": " ", "en": " ", "de": " ", "fr": " "}
_UNBROKEN = ("zh", "ja")


def title(invention: Invention, language: str) -> str:
    return invention.title.render(language, invention.numerals)


def abstract(invention: Invention, language: str) -> str:
    return _joined(invention, invention.abstract, language)


def _joined(invention: Invention, sentences: tuple[Sentence, ...], language: str) -> str:
    rendered = (sentence.render(language, invention.numerals) for sentence in sentences)
    return ("" if language in _UNBROKEN else " ").join(rendered)


def claims(invention: Invention, language: str) -> Iterator[Claim]:
    for number, planned in enumerate(invention.claims, 1):
        text = _claim(invention, planned, language)
        yield Claim(number=number, text=text, depends_on=planned.depends_on, lang=language)


def _claim(invention: Invention, planned: PlannedClaim, language: str) -> str:
    opening = planned.opening.render(language, invention.numerals)
    details = [d.render(language, invention.numerals, start=False) for d in planned.details]
    if not details:
        return opening
    if "|" in opening:
        before, after = opening.split("|")
        return f"{before}{_JOINTS[language].join(details)}{after}"
    if planned.opening.template.section == "claim.product":
        return _long_claim(opening, details, language)
    blank = "" if language in _UNBROKEN else " "
    return f"{opening}{blank}{details[0]}"


def _long_claim(opening: str, details: list[str], language: str) -> str:
    """A claim with further features, before the subject in ja and ko and at the end elsewhere."""
    bare = [detail.rstrip(".。") for detail in details]
    if language in {"ja", "ko"}:
        return f"{_JOINTS[language].join(bare)}{'、' if language == 'ja' else ', '}{opening}"
    joint = _FURTHER[language]
    stop = "。" if language == "zh" else "."
    return f"{opening.rstrip('.。')}{joint}{joint.join(bare)}{stop}"


_FURTHER = {"zh": "；其中，", "en": "; wherein ", "de": "; wobei ", "fr": " ; où "}


def description(invention: Invention, language: str) -> Iterator[Segment]:
    """Segments without ids and numbers: those are the office's affair."""
    for block in invention.description:
        text = _block(invention, block, language)
        level = 1 if block.kind == "heading" else None
        yield Segment(kind=block.kind, level=level, text=text, lang=language)


def _block(invention: Invention, block: Block, language: str) -> str:
    if block.kind == "heading":
        return headings()[block.section][language]
    if block.kind == "paragraph":
        return _joined(invention, block.sentences, language)
    return _table(block, language) if block.columns else block.cells[0]


def _table(block: Block, language: str) -> str:
    """Rows as lines, cells parted by ` | `, as the parsers return tables."""
    head = [_SAMPLE[language], *(f"{q.words[language]} ({q.unit})" for q in block.columns)]
    width = len(block.columns)
    starts = range(0, len(block.cells), width)
    rows = [[str(i), *block.cells[s : s + width]] for i, s in enumerate(starts, 1)]
    return "\n".join(" | ".join(row) for row in (head, *rows))


_SAMPLE = {
    "en": "Sample",
    "zh": "样品",
    "de": "Probe",
    "fr": "Échantillon",
    "ja": "試料",
    "ko": "시료",
}
