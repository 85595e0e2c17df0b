"""Hostile XML: entities, bombs, depth, sizes. Each is a failure or a publication, and cheap."""

import socket
from pathlib import Path
from threading import Event, Thread

import pytest
from children import measured

from parsers.parse import MAX_TEXT, parse_paths, parse_record
from parsers.record import Failure, Record

PATENT = """<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03"><us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>0900{number}</doc-number>
<kind>B2</kind><date>20150421</date></document-id></publication-reference>
<invention-title id="t">{title}</invention-title></us-bibliographic-data-grant>
<description><p id="p-1" num="0001">{text}</p></description>
<claims><claim id="CLM-00001" num="00001"><claim-text>1. A thing.</claim-text></claim></claims>
</us-patent-grant>
"""


def patent(number: int = 1000, title: str = "Thing", text: str = "Text.", prolog: str = "") -> str:
    return prolog + PATENT.format(number=number, title=title, text=text)


def parsed(text: str | bytes) -> list:
    data = text.encode() if isinstance(text, str) else text
    return list(parse_record(Record(data, "x.xml")))


def written(folder: Path, *records: str) -> Path:
    path = folder / "weekly.xml"
    path.write_text("".join(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}' for text in records))
    return path


def test_an_external_entity_gives_nothing_away(tmp_path):
    canary = tmp_path / "secret"
    canary.write_text("CANARY-7f3a")
    prolog = f'<!DOCTYPE us-patent-grant [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
    (item,) = parsed(patent(text="before &x; after", prolog=prolog))
    assert isinstance(item, Failure)
    assert item.code == "XML_ENTITY"
    assert "CANARY" not in item.message
    (item,) = parsed(patent(prolog=prolog))
    assert item.id == "US9001000B2"


BOMBS = {
    "laughs": "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)
    ),
    "quadratic": f'<!ENTITY l9 "{"a" * 50_000}">',
    "recursive": '<!ENTITY l9 "&l8;"><!ENTITY l8 "&l9;">',
    "parameter": "<!ENTITY % p \"<!ENTITY l9 'x'>\"> %p;",
}


@pytest.mark.parametrize("name", BOMBS)
def test_entity_bombs_cost_nothing_and_spare_the_next_record(tmp_path, name):
    prolog = f"<!DOCTYPE us-patent-grant [{BOMBS[name]}]>"
    path = written(tmp_path, patent(1001, text="&l9;" * 1000, prolog=prolog), patent(1002))
    seen = measured(
        "from parsers.parse import parse_paths; import parsers.formats.us4",
        "result = [getattr(item, 'code', getattr(item, 'id', '')) "
        "for item in parse_paths([Path(sys.argv[1])])]",
        str(path),
    )
    assert seen["result"] == ["XML_ENTITY", "US9001002B2"]
    assert seen["grown"] < 20
    assert seen["seconds"] < 5


def test_nothing_is_fetched():
    called = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"

        def listen() -> None:
            try:
                server.accept()
                called.set()
            except TimeoutError:
                pass

        listener = Thread(target=listen)
        listener.start()
        for prolog in (
            f'<!DOCTYPE us-patent-grant SYSTEM "{url}">',
            f'<!DOCTYPE us-patent-grant PUBLIC "-//X" "{url}" [<!ENTITY % d SYSTEM "{url}"> %d;]>',
            f'<?xml-stylesheet href="{url}"?>',
        ):
            (item,) = parsed(patent(prolog=prolog))
            assert item.id == "US9001000B2"
        listener.join()
    assert not called.is_set()


def test_named_entities_with_and_without_doctype_are_characters():
    for prolog in ('<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45.dtd" [ ]>', ""):
        (item,) = parsed(patent(title="A&nbsp;B &mdash; C", text="5&deg;C&hellip;", prolog=prolog))
        assert item.title[0].text == "A B — C"
        assert item.description[0].text == "5°C…"


def test_an_unknown_entity_is_a_failure():
    (item,) = parsed(patent(text="a &fluxcapacitor; b"))
    assert (item.code, item.file) == ("XML_ENTITY", "x.xml")


def test_a_huge_text_is_cut_and_says_so(tmp_path):
    path = written(tmp_path, patent(text="acgt " * 2_200_000))
    seen = measured(
        "from parsers.parse import parse_paths; import parsers.formats.us4",
        "(found,) = parse_paths([Path(sys.argv[1])])\n"
        "result = [len(found.description[0].text), [[g.part, g.reason] for g in found.gaps]]",
        str(path),
    )
    length, gaps = seen["result"]
    assert length == MAX_TEXT
    assert ["description", "truncated"] in gaps
    assert seen["grown"] < 512


@pytest.mark.parametrize("depth", [300, 3000])
def test_deep_nesting_is_a_failure(depth):
    (item,) = parsed(patent(text="<b>" * depth + "x" + "</b>" * depth))
    assert item.code == "XML_DEPTH"


def test_deep_but_allowed_nesting_is_read():
    (item,) = parsed(patent(text="<ul><li>" * 100 + "x" + "</li></ul>" * 100))
    assert item.description[0].text == "x"


def test_very_many_attributes_are_read(tmp_path):
    many = " ".join(f'a{n}="{n}"' for n in range(200_000))
    path = written(
        tmp_path, patent(text=f"<b {many}>x</b>"), patent(1002).replace("lang", f"{many} lang", 1)
    )
    ids = [item.id for item in parse_paths([path])]
    assert ids == ["US9001000B2", "US9001002B2"]


@pytest.mark.parametrize("bad", [b"a\0b", b"&#x1;", b"\xed\xa0\xbd", b"caf\xe9", b"&#55357;"])
def test_bytes_that_are_no_text_are_a_failure_with_their_place(bad):
    head, _, tail = patent(text="@@").encode().partition(b"@@")
    (item,) = parsed(head + bad + tail)
    assert item.code == "XML_ENCODING"
    assert item.place.startswith("byte ")
    assert abs(int(item.place.split()[1]) - len(head)) <= 3


def test_utf7_is_refused():
    (item,) = parsed("<?xml version='1.0' encoding='UTF-7'?>" + patent(text="+ADw-script+AD4-"))
    assert item.code == "XML_ENCODING"


def test_a_truncated_record_in_the_middle_spares_its_neighbours(tmp_path):
    first, middle, last = patent(1001), patent(1002, text="long " * 50_000), patent(1003)
    path = written(tmp_path, first, middle[: len(middle) // 2], last)
    one, two, three = parse_paths([path])
    assert (one.id, two.code, three.id) == ("US9001001B2", "XML_TRUNCATED", "US9001003B2")
    raw = path.read_bytes()
    assert raw[two.offset : two.offset + two.length] == two.data
    assert raw[three.source.offset :].startswith(b"<?xml")


def test_an_unknown_root_is_named():
    (item,) = parsed("<?xml version='1.0'?><weather><sunny/></weather>")
    assert item.code == "FORMAT_UNKNOWN"
    assert "<weather>" in item.message


@pytest.mark.parametrize(
    "text",
    [
        "<us-patent-grant/>",
        "<us-patent-grant><us-bibliographic-data-grant/></us-patent-grant>",
        patent().replace("0900", "none"),
    ],
)
def test_a_patent_without_identity_is_a_failure(text):
    (item,) = parsed(text)
    assert item.code in {"FORMAT_MISMATCH", "IDENTITY_INCOMPLETE"}


@pytest.mark.parametrize("year", ["10000421", "99990421", "20159921", "00000000"])
def test_impossible_dates_never_come_out(year):
    (item,) = parsed(patent().replace("20150421", year))
    assert isinstance(item, Failure) or item.date is None
