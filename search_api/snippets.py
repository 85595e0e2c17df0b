"""Passages of a hit that show why it was found, read only as far as needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from indexer.analysis import partition_of
from indexer.analysis_words import CJK
from indexer.documents import standing
from indexer.fields import BY_NAME
from parsers.model import Claim, Publication, Segment, Text
from search_api.answers import Snippet
from search_api.highlight import Highlighter, Span, merge

PASSAGES = 2
"""Passages of a hit, beside its title."""

LENGTH, CJK_LENGTH = 240, 110
"""Characters of a passage; a Chinese character says as much as two letters."""

_TRIED = 4
"""Paragraphs of one part looked at, to prefer one with more of the query in it."""

_BREAKS = re.compile(r"[\s，。；：、,.;:!?！？]")


class Passage(NamedTuple):
    """One paragraph of a publication: `field` of the index, `part` of the JSON."""

    field: str
    part: str
    text: str
    lang: str
    place: str | None


def passages(publication: Publication, field: str) -> Iterator[Passage]:
    """The paragraphs of one text field in reading order, with the places readers know."""
    return (_passage(field, one) for one in _PARTS[field](publication))


_PARTS: dict[str, Callable[[Publication], Sequence[Text | Claim | Segment]]] = {
    "ti": lambda p: p.title,
    "ab": lambda p: p.abstract,
    "clm": standing,
    "desc": lambda p: p.description,
}


def _passage(field: str, one: Text | Claim | Segment) -> Passage:
    place = None
    if isinstance(one, Claim):
        place = f"claim {one.number}"
    elif isinstance(one, Segment) and one.number:
        place = f"[{one.number}]"
    return Passage(field, BY_NAME[field].part, one.text, one.lang, place)


def title_spans(publication: Publication, marker: Highlighter) -> tuple[tuple[Span, ...], ...]:
    """For each title the spans that match; () when none does."""
    partition = partition_of(publication.language)
    spans = tuple(marker.spans(text.text, "ti", partition) for text in publication.title)
    return spans if any(spans) else ()


def snippets(publication: Publication, marker: Highlighter) -> tuple[Snippet, ...]:
    """The matching title, and the best passages of at most `PASSAGES` parts.

    Where no text was asked for, or none of it can be shown, the beginning of the abstract.
    """
    partition = partition_of(publication.language)
    found: list[Snippet] = []
    for passage in passages(publication, "ti"):
        if spans := marker.spans(passage.text, "ti", partition):
            found.append(_snippet(passage, spans))
            break
    shown = 0
    for field in ("ab", "clm", "desc"):
        if shown < PASSAGES and marker.searches(field):
            best = _best(publication, field, marker, partition)
            if best is not None:
                found.append(best)
                shown += 1
    if shown:
        return tuple(found)
    return (*found, *_opening(publication))


def _best(
    publication: Publication, field: str, marker: Highlighter, partition: str
) -> Snippet | None:
    every = _PARTS[field](publication)
    best: Snippet | None = None
    most = 0
    for at in marker.candidates([one.text for one in every], field, partition)[:_TRIED]:
        found = marker.found(every[at].text, field, partition)
        if len(found) > most:
            most = len(found)
            spans = merge(span for spans in found for span in spans)
            best = _snippet(_passage(field, every[at]), spans)
    return best


def _opening(publication: Publication) -> Iterator[Snippet]:
    for field in ("ab", "clm", "desc"):
        for passage in passages(publication, field):
            yield _snippet(passage, ())
            return


def _snippet(passage: Passage, spans: tuple[Span, ...]) -> Snippet:
    text = passage.text
    start, end = _window(text, spans)
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    inside = ((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
    return Snippet(
        field=passage.part,
        text=f"{before}{text[start:end]}{behind}",
        spans=tuple((a + shift, b + shift) for a, b in inside),
        place=passage.place,
        lang=passage.lang,
    )


def _window(text: str, spans: tuple[Span, ...]) -> Span:
    """The stretch with most matches, begun and ended at a word; the beginning without any."""
    length = CJK_LENGTH if len(CJK.findall(text[:400])) > 40 else LENGTH
    if len(text) <= length:
        return 0, len(text)
    first = max(
        (span[0] for span in spans),
        key=lambda at: (sum(1 for a, b in spans if a >= at and b <= at + length * 3 // 4), -at),
        default=0,
    )
    start = max(0, first - length // 4)
    if start:
        found = _BREAKS.search(text, start, first)
        start = found.end() if found else start
        while start < first and text[start].isspace():
            start += 1
    end = min(len(text), start + length)
    if end < len(text):
        covered = max((b for a, b in spans if a < end), default=start)
        breaks = _BREAKS.finditer(text, max(covered, end - 30), end)
        end = max((found.start() for found in breaks), default=end)
    return start, max(end, start + 1)
