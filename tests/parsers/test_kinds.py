import re

import pytest

from parsers.kinds import known_kinds, meaning, right_and_stage
from parsers.kinds_table import TABLE, WORLD

INV, UM, DES, PL = "invention", "utility_model", "design", "plant"


@pytest.mark.parametrize(
    ("office", "kind", "date", "number", "right", "stage"),
    [
        ("CN", "A", "2012-05-02", "102436789", INV, "application"),
        ("CN", "B", "1990-06-01", "1003001", INV, "application"),
        ("CN", "B", None, "1003001", INV, "application"),
        ("CN", "B", None, "85100001", INV, "application"),
        ("CN", "B", "2010-04-07", "100596351", INV, "grant"),
        ("CN", "B", None, "101911042", INV, "grant"),
        ("CN", "C", "1993-01-06", "1019873", INV, "grant"),
        ("CN", "C1", "2005-01-05", "1019873", INV, "amended"),
        ("CN", "B9", None, "101911042", INV, "correction"),
        ("CN", "A8", None, "101911042", INV, "correction"),
        ("CN", "U", "1989-05-03", "2030001", UM, "application"),
        ("CN", "U", None, "2030001", UM, "application"),
        ("CN", "U", None, "201502710", UM, "grant"),
        ("CN", "Y", "2007-08-29", "200938735", UM, "grant"),
        ("CN", "S", None, "3003001", DES, "application"),
        ("CN", "S", "2012-01-04", "301800001", DES, "grant"),
        ("CN", "D", "2000-01-05", "3123456", DES, "grant"),
        ("CN", None, None, "201502710", UM, "grant"),
        ("US", "A", "1999-12-28", "6006363", INV, "grant"),
        ("US", "", "1999-12-28", "6006363", INV, "grant"),
        ("US", "A1", "2015-01-15", "20150012345", INV, "application"),
        ("US", "A9", "2015-01-15", "20150012345", INV, "correction"),
        ("US", "B1", "1992-01-07", "4000000", INV, "amended"),
        ("US", "B1", "2015-04-21", "9014905", INV, "grant"),
        ("US", "B2", None, "9014905", INV, "grant"),
        ("US", "P1", "2005-01-06", "20050005333", PL, "application"),
        ("US", "P", "1999-01-05", "PP10000", PL, "grant"),
        ("US", "P2", "2005-01-06", "PP15000", PL, "grant"),
        ("US", "S1", "2011-09-20", "D645062", DES, "grant"),
        ("US", "", None, "D645062", DES, "grant"),
        ("US", "E1", None, "RE43633", INV, "amended"),
        ("US", "H1", None, "H1234", "other", "other"),
        ("US", "C1", None, "6654321", INV, "amended"),
        ("EP", "A1", None, "1000000", INV, "application"),
        ("EP", "A3", None, "1000000", INV, "search_report"),
        ("EP", "A8", None, "1000000", INV, "correction"),
        ("EP", "B1", None, "1000000", INV, "grant"),
        ("EP", "B2", None, "1000000", INV, "amended"),
        ("WO", "A2", None, "2010123456", INV, "application"),
        ("WO", "A3", None, "2010123456", INV, "search_report"),
        ("JP", "A", None, "2010123456", INV, "application"),
        ("JP", "B2", None, "H0229970", INV, "application"),
        ("JP", "B2", None, "4961043", INV, "grant"),
        ("JP", "A5", None, "2010123456", INV, "amended"),
        ("JP", "U", None, "S582167", UM, "application"),
        ("JP", "U", None, "3000001", UM, "grant"),
        ("JP", "Y2", None, "H0229970", UM, "application"),
        ("JP", "Y2", None, "2500123", UM, "grant"),
        ("KR", "B1", None, "101925063", INV, "grant"),
        ("KR", "Y1", None, "200123456", UM, "grant"),
        ("DE", "A1", None, "102004002000", INV, "application"),
        ("DE", "C", None, "700001", INV, "grant"),
        ("DE", "B4", "2010-01-07", "102004002000", INV, "grant"),
        ("DE", "U1", None, "29906432", UM, "grant"),
        ("DE", "T2", None, "69905327", INV, "translation"),
        ("FR", "A1", None, "2862000", INV, "application"),
        ("FR", "B3", None, "2862000", UM, "grant"),
        ("GB", "A", None, "2000685", INV, "application"),
        ("GB", "A", None, "1605470", INV, "grant"),
        ("GB", "B", None, "2000685", INV, "grant"),
        ("TW", "B", None, "I452476", INV, "grant"),
        ("TW", "U", None, "M345678", UM, "grant"),
        ("AU", "A4", None, "2013100001", UM, "grant"),
        ("SG", "A1", None, "11201234567X", INV, "application"),
        ("NL", "C2", None, "1010536", INV, "grant"),
        ("US", "B1", None, "5123456", INV, "amended"),
        ("US", "B1", "2001-01-02", "6167569", INV, "grant"),
        ("US", "A", "2000-12-26", "6167568", INV, "grant"),
        ("US", "P3", None, "PP12345", PL, "grant"),
        ("US", "P4", None, "20050005333", PL, "application"),
        ("US", "P9", None, "20050005333", PL, "correction"),
        ("US", "I1", None, "X9876", INV, "grant"),
        ("US", "T", None, "T100001", "other", "other"),
        ("US", "O1", None, "6654321", INV, "amended"),
        ("CN", "Y1", None, "200938735", UM, "amended"),
        ("CN", "S9", None, "301800001", DES, "correction"),
        ("CN", "D8", None, "3123456", DES, "correction"),
        ("EP", "A4", None, "1000000", INV, "search_report"),
        ("EP", "B3", None, "1000000", INV, "amended"),
        ("EP", "B9", None, "1000000", INV, "correction"),
        ("WO", "B1", None, "1998031467", INV, "amended"),
        ("WO", "C2", None, "1998031467", INV, "correction"),
        ("JP", "B2", "1996-03-27", "H0833333", INV, "application"),
        ("JP", "B2", "1996-05-29", "2500001", INV, "grant"),
        ("JP", "A1", None, "1998012345", INV, "application"),
        ("JP", "S", None, "1234567", DES, "grant"),
        ("KR", "B", None, "900012345", INV, "application"),
        ("KR", "Y", None, "900012345", UM, "application"),
        ("DE", "B", None, "1258188", INV, "application"),
        ("DE", "C1", "1990-01-04", "3812345", INV, "grant"),
        ("DE", "C5", None, "19958011", INV, "amended"),
        ("DE", "D1", None, "69905327", INV, "grant"),
        ("DE", "T9", None, "69905327", INV, "correction"),
        ("FR", "A", "1965-01-04", "1384000", INV, "grant"),
        ("FR", "E", None, "85123", INV, "grant"),
        ("GB", "C", None, "2000685", INV, "amended"),
        ("CA", "A", None, "1234567", INV, "grant"),
        ("CA", "A1", "2003-01-01", "2345678", INV, "application"),
        ("CA", "C", None, "2345678", INV, "grant"),
        ("AU", "B2", None, "750911", INV, "grant"),
        ("AU", "B4", None, "2013100001", UM, "grant"),
        ("IN", "B", None, "201123", INV, "grant"),
        ("BR", "A2", None, "PI0507004", INV, "application"),
        ("BR", "U2", None, "MU8501234", UM, "application"),
        ("BR", "B1", None, "PI0507004", INV, "grant"),
        ("AT", "T", None, "E232441", INV, "grant"),
        ("AT", "U1", None, "6311", UM, "grant"),
        ("RU", "C2", None, "2353337", INV, "grant"),
        ("RU", "U1", None, "123456", UM, "grant"),
        ("SU", "A1", None, "1234567", INV, "grant"),
        ("ES", "T3", None, "2165833", INV, "translation"),
        ("ES", "U", None, "1012345", UM, "application"),
        ("DK", "T3", None, "1079809", INV, "translation"),
        ("NO", "L", None, "20005879", INV, "application"),
        ("IL", "D0", None, "139274", INV, "application"),
        ("CZ", "B6", None, "300497", INV, "grant"),
        ("HU", "A3", None, "0101714", INV, "search_report"),
        ("DD", "A5", None, "256789", INV, "grant"),
        ("IE", "S2", None, "80123", UM, "grant"),
        ("PL", "Y1", None, "61234", UM, "grant"),
        ("TR", "A2", None, "200003373", INV, "application"),
        ("SE", "Q9", None, "9801234", "other", "other"),
        ("CN", "Q7", None, "101911042", "other", "other"),
        ("NL", None, None, "1010536", "other", "other"),
        ("ZZ", "", None, "", "other", "other"),
    ],
)
def test_right_and_stage(office, kind, date, number, right, stage):  # noqa: PLR0917 - a table
    assert right_and_stage(office, kind, date, number) == (right, stage)


