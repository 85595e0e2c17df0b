import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Classification
from parsers.symbols import (
    ancestors,
    locarno_edition,
    normal,
    printed,
    range_key,
    sort_number,
    span,
    st8,
    st8_text,
)


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
        ("G06F000013200000", "G06F 1/32"),
        ("A 61 k, 9/00", "A61K 9/00"),
        ("A 61 K 9/16", "A61K 9/16"),
        ("Int. Cl.³ A61K 9/16", "A61K 9/16"),
        ("Int.Cl.⁷：A61K 9/16", "A61K 9/16"),
        ("(51) Int. Cl. A61K 9/16 (2006.01)", "A61K 9/16"),
        ("IPC(7): A61K 9/16", "A61K 9/16"),
        ("IPC: C08K 3/22", "C08K 3/22"),
        ("CPC A61K 9/16 (2013.01)", "A61K 9/16"),
        ("A61K 9/16 (20060101)FI", "A61K 9/16"),
        ("// A61K 31:12", "A61K 31/12"),
        ("A61K  31/12        20060101AFI20050713BHEP        ", "A61K 31/12"),
        ("G06F 9/455 20060101AFI20051108BHEP", "G06F 9/455"),
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
        "A61K 31/12, A61K 31/14",
        "(2006.01)",
        "Int. Cl.7",
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
        ("uspc", "700/233.000", "700/233"),
        ("uspc", "X221150 R", "221/150R"),
        ("uspc", "X 99443C", "99/443C"),
        ("uspc", "99443 R", "99/443R"),
        ("uspc", "X296 24R", "296/24R"),
        ("uspc", "X229DIG 14", "229/DIG 14"),
        ("uspc", "X D1125", "D1/125"),
        ("uspc", "D 1121", "D1/121"),
        ("uspc", "126 21 A", "126/21A"),
        ("uspc", "257E21170", "257/E21.17"),
        ("uspc", "257/E21.001", "257/E21.001"),
        ("uspc", "U.S. Cl. 2/227", "2/227"),
        ("uspc", "29/DIG.42", "29/DIG 42"),
        ("uspc", "280/87.041-87.043", "280/87.041-87.043"),
        ("uspc", "2/1-10", "2/1-10"),
        ("locarno", "1507", "15-07"),
        ("locarno", "08-05", "08-05"),
        ("locarno", "LOC(13) Cl.08-05", "08-05"),
        ("locarno", "LOC (9) Cl. 14-03", "14-03"),
        ("locarno", "08-05 A1234", "08-05"),
        ("locarno", "08", "08"),
        ("locarno", "8-5", "08-05"),
        ("locarno", "8.05", "08-05"),
        ("locarno", "08/05", "08-05"),
        ("locarno", "Cl. 8-5", "08-05"),
        ("locarno", "LOC 13 Cl. 08-05", "08-05"),
        ("locarno", "LOC(10)CL.14-03", "14-03"),
        ("locarno", "(51) LOC (13) Cl. 14-03", "14-03"),
        ("locarno", "Locarno 14-03", "14-03"),
        ("fi", "G06F 9/00, 325", "G06F 9/00,325"),
        ("fi", "G06F 9/00,330 A", "G06F 9/00,330 A"),
        ("fi", "B60G 17/015 A", "B60G 17/015 A"),
        ("fi", "B60J5/00,501@B", "B60J 5/00,501 B"),
        ("fi", "B21B1/00@A", "B21B 1/00 A"),
        ("fi", "A61K 31/12", "A61K 31/12"),
        ("fi", "H01L 21/30 502 P", "H01L 21/30,502 P"),
        ("fi", "H01L21/30,502@P", "H01L 21/30,502 P"),
        ("fi", "C12N 15/00,ZNA@A", "C12N 15/00,ZNA A"),
        ("fi", "C12N 15/00 ZNA", "C12N 15/00 ZNA"),
        ("fi", "B60L 11/18 A ZHV", "B60L 11/18 A ZHV"),
        ("fi", "Ｇ０６Ｆ ９／００，３２５", "G06F 9/00,325"),
        ("fterm", "2B003 AA01", "2B003 AA01"),
        ("fterm", "3B120AD04", "3B120 AD04"),
        ("fterm", "2B003", "2B003"),
        ("fterm", "4C084ZA752", "4C084 ZA752"),
        ("fterm", "3E067BA10C", "3E067 BA10C"),
        ("fterm", "4F100AK01.A", "4F100 AK01A"),
        ("fterm", "2B003 AA", "2B003 AA"),
        ("ecla", "A61K31/00B2", "A61K 31/00B2"),
        ("ecla", "H04N5/225C4A5M", "H04N 5/225C4A5M"),
        ("ecla", "B01D53/34G+53/86Y", "B01D 53/34G+53/86Y"),
        ("ico", "T01L31/00B2", "T01L 31/00B2"),
        ("ico", "L01L2223/54", "L01L 2223/54"),
        ("dk", "H01L21/00S2D", "H01L 21/00S2D"),
        ("dk", "Kl. 21 a⁴ 29/50", "21a4 29/50"),
        ("dk", "42h, 5/01", "42h 5/01"),
        ("dk", "12 o 5", "12o 5"),
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
        ("uspc", "D15/86", ("D15/86", "D15")),
        ("fterm", "3E067 BA10C", ("3E067 BA10C", "3E067 BA10", "3E067 BA", "3E067")),
        ("fi", "C12N 15/00,ZNA A",
         ("C12N 15/00,ZNA A", "C12N 15/00,ZNA", "C12N 15/00", "C12N", "C12", "C")),
        ("ecla", "A61K 31/12B2A",
         ("A61K 31/12B2A", "A61K 31/12B2", "A61K 31/12B", "A61K 31/12", "A61K 31/00", "A61K",
          "A61", "A")),
        ("dk", "21a4 29/50", ("21a4 29/50", "21a4", "21")),
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


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("ipc", "G04B 19/00-34", ("G04B 19/00", "G04B 19/34")),
        ("ipc", "G04B 19/00-19/34", ("G04B 19/00", "G04B 19/34")),
        ("ipc", "A01B 33/00-34/00", ("A01B 33/00", "A01B 34/00")),
        ("cpc", "A61K31/00 to 31/80", ("A61K 31/00", "A61K 31/80")),
        ("cpc", "C07C51/43 TO C07C51/64", ("C07C 51/43", "C07C 51/64")),
        ("ipc", "A61K 31/00～A61K 31/80", ("A61K 31/00", "A61K 31/80")),
        ("ipc", "A61K 31/00至31/80", ("A61K 31/00", "A61K 31/80")),
        ("ipc", "A01B–A01D", ("A01B", "A01D")),
        ("ipc", "A01 - B02", ("A01", "B02")),
        ("locarno", "06-01 to 06-05", ("06-01", "06-05")),
        ("ipc", "A61K 31/80-31/00", None),
        ("ipc", "A61K 31/80", None),
        ("uspc", "280/87-90", None),
        ("ipc", "nothing to see", None),
    ],
)
def test_ranges(scheme, text, expected):
    assert span(scheme, text) == expected


