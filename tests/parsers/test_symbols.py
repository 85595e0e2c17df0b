import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Classification
from parsers.symbols import ancestors, normal, range_key, st8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A61K 31/12", "A61K 31/12"),
        ("A61K31/12", "A61K 31/12"),
        ("a61k  31 / 12", "A61K 31/12"),
        ("Ａ６１Ｋ ３１／１２", "A61K 31/12"),
        ("A61K0031120000", "A61K 31/12"),
        ("A01D0042040000", "A01D 42/04"),
        ("A01B0001000000", "A01B 1/00"),
        ("A41D001/06", "A41D 1/06"),
        ("A61K  9/16", "A61K 9/16"),
        ("7A 61K   9/16   A", "A61K 9/16"),
        ("Int. Cl.7 A61K 9/16", "A61K 9/16"),
        ("Int.Cl. A61K 9/16", "A61K 9/16"),
        ("G01G 1904", "G01G 19/04"),
        ("A61F  537", "A61F 5/37"),
        ("A47L 700", "A47L 7/00"),
        ("G09G  5/10  (2006.01)", "G09G 5/10"),
        ("G06F 9/455 (2006.01)I", "G06F 9/455"),
        ("AO1B 1/OO", "A01B 1/00"),
        ("C07D 271/113", "C07D 271/113"),
        ("G06F 16/353", "G06F 16/353"),
        ("A01B 2201/00", "A01B 2201/00"),
        ("Y02E 60/10", "Y02E 60/10"),
        ("A", "A"),
        ("A61", "A61"),
        ("A61K", "A61K"),
        ("A61K 31", "A61K 31/00"),
        ("C08L 101", "C08L 101/00"),
        ("A01B 2201", "A01B 2201/00"),
    ],
)
def test_ipc_and_cpc(text, expected):
    assert normal("ipc", text) == expected
    assert normal("cpc", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I01B 1/00",
        "A6",
        "A61K 31/",
        "A61K /12",
        "31/12",
        "A61K 31/1",
        "A61KK 31/12",
        "A61K 31/12 B7 Q",
    ],
)
def test_what_is_no_symbol_is_none(text):
    assert normal("ipc", text) is None


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("uspc", "002227000", "2/227"),
        ("uspc", "604385101", "604/385.101"),
        ("uspc", "  2 52", "2/52"),
        ("uspc", "2 52", "2/52"),
        ("uspc", "374 E5041", "374/E5.041"),
        ("uspc", "D15 86", "D15/86"),
        ("uspc", " D2907", "D2/907"),
        ("uspc", "D2907", "D2/907"),
        ("uspc", "PLT101", "PLT/101"),
        ("uspc", " 29/DIG 42", "29/DIG 42"),
        ("uspc", "24FOR 129B", "24/FOR 129B"),
        ("uspc", "280 87041- 87043", "280/87.041-87.043"),
        ("uspc", "604/385.101", "604/385.101"),
        ("uspc", "707", "707"),
        ("locarno", "1507", "15-07"),
        ("locarno", "08-05", "08-05"),
        ("locarno", "LOC(13) Cl.08-05", "08-05"),
        ("locarno", "LOC (9) Cl. 14-03", "14-03"),
        ("locarno", "08-05 A1234", "08-05"),
        ("locarno", "08", "08"),
        ("fi", "G06F 9/00, 325", "G06F 9/00,325"),
        ("fi", "G06F 9/00,330 A", "G06F 9/00,330 A"),
        ("fi", "B60G 17/015 A", "B60G 17/015 A"),
        ("fi", "B60J5/00,501@B", "B60J 5/00,501 B"),
        ("fi", "B21B1/00@A", "B21B 1/00 A"),
        ("fi", "A61K 31/12", "A61K 31/12"),
        ("fterm", "2B003 AA01", "2B003 AA01"),
        ("fterm", "3B120AD04", "3B120 AD04"),
        ("fterm", "2B003", "2B003"),
        ("ecla", "A61K31/00B2", "A61K 31/00B2"),
    ],
)
def test_other_schemes(scheme, text, expected):
    assert normal(scheme, text) == expected
    assert normal(scheme, expected) == expected


