"""What the parsers make of one specimen per format, version, office and kind, kept as JSON.

A golden file holds the publication with a long description and many claims cut down, and the
checksum of the whole of it. A missing one is written and fails the test: look at it, commit it.
After a change that is meant, GONGKAI_GOLDEN=write brings all files up to date.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens import encode, format_of
from parsers.specimens.encoders import ep, us4
from tests.parsers.demo import demo

GOLDEN = Path(__file__).parent / "golden"
SHOWN = 8


def kind_of(publication: Publication) -> str:
    form = format_of(publication)
    version = {"us4": us4.version(publication)[0], "ep": f"v{ep.version(publication)}"}.get(form)
    language = publication.language if form == "cn96" else ""
    parts = (form, version, publication.office, publication.kind, language)
    return "-".join(part for part in parts if part)


@cache
def chosen() -> dict[str, Publication]:
    """The shortest specimen of each kind; with it, those that have a table and a formula."""
    found: dict[str, Publication] = {}
    for publication in demo():
        name = kind_of(publication)
        if name.startswith("pdf"):
            continue  # what is made of a layout is measured, not fixed
        if name not in found or _size(publication) < _size(found[name]):
            found[name] = publication
    for kind in ("table", "formula"):
        for form in ("us4", "ep"):
            candidates = (p for p in demo() if format_of(p) == form)
            having = (p for p in candidates if any(s.kind == kind for s in p.description))
            found[f"{form}-{kind}"] = min(having, key=_size)
    return found


def _size(publication: Publication) -> int:
    return sum(len(part.text) for part in (*publication.claims, *publication.description))


def parsed(publication: Publication) -> Iterator[object]:
    file = f"{publication.id}.xml"
    yield from parse_record(Record(data=encode(publication), file=file, member=None, offset=0))


def golden(publication: Publication) -> str:
    whole = msgspec.json.encode(publication)
    shown = msgspec.to_builtins(publication)
    shown["claims"] = [*shown.get("claims", ())][:SHOWN]
    description = [*shown.get("description", ())]
    special = [part for part in description[SHOWN:] if part.get("kind") in {"table", "formula"}]
    shown["description"] = description[:SHOWN] + special
    content = {
        "sha256": hashlib.sha256(whole).hexdigest(),
        "claims": len(publication.claims),
        "segments": len(description),
        "publication": shown,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1).decode() + "\n"


NAMES = sorted(chosen())


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    (publication,) = parsed(chosen()[name])
    assert isinstance(publication, Publication), publication
    text = golden(publication)
    path = GOLDEN / f"{name}.json"
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written: look at it and commit it")
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} <= set(NAMES)
