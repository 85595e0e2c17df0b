import pytest
from msgspec.structs import replace

from parsers.check import problems
from parsers.model import (
    Citation,
    Claim,
    Classification,
    Gap,
    LegalEvent,
    Party,
    Publication,
    Reference,
    Related,
    Segment,
    Source,
    Text,
)
from parsers.specimens import publications

SOURCE = Source(format="us4", file="x.xml", offset=0, length=1, sha256="0" * 64)
SOUND = Publication(
    id="US9000001B2",
    office="US",
    number="9000001",
    kind="B2",
    date="2015-04-07",
    right="invention",
    stage="grant",
    language="en",
    application=Reference(office="US", number="14123456", date="2014-01-02"),
    title=(Text(lang="en", text="Thing"),),
    claims=(
        Claim(number=1, text="A thing.", lang="en"),
        Claim(number=2, text="The thing of claim 1.", depends_on=(1,), lang="en"),
    ),
    description=(Segment(text="Prose.", lang="en"),),
    parties=(Party(role="inventor", name="Doe, Jane", country="US"),),
    classifications=(Classification(scheme="ipc", symbol="G06F 16/35"),),
    source=SOURCE,
)


def claim(number: int, *depends: int, lang: str = "en") -> Claim:
    return Claim(number=number, text="x", depends_on=depends, lang=lang)


def reference(number: str = "1", office: str = "US", date: str | None = None) -> Reference:
    return Reference(office=office, number=number, date=date)


def test_a_sound_publication_has_no_problems():
    assert problems(SOUND) == []


def test_specimens_have_none():
    for publication in publications(count=60):
        assert problems(publication) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "US9000001"}, "the id"),
        ({"office": "us", "id": "us9000001B2"}, "no office"),
        ({"number": "9 000 001", "id": "US9 000 001B2"}, "no bare number"),
        ({"number": "", "id": "USB2"}, "no bare number"),
        ({"kind": "b2x", "id": "US9000001b2x"}, "no kind code"),
        ({"date": "1599-01-01"}, "no possible date"),
        ({"date": "2999"}, "no possible date"),
        ({"date": "2015-13-01"}, "no possible date"),
        ({"date": "2015-4-7"}, "no possible date"),
        ({"application": reference(date="20150407")}, "no possible date"),
        ({"priorities": (reference(date="3015-01-01"),)}, "no possible date"),
        ({"events": (LegalEvent(office="US", code="X", date="0001-01-01"),)}, "no possible date"),
        ({"title": ()}, "no title"),
        ({"title": (Text(lang="en", text=""),)}, "a text is empty"),
        ({"title": (Text(lang="english", text="x"),)}, "no language"),
        ({"language": "EN"}, "no language"),
        ({"claims": (claim(2),)}, "follows claim 0"),
        ({"claims": (claim(1), claim(3))}, "follows claim 1"),
        ({"claims": (claim(1), claim(1))}, "follows claim 1"),
        ({"claims": (claim(1), claim(2, 2))}, "depends on a later one"),
        ({"claims": (claim(1), claim(2, 3), claim(3))}, "depends on a later one"),
        ({"claims": (claim(1), claim(2, 0))}, "not there"),
        ({"parties": (Party(role="agent", name=" "),)}, "no name"),
        ({"parties": (Party(role="agent", name="A", country="U.S."),)}, "no country"),
        ({"parties": (Party(role="agent", name="A <b>B</b>"),)}, "markup"),
        ({"parties": (Party(role="agent", name="Caf&eacute;"),)}, "markup"),
        ({"title": (Text(lang="en", text="A &#x2014; B"),)}, "markup"),
        ({"abstract": (Text(lang="en", text="see <figref idref='1'>"),)}, "markup"),
        ({"description": (Segment(text="<base:Paragraphs>", lang="en"),)}, "markup"),
        ({"description": (Segment(text="a\nb", lang="en"),)}, "line break"),
        ({"description": (Segment(text="a\x07b", lang="en"),)}, "U+0007"),
        ({"description": (Segment(text="é\x9f", lang="en"),)}, "U+009F"),
        ({"description": (Segment(text="，\uf8ff", lang="en"),)}, "U+F8FF"),
        ({"abstract": (Text(lang="zh", text="中\ue000"),)}, "U+E000"),
        ({"classifications": (Classification(scheme="ipc", symbol="G06F16/35"),)}, "no symbol"),
        ({"classifications": (Classification(scheme="cpc", symbol="G06F 016/35"),)}, "no symbol"),
        ({"classifications": (Classification(scheme="locarno", symbol="1507"),)}, "no symbol"),
        ({"classifications": (Classification(scheme="uspc", symbol=""),)}, "no symbol"),
        ({"citations": (Citation(),)}, "exactly one"),
        ({"citations": (Citation(document=reference(), text="x"),)}, "exactly one"),
        ({"citations": (Citation(document=reference(number="")),)}, "incomplete"),
        ({"related": (Related(relation="pct", document=reference(office="W")),)}, "incomplete"),
    ],
)
def test_each_invariant(change, words):
    found = problems(replace(SOUND, **change))
    assert len(found) == 1, found
    assert words in found[0]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": None, "id": "US9000001"},
        {"date": "2015"},
        {"date": None},
        {"application": None},
        {"title": (), "gaps": (Gap(part="title", reason="not_in_source"),)},
        {"claims": (), "description": ()},
        {"claims": (claim(2), claim(4)), "gaps": (Gap(part="claims", reason="removed"),)},
        {"claims": (claim(1), claim(1, lang="de"), claim(2, 1, lang="de"))},
        {"description": (Segment(text="a | b\nc | d", kind="table", lang="en"),)},
        {"description": (Segment(text="the <p> tag and &nbsp; of a page, x<y", lang="en"),)},
        {"description": (Segment(text="µ ， é 中 \ufffd", lang="en"),)},
        {"classifications": (Classification(scheme="ipc", symbol="A61K"),)},
        {"classifications": (Classification(scheme="cpc", symbol="Y02E 60/10"),)},
        {"citations": (Citation(text="A book."), Citation(document=reference()))},
    ],
)
def test_what_is_allowed(change):
    assert problems(replace(SOUND, **change)) == []
