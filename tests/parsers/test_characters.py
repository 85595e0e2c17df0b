"""No character of a text vanishes, and none is made up, in any XML sample.

Letters and digits of the descriptions, claims and abstracts are counted in the raw record, with
regular expressions and the standard library only, and compared with those of the publication.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.reading import read
from parsers.record import Record

TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>|<[^<>]*>", re.DOTALL)
PASSED = re.compile(
    r"<((?:\w+:)?(?:invention-title|InventionTitle|KeywordDetails|AbstractFigure|bio-deposit))[ >].*?</\1>"
    r"|<(?:\w+:)?doc-page[^>]*>",
    re.DOTALL,
)
"""Within a description: its title once more. Within an abstract: what is not its text."""
AMENDED = "AmendBody>"
"""There is another body in the record, which is told of as an amended one."""
LABELS = Counter(dict.fromkeys("図图特許文献专利非0123456789", 10_000))
"""What labels of items are made of where the markup has them as attributes only (ST.96 of CNIPA)."""
WITHOUT = {"pdf", "classification-cpc", "classification-ipc", "dtd-xsd"}
REFERENCE = re.compile(r"&[A-Za-z][A-Za-z0-9.]*;")
FOLDERS = {
    "uspto-grant-xml-v4": "us4",
    "uspto-app-xml-v4": "us4",
    "uspto-design-xml-tif": "us4",
    "ep-fulltext-xml": "ep",
    "cn-st36-old": "cn36",
    "cn-st96-new": "cn96",
    "jp-ipph-xml-zh-translations": "cn96",
}


def elements(data: str, *names: str) -> Iterator[str]:
    for name in names:
        pattern = rf"<((?:\w+:)?{name})(?:\s[^>]*)?(?<!/)>.*?</\1>"
        yield from (found[0] for found in re.finditer(pattern, data, re.DOTALL))


def letters(text: str) -> Counter[str]:
    """Without accents: those of formulas stand beside their letters."""
    return Counter(char for char in normalize("NFD", text) if char.isalnum())


def raw(data: str, *names: str) -> Counter[str]:
    found = "".join(PASSED.sub("", one) for one in elements(data, *names))
    return letters(unescape(TAG.sub("", found)))


def publications(folder: Path, form: str) -> Iterator[tuple[Publication, str]]:
    for record in read(folder):
        if not isinstance(record, Record):
            continue
        for found in parse_record(record):
            same = isinstance(found, Publication) and found.source.format == form
            if same and not found.source.repaired:
                data = record.data.decode()
                if AMENDED not in data:
                    yield found, data


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_letter_of_a_text_is_there_and_none_is_made_up(
    shared_samples: Path, folder: str
) -> None:
    compared = 0
    for found, data in publications(shared_samples / folder, FOLDERS[folder]):
        ours = letters("".join(segment.text for segment in found.description))
        told = raw(data, "description", "Description", "DesignBriefExplanation")
        assert not told - ours, found.id
        assert not ours - told - (LABELS if FOLDERS[folder] == "cn96" else Counter()), found.id
        ours = letters("".join(text.text for text in found.abstract))
        assert ours == raw(data, "abstract", "Abstract"), found.id
        compared += found.description != ()
    assert compared


@pytest.mark.parametrize("folder", FOLDERS)
def test_claims_lose_nothing_but_their_numbers(shared_samples: Path, folder: str) -> None:
    for found, data in publications(shared_samples / folder, FOLDERS[folder]):
        claims = [c for c in found.claims if not c.canceled]
        claims += [c for entry in found.claim_sets for c in entry.claims if not c.canceled]
        ours = letters("".join(claim.text for claim in claims))
        told = raw(data, "claim", "Claim")
        gone = told - ours
        numbers = Counter("".join(str(claim.number) for claim in claims))
        assert not ours - told, found.id
        assert not gone - numbers - letters("canceled" * 99 + "0123456789" * 99), found.id
        if not any(claim.canceled for claim in found.claims):
            assert not gone - numbers, found.id


def test_no_reference_to_a_character_is_left(shared_samples: Path) -> None:
    """Unless the text itself is about one, which then is written twice escaped."""
    folders = [folder for folder in sorted(shared_samples.iterdir()) if folder.name not in WITHOUT]
    for record in (record for folder in folders if folder.is_dir() for record in read(folder)):
        if not isinstance(record, Record) or b"&amp;" not in record.data:
            continue
        for found in parse_record(record):
            if isinstance(found, Publication):
                texts = (*found.title, *found.abstract, *found.claims, *found.description)
                for text in texts:
                    for name in REFERENCE.findall(text.text):
                        quoted = (f"&amp;{name[1:]}", f"&#38;{name[1:]}", f"&#x26;{name[1:]}")
                        held = record.data.decode("utf-8", "replace")
                        assert any(form in held for form in quoted), (found.id, name)
