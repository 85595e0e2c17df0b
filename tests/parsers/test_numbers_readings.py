"""What people type, and what it is read as."""

import json

import msgspec
import pytest

from parsers.numbers import read_number, readings

P, A, R, M = "publication", "application", "registration", "mark"

# input, role, office, number, kind, docdb, epodoc (None: not checked)
WORKED = [
    ("ZL 2008 2 0009767.0", A, "CN", "2008200097670", None, "CN 200820009767 U", None),
    ("CN201510163325.6", A, "CN", "2015101633256", None, "CN 201510163325 A", None),
    ("201510163325", A, "CN", "2015101633256", None, "CN 201510163325 A", None),
    ("95115608X", A, "CN", "95115608X", None, "CN 95115608 A", None),
    ("９５１１５６０８．Ｘ", A, "CN", "95115608X", None, "CN 95115608 A", None),
    ("CN.200510103162.A", A, "CN", "2005101031629", None, "CN 200510103162 A", "CN20051103162"),
    ("CN20051103162", A, "CN", "2005101031629", None, "CN 200510103162 A", "CN20051103162"),
    ("CN19881000001", A, "CN", "881000019", None, "CN 88100001 A", None),
    ("CN19880100001", A, "CN", "881000019", None, "CN 88100001 A", None),
    ("CN198800100001", A, "CN", "881000019", None, "CN 88100001 A", None),
    ("CN88100001A", P, "CN", "88100001", "A", "CN 88100001 A", "CN88100001"),
    ("CN1030001A", P, "CN", "1030001", "A", "CN 1030001 A", "CN1030001"),
    ("CN1019873C", P, "CN", "1019873", "C", "CN 1019873 C", "CN1019873C"),
    ("CN2030001U", P, "CN", "2030001", "U", "CN 2030001 U", None),
    ("CN200938735Y", P, "CN", "200938735", "Y", "CN 200938735 Y", "CN200938735Y"),
    ("CN100333628C", P, "CN", "100333628", "C", "CN 100333628 C", "CN100333628C"),
    ("CN 101911042 B", P, "CN", "101911042", "B", "CN 101911042 B", "CN101911042B"),
    ("CN101911042", P, "CN", "101911042", None, "CN 101911042", "CN101911042"),
    ("CN 107,076,464", P, "CN", "107076464", None, None, None),
    ("CN201502710U", P, "CN", "201502710", "U", "CN 201502710 U", None),
    ("公开号CN112345678A", P, "CN", "112345678", "A", None, None),
    ("专利号：ZL200410018477.9", A, "CN", "2004100184779", None, None, None),
    ("BS.185559220", R, "CN", "BS185559220", None, None, None),
    ("US 6,013,599", P, "US", "6013599", None, "US 6013599", "US6013599"),
    ("06013599", P, "US", "6013599", None, None, None),
    ("US 11,123,123 B2", P, "US", "11123123", "B2", "US 11123123 B2", "US11123123"),
    ("US 2015/0012345 A1", P, "US", "20150012345", "A1", "US 2015012345 A1", "US2015012345"),
    ("US2015012345A1", P, "US", "20150012345", "A1", "US 2015012345 A1", "US2015012345"),
    ("20150012345", P, "US", "20150012345", None, "US 2015012345", "US2015012345"),
    ("US20010000001A1", P, "US", "20010000001", "A1", "US 2001000001 A1", "US2001000001"),
    ("US201700054A1", P, "US", "20170000054", "A1", "US 2017000054 A1", None),
    ("14/123,456", A, "US", "14123456", None, None, None),
    ("US201314123456", A, "US", "14123456", None, "US 201314123456 A", "US201314123456"),
    ("US 94268010 A", A, "US", "12942680", None, "US 94268010 A", "US20100942680"),
    ("60/609,868", A, "US", "60609868", None, None, None),
    ("US201862746724P", "priority", "US", "62746724", None, "US 201862746724 P", "US201862746724P"),
    ("Des. 456,789", P, "US", "D456789", None, "US D456789 S", "USD456789S"),
    ("USD0466643S1", P, "US", "D466643", "S1", None, "USD466643S"),
    ("PP12,345", P, "US", "PP12345", None, None, None),
    ("US0PP12001P2", P, "US", "PP12001", "P2", None, None),
    ("RE43,633", P, "US", "RE43633", None, None, None),
    ("US000000044856E", P, "US", "RE44856", "E", None, None),
    ("H1,234", P, "US", "H1234", None, None, None),
    ("T100,001", P, "US", "T100001", None, None, None),
    ("X9,876", P, "US", "X9876", None, None, None),
    ("AI00312", P, "US", "AI312", None, None, None),
    ("B1 5,123,456", P, "US", "5123456", "B1", "US 5123456 B1", None),
    ("US 6,654,321 C1", P, "US", "6654321", "C1", None, None),
    ("EP666666B1", P, "EP", "666666", "B1", "EP 0666666 B1", "EP0666666"),
    ("EP 1 000 000 A1", P, "EP", "1000000", "A1", "EP 1000000 A1", "EP1000000"),
    ("EP00007054A1", P, "EP", "7054", "A1", "EP 0007054 A1", "EP0007054"),
    ("EP.1000000.A1", P, "EP", "1000000", "A1", None, None),
    ("EP-A1-0123456", P, "EP", "123456", "A1", None, None),
    ("EP 98660050.0", A, "EP", "98660050", None, "EP 98660050 A", "EP19980660050"),
    ("EP19990203729", A, "EP", "99203729", None, "EP 99203729 A", "EP19990203729"),
    ("WO 03/012345 A2", P, "WO", "2003012345", "A2", "WO 03012345 A2", "WO03012345"),
    ("WO 99/13800", P, "WO", "1999013800", None, "WO 9913800", "WO9913800"),
    ("WO0198623A1", P, "WO", "2001098623", "A1", "WO 0198623 A1", "WO0198623"),
    ("WO200946303", P, "WO", "2009046303", None, None, None),
    ("WO09104034", P, "WO", "2009104034", None, None, None),
    ("WO03107732", P, "WO", "2003107732", None, None, None),
    ("WO9831467", P, "WO", "1998031467", None, "WO 9831467", "WO9831467"),
    ("WO-A1-2014/114885", P, "WO", "2014114885", "A1", None, "WO2014114885"),
    ("PCT/CN2005/001234", A, "WO", "PCT/CN2005/001234", "W", "CN 2005001234 W", "WO2005CN01234"),
    ("PCT/US98/16128", A, "WO", "PCT/US98/16128", "W", "US 9816128 W", "WO1998US16128"),
    ("US 2019056674 W", A, "WO", "PCT/US2019/056674", "W", "US 2019056674 W", "WO2019US56674"),
    ("WO2009KR06271", A, "WO", "PCT/KR2009/006271", "W", "KR 2009006271 W", "WO2009KR06271"),
    ("PCT/US/2006/030219", A, "WO", "PCT/US2006/030219", "W", None, None),
    ("WOPCT/EP02/07746", A, "WO", "PCT/EP02/07746", "W", None, None),
    ("WOEP/2004/008531", A, "WO", "PCT/EP2004/008531", "W", None, None),
    ("PCTUS1994008862", A, "WO", "PCT/US94/08862", "W", None, None),
    ("特開平9-123456", P, "JP", "H09123456", "A", "JP H09123456 A", "JPH09123456"),
    ("JP2-29970 (B2)", P, "JP", "H0229970", "B2", "JP H0229970 B2", "JPH0229970B"),
    ("JP8-179521", P, "JP", "H08179521", None, None, None),
    ("JP01206674A", P, "JP", "H01206674", "A", None, None),
    ("JP58002167U", P, "JP", "S582167", "U", None, None),
    ("JP00000S602468B2", P, "JP", "S602468", "B2", None, None),
    ("昭53-84696", A, "JP", "S5384696", None, "JP 8469678 A", "JP19780084696"),
    ("特許第4961043号", P, "JP", "4961043", "B2", "JP 4961043 B2", "JP4961043B"),
    ("特表2005-533465", P, "JP", "2005533465", "A", "JP 2005533465 A", "JP2005533465"),
    ("実用新案登録第3000001号", P, "JP", "3000001", "U", "JP 3000001 U", "JP3000001U"),
    ("特願2005-505120", A, "JP", "2005505120", None, "JP 2005505120 A", "JP20050505120"),
    ("特許第1234567号", R, "JP", "1234567", None, None, None),
    ("10-2008-0107376", A, "KR", "20080107376", None, "KR 20080107376 A", "KR20080107376"),
    ("KR1020150124192A", P, "KR", "20150124192", "A", "KR 20150124192 A", "KR20150124192"),
    ("특허 10-1925063", P, "KR", "101925063", "B1", "KR 101925063 B1", "KR101925063B"),
    ("KR101925063B1", P, "KR", "101925063", "B1", "KR 101925063 B1", "KR101925063B"),
    ("I452476", P, "TW", "I452476", "B", "TW I452476 B", "TWI452476B"),
    ("TW200928818A", P, "TW", "200928818", "A", "TW 200928818 A", "TW200928818"),
    ("TW 90121515", A, "TW", "90121515", None, "TW 90121515 A", "TW20010121515"),
    ("TW20010121515", A, "TW", "90121515", None, "TW 90121515 A", "TW20010121515"),
    ("DE 10 2004 002 000 A1", P, "DE", "102004002000", "A1", "DE 102004002000 A1",
     "DE102004002000A1"),
    ("DE 299 06 432 U1", P, "DE", "29906432", "U1", "DE 29906432 U1", "DE29906432U"),
    ("DE69905327D1", P, "DE", "69905327", "D1", "DE 69905327 D1", "DE69905327D1"),
    ("DE00700001A", P, "DE", "700001", "C", "DE 700001 C", "DE700001C"),
    ("60015566.8", A, "DE", "60015566", None, "DE 60015566 A", None),
    ("GB 2 000 685 A", P, "GB", "2000685", "A", "GB 2000685 A", "GB2000685"),
    ("GB 0204635.0", A, "GB", "0204635", None, "GB 0204635 A", None),
    ("FR 2 862 000 B1", P, "FR", "2862000", "B1", "FR 2862000 B1", "FR2862000B1"),
    ("AT 401 234 B", P, "AT", "401234", "B", "AT 401234 B", None),
    ("ATE232441T", P, "AT", "E232441", "T", "AT E232441 T", "ATE232441T"),
    ("NL1010536C2", P, "NL", "1010536", "C2", "NL 1010536 C2", "NL1010536C"),
    ("BR PI0507004", P, "BR", "PI0507004", None, None, None),
    ("SG 11201234567X", P, "SG", "11201234567X", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "office", "number", "kind", "docdb", "epodoc"), WORKED)