@pytest.mark.parametrize(
    ("text", "symbol", "scheme", "version", "position", "value", "office"),
    [
        ("A61K  31/12        20060101AFI20050713BHEP        ",
         "A61K 31/12", "ipc", "2006-01-01", "first", "inventive", "EP"),
        ("G06F 9/455 20060101AFI20051108BHEP",
         "G06F 9/455", "ipc", "2006-01-01", "first", "inventive", "EP"),
        ("H04L  29/06        20060101CLN20051220RMJP",
         "H04L 29/06", "ipc", "2006-01-01", "later", "additional", "JP"),
        ("C07D 271/113       20130101 LI20200617BCEP",
         "C07D 271/113", "cpc", "2013-01-01", "later", "inventive", "EP"),
        ("Y02E  60/10        20130101 LA20200617BCEP",
         "Y02E 60/10", "cpc", "2013-01-01", "later", "additional", "EP"),
        ("B28B   1/    29            A I", "B28B 1/29", "ipc", None, None, "inventive", None),
        ("A61K   9/1075", "A61K 9/1075", "ipc", None, None, None, None),
    ],
)  # fmt: skip
def test_st8(text, symbol, scheme, version, position, value, office):  # noqa: PLR0917 - a table
    assert st8(text) == Classification(
        scheme=scheme, symbol=symbol, version=version, position=position, value=value, office=office
    )


def test_st8_of_a_known_scheme_and_of_nonsense():
    read = st8("A61K   9/1075", "cpc")
    assert read is not None
    assert read.scheme == "cpc"
    assert st8("A61K 9") is None
    assert st8("nothing of the kind") is None


@pytest.mark.parametrize(
    ("scheme", "symbol", "chain"),
    [
        ("ipc", "A61K 31/12", ("A61K 31/12", "A61K 31/00", "A61K", "A61", "A")),
        ("cpc", "A61K 31/00", ("A61K 31/00", "A61K", "A61", "A")),
        ("ipc", "A61K", ("A61K", "A61", "A")),
        ("ipc", "A", ("A",)),
        ("locarno", "15-07", ("15-07", "15")),
        ("fterm", "2B003 AA01", ("2B003 AA01", "2B003 AA", "2B003")),
        ("uspc", "604/385.101", ("604/385.101", "604")),
        ("fi", "G06F 9/00,330 A",
         ("G06F 9/00,330 A", "G06F 9/00,330", "G06F 9/00", "G06F", "G06", "G")),
        ("fi", "B60G 17/015 A",
         ("B60G 17/015 A", "B60G 17/015", "B60G 17/00", "B60G", "B60", "B")),
    ],
)  # fmt: skip
def test_ancestors(scheme, symbol, chain):
    assert ancestors(scheme, symbol) == chain


def test_range_keys_sort_as_the_scheme_does():
    ordered = ["A61K", "A61K 9/00", "A61K 9/16", "A61K 31/00", "A61K 31/12", "A61K 31/122",
               "A61K 31/13", "A61K 2300/00", "A61L 2/00", "B01D 1/00"]  # fmt: skip
    keys = [range_key(symbol) for symbol in ordered]
    assert keys == sorted(keys)
    assert range_key("A61K 31/12") == "A61K0031120000"


def test_the_end_of_a_range_takes_in_what_lies_below():
    assert range_key("A61K 31/12", end=True) > range_key("A61K 31/122")
    assert range_key("A61K 31/00", end=True) > range_key("A61K 31/99")
    assert range_key("A61K", end=True) > range_key("A61K 9999/99")
    assert range_key("A61", end=True) > range_key("A61Z 1/00")
    with pytest.raises(ValueError, match="not an IPC"):
        range_key("15-07")


SYMBOLS = st.builds(
    lambda section, klass, letter, group, sub: f"{section}{klass:02}{letter} {group}/{sub:02}",
    st.sampled_from("ABCDEFGHY"),
    st.integers(1, 99),
    st.sampled_from("BCDEFGHJKLMN"),
    st.integers(1, 9999),
    st.integers(0, 999_999),
)


@given(SYMBOLS)
def test_every_form_of_a_symbol_reads_as_that_symbol(symbol):
    assert normal("cpc", symbol) == symbol
    assert normal("cpc", symbol.replace(" ", "")) == symbol
    subclass, rest = symbol.split()
    group, sub = rest.split("/")
    assert normal("cpc", f"{subclass} {group:>3}/ {sub}") == symbol
    read = st8(f"{subclass}{group:>4}/{sub:<6}    20130101 LI20200617BCEP")
    assert read is not None
    assert (read.symbol, read.scheme) == (symbol, "cpc")
    chain = ancestors("cpc", symbol)
    assert chain[0] == symbol
    assert chain[-1] == symbol[0]
    assert len(set(chain)) == len(chain)


@given(st.text(max_size=24))
def test_no_text_breaks_the_schemes(text):
    for scheme in ("ipc", "cpc", "uspc", "locarno", "fi", "fterm", "ecla", "dk"):
        read = normal(scheme, text)
        if read is not None and scheme not in {"uspc", "dk"}:
            assert normal(scheme, read) == read
    st8(text)
