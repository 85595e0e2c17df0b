"""Publication → office XML → parse → the same publication, for every format with a writer.

`source` differs by nature (it tells of bytes). What a format has no place for is in `LOST`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from unicodedata import category, normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.formats import NAMES
from parsers.model import Claim, LegalEvent, Publication, Segment, Text
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens import encode, format_of, publications
from parsers.specimens.families import family
from parsers.specimens.formats import ENCODERS, EVENT_ENCODERS
from parsers.text import clean
from tests.parsers.demo import demo

LOST = {
    "us4": ("family", "family_basis", "events", "designated_states", "needs_ocr", "withdrawn"),
    "ep": ("family", "family_basis", "needs_ocr", "withdrawn"),
    "cn96": ("family", "family_basis", "events", "designated_states", "needs_ocr", "withdrawn"),
    "cn36": ("family", "family_basis", "events", "designated_states", "needs_ocr", "withdrawn"),
    "docdb": (
        *("claims", "description", "drawings", "family_basis"),
        *("designated_states", "needs_ocr", "withdrawn"),
    ),
}
"""Keys of the model that the office's file cannot hold, or that the writer leaves to the office.

Within other keys: US 4.0 has no version, value and office of IPC symbols; CN ST.36 prints the
version of IPC to the month and addresses in one text; EP title pages cite without dates; DOCDB
holds no address, PDF neither codes nor parts of addresses; CN files hold tables and formulas as pictures only, EP and CN parties no mark
for organisations. The specimens are made so that they ask for none of that.
"""
EXTRA = {
    "family": "12345678",
    "family_basis": "computed",
    "events": (LegalEvent(office="EP", code="B477", date="2020-01-01", text="x"),),
    "designated_states": ("DE", "FR"),
    "needs_ocr": True,
    "withdrawn": True,
    "claims": (Claim(number=1, text="Something.", lang="en"),),
    "description": (Segment(text="Something.", lang="en"),),
    "drawings": (),
}


def read_back(publication: Publication, form: str) -> Publication:
    record = Record(data=encode(publication, form), file="x.xml", member=None, offset=0)
    found = list(parse_record(record))
    assert len(found) == 1, found
    assert isinstance(found[0], Publication), found[0]
    assert found[0].source.format == form
    assert not found[0].source.repaired
    return without_computed(structs.replace(found[0], source=publication.source))


def without_computed(publication: Publication) -> Publication:
    """As the office printed it: a family that was computed is not in any file."""
    if publication.family_basis != "computed":
        return publication
    return structs.replace(publication, family=None, family_basis=None)


def same(left: Publication, right: Publication) -> None:
    """Key by key, so that a failure names the key."""
    for key in left.__struct_fields__:
        assert getattr(left, key) == getattr(right, key), f"{left.id}: {key}"


@cache
def members(index: int, seed: int) -> tuple[Publication, ...]:
    return tuple(family(index, 400, seed, {}))


def test_every_specimen_of_the_demo() -> None:
    for publication in demo():
        if format_of(publication) != "pdf":
            same(publication, read_back(publication, format_of(publication)))


def pairs(parts: Iterable[Claim | Segment]) -> Counter[tuple[str, str]]:
    """Neighbouring words, or characters of a text without blanks."""
    text = " ".join(part.text for part in parts)
    return Counter(pairwise(text.split() if text.count(" ") * 20 > len(text) else text))


def names(publication: Publication, role: str) -> list[str]:
    return [party.name for party in publication.parties if party.role == role]


def test_printed_pages_come_back_nearly_whole() -> None:
    """A layout holds less than markup: numbers, dates, names and texts are what must come back."""
    printed = [p for p in demo() if format_of(p) == "pdf"]
    assert {p.office for p in printed} == {"US", "CN"}
    for publication in printed:
        found = read_back(publication, "pdf")
        for key in ("id", "date", "right", "stage", "abstract", "filing_date"):
            assert getattr(found, key) == getattr(publication, key), (publication.id, key)
        assert found.title[0].text.casefold() == publication.title[0].text.casefold()
        for key in ("claims", "description"):
            left, right = pairs(getattr(publication, key)), pairs(getattr(found, key))
            share = 2 * (left & right).total() / (left.total() + right.total())
            assert share > 0.97, (publication.id, key, share)
        assert [c.depends_on for c in found.claims] == [c.depends_on for c in publication.claims]
        if publication.office == "CN":
            for role in ("applicant", "assignee", "inventor", "agency", "agent"):
                assert names(found, role) == names(publication, role), (publication.id, role)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(index=st.integers(0, 151), seed=st.integers(2, 2**31))
def test_any_specimen(index: int, seed: int) -> None:
    for publication in members(index, seed):
        if format_of(publication) == "pdf":
            continue
        same(publication, read_back(publication, format_of(publication)))


def plain(text: str) -> str:
    """What a text of the model may be: NFC, one blank between words, no control characters.

    Nor anything like a tag, which the post-conditions let no title have.
    """
    kept = "".join(
        char for char in text if category(char)[0] != "C" and category(char) not in {"Zl", "Zp"}
    )
    return clean(normalize("NFC", re.sub(r"<(?=/?[A-Za-z])", "< ", kept)))


ALPHABET = st.characters(
    blacklist_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), max_codepoint=0x2FFFF
)
TEXTS = st.text(
    st.one_of(st.sampled_from("<>&'\"µ°αβ₂² \u00a0é中文の한,.-;:]]>"), ALPHABET),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    index=st.integers(0, 38),
    texts=st.lists(TEXTS, min_size=3, max_size=3),
    word=st.sampled_from(("A device,", "所述装置，", "前記装置は、", "상기 장치는 ")),
)
def test_any_text(index: int, texts: list[str], word: str) -> None:
    """Whatever characters title, abstract and paragraphs are made of, they come back."""
    title, abstract, paragraph = (plain(f"{word}{text}.") for text in texts)
    for publication in members(index, 1):
        form = format_of(publication)
        if form == "pdf" or not publication.abstract or not publication.title:
            continue
        lang = publication.title[0].lang
        description = publication.description
        if description:
            place = next(i for i, s in enumerate(description) if s.kind == "paragraph")
            changed = structs.replace(description[place], text=paragraph)
            description = (*description[:place], changed, *description[place + 1 :])
        made = structs.replace(
            publication,
            title=(Text(lang=lang, text=title), *publication.title[1:]),
            abstract=(
                structs.replace(publication.abstract[0], text=abstract),
                *publication.abstract[1:],
            ),
            description=description,
        )
        same(made, read_back(made, form))


@pytest.mark.parametrize("form", sorted(LOST))
def test_the_table_of_losses_is_true(form: str) -> None:
    """With a key of the table set, the file is the same, or what is read back does without it."""
    publication = next(
        p for p in publications(60) if format_of(p) == form and p.kind in {"A", "A1", "B2"}
    )
    for key in LOST[form]:
        rich = structs.replace(publication, **{key: EXTRA[key]})
        found = getattr(read_back(rich, form), key)
        assert found == getattr(publication, key), key


def test_every_format_of_xml_has_a_writer() -> None:
    assert set(ENCODERS) >= {*LOST, "pdf"}
    assert {*ENCODERS, *EVENT_ENCODERS} == set(NAMES)
