"""Responses of OPS as written by us: read back, as XML and as JSON."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.model import LegalEvent, Notice, Publication, Reference
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens import format_of
from parsers.specimens.encoders import ops
from tests.parsers import goldens
from tests.parsers.demo import demo
from tests.parsers.rawxml import gaps, one, parsed, unmarked

DEMO = [p for p in demo() if format_of(p) == "docdb"]
FULL = [p for p in demo() if p.claims and p.office in {"EP", "CN", "US"}][::9]


def kept(publication: Publication) -> Publication:
    """What a response of bibliographic data holds of a publication.

    Not in it: text parts, drawings, events, states; of IPC symbols version, position and office, of
    CPC symbols version and position; the kinds of priority applications; subscripts.
    """
    symbols = tuple(
        structs.replace(
            entry,
            version=None,
            position=None,
            office=entry.office if entry.scheme == "cpc" else None,
        )
        for entry in publication.classifications
    )
    return unmarked(
        structs.replace(
            publication,
            classifications=symbols,
            priorities=tuple(structs.replace(p, kind=None) for p in publication.priorities),
            events=(),
            designated_states=(),
            source=DEMO[0].source,
        )
    )


@pytest.mark.parametrize("form", ["xml", "json"])
def test_bibliographic_data_come_back(form: str) -> None:
    assert len(DEMO) > 20
    for publication in DEMO:
        data = ops.encode(publication)
        found = one(ops.as_json(data) if form == "json" else data)
        assert found.source.format == "ops"
        assert unmarked(structs.replace(found, source=DEMO[0].source)) == kept(publication)


@pytest.mark.parametrize("form", ["xml", "json"])
def test_full_texts_come_back(form: str) -> None:
    """Texts with their numbers; ids, levels and kinds of segments are not in the text form."""
    assert {p.office for p in FULL} == {"EP", "CN", "US"}
    for publication in FULL:
        claims, description = (ops.texts(publication, part) for part in ("claims", "description"))
        if form == "json":
            claims, description = ops.as_json(claims), ops.as_json(description)
        found = one(claims)
        shown = [(c.lang, c.number, c.text, c.depends_on) for c in found.claims]
        assert shown == [(c.lang, c.number, c.text, c.depends_on) for c in publication.claims]
        assert found.id == publication.id
        assert found.description == ()
        assert gaps(found)["description"] == "not_in_source"
        found = one(description)
        told = [(s.number, s.text.replace("\n", " ")) for s in publication.description]
        assert [(s.number, s.text) for s in found.description] == told
        assert found.language == publication.description[0].lang


EVENTS = (
    LegalEvent(
        office="EP",
        code="PG25",
        date="2020-05-01",
        title="LAPSED IN A CONTRACTING STATE",
        text="LAPSE BECAUSE OF NON-PAYMENT OF DUE FEES",
        effective="2020-02-27",
        country="BG",
    ),
    LegalEvent(
        office="EP",
        code="RAP1",
        date="2019-11-20",
        title="PARTY DATA CHANGED",
        after=("RAIL & WHEEL OY",),
    ),
    LegalEvent(office="EP", code="17P", date="2012-07-18", title="REQUEST FOR EXAMINATION FILED"),
)
NOTICE = Notice(
    office="EP",
    application=Reference(office="EP", number="10167109", kind="A", date="2010-06-24"),
    publication=Reference(office="EP", number="2400812", kind="A1", date="2011-12-28"),
    events=EVENTS,
    source=DEMO[0].source,
)


def read_notice(data: bytes) -> Notice:
    _, found = parse_record(Record(data=data, file="legal"))
    assert isinstance(found, Notice)
    return found


@pytest.mark.parametrize("form", ["xml", "json"])
def test_legal_events_come_back(form: str) -> None:
    data = ops.legal(NOTICE)
    found = read_notice(ops.as_json(data) if form == "json" else data)
    assert structs.replace(found, source=NOTICE.source) == NOTICE


@settings(max_examples=40, deadline=None)
@given(
    words=st.text(st.sampled_from("ABC<>&\"' 0123é中"), min_size=1, max_size=30),
    code=st.sampled_from(["AS", "REG", "26N", "STCF"]),
)
def test_any_words_of_an_event_come_back(words: str, code: str) -> None:
    text = " ".join(f"x{words}x".split())
    event = structs.replace(EVENTS[0], code=code, text=text, title=text)
    data = ops.legal(structs.replace(NOTICE, events=(event,)))
    assert read_notice(data).events == (event,)
    assert read_notice(ops.as_json(data)).events == (event,)


def test_golden() -> None:
    first = DEMO[0]
    text = ops.texts(FULL[0], "claims")
    goldens.check(
        "ops", [*parsed(ops.encode(first)), *parsed(text), read_notice(ops.legal(NOTICE))]
    )
