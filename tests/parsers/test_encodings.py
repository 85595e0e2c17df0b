"""No character of the encodings offices use is lost, and none is read as one for private use."""

import sys

import pytest

from parsers.encodings import CODECS, decoded
from parsers.errors import ParseError
from parsers.text import inline_text
from parsers.xml import parse_xml

ALIKE = {
    "￠": "¢", "￡": "£", "￢": "¬", "∥": "‖", "－": "−", "～": "〜", "\\": "¥", "~": "‾", "¦": "￤",
}  # fmt: skip
"""Characters at one place of the code that vendors and standard name differently."""
NEC_SELECTED = range(0xF9, 0xFD)
"""Rows 89 to 92 of EUC: kanji of JIS X 0213 in the standard, of IBM in practice."""


def repertoire(codec: str) -> dict[str, bytes]:
    found = {}
    for code in range(0xA0, min(sys.maxunicode, 0x30000)):
        char = chr(code)
        if 0xD800 <= code < 0xE000 or 0xE000 <= code < 0xF900:
            continue
        try:
            found[char] = char.encode(codec)
        except UnicodeEncodeError:
            continue
    return found


def same(left: str, right: str) -> bool:
    return ALIKE.get(left, left) == ALIKE.get(right, right)


@pytest.mark.parametrize(
    ("codec", "name"),
    [("euc_jp", "euc-jp"), ("cp949", "euc-kr"), ("gb18030", "gb2312"), ("cp950", "big5")],
)
def test_every_character_by_itself(codec: str, name: str):
    lost = {
        char: decoded(data, CODECS[name])
        for char, data in repertoire(codec).items()
        if codec != "gb18030" or len(data) == 2
    }
    assert len(lost) > 9000
    assert len([char for char, read in lost.items() if not same(char, read)]) < 10


def test_jis_x_0213_by_itself_except_where_ibm_has_kanji():
    for char, data in repertoire("euc_jis_2004").items():
        read = decoded(data, "euc-jp")
        assert same(read, char) or (len(data) == 2 and data[0] in NEC_SELECTED), (char, read)


def test_all_of_jis_x_0213_in_one_file():
    for codec, name in (("euc_jis_2004", "euc-jp"), ("shift_jis_2004", "shift_jis")):
        text = "".join(repertoire(codec))
        assert decoded(text.encode(codec), name) == text


def test_all_of_windows_japanese():
    for char, data in repertoire("cp932").items():
        assert same(decoded(data, "shift_jis"), char)
    assert decoded("髙﨑①㈱".encode("cp932"), "shift_jis") == "髙﨑①㈱"


def test_nec_and_ibm_in_euc():
    # NEC row 13, then NEC's selection of IBM's kanji, as files of the 2000s have them
    data = "発明".encode("euc_jp") + b"\xad\xa1\xad\xea\xfc\xe2"
    assert decoded(data, "euc-jp") == "発明①㈱髙"


def test_hong_kong_characters_in_big5():
    text = "發明嘅專利㗎啲"
    assert decoded(text.encode("big5hkscs"), "big5") == text


@pytest.mark.parametrize("declared", ["EUC-JP", "eucJP-ms", "Shift_JIS", "EUC-KR", "Big5", "UHC"])
def test_bytes_that_are_no_characters_are_refused_with_their_place(declared: str):
    head = f"<?xml version='1.0' encoding='{declared}'?><a>".encode()
    with pytest.raises(ParseError) as caught:
        parse_xml(head + b"ab\xff\xff</a>")
    assert (caught.value.code, caught.value.place) == ("XML_ENCODING", f"byte {len(head) + 2}")


def test_a_gazette_in_euc_jp_with_characters_beyond_the_standard():
    head = b"<?xml version='1.0' encoding='EUC-JP'?><a>"
    data = head + b"\xad\xb5" + "𠮟".encode("euc_jis_2004") + b"</a>"
    assert inline_text(parse_xml(data).root) == "Ⅰ𠮟"
