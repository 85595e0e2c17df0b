import pytest

from parsers.entities import character, replace_entities
from parsers.errors import ParseError
from parsers.text import inline_text
from parsers.xml import head_of, parse_xml, root_of


def text(data: bytes) -> str:
    return inline_text(parse_xml(data).root)


def refused(data: bytes) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse_xml(data)
    return caught.value


def test_entities_of_an_absent_dtd_become_their_characters():
    data = b'<!DOCTYPE a SYSTEM "office.dtd"><a>5&nbsp;&mdash;&agr;&b.beta;&MDASH;&hearts;</a>'
    assert text(data) == "5 —α𝛃—♥"


def test_entities_without_any_doctype_too():
    assert text(b"<a>1&nbsp;&ndash;&nbsp;2</a>") == "1 – 2"


def test_an_unknown_entity_is_named_with_its_byte():
    error = refused(b'<?xml version="1.0"?><a>x&bogus;</a>')
    assert error.code == "XML_ENTITY"
    assert "&bogus;" in error.message
    assert error.place == "byte 25"


def test_entities_do_not_become_markup():
    root = parse_xml(b"<a>1 &LT; 2 &lt;b&gt; &AMP;amp; &nbsp;</a>").root
    assert len(root) == 0
    assert inline_text(root) == "1 < 2 <b> &amp;"


def test_standard_entities_stay_and_unknown_ones_are_listed():
    assert replace_entities(b"&lt;&amp;&alpha;&no;") == (
        "&lt;&amp;α&no;".encode(),
        (("no", 16),),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("sgr", "σ"), ("OHgr", "Ω"), ("aacgr", "ά"), ("b.Omega", "𝛀"), ("angst", "Å"), ("CHCY", "Ч")],
)
def test_names_of_the_iso_sets(name, expected):
    assert character(name.encode()).decode() == expected


def test_the_doctype_is_never_read():
    data = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname"><!ELEMENT a ANY>]><a>b</a>'
    assert text(data) == "b"


def test_an_external_entity_is_refused_not_resolved(tmp_path):
    canary = tmp_path / "canary"
    canary.write_text("CANARY")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{canary.as_uri()}">]><a>&x;</a>'.encode()
    error = refused(data)
    assert error.code == "XML_ENTITY"
    assert "CANARY" not in error.message


@pytest.mark.parametrize(
    "prolog",
    [
        b"\xef\xbb\xbf",
        b'<?xml version="1.0" encoding="utf-8"?>\n<?style x?>\n<!-- <no> -->\n',
        b'<!DOCTYPE a PUBLIC "x>y" "z" [<!ENTITY q "]>"> <!-- ]> \' --> <!NOTATION n SYSTEM "t">]>',
    ],
)
def test_the_root_is_found_behind_any_prolog(prolog):
    assert root_of(prolog + b'<x:a b=">" c>').name == b"x:a"
    assert text(prolog + b"<a>ok</a>") == "ok"


def test_an_incomplete_root_tag_still_has_its_name():
    assert root_of(b'<us-patent-grant lang="EN"').name == b"us-patent-grant"


def test_head_begins_at_the_root():
    assert head_of(b"<!DOCTYPE a><a><b/></a>", 4) == ("a", b"<a><")
    assert head_of("<?xml version='1.0'?><发明/>".encode("utf-16"), 10)[0] == "发明"


@pytest.mark.parametrize(
    ("data", "expected", "note"),
    [
        (b"<a><n>UDAPI & ASOCIADOS</n></a>", "UDAPI & ASOCIADOS", "ampersands"),
        (b"<a><h><First Embodiment</h> x</a>", "<First Embodiment x", "less-than"),
        (b"<a>0 < x < 1</a>", "0 < x < 1", "less-than"),
        (b"<a>a\x0bb\x01c</a>", "a b c", "control characters"),
        (b"<a><b>bold</a>", "bold", "repaired"),
        (
            b"<a>&#38; & &amp; &#x26;<![CDATA[ & <x ]]></a>",
            "& & & & & <x",
            "ampersands escaped (1)",
        ),
    ],
)
def test_broken_markup_is_repaired_and_noted(data, expected, note):
    xml = parse_xml(data)
    assert xml.repaired
    assert note in " ".join(xml.notes)
    assert inline_text(xml.root) == expected


def test_sound_records_are_not_marked_repaired():
    assert not parse_xml(b"<a>1 &lt; 2 &nbsp;<b/></a>").repaired


def test_a_prefix_whose_declaration_was_lost_is_declared():
    xml = parse_xml(b'<exch:exchange-document country="EP"><exch:a/></exch:exchange-document>')
    assert xml.root.tag == "{http://www.epo.org/exchange}exchange-document"
    assert not xml.repaired


@pytest.mark.parametrize(
    "data",
    [b"<a><b>text", b"<a><b>text</b>", b'<?xml version="1.0"?>\n<a>\n<b/>'],
)
def test_a_record_without_its_end_is_truncated(data):
    assert refused(data).code == "XML_TRUNCATED"


@pytest.mark.parametrize("depth", [300, 3000])
def test_deep_nesting_is_reported(depth):
    assert refused(b"<a>" * depth + b"</a>" * depth).code == "XML_DEPTH"


def test_deep_nesting_is_reported_for_huge_records_too():
    filler = b"<p>" + b"x" * 10_000_000 + b"</p>"
    assert refused(b"<a>" + filler + b"<b>" * 300 + b"</b>" * 300 + b"</a>").code == "XML_DEPTH"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"<a>x\0y</a>", "byte 4"),
        (b"<a>&#x1;</a>", "byte 3"),
        (b"<a>&#xD800;</a>", "byte 3"),
        (b"<a>\xed\xa0\x80</a>", "byte 3"),
        (b"<a>caf\xe9</a>", "byte 6"),
        (b"<?xml version='1.0' encoding='UTF-7'?><a>+ADw-b+AD4-</a>", "byte 0"),
        (b"<?xml version='1.0' encoding='shift_jis'?><a>\x81</a>", None),
    ],
)
def test_what_is_no_text_is_refused_with_its_byte(data, place):
    error = refused(data)
    assert error.code == "XML_ENCODING"
    assert error.place.startswith("byte ")
    assert place is None or error.place == place


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("gb18030", "GB2312"), ("gb18030", "gbk"), ("cp932", "Shift_JIS"), ("euc-jp", "EUC-JP"),
        ("big5", "Big5"), ("utf-16", "UTF-16"), ("utf-8-sig", "UTF-8"),
    ],
)  # fmt: skip
def test_declared_encodings_of_offices(codec, declared):
    words = (
        "日本語の名前" if codec in {"cp932", "euc-jp"} else "名稱" if codec == "big5" else "中国"
    )
    data = f"<?xml version='1.0' encoding='{declared}'?><a>{words}</a>".encode(codec)
    assert text(data) == words


def test_text_that_is_no_xml():
    assert refused(b"plain").code == "XML_SYNTAX"
    assert refused(b"").code == "XML_SYNTAX"


def test_comments_and_instructions_leave_no_trace():
    assert text(b"<a>one<!-- x --><?y z?> two<![CDATA[ & three]]></a>") == "one two & three"
