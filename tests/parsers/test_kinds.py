import pytest

from parsers.kinds import known_kinds, meaning, right_and_stage
from parsers.kinds_table import TABLE

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


def test_an_office_without_a_list_has_no_known_kinds():
    assert known_kinds("SG") == frozenset()
