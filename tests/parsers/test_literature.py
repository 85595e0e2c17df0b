"""Identifiers in the words of citations, and patent documents that are named beyond doubt."""

import pytest

from parsers.literature import documents, doi, isbn, issn, recognised
from parsers.model import Citation, Reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vol. 3, doi: 10.1000/xyz-12.4.", "10.1000/xyz-12.4"),
        ("DOI:10.1016/S0140-6736(07)60716-8", "10.1016/S0140-6736(07)60716-8"),
        ("(https://doi.org/10.1234/abc.5)", "10.1234/abc.5"),
        ("DOI: 10.1109/MMCS. 1999,779263", None),
        ("T. Doi et al., pp. 10.12", None),
        ("version 110.1000/2", None),
    ],
)
def test_doi(text, expected):
    assert doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISSN: 0018-9219.", "0018-9219"),
        ("ISSN 0317-8471", "0317-8471"),
        ("ISSN: 0018-9218", None),
        ("ISSN 2434-561X", "2434-561X"),
        ("pages 0018-9219", None),
    ],
)
def test_issn_by_its_check_digit(text, expected):
    assert issn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISBN 978-1-4244-0269-4", "9781424402694"),
        ("ISBN:0-306-40615-2.", "0306406152"),
        ("ISBN 080442957X", "080442957X"),
        ("ISBN 978-1-4244-0269-5", None),
        ("978-1-4244-0269-4", None),
    ],
)
def test_isbn_by_its_check_digit(text, expected):
    assert isbn(text) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("& JP 03 009626 A (FIRM CO LTD), 17 January 1991", ["JPH039626A"]),
        ("English abstract of DE 10 2005 012345 A1", ["DE102005012345A1"]),
        ("see EP 1 000 000 A1 and US 2005/123456 A1.", ["EP1000000A1", "US20050123456A1"]),
        ("Translation of CN1848845(A)", ["CN1848845A"]),
        ("Search report on WO 99/12345", ["WO1999012345"]),
        ("WO2014/148399 A1", ["WO2014148399A1"]),
        ("U.S. Pat. No. 5,123,456, claim 1", ["US5123456"]),
        ("US Patent Publication No. 2005/0123456", ["US20050123456A1"]),
        ("Report for PCT/US2009/000901 mailed", ["WOPCT/US2009/000901"]),
        ("E.P. Smith, US 12 3, 1999; vol. 12, DE 2", []),
        ("XP010342828, pp. 568-573", []),
        ("Proc. IEEE US 1999, 1234 - 1240 A", []),
        ("IN VITRO 2005 BR J PHARM 123456", []),
    ],
)
def test_patent_documents(text, named):
    assert [f"{d.office}{d.number}{d.kind or ''}" for d in documents(text)] == named


def test_only_literature_is_looked_into():
    document = Citation(document=Reference(office="EP", number="1000000", raw="EP 1 000 000 A1"))
    words = Citation(text="Ａ Ｐａｐｅｒ，ｄｏｉ：１０．１０００／１２")
    kept, found = recognised((document, words))
    assert kept is document
    assert (found.text, found.doi, found.named) == (words.text, "10.1000/12", ())
    assert recognised((document,)) == (document,)