def test_worked_examples(text, what, office, number, kind, docdb, epodoc):  # noqa: PLR0917 - one column per fact
    best = readings(text)[0]
    assert (best.what, best.office, best.number, best.kind) == (what, office, number, kind)
    assert docdb is None or best.docdb == docdb
    assert epodoc is None or best.epodoc == epodoc


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("US9014905B1", ["US9014905B1"]),
        ("9,014,905", ["US9014905"]),
        ("US 7,654,321 B2", ["US7654321B2"]),
        ("US-11449323-B2", ["US11449323B2"]),
        ("US 2021/0191781 A1", ["US20210191781A1"]),
        ("US 14/166,502", ["US14166502"]),
        ("14/166502", ["US14166502"]),
        ("D612,345", ["USD612345"]),
        ("RE42,345", ["USRE42345"]),
        ("EP_0227762_B1_19900411", ["EP227762B1"]),
        ("EP 0 227 762 B1", ["EP227762B1"]),
        ("EP05104792.2", ["EP05104792"]),
        ("WO2010/123456", ["WO2010123456"]),
        ("WO 10/12345", ["WO2010012345"]),
        ("PCT/US2010/012345", ["PCT/US2010/012345"]),
        ("CN101234567A", ["CN101234567A"]),
        ("CN 200410018477.9", ["CN2004100184779"]),
        ("ZL 2004 1 0018477.9", ["CN2004100184779"]),
        ("ZL02131310.5", ["CN021313105"]),
        ("特開2010-123456", ["JP2010123456A"]),
        ("特願平10-123456", ["JPH10123456"]),
        ("JP2010123456A", ["JP2010123456A"]),
        ("特許第4567890号", ["JP4567890B2"]),
        ("KR 10-2010-0012345", ["KR20100012345", "KR20100012345"]),
        ("10-1234567", ["KR101234567B1"]),
        ("DE 10 2010 012 345 A1", ["DE102010012345A1"]),
        ("GB2345678A", ["GB2345678A"]),
        ("SG 11201234567X", ["SG11201234567X"]),
        ("中国专利CN101234567A", ["CN101234567A"]),
        ("申请号：200410018477.9", ["CN2004100184779"]),
        ("特開２０１０－１２３４５６号公報", ["JP2010123456A"]),
        ("実開昭58-2167", ["JPS582167U"]),
        ("実公平2-29970", ["JPH0229970Y2"]),
        ("再表98/012345", ["WO1998012345"]),
        ("공개특허 10-2015-0124192", ["KR20150124192"]),
        ("등록특허 제10-1925063호", ["KR101925063B1"]),
        ("U.S. Pat. No. 9,014,905", ["US9014905"]),
        ("U.S. Patent Application Publication No. 2015/0012345", ["US20150012345"]),
        ("Appl. No. 14/166,502", ["US14166502"]),
        ("https://patents.google.com/patent/US9014905B1/en", ["US9014905B1"]),
        ("JP-A-H09-123456", ["JPH09123456A"]),
        ("US-A-5123456", ["US5123456A"]),
        ("wo2010123456a1", ["WO2010123456A1"]),
        ("99/13800", ["WO1999013800"]),
        ("DE S73067", ["DES73067"]),
        ("JP 9320569", ["JPH09320569"]),
        ("4961043", ["US4961043", "EP4961043", "JP4961043"]),
    ],
)
def test_spellings_of_the_communities(text, ids):
    assert [reading.id for reading in readings(text)][: len(ids)] == ids


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("14166502", {("US", P), ("US", A)}),
        ("11123123", {("US", P), ("US", A)}),
        ("88100001", {("CN", P), ("CN", A)}),
        ("CN88100001", {("CN", P), ("CN", A)}),
        ("ZL 2008 2 0009767.0", {("CN", A), ("CN", M)}),
        ("JP2000-123456", {("JP", P), ("JP", A)}),
        ("KR 10-2005-0012345", {("KR", P), ("KR", A)}),
        ("US20040023667", {("US", P), ("US", A)}),
        ("2010123456", {("US", P), ("WO", P), ("JP", P), ("JP", A)}),
        ("60/609,868", {("US", A), ("US", "priority")}),
    ],
)
def test_same_digits_in_several_roles_are_all_said(text, whats):
    assert whats <= {(reading.office, reading.what) for reading in readings(text)}