def test_editions_of_locarno():
    assert locarno_edition("LOC(13) Cl.08-05") == "13"
    assert locarno_edition("LOC (9) Cl. 14-03") == "9"
    assert locarno_edition("Locarno 14-03") is None
    assert locarno_edition("14-03") is None


def test_forms_in_print():
    assert printed("ipc", "A61K 31/12", "compact") == "A61K31/12"
    assert printed("ipc", "A61K 31/12", "key") == "A61K0031120000"
    assert printed("ipc", "A61K", "key") == "A61K"
    assert printed("fi", "G06F 9/00,330 A", "compact") == "G06F9/00,330@A"
    assert printed("locarno", "15-07", "key") == "1507"
    assert printed("uspc", "29/DIG 42", "compact") == "29/DIG 42"
    assert printed("fterm", "3B120 AD04", "compact") == "3B120AD04"
    with pytest.raises(ValueError, match="whole"):
        st8_text(Classification(scheme="ipc", symbol="A61K"))


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


@given(
    SYMBOLS,
    st.sampled_from(["ipc", "cpc"]),
    st.sampled_from(["first", "later", None]),
    st.sampled_from(["inventive", "additional"]),
)
def test_st8_reads_what_it_prints(symbol, scheme, position, value):
    one = Classification(
        scheme=scheme, symbol=symbol, version="2013-01-01", position=position, value=value
    )
    assert len(st8_text(one)) == 50
    assert st8(st8_text(one), scheme) == one
    assert normal(scheme, st8_text(one)) == symbol


