"""The two ways through the markup of old grants, and SGML made XML."""

import pytest
from msgspec import structs

from parsers.formats.us2_markup import as_xml, entity_files, simplified
from parsers.model import Botanic
from parsers.specimens import encode
from tests.parsers.rawxml import one
from tests.parsers.usold import grant, specimens

SLOWER = b"<!--<DEL-S-->\n</PATDOC>"
"""A comment that makes the reader keep all elements until it has a tree."""


def both_ways(data: bytes) -> None:
    slow = data.replace(b"</PATDOC>", SLOWER)
    assert simplified(as_xml(data)) is not None
    assert simplified(as_xml(slow)) is None
    left, right = one(data), one(slow)
    assert structs.replace(left, source=right.source) == right


def test_the_quick_way_says_the_same():
    for specimen in [*specimens("BS")][:10]:
        both_ways(encode(grant(specimen), "us2"))


@pytest.mark.shared
def test_the_quick_way_says_the_same_of_real_grants(shared_samples):
    for path in (shared_samples / "uspto-grant-st32-v25").rglob("*.xml"):
        both_ways(path.read_bytes())


@pytest.mark.parametrize(
    ("sgml", "xml"),
    [
        (b"<A><CITED-BY-OTHER></A>", b"<A><CITED-BY-OTHER/></A>"),
        (b"<A><cited-by-examiner></A>", b"<A><cited-by-examiner/></A>"),
        (b'<EMI ID="x" FILE="a>b">', b'<EMI ID="x" FILE="a>b"/>'),
        (b'<EMI ID="x"/>', b'<EMI ID="x"/>'),
        (b'<EMI ID="x"></EMI>', b'<EMI ID="x"></EMI>'),
        (b'<CLREF ID="CLM-1"><PDAT>claim 1</PDAT>', b'<CLREF ID="CLM-1"/><PDAT>claim 1</PDAT>'),
        (b'<CLREF ID="CLM-1">1</CLREF>', b'<CLREF ID="CLM-1">1</CLREF>'),
        (b"<EMIT><FORM><none>", b"<EMIT><FORM><none/>"),
        (b"M\xfcller", b"M\xc3\xbcller"),
        (b'<?xml version="1.0"?><B597US>', b'<?xml version="1.0"?><B597US/>'),
    ],
)
def test_empty_elements_are_closed(sgml, xml):
    assert as_xml(sgml) == xml


def test_entities_of_pictures():
    data = (
        b'<!DOCTYPE PATDOC [<!ENTITY A.TIF SYSTEM "B.TIF" NDATA TIF>\n'
        b"<!ENTITY % x SYSTEM 'y'><!ENTITY C SYSTEM 'D' NDATA CDX>]><PATDOC>"
    )
    assert entity_files(data) == {"A.TIF": "B.TIF", "C": "D"}


def test_blanks_count_only_in_character_data():
    found = one(
        "<PATDOC><SDOBI><B100><B110><DNUM><PDAT>PP012345</PDAT></DNUM></B110><B130><PDAT>P2</PDAT></B130>"
        "</B100><B500><B540><STEXT><PDAT>A</PDAT>\n <HIL><SB><PDAT>2</PDAT></SB></HIL><PDAT> </PDAT>"
        "<HIL>\n<ITALIC><PDAT>b</PDAT></ITALIC></HIL></STEXT>\n<STEXT><PDAT>c</PDAT></STEXT></B540><BOTANIC>"
        "<LATIN-NAME><PDAT>Rosa hybrida</PDAT></LATIN-NAME><VARIETY><PDAT>Meilland</PDAT></VARIETY></BOTANIC>"
        "</B500></SDOBI></PATDOC>"
    )
    assert (found.title[0].text, found.title[0].marks) == ("A2 b c", (("sub", 1, 2),))
    assert found.botanic == Botanic(latin="Rosa hybrida", variety="Meilland")
