"""Legal status and decisions of CNIPA as XML: one notice per announcement."""

import io
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from parsers.check import problems
from parsers.model import LegalEvent, Notice
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from parsers.specimens.encoders import cnprs
from parsers.split import split
from tests.parsers import chinese, goldens

HEAD = (
    '<business:PRS xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business">'
)
NUMBER = (
    "<business:ApplicationReference dataFormat='original'><base:DocumentID>"
    "<base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>95115608.X</base:DocNumber>"
    "</base:DocumentID></business:ApplicationReference>"
)
DATE = "<business:PRSPublicationDate><base:Date>20130102</base:Date></business:PRSPublicationDate>"


def record(*parts: str) -> bytes:
    return f"<business:PRSRecord>{''.join(parts)}</business:PRSRecord>".encode()


def notices(path: Path) -> list[Notice]:
    return [item for item in parse_paths([path]) if isinstance(item, Notice)]


def test_every_event_comes_back(tmp_path: Path):
    path = tmp_path / "prs.xml"
    path.write_bytes(chinese.written(chinese.notice(*chinese.EVENTS), "cnprs"))
    found = notices(path)
    assert [item.events for item in found] == [(event,) for event in chinese.EVENTS]
    whole = path.read_bytes()
    for item in found:
        assert item.application == structs.replace(chinese.APPLICATION, date="2015-04-08")
        assert problems(item) == []
        data = whole[item.source.offset : item.source.offset + item.source.length]
        assert data.startswith(b"<business:PRSRecord>")
        assert data.endswith(b"</business:PRSRecord>")


@given(
    words=st.text(st.sampled_from("甲乙丙公司<>&\"' ABC0123"), min_size=1, max_size=30),
    code=st.sampled_from(["PB01", "C41", "IW01"]),
)
def test_any_words_come_back(words: str, code: str):
    said = " ".join(words.split())
    event = chinese.event(code=code, text=f"发明名称：{said}" if said else None)
    (found,) = chinese.read(chinese.written(chinese.notice(event), "cnprs"))
    assert isinstance(found, Notice)
    assert found.events == (event,)


def test_a_file_of_any_length_is_read_in_little_memory():
    """The announcements of 20,000 notices are there, one after the other, none of them kept."""
    many = cnprs.encode_all([chinese.notice(*chinese.EVENTS)] * 5_000)
    stream = io.BytesIO(many)
    tracemalloc.start()
    try:
        count = sum(piece.error is None for piece in split(stream, 1 << 20))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_000 == len(re.findall(rb"<business:PRSRecord>", many))
    assert peak < 6 << 20 < len(many)


@pytest.mark.parametrize("wrapper", ["business:PRS", "business:PRSDetails", "records"])
def test_whatever_root_holds_the_records(tmp_path: Path, wrapper: str):
    code = "<business:PRSCode>C17</business:PRSCode>"
    both = record(NUMBER, DATE, code) + b"\n" + record(NUMBER, DATE, code)
    path = tmp_path / "prs.xml"
    opening = HEAD.replace("business:PRS", wrapper, 1).encode()
    path.write_bytes(b'<?xml version="1.0"?>' + opening + both + f"</{wrapper}>\n".encode())
    found = [*parse_paths([path])]
    assert [type(item) for item in found] == [Notice, Notice]
    assert found[0].application.number == "95115608X"
    assert found[0].events == (LegalEvent(office="CN", code="C17", date="2013-01-02"),)


def test_what_the_schema_has_beside_the_information():
    (found,) = chinese.read(
        record(
            NUMBER,
            "<business:PublicationReference dataFormat='standard'><base:DocumentID>"
            "<base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>1060001</base:DocNumber>"
            "<base:Kind>C</base:Kind></base:DocumentID></business:PublicationReference>",
            DATE,
            "<business:PRSCode>TR01</business:PRSCode>",
            "<business:NewestOwner>乙公司</business:NewestOwner>",
            "<base:ActionDate><base:Date>20121210</base:Date></base:ActionDate>",
        )
    )
    assert isinstance(found, Notice)
    assert found.publication is not None
    assert (found.publication.number, found.publication.kind) == ("1060001", "C")
    assert found.events[0].after == ("乙公司",)
    assert found.events[0].effective == "2012-12-10"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((DATE, "<business:PRSCode>C17</business:PRSCode>"), "IDENTITY_INCOMPLETE"),
        ((NUMBER, "<business:PRSCode>C17</business:PRSCode>"), "CONTENT_SYNTAX"),
        ((NUMBER, DATE), "CONTENT_SYNTAX"),
    ],
)
def test_what_is_missing_is_said(parts: tuple[str, ...], code: str):
    assert chinese.failure(record(*parts)).code == code


def test_a_record_that_is_cut_off_does_not_swallow_the_next(tmp_path: Path):
    whole = chinese.written(chinese.notice(*chinese.EVENTS), "cnprs")
    place = whole.index(b"<business:PRSInformation>")
    end = whole.index(b"<business:PRSRecord>", place)
    path = tmp_path / "prs.xml"
    path.write_bytes(whole[:place] + whole[end:])
    found = [*parse_paths([path])]
    assert len(found) == len(chinese.EVENTS)
    assert [item.events[0].code for item in found[1:]] == ["SE01", "TR01", "EE01"]
    assert isinstance(found[0], Failure) or found[0].source.repaired


def test_a_decision_is_an_event_and_its_announcement_another():
    made = chinese.notice(*chinese.DECISION)
    (found,) = chinese.read(chinese.written(made, "cnverdict"))
    assert isinstance(found, Notice)
    assert found.events == made.events
    assert found.application == made.application


def test_a_judgment_has_the_number_of_its_file_and_its_court():
    data = f"""<business:PatentVerdict xmlns:base="b" xmlns:business="c" country="cn"
      verdictType="first-instance" holdingType="reaffirm"><business:Court><business:CourtHouse>
      某中级人民法院</business:CourtHouse><business:SubBranch>知识产权庭</business:SubBranch>
      </business:Court><business:DecisionNumber>39012</business:DecisionNumber>
      <business:PatentInformation>{NUMBER}</business:PatentInformation>
      <business:LegalFileNumberDetails><business:LegalFileNumber year="2012" num="123"/>
      </business:LegalFileNumberDetails><business:VerdictDetail><base:Paragraphs>本院认为…
      </base:Paragraphs></business:VerdictDetail><business:VerdictDate><base:Date>20120607
      </base:Date></business:VerdictDate></business:PatentVerdict>"""
    (found,) = chinese.read(data.encode())
    assert isinstance(found, Notice)
    (event,) = found.events
    assert (event.code, event.date, event.number) == ("PatentVerdict", "2012-06-07", "2012 123")
    assert event.title == "first-instance, reaffirm"
    assert event.text == "某中级人民法院 知识产权庭"
    assert found.source.notes == ("the grounds of the decision are not kept",)


def test_a_decision_about_nothing_is_refused():
    assert chinese.failure(b"<AppealDecision/>").code == "IDENTITY_INCOMPLETE"


def test_golden():
    whole = chinese.written(chinese.notice(*chinese.EVENTS), "cnprs")
    decision = chinese.written(chinese.notice(*chinese.DECISION), "cnverdict")
    pieces = [piece.data for piece in split(io.BytesIO(whole), 1 << 20)]
    found = [
        item
        for data in (*pieces, decision)
        for item in parse_record(Record(data=data, file="prs.xml"))
    ]
    goldens.check("cnprs", found[:-1])
    goldens.check("cnverdict", found[-1:])
