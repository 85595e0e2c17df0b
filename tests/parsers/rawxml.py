"""Counting in raw XML without an XML parser: the other opinion that the format tests compare with."""

import html
import re
from pathlib import Path
from unicodedata import normalize

from msgspec import structs

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record


def read(path: Path) -> str:
    return re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8-sig"), flags=re.DOTALL)


def blocks(raw: str, tag: str) -> list[str]:
    """What stands between the tags, for elements that do not contain themselves."""
    name = rf"(?:\w+:)?{tag}"
    return re.findall(rf"<{name}(?:\s[^>]*)?(?<!/)>(.*?)</{name}>", raw, flags=re.DOTALL)


def starts(raw: str, tag: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?{tag}(?:\s[^>]*)?/?>", raw)


def letters(raw: str) -> str:
    """The characters of a piece of XML, without tags and white space, composed."""
    return normalize("NFC", "".join(html.unescape(re.sub(r"<[^>]*>", "", raw)).split()))


def parsed(data: bytes, file: str = "x.xml") -> list[Publication]:
    found = list(parse_record(Record(data=data, file=file)))
    failures = [item for item in found if isinstance(item, Failure)]
    assert not failures, failures[0].message
    return [item for item in found if isinstance(item, Publication)]


def one(data: bytes | str, file: str = "x.xml") -> Publication:
    (publication,) = parsed(data.encode() if isinstance(data, str) else data, file)
    return publication


def failure(data: bytes | str) -> Failure:
    (found,) = parse_record(Record(data=data.encode() if isinstance(data, str) else data, file="x"))
    assert isinstance(found, Failure)
    return found


def gaps(publication: Publication) -> dict[str, str]:
    return {gap.part: gap.reason for gap in publication.gaps}


def unmarked(publication: Publication) -> Publication:
    """The publication less what readers work out of its texts: marks, parts, figures, categories.

    For comparing what was written with what was read, where the writer starts from texts only.
    """
    return structs.replace(
        publication,
        title=tuple(structs.replace(t, marks=()) for t in publication.title),
        abstract=tuple(structs.replace(t, marks=()) for t in publication.abstract),
        claims=tuple(structs.replace(c, marks=(), category=None) for c in publication.claims),
        description=tuple(
            structs.replace(s, marks=(), part=None, figures=()) for s in publication.description
        ),
    )