def test_meaning_is_in_plain_words_of_both_languages():
    assert meaning("CN", "C", "2000-01-05", "zh") == "发明专利授权公告"
    assert meaning("CN", "C", "2000-01-05", "en") == "granted patent for an invention"
    assert meaning("CN", "B", "1990-01-03", "en") != meaning("CN", "B", "2012-01-04", "en")
    assert meaning("EP", "X9", None, "en") == ""


def test_a_new_number_of_an_unknown_date_counts_as_new():
    assert right_and_stage("CN", "B", None, "102436789")[1] == "grant"


@pytest.mark.parametrize("office", sorted(TABLE))
def test_every_row_says_something_in_both_languages(office):
    assert known_kinds(office)
    for row in TABLE[office]:
        assert row.en.isascii()
        assert row.zh
        assert not row.zh.isascii()


@pytest.mark.parametrize("office", sorted(WORLD))
def test_no_code_of_the_smaller_offices_has_two_meanings(office):
    codes = [code for row in WORLD[office] for code in row.kinds]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z]\d?", code) for code in codes)
    for row in WORLD[office]:
        assert row.en.isascii()
        assert not row.zh.isascii()


def test_a_code_not_listed_for_a_smaller_office_is_read_by_its_letter():
    assert meaning("NO", "B9") == "second publication of a patent document"
    assert meaning("NO", "B9", lang="zh") == "专利文献第二次公布"


def test_an_office_without_a_list_has_no_known_kinds():
    assert known_kinds("SG") == frozenset()
