from hashlib import sha256

import pytest

from indexer.database import open_for_writing
from indexer.quarantine import REFUSED, Failed, Quarantine
from parsers.record import Failure


@pytest.fixture
def quarantine(tmp_path):
    connection = open_for_writing(tmp_path)
    yield Quarantine(connection)
    connection.close()


def failed(data=b"<bad", start=0, path="/f.xml", code="XML_SYNTAX"):
    return Failed.of(Failure(code, "It is broken.", "byte 4", path, None, start, len(data), data))


def test_keeps_bytes_reason_and_place(quarantine):
    quarantine.add(failed(start=12), 1)
    (one,) = quarantine.list()
    assert (one.code, one.message, one.location) == ("XML_SYNTAX", "It is broken.", "byte 4")
    assert (one.path, one.start, one.length, one.attempts) == ("/f.xml", 12, 4, 1)
    assert quarantine.data(one.number) == b"<bad"
    assert quarantine.get(one.number) == one
    assert (quarantine.get(99), quarantine.data(99)) == (None, None)


def test_another_attempt_is_counted_not_listed_twice(quarantine):
    quarantine.add(failed(), 1)
    quarantine.add(failed(code="FORMAT_MISMATCH"), 2)
    (one,) = quarantine.list()
    assert (one.attempts, one.code) == (2, "FORMAT_MISMATCH")
    assert one.last_seen >= one.first_seen


def test_same_bytes_at_two_places_are_two_records(quarantine):
    quarantine.add(failed(start=0), 1)
    quarantine.add(failed(start=10), 1)
    quarantine.add(failed(path="/g.xml"), 1)
    assert len(quarantine.list()) == 3
    assert quarantine.counts() == {"XML_SYNTAX": 3}


def test_what_a_later_reading_no_longer_meets_is_dropped(quarantine):
    quarantine.add(failed(start=0), 1)
    quarantine.add(failed(start=10), 1)
    quarantine.add(failed(start=10), 2)
    quarantine.add(failed(path="/other.xml"), 1)
    quarantine.drop_older("/f.xml", 2)
    assert [(one.path, one.start) for one in quarantine.list()] == [
        ("/f.xml", 10),
        ("/other.xml", 0),
    ]


def test_a_refused_document_is_known_by_its_id(quarantine):
    refused = Failed(
        code=REFUSED,
        message="too long",
        location="US1B2",
        path="/f.xml",
        member=None,
        start=0,
        length=1,
        sha256=sha256(b"x").digest(),
        data=b"x",
    )
    quarantine.add(refused, 0, "US1B2")
    quarantine.add(failed(), 1)
    assert quarantine.documents() == {"US1B2"}
    quarantine.drop_older("/f.xml", 9)
    assert [one.id for one in quarantine.list()] == ["US1B2"]
    quarantine.drop_document("US1B2")
    assert quarantine.list() == []


def test_bytes_come_back_whatever_they_are(quarantine):
    data = bytes(range(256)) * 1000
    quarantine.add(failed(data), 1)
    assert quarantine.data(quarantine.list()[0].number) == data