@given(SYMBOLS, SYMBOLS)
def test_keys_and_numbers_order_alike_and_subgroups_are_decimals(one, other):
    assert (range_key(one) < range_key(other)) == (
        sort_number("cpc", one) < sort_number("cpc", other)
    )
    assert sort_number("cpc", one) <= sort_number("cpc", one, end=True) < 2**53
    if one.endswith("/00"):
        return
    below = f"{one}5" if len(one.partition("/")[2]) < 6 else one
    assert sort_number("cpc", one) <= sort_number("cpc", below) <= sort_number("cpc", one, end=True)
    if one.partition("/")[0] == other.partition("/")[0]:
        decimals = [float(f"0.{symbol.partition('/')[2]}") for symbol in (one, other)]
        keys = [sort_number("cpc", symbol) for symbol in (one, other)]
        assert (decimals[0] < decimals[1]) == (keys[0] < keys[1])


FI = st.builds(
    lambda symbol, extension, letter: symbol + extension + letter,
    SYMBOLS.filter(lambda symbol: symbol[0] != "Y"),
    st.sampled_from(["", ",330", ",ZNA"]),
    st.sampled_from(["", " A", " Z"]),
).filter(lambda text: not text.endswith(",ZNA"))
OTHERS = st.one_of(
    st.tuples(st.just("fi"), FI),
    st.tuples(st.just("fterm"), st.from_regex(r"\d[A-Z]\d{3}( [A-Z]{2}(\d\d[A-Z0-9]?)?)?", fullmatch=True)),
    st.tuples(st.just("locarno"), st.from_regex(r"\d\d(-\d\d)?", fullmatch=True)),
    st.tuples(st.just("ecla"), st.builds(lambda s, t: s + t, SYMBOLS, st.from_regex(r"([A-Z]\d)*", fullmatch=True))),
    st.tuples(st.just("uspc"), st.from_regex(r"([1-9]\d{0,2}|D[1-9]\d?|PLT)/([1-9]\d{0,2}(\.\d?\d?[1-9])?[A-Z]?|DIG \d{1,2})", fullmatch=True)),
)  # fmt: skip


@given(OTHERS)
def test_every_printed_form_reads_back(case):
    scheme, symbol = case
    if not symbol.isascii():
        return
    assert normal(scheme, symbol) == symbol
    for form in ("display", "compact", "key"):
        assert normal(scheme, printed(scheme, symbol, form)) == symbol
    assert ancestors(scheme, symbol)[0] == symbol


@given(st.text(max_size=24))
def test_no_text_breaks_the_schemes(text):
    schemes = ("ipc", "cpc", "uspc", "locarno", "fi", "fterm", "ecla", "ico", "dk")
    for scheme in schemes:
        read = normal(scheme, text)
        if read is not None:
            assert normal(scheme, read) == read
            assert ancestors(scheme, read)[0] == read
        span(scheme, text)
    st8(text)
    locarno_edition(text)
