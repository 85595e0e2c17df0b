"""Any spelling of a document finds it on an index of exact tokens, and no other kind of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.numbers import (
    application_number,
    forms,
    index_forms,
    publication_number,
    query_forms,
    readings,
)
from parsers.numbers.check import cn_check
from parsers.numbers.offices import BY_CODE


def number(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(str)


def pieces(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(p) if isinstance(p, str) else p for p in parts)).map("".join)


def padded(digits: int, low: int = 1) -> st.SearchStrategy[str]:
    return st.integers(low, 10**digits - 1).map(lambda n: str(n).zfill(digits))


def of(office: str, numbers: st.SearchStrategy[str], *kinds: str):
    return st.tuples(st.just(office), numbers, st.sampled_from(kinds))


PUBLICATIONS = st.one_of(
    of("CN", pieces("1", padded(6)), "A", "B", "C"),
    of("CN", pieces("1", padded(8)), "A", "B", "C"),
    of("CN", pieces("2", padded(8)), "U", "Y"),
    of("CN", pieces("3", padded(8)), "S", "D"),
    of("US", number(6_300_000, 12_500_000), "B1", "B2", "C1"),
    of("US", number(3_000_000, 6_200_000), "A"),
    of("US", pieces(number(2001, 2025), "0", number(100_000, 599_999)), "A1", "A2", "A9"),
    of("US", pieces("D", number(200_000, 999_999)), "S", "S1"),
    of("US", pieces("PP", number(1_000, 35_000)), "P2", "P3"),
    of("US", pieces("RE", number(20_000, 50_000)), "E", "E1"),
    of("EP", number(1, 4_500_000), "A1", "A2", "A3", "B1", "B2"),
    of("WO", pieces(number(2004, 2025), padded(6)), "A1", "A2", "A3"),
    of("WO", pieces(number(1980, 2001), "0", padded(5)), "A1", "A2"),
    of("JP", pieces("S", number(50, 63), number(1, 300_000)), "A", "U", "B2"),
    of("JP", pieces("H0", number(1, 9), number(1, 300_000)), "A", "U", "B2"),
    of("JP", pieces(number(2000, 2025), padded(6)), "A"),
    of("JP", number(2_500_001, 7_600_000), "B1", "B2"),
    of("KR", pieces(number(2000, 2025), padded(7)), "A"),
    of("KR", pieces("10", padded(7)), "B1"),
    of("DE", pieces("10", number(2004, 2025), padded(6)), "A1", "B4", "B3"),
    of("DE", pieces("2", "99", padded(5)), "U1"),
    of("TW", pieces("I", padded(6)), "B"),
    of("TW", pieces(number(2003, 2025), padded(5)), "A"),
    of("GB", number(2_000_000, 2_700_000), "A", "B"),
    of("FR", number(2_500_000, 3_200_000), "A1", "B1"),
)


def with_check(digits: str) -> str:
    return digits + cn_check(digits)


APPLICATIONS = st.one_of(
    st.tuples(
        st.just("CN"),
        pieces(number(2004, 2025), st.sampled_from("12389"), padded(7)).map(with_check),
    ),
    st.tuples(
        st.just("CN"),
        pieces(number(89, 99), st.sampled_from("12389"), padded(5)).map(with_check),
    ),
    st.tuples(st.just("US"), pieces(number(13, 18), padded(6))),
    st.tuples(st.just("EP"), pieces(number(80, 99), number(1, 9), padded(5))),
    st.tuples(st.just("EP"), pieces("0", number(0, 9), number(1, 9), padded(5))),
    st.tuples(st.just("JP"), pieces(number(2000, 2025), padded(6))),
    st.tuples(st.just("JP"), pieces("H0", number(1, 9), number(1, 300_000))),
    st.tuples(st.just("KR"), pieces(number(2000, 2025), padded(7))),
    st.tuples(st.just("TW"), pieces(number(90, 114), st.sampled_from("123"), padded(5))),
    st.tuples(st.just("WO"), pieces("PCT/CN", number(2004, 2025), "/", padded(6))),
    st.tuples(st.just("WO"), pieces("PCT/US", number(80, 99), "/", padded(5))),
)


@settings(max_examples=400, deadline=None)
@given(PUBLICATIONS)
def test_every_form_of_a_publication_reads_back_and_finds_it(document):
    office, bare, kind = document
    assert publication_number(office, bare, kind) == bare
    shapes = BY_CODE[office].render("publication", bare, kind, "")
    tokens = set(index_forms(office, bare, kind, "pn"))
    doc_id = f"{office}{bare}{kind}"
    original = (
        shapes.original if office in shapes.original else f"{office} {shapes.original} {kind}"
    )
    for spelling in (doc_id, shapes.docdb, original):
        read = readings(spelling)
        assert read[0].id == doc_id, spelling
        assert (read[0].docdb, read[0].original) == (shapes.docdb, shapes.original)
        assert tokens & set(query_forms(spelling, "pn")), spelling
    for spelling in (shapes.epodoc, f"{office}{bare}", doc_id.lower(), f" {office} {bare} "):
        assert tokens & set(query_forms(spelling, "pn")), spelling


@settings(max_examples=300, deadline=None)
@given(PUBLICATIONS, st.sampled_from(["A", "A1", "A3", "B", "B1", "B2", "U", "S"]))
def test_a_query_with_a_kind_finds_no_other_kind(document, asked):
    office, bare, kind = document
    if kind.startswith(asked) or asked == kind[:1]:
        return
    found = set(query_forms(f"{office}{bare}{asked}", "pn"))
    exact = {token for token in found if token == f"{office}{bare}{asked}"}
    assert not exact & set(index_forms(office, bare, kind, "pn"))


@settings(max_examples=400, deadline=None)
@given(APPLICATIONS)
def test_every_form_of_an_application_reads_back_and_finds_it(document):
    office, bare = document
    assert application_number(office, bare) == bare
    (token,) = index_forms(office, bare, None, "an")
    year = "2015" if office == "US" else ""
    shapes = BY_CODE[office].render("application", bare, "W" if office == "WO" else "", year)
    prefix = "" if office == "WO" else f"{office} "
    for spelling in (shapes.docdb, shapes.epodoc, prefix + shapes.original):
        assert token in query_forms(spelling, "an"), spelling
        same = [r for r in readings(spelling) if r.what == "application" and r.number == bare]
        assert len(same) == 1, spelling
        assert same[0].original == shapes.original


@settings(max_examples=200, deadline=None)
@given(PUBLICATIONS)
def test_reading_a_canonical_number_again_changes_nothing(document):
    office, bare, kind = document
    for shown in (bare, bare.zfill(len(bare)), f"{bare}{kind}", f"{office}{bare}"):
        assert publication_number(office, shown, kind) == bare


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_readings(text):
    for reading in readings(text):
        assert reading.id
        assert reading.office in BY_CODE
    query_forms(text, "pn")
    query_forms(text, "an")


@pytest.mark.parametrize(
    ("office", "raw", "kind", "date", "canonical"),
    [
        ("US", "06857133", "B1", None, "6857133"),
        ("US", "D0466643", "S1", None, "D466643"),
        ("US", "PP012001", "P2", None, "PP12001"),
        ("US", "RE037914", "E1", None, "RE37914"),
        ("US", "H0001234", "H1", None, "H1234"),
        ("US", "20150012345", "A1", None, "20150012345"),
        ("US", "2015012345", "A1", None, "20150012345"),
        ("US", "2015/0012345", "A1", None, "20150012345"),
        ("EP", "0666666", "B1", None, "666666"),
        ("EP", "EP0666666B1", "B1", None, "666666"),
        ("WO", "2010/123456", "A1", None, "2010123456"),
        ("WO", "WO/03/001333", None, None, "2003001333"),
        ("WO", "WO 2005/001234", None, None, "2005001234"),
        ("WO", "9831467", None, None, "1998031467"),
        ("WO", "00402618", None, "2000-01-13", "2000402618"),
        ("WO", "00402618", None, "2004-01-08", "2004002618"),
        ("JP", "9-123456", "A", "1997-05-13", "H09123456"),
        ("JP", "59-123456", "A", "1984-07-17", "S59123456"),
        ("JP", "10-12345", "A", "1935-07-17", "S1012345"),
        ("JP", "A-10-100907", None, "1998-04", "H10100907"),
        ("JP", "A-2005-143270", None, "2005-06", "2005143270"),
        ("JP", "9320569", "A", "1997-12", "H09320569"),
        ("JP", "0458455", None, "1992-02", "H0458455"),
        ("WO", "PCT/US01/13682", None, "2001-04", "PCT/US01/13682"),
        ("JP", "H0229970", "B2", None, "H0229970"),
        ("JP", "04961043", "B2", None, "4961043"),
        ("KR", "1020150124192", "A", None, "20150124192"),
        ("KR", "10-1925063", "B1", None, "101925063"),
        ("DE", "00700001", None, None, "700001"),
        ("CN", "CN101234567A", "A", None, "101234567"),
        ("CN", "101 234 567", None, None, "101234567"),
        ("AT", "E232441", "T1", None, "E232441"),
        ("SG", "11201234567X", None, None, "11201234567X"),
    ],
)
def test_what_office_files_print_becomes_canonical(office, raw, kind, date, canonical):
    assert publication_number(office, raw, kind, date) == canonical


@pytest.mark.parametrize(
    ("office", "raw", "kind", "date", "canonical", "epodoc"),
    [
        ("EP", "99203729", "A", "1999-11-08", "99203729", "EP19990203729"),
        ("US", "94268010", "A", "2010-11-09", "12942680", "US20100942680"),
        ("US", "2366704", "A", "2004-12-28", "11023667", "US20040023667"),
        ("US", "8359798", "A", "1998-05-22", "09083597", "US19980083597"),
        ("US", "201862746724", "P", "2018-10-17", "62746724", "US201862746724P"),
        ("US", "2019056674", "W", "2019-10-17", "PCT/US2019/056674", "WO2019US56674"),
        ("KR", "2009006271", "W", "2009-10-28", "PCT/KR2009/006271", "WO2009KR06271"),
        ("US", "9816128", "W", "1998-08-04", "PCT/US98/16128", "WO1998US16128"),
        ("GB", "0204635", "W", "2002-10-11", "PCT/GB02/04635", None),
        ("IB", "2022055385", "W", "2022-06-09", "PCT/IB2022/055385", "WO2022IB55385"),
        ("JP", "2005505120", "A", "2003-07-11", "2005505120", "JP20050505120"),
        ("JP", "2006147056", "A", "2006-05-26", "2006147056", "JP20060147056"),
        ("JP", "8469678", "A", "1978-07-13", "S5384696", "JP19780084696"),
        ("PT", "11728321", "A", "2021-06-11", "117283", "PT20210117283"),
        ("DE", "B0077613", "A", "1964-07-10", "B77613", None),
        ("CA", "3237996", "A", "2014-06-23", "3237996", "CA20143237996"),
        ("AU", "2013290010", "A", "2013-07-12", "2013290010", "AU20130290010"),
        ("MD", "20050130", "A", "2005-01-30", "20050130", "MD20050000130"),
        ("NL", "1010536", "A", "1998-11-12", "1010536", "NL19981010536"),
        ("KR", "20080107376", "A", "2008-10-30", "20080107376", "KR20080107376"),
        ("CN", "200510103162", "A", "2005-09-14", "2005101031629", "CN20051103162"),
    ],
)
def test_docdb_application_numbers(  # noqa: PLR0917 - one column per fact
    office, raw, kind, date, canonical, epodoc
):
    bare = application_number(office, raw, date, kind, "docdb")
    assert bare == canonical
    of_office = "WO" if kind == "W" else office
    shapes = BY_CODE[of_office].render("application", bare, kind, date)
    assert shapes.docdb == f"{office} {raw} {kind}"
    assert epodoc is None or shapes.epodoc == epodoc


@pytest.mark.parametrize(
    ("office", "raw", "canonical"),
    [
        ("CN", "200410018477.9", "2004100184779"),
        ("CN", "200410018477", "2004100184779"),
        ("CN", "95115608.X", "95115608X"),
        ("CN", "202310123456.7", "2023101234567"),
        ("US", "14/166,502", "14166502"),
        ("US", "09054439", "09054439"),
        ("US", "PCT/US98/16128", "PCT/US98/16128"),
        ("EP", "16849316.1", "16849316"),
        ("JP", "昭53-84696", "S5384696"),
        ("KR", "10-2008-0107376", "20080107376"),
        ("KR", "20-2008-0012345", "2020080012345"),
        ("DE", "60015566.8", "60015566"),
        ("GB", "0204635.0", "0204635"),
        ("EM", "002705756-0001", "0027057560001"),
    ],
)
def test_printed_application_numbers(office, raw, canonical):
    assert application_number(office, raw) == canonical


def test_a_number_without_digits_is_an_error():
    from parsers.errors import ParseError

    with pytest.raises(ParseError, match="no digit"):
        publication_number("US", "n/a")
    with pytest.raises(ParseError, match="no digit"):
        application_number("CN", "")


def test_roles_are_searched_apart():
    assert query_forms("CN200410018477.9", "pn") == ()
    assert query_forms("CN101234567A", "an") == ()
    assert query_forms("14166502", "pn") == ("US14166502",)
    assert "US14166502" in query_forms("14166502", "an")


def test_check_digits_do_not_hide_an_application():
    (indexed,) = index_forms("CN", "2004100184779", None, "an")
    for spelling in ("200410018477", "200410018477.9", "2004100184770", "ZL200410018477"):
        assert indexed in query_forms(spelling, "an")


def test_a_number_cited_without_kind_is_found_by_any_kind():
    cited = set(index_forms("EP", "1000000", None, "ct"))
    assert cited & set(query_forms("EP1000000A1", "ct"))
    assert cited & set(query_forms("EP1000000", "ct"))
    assert not set(index_forms("EP", "1000000", "B1", "ct")) & set(query_forms("EP1000000A1", "ct"))


def test_applications_are_cited_too():
    cited = set(index_forms("CN", "2018103589675", None, "ct"))
    assert cited & set(query_forms("CN201810358967.5", "ct"))
    cited = set(index_forms("WO", "PCT/US01/13682", None, "ct"))
    assert cited & set(query_forms("PCT/US01/13682", "ct"))
    assert query_forms("PCT/US01/13682", "pn") == ()


def test_forms_of_a_known_document_use_its_date():
    assert forms("US", "application", "12942680", date="2010-11-09").docdb == "US 94268010 A"
    assert forms("US", "application", "PCT/US98/16128").epodoc == "WO1998US16128"
    assert forms("WO", "publication", "2002050999", "A1", "2002-06-27").epodoc == "WO0250999"
    assert forms("WO", "publication", "2002050999", "A1", "2002-07-04").epodoc == "WO02050999"
    assert forms("QQ", "publication", "12", "A").docdb == "QQ 12 A"


def test_a_letter_alone_stands_for_its_digits_where_it_is_no_kind_itself():
    granted = set(index_forms("JP", "4961043", "B2", "pn"))
    assert granted & set(query_forms("JP4961043B", "pn"))
    corrected = set(index_forms("CN", "101234567", "B9", "pn"))
    assert not corrected & set(query_forms("CN101234567B", "pn"))
