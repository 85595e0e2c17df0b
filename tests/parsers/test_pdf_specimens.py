"""Specimens as PDF, parsed: the same bibliography, claims and paragraphs as far as pages hold them.

What printed pages of an office do not hold, and what is compared in its place:

| key                        | US                               | CN                                 |
|----------------------------|----------------------------------|------------------------------------|
| title                      | in capitals                      | in the one language of the print   |
| claims, abstract           | all                              | all                                |
| description: id, level     | none                             | none                               |
| description: number        | of applications only             | all                                |
| description: table         | a paragraph for each row or more | (none in specimens)                |
| description: formula       | a paragraph                      | (none in specimens)                |
| application.raw            | as printed (`14/123,456`)        | as printed (`201210552619.X`)      |
| related: kind of a patent  | not printed                      | printed                            |
| parties: code of examiners | not printed                      | (none)                             |
| parties: place             | city, state, country             | postcode and address in one text   |
| parties: order             | by role                          | by role                            |
| classifications            | month of the version; neither value nor office                        |
| citations                  | month of the date; in three lists| in order                           |
| drawings                   | sheets of the PDF                | sheets of the PDF                  |
"""

import re

import pytest
from msgspec.structs import replace

from parsers.check import problems
from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens.encoders import pdf
from parsers.specimens.families import originals

SAMPLE = 400


def printable():
    chosen = []
    for number, publication in enumerate(originals(SAMPLE, 1)):
        own = publication.office == "CN" or (publication.office == "US" and publication.abstract)
        if own and (number % 4 == 0 or publication.right != "invention"):
            chosen.append(publication)
    return chosen


PRINTABLE = printable()


def read_back(publication):
    (found,) = parse_record(Record(pdf.encode(publication), f"{publication.id}.pdf"))
    assert isinstance(found, Publication), (publication.id, found)
    return found


@pytest.fixture(scope="module")
def pairs():
    return [(publication, read_back(publication)) for publication in PRINTABLE]


def bare(reference):
    return reference and replace(reference, raw=None)


def test_all_kinds_are_there():
    kinds = {(publication.office, publication.kind) for publication in PRINTABLE}
    assert kinds >= {("US", "A1"), ("US", "B2"), *(("CN", kind) for kind in "ABCUYSD")}
    assert len(PRINTABLE) > 40


@pytest.mark.parametrize("key", ["id", "date", "right", "stage", "language", "priorities"])
def test_what_is_printed_exactly(pairs, key):
    for publication, found in pairs:
        assert getattr(found, key) == getattr(publication, key), publication.id


def test_titles_and_abstracts(pairs):
    for publication, found in pairs:
        title = publication.title[0].text
        printed = title.upper() if publication.office == "US" else title
        assert [text.text for text in found.title] == [printed]
        assert [text.text for text in found.abstract] == [t.text for t in publication.abstract[:1]]


def test_claims_and_what_they_depend_on(pairs):
    for publication, found in pairs:
        assert found.claims == publication.claims


def test_application_and_relatives(pairs):
    for publication, found in pairs:
        assert bare(found.application) == bare(publication.application)
        expected = {(r.relation, r.document.office, r.document.number, r.document.date)
                    for r in publication.related}  # fmt: skip
        assert {
            (r.relation, r.document.office, r.document.number, r.document.date)
            for r in found.related
        } == expected, publication.id


def rows(publication):
    """Segments as a page shows them: numbers where printed, tables row by row."""
    numbered = publication.kind not in {"B1", "B2"}
    for segment in publication.description:
        for text in segment.text.split("\n"):
            number = segment.number if numbered or publication.office == "CN" else None
            yield number, segment.kind == "heading", text


def test_descriptions(pairs):
    for publication, found in pairs:
        tables = any(segment.kind == "table" for segment in publication.description)
        got = [(s.number, s.kind == "heading", s.text) for s in found.description]
        if tables:
            assert " ".join(text for *_, text in got) == " ".join(t for *_, t in rows(publication))
        else:
            assert got == list(rows(publication)), publication.id


def test_parties(pairs):
    for publication, found in pairs:
        unprinted = (
            {"country": None, "city": None, "state": None}
            if publication.office == "CN"
            else {"code": None}
        )
        expected = {
            replace(p, **unprinted, sequence=None)
            for p in publication.parties
            if "," not in (p.city or "")
        }
        got = {replace(party, sequence=None) for party in found.parties}
        assert expected <= got, publication.id
        assert len(found.parties) == len(publication.parties)
        for role in ("applicant", "assignee", "inventor"):
            order = [p.sequence for p in found.parties if p.role == role]
            assert order == list(range(1, len(order) + 1))


def test_classifications(pairs):
    for publication, found in pairs:
        assert [(c.scheme, c.symbol, c.position, c.version) for c in found.classifications] == [
            (c.scheme, c.symbol, c.position, c.version and c.version[:7])
            for c in publication.classifications
        ]


def cited(citation, days):
    document = citation.document
    date = document and document.date and document.date[:days]
    known = document and (document.office, document.number, document.kind, date)
    return known, citation.text, citation.phase


def test_citations(pairs):
    for publication, found in pairs:
        days = 7 if publication.office == "US" else 10
        got = [cited(citation, days) for citation in found.citations]
        expected = [cited(citation, days) for citation in publication.citations]
        if publication.office == "US":
            assert sorted(got, key=str) == sorted(expected, key=str), publication.id
        else:
            assert got == expected, publication.id


def test_the_invariants_hold(pairs):
    for _, found in pairs:
        assert problems(found) == []
        assert not found.needs_ocr


def test_line_numbers_and_running_heads_are_gone(pairs):
    for publication, found in pairs:
        parts = (*found.claims, *found.description, *found.abstract)
        text = "\n".join(part.text for part in parts)
        assert "权 利 要 求 书" not in text
        assert "Sheet 1 of" not in text
        assert not re.search(r"\d/\d+ 页", text)
        shown = f"{publication.office} {publication.number} {publication.kind}"
        assert shown not in text


def test_files_are_the_same_every_time():
    assert pdf.encode(PRINTABLE[0]) == pdf.encode(PRINTABLE[0])