def test_an_ambiguous_wo_number_gives_both_years():
    read = readings("WO00402618")
    assert {reading.number for reading in read} == {"2004002618", "2000402618"}
    assert all("two ways" in " ".join(reading.notes) for reading in read)


@pytest.mark.parametrize(
    "text",
    ["WO2003-EP8824", "WOWO2003-EP8824", "IT19732A/88", "JPHEI 3-53606", "EP100A000B1",
     "FR-1Q23456-B", "DE000P0001770BAZ", "PCT/EP02/07746/123", "hello", "hello 5", "", "   ",
     "１", "CN", "US-", "9" * 60, "😀 12", "2024-13-99 00:00"],
)  # fmt: skip
def test_nonsense_is_not_guessed_and_what_was_tried_is_said(text):
    answer = read_number(text)
    assert answer.readings == ()
    assert readings(text) == []
    assert answer.note is not None
    assert "No known form fits" in answer.note


def test_the_note_on_nonsense_names_forms_of_the_office():
    note = read_number("EP100A000B1").note
    assert note is not None
    assert "EP 0 227 762 B1" in note
    assert "JP" not in note


def test_notes_are_plain_words_in_both_languages():
    (english,) = readings("EP05104792.2")
    (chinese,) = readings("EP05104792.2", "zh")
    assert english.notes == ("The check digit does not fit; 6 would. Probably a typing error.",)
    assert "校验位" in chinese.notes[0]


def test_a_kind_the_office_does_not_have_is_kept_and_said():
    (reading,) = readings("EP1000000C7")
    assert reading.id == "EP1000000C7"
    assert "C7 is not among" in reading.notes[0]
    assert readings("US9014905B")[0].notes == ()


def test_a_date_behind_is_kept():
    (reading,) = readings("EP_0227762_B1_19900411")
    assert reading.date == "1990-04-11"


def test_the_encoding_is_what_the_command_prints():
    answer = read_number("CN 200410018477.9")
    assert json.loads(msgspec.json.encode(answer)) == {
        "input": "CN 200410018477.9",
        "readings": [
            {
                "what": "application",
                "office": "CN",
                "number": "2004100184779",
                "date": "2004",
                "id": "CN2004100184779",
                "docdb": "CN 200410018477 A",
                "epodoc": "CN20041018477",
                "original": "200410018477.9",
                "check_digit": "valid",
            }
        ],
    }
