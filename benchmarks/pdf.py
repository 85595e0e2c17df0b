"""Text out of PDFs: our reader against pdfminer.six alone, on the same files in the same run."""

import difflib
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.corpus import SOURCE
from benchmarks.table import Row
from parsers.model import Publication
from parsers.parse import parse_paths, parse_record
from parsers.pdf.reader import READER
from parsers.record import Record
from parsers.specimens.encoders import pdf as encoder
from parsers.specimens.families import originals

SAMPLES = SOURCE.parent / "samples"
ROUNDS = 5
AT_LEAST = 20.0
SIMILAR = 0.97
_CID = re.compile(r"\(cid:\d+\)")
"""What pdfminer writes for a glyph without a character."""
_TOKEN = re.compile(r"[A-Za-z0-9]+|\S")


def run(_work: Path) -> list[Row]:
    """Speed and likeness on every sample with a text layer, and on specimens of both layouts."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    samples = sample_files()
    printed = [p for p in originals(120, 1) if p.office in {"US", "CN"} and p.claims]
    specimens = list(islice(printed[::3], 16))
    data = [encoder.encode(publication) for publication in specimens]
    return [
        *speed("samples", [path.read_bytes() for path in samples]),
        *speed("specimens", data),
        Row("PDF text like the office's XML", like_xml(), SIMILAR, "", note="EP sample, all texts"),
        Row(
            "PDF text like pdfminer's",
            min(like_pdfminer(path.read_bytes()) for path in samples),
            SIMILAR,
            "",
            note="worst sample; lines in rows, for the two order cells differently",
        ),
        Row(
            "PDF text like the specimens",
            min(map(like_specimen, specimens, data)),
            SIMILAR,
            "",
            note="worst of 16",
        ),
    ]


def sample_files() -> list[Path]:
    """Sample PDFs that have a text layer; scans have none to compare."""
    found = sorted(path for path in SAMPLES.rglob("*") if path.suffix.lower() == ".pdf")
    return [path for path in found if any(page.lines for page in READER.pages(path.read_bytes()))]


def speed(name: str, files: list[bytes]) -> list[Row]:
    pages = sum(len(READER.pages(data)) for data in files)
    text = best(lambda: [ours(data) for data in files], ROUNDS)
    whole = best(lambda: [list(parse_record(Record(data, "x.pdf"))) for data in files], ROUNDS)
    theirs = best(lambda: [pdfminer(data) for data in files], 2)
    note = f"{len(files)} files, {pages} pages, {text / pages * 1e3:.2g} ms a page"
    return [
        Row(f"PDF text, {name}: pdfminer's time / ours", theirs / text, AT_LEAST, "×", note=note),
        Row(
            f"PDF to publication, {name}: pdfminer's time / ours",
            theirs / whole,
            AT_LEAST / 2,
            "×",
            note="with bibliography, claims and paragraphs, which pdfminer does not give",
        ),
    ]


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def ours(data: bytes) -> list[str]:
    return ["\n".join(line.text for line in page.lines) for page in READER.pages(data)]


def pdfminer(data: bytes) -> list[str]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    return [
        "".join(box.get_text() for box in page if isinstance(box, LTTextContainer))
        for page in extract_pages(BytesIO(data))
    ]


def like_pdfminer(data: bytes) -> float:
    """Page by page, weighted by length; lines from top to bottom and from left to right."""
    from pdfminer.high_level import extract_pages

    likeness = total = 0.0
    for page, other in zip(READER.pages(data), extract_pages(BytesIO(data)), strict=True):
        mine = [(line.y, line.x0, line.text + "-" * line.hyphen) for line in page.lines]
        rest = [(page.height - y, x, text) for x, y, text in lines_of(other)]
        one, two = in_rows(mine), in_rows(rest)
        likeness += (len(one) + len(two)) * ratio(one, two)
        total += len(one) + len(two)
    return likeness / total


def lines_of(item: Any) -> Iterator[tuple[float, float, str]]:
    """Every line of a page of pdfminer."""
    from pdfminer.layout import LTTextContainer, LTTextLine

    if isinstance(item, LTTextLine):
        yield item.x0, item.y0 + 0.2 * item.height, item.get_text()
    elif isinstance(item, LTTextContainer) or hasattr(item, "pageid"):
        for inner in item:
            yield from lines_of(inner)


def in_rows(lines: list[tuple[float, float, str]]) -> list[str]:
    """Tokens row by row; what stands within half a line of each other is one row."""
    rows: list[list[tuple[float, float, str]]] = []
    for line in sorted(lines):
        if rows and line[0] - rows[-1][0][0] < 5:
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered = [text for row in rows for _, text in sorted((x, text) for _, x, text in row)]
    return _TOKEN.findall(_CID.sub("", "\n".join(ordered)))


def like_xml() -> float:
    """The EP sample that lies there as XML and as PDF."""
    folder = SAMPLES / "ep-fulltext-xml" / "st36aexample"
    found = [item for item in parse_paths([folder]) if isinstance(item, Publication)]
    forms = {publication.source.format: publication for publication in found}
    return ratio(words(forms["ep"]), words(forms["pdf"]))


def like_specimen(publication: Publication, data: bytes) -> float:
    found = next(parse_record(Record(data, f"{publication.id}.pdf")))
    return ratio(words(publication), words(found)) if isinstance(found, Publication) else 0.0


def words(publication: Publication) -> list[str]:
    """Title and texts in the publication's own language, as words or single wide characters."""
    texts = [*publication.title, *publication.abstract, *publication.claims]
    own = [text.text for text in texts if text.lang == publication.language]
    own += [segment.text for segment in publication.description]
    return _TOKEN.findall("\n".join(own).casefold())


def ratio(one: Iterable[str], other: Iterable[str]) -> float:
    return difflib.SequenceMatcher(None, list(one), list(other), autojunk=False).ratio()
