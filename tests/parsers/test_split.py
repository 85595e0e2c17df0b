import io
import random

import pytest

from parsers.split import split

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
LIMIT = 1 << 20


class Trickle(io.BytesIO):
    """Gives a few bytes at a time, as sockets and inflaters do."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read(self, size: int = -1, /) -> bytes:
        return super().read(min(size, self._step))


def pieces(data: bytes, limit: int = LIMIT) -> list[bytes]:
    found = list(split(io.BytesIO(data), limit))
    for piece in found:
        if piece.error is None:
            assert data[piece.offset :].startswith(piece.data)
            assert piece.length == len(piece.data)
    for step in (1, 7, 4096) if len(data) < 100_000 else ():
        assert list(map(plain, split(Trickle(data, step), limit))) == list(map(plain, found))
    return [piece.data if piece.error is None else b"!" + piece.data for piece in found]


def plain(piece) -> tuple:
    return piece.offset, piece.length, piece.data, piece.error and piece.error.code


def grant(body: bytes = b"x", declaration: bytes = DECLARATION) -> bytes:
    return declaration + b'<us-patent-grant lang="EN">' + body + b"</us-patent-grant>"


def test_one_record():
    assert pieces(grant() + b"\n") == [grant()]


def test_weekly_file_with_the_declaration_on_the_line_of_the_end_tag():
    assert pieces(grant(b"1") + grant(b"2") + b"\n" + grant(b"3")) == [
        grant(b"1"),
        grant(b"2"),
        grant(b"3"),
    ]


def test_records_without_declaration():
    bare = [grant(b"1", b""), grant(b"2", b"<!DOCTYPE us-patent-grant [ ]>\n"), grant(b"3", b"")]
    assert pieces(b"\n".join(bare)) == bare


def test_different_roots_in_one_file():
    other = DECLARATION + b"<sequence-cwu><number>1</number></sequence-cwu>"
    assert pieces(grant() + other + grant()) == [grant(), other, grant()]


def test_a_record_that_is_cut_off_ends_where_the_next_begins():
    cut = grant(b"<p>lost")[:-12]
    assert pieces(grant(b"1") + cut + grant(b"3")) == [grant(b"1"), cut, grant(b"3")]
    assert pieces(grant(b"1") + cut) == [grant(b"1"), cut]
    bare = cut.removeprefix(DECLARATION)
    assert pieces(bare + grant(b"3", b"")) == [bare, grant(b"3", b"")]


def test_a_quoted_declaration_begins_no_record():
    quoting = grant(b"<![CDATA[<?xml version='1.0'?><html></html>]]> <!-- <?xml version='1'?> -->")
    assert pieces(quoting + grant()) == [quoting, grant()]


def test_an_element_that_only_begins_like_the_root():
    tricky = grant(b"<us-patent-grant-x></us-patent-grant-x></us-patent-grantee >")
    assert pieces(tricky + grant()) == [tricky, grant()]


def test_blanks_in_the_end_tag():
    odd = DECLARATION + b"<us-patent-grant>x</us-patent-grant\n >"
    assert pieces(odd + grant()) == [odd, grant()]


def test_an_unknown_root_may_hold_itself():
    nested = b"<list><list><list/>a</list><list>b</list></list>"
    assert pieces(nested + b"\n<list/>") == [nested, b"<list/>"]


def test_byte_order_marks_and_padding_between_records():
    mark = b"\xef\xbb\xbf"
    assert pieces(mark + grant() + b"\0\0\r\n" + mark + grant() + b"\0" * 50) == [grant(), grant()]


def test_a_container_is_taken_apart():
    head = DECLARATION + b'<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange">'
    docs = [b'<exch:exchange-document n="%d"><a/></exch:exchange-document>' % n for n in range(3)]
    tail = b"\n</exch:exchange-documents>\n"
    assert pieces(head + b"\n".join(docs) + tail) == docs
    assert pieces((head + b"".join(docs) + tail) * 2) == docs * 2


def test_a_document_cut_off_in_a_container():
    doc = b"<exchange-document><a/></exchange-document>"
    data = b"<exchange-documents>" + doc + doc[:22] + doc + b"</exchange-documents>"
    assert pieces(data) == [doc, doc[:22], doc]


def test_rubbish_between_records_is_a_failure_of_its_own():
    found = pieces(grant(b"1") + b"*** TAPE ERROR ***" + grant(b"2"))
    assert found == [grant(b"1"), b"!*** TAPE ERROR ***", grant(b"2")]


def test_comments_at_the_end_are_nothing():
    assert pieces(grant() + b"\n<!-- end of file -->\n") == [grant()]


def test_nothing_in_an_empty_stream():
    assert pieces(b"") == []
    assert pieces(b" \n\0") == []


def test_a_record_beyond_the_limit_is_passed_over():
    long = grant(b"y" * 5000)
    found = list(split(io.BytesIO(grant(b"1") + long + grant(b"3")), 1000))
    assert [piece.error and piece.error.code for piece in found] == [None, "XML_LIMIT", None]
    assert found[1].length == len(long)
    assert found[2].data == grant(b"3")


def test_a_very_long_record_is_passed_over_without_being_held(monkeypatch):
    long = grant(b"z" * (6 << 20))
    data = grant(b"1") + long + grant(b"3")
    one, two, three = split(io.BytesIO(data), 1 << 20)
    assert (one.data, three.data) == (grant(b"1"), grant(b"3"))
    assert (two.error.code, two.length) == ("XML_LIMIT", len(long))
    assert len(two.data) < 100_000


@pytest.mark.parametrize("seed", range(20))
def test_no_byte_is_lost_or_doubled_whatever_comes(seed):
    rng = random.Random(seed)
    tokens = [
        DECLARATION, b"<us-patent-grant>", b"</us-patent-grant>", b"<exchange-documents>", b"<a>",
        b"</exchange-documents>", b"<exchange-document>", b"</exchange-document>", b"</a>", b"<!--",
        b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [", b"]>", b'"', b"<", b">", b"x", b"\n", b"\0",
        b"<?", b"?>", b"&", b"\xff",
    ]  # fmt: skip
    data = b"".join(rng.choices(tokens, k=200))
    found = list(split(io.BytesIO(data), LIMIT))
    end = 0
    for piece in found:
        assert piece.offset >= end
        end = piece.offset + piece.length
        assert piece.length > 0
    assert end <= len(data)
    assert list(map(plain, split(Trickle(data, 3), LIMIT))) == list(map(plain, found))
