"""Spellings of the offices of the world: what they are read as, and all their forms."""

import itertools
import re

import pytest

from parsers.numbers import application_number, forms, index_forms, query_forms, readings
from parsers.numbers.layouts import Pieces, write
from parsers.numbers.world_table import LAYOUTS

P, A, R, PR = "publication", "application", "registration", "priority"

# input, role, id, docdb, epodoc ("": none without the date), original
SPELLINGS = [
    ("AP/P/2000/001988", A, "AP2000001988", "AP 2000001988 A", "AP20000001988",
     "AP P/2000/001988"),
    ("AR P990102435", A, "ARP990102435", "AR P990102435 A", "AR1999P102435", "AR P19990102435"),
    ("AT GM 434/2002", A, "AT4342002", "AT 4342002 A", "AT20020000434", "AT A434/2002"),
    ("AT 98938302 T", A, "AT98938302", "AT 98938302 T", "AT19980938302T", "AT 98938302"),
    ("AU 86854/98", A, "AU8685498", "AU 8685498 A", "AU19980086854", "AU 86854/98"),
    ("AU 2013290010", A, "AU2013290010", "AU 2013290010 A", "AU20130290010", "AU 2013/290010"),
    ("BE 2005/0123", A, "BE200500123", "BE 200500123 A", "BE20050000123", "BE 2005/00123"),
    ("BG 105061", A, "BG105061", "", "", "BG 105061"),
    ("BR PI0507004-3", A, "BRPI0507004", "BR PI0507004 A", "BR2005PI07004", "BR PI0507004"),
    ("BR 10 2012 012345 6", A, "BR102012012345", "BR 102012012345 A", "BR20121012345",
     "BR 102012012345"),
    ("CA 2,332,922", A, "CA2332922", "CA 2332922 A", "", "CA 2332922"),
    ("CH 01234/2001", A, "CH12342001", "CH 12342001 A", "CH20010001234", "CH 01234/2001"),
    ("CO 99031289", A, "CO99031289", "CO 99031289 A", "CO19990031289", "CO 99-031289"),
    ("CZ PV 2000-4362", A, "CZ20004362", "CZ 20004362 A", "CZ20000004362", "CZ PV2000-4362"),
    ("DK PA 2000 01234", A, "DKPA200001234", "DK PA200001234 A", "DK2000PA01234",
     "DK PA2000/01234"),
    ("EA 200000123", A, "EA200000123", "EA 200000123 A", "EA20000000123", "EA 2000/00123"),
    ("EE P200000680", A, "EEP200000680", "EE P200000680 A", "EEP200000680", "EE P200000680"),
    ("ES P200501234", A, "ES200501234", "ES 200501234 A", "ES20050001234", "ES P200501234"),
    ("FI 20155123", A, "FI20155123", "FI 20155123 A", "FI20150005123", "FI 20155123"),
    ("FR 05/01234", A, "FR0501234", "FR 0501234 A", "FR20050001234", "FR 05/01234"),
    ("GB 0412727.0", A, "GB0412727", "GB 0412727 A", "GB20040012727", "GB 0412727.0"),
    ("GB 2306615.2", A, "GB2306615", "GB 202306615 A", "GB20230006615", "GB 2306615.2"),
    ("GB 34567/68", A, "GB3456768", "GB 3456768 A", "GB19680034567", "GB 34567/68"),
    ("GE AP1998005637", A, "GEAP1998005637", "GE AP1998005637 A", "GE1998AP05637",
     "GE AP1998005637"),
    ("HK 03100263.7", A, "HK03100263", "HK 03100263 A", "HK20030100263", "HK 03100263"),
    ("HU P0101714", A, "HU0101714", "HU 0101714 A", "HU20010001714", "HU P0101714"),
    ("IE 2000/0123", A, "IE20000123", "IE 20000123 A", "IE20000000123", "IE 2000/0123"),
    ("IL 13927498 A", A, "IL139274", "IL 13927498 A", "IL19980139274", "IL 139274"),
    ("IN 1234/DELNP/2005", A, "IN1234DN2005", "IN 1234DN2005 A", "IN2005DN01234",
     "IN 1234/DN/2005"),
    ("12345/MUM/1997", A, "IN12345MU1997", "IN 12345MU1997 A", "IN1997MU12345",
     "IN 12345/MU/1997"),
    ("IN 201611123456", A, "IN201611123456", "IN 201611123456 A", "IN201611123456",
     "IN 201611123456"),
    ("IT VR2013A000124", A, "ITVR20130124", "IT VR20130124 A", "IT2013VR00124",
     "IT VR2013A000124"),
    ("IT 102017000073501", A, "IT201700073501", "IT 201700073501 A", "IT20170073501",
     "IT 102017000073501"),
    ("LV P-00-156", A, "LV000156", "LV 000156 A", "LV20000000156", "LV P-00-156"),
    ("MX/a/2010/001234", A, "MX2010001234", "MX 2010001234 A", "MX20100001234",
     "MX MX/A/2010/001234"),
    ("MX PA05006297", A, "MXPA05006297", "MX PA05006297 A", "MX2005PA06297",
     "MX PA/A/2005/006297"),
    ("NO 20005879", A, "NO20005879", "NO 20005879 A", "NO20000005879", "NO 2000/5879"),
    ("NL 1010536", A, "NL1010536", "NL 1010536 A", "", "NL 1010536"),
    ("OA 1200000317", A, "OA1200000317", "OA 1200000317 A", "OA20001000317",
     "OA 1-2000-00317"),
    ("PL P.344259", A, "PL344259", "", "", "PL P.344259"),
    ("PT 117283", A, "PT117283", "", "", "PT 117283"),
    ("RU 2000123456", A, "RU2000123456", "RU 2000123456 A", "RU20000123456",
     "RU 2000123456"),
    ("SE 9801234-5", A, "SE9801234", "SE 9801234 A", "SE19980001234", "SE 9801234"),
    ("SK PP 1630-2000", A, "SK16302000", "SK 16302000 A", "SK20000001630", "SK PP1630-2000"),
    ("TN SN99097", A, "TNSN99097", "TN SN99097 A", "TN1999SN00097", "TN SN99097"),
    ("ZA 2005/01234", A, "ZA200501234", "ZA 200501234 A", "ZA20050001234", "ZA 2005/01234"),
    ("AT 401 234 B", P, "AT401234B", "AT 401234 B", "AT401234B", "AT 401 234 B"),
    ("ATE232441T1", P, "ATE232441T1", "AT E232441 T1", "ATE232441T", "AT E232441 T1"),
    ("AR 017747 A1", P, "AR17747A1", "AR 017747 A1", "AR017747", "AR 17 747 A1"),
    ("CA 2967774 A1", P, "CA2967774A1", "CA 2967774 A1", "CA2967774", "CA 2 967 774 A1"),
    ("EE 04926 B1", P, "EE4926B1", "EE 04926 B1", "EE04926", "EE 4926 B1"),
    ("GB 2 000 685 A", P, "GB2000685A", "GB 2000685 A", "GB2000685", "GB 2 000 685 A"),
    ("GE P20033014 B", P, "GEP20033014B", "GE P20033014 B", "GEP20033014", "GE P20033014 B"),
    ("HK 1048411 A1", P, "HK1048411A1", "HK 1048411 A1", "HK1048411", "HK 1 048 411 A1"),
    ("HU 0101714 A2", P, "HU0101714A2", "HU 0101714 A2", "HU0101714", "HU 0101714 A2"),
    ("RU 2353337 C2", P, "RU2353337C2", "RU 2353337 C2", "RU2353337", "RU 2 353 337 C2"),
    ("SU 1234567 A1", P, "SU1234567A1", "SU 1234567 A1", "SU1234567", "SU 1 234 567 A1"),
    ("DM/073456", R, "DM/073456", "", "", "DM/073456"),
    ("002345678-0001", P, "EM0023456780001S", "EM 0023456780001 S", "", "002345678-0001"),
    ("DE 10 2004 026 349.3", A, "DE102004026349", "DE 102004026349 A", "DE20041026349",
     "102004026349.3"),
    ("DE19951012345", A, "DE19512345", "DE 19512345 A", "DE19951012345", "19512345.0"),
    ("DE1964B077613", A, "DEB77613", "DE B0077613 A", "DE1964B077613", "B77613"),
    ("P 43 12 345.7", A, "DE4312345", "DE 4312345 A", "DE19934312345", "4312345.7"),
    ("G 89 12 345.0", A, "DE8912345", "DE 8912345 U", "DE19890012345U", "8912345.0"),
    ("M 89 08 812", P, "DEM8908812", "DE M8908812", "DEM8908812", "DE M89 08 812"),
    ("CN 102019000302430", A, "CN2019103024301", "CN 201910302430 A", "CN20191302430",
     "201910302430.1"),
    ("TW 093212345", A, "TW93212345", "TW 93212345 U", "TW20040212345U", "93212345"),
    ("TW112100001", A, "TW112100001", "TW 112100001 A", "TW20230100001", "112100001"),
    ("USX1258190", A, "US1258190X", "US 1258190X A", "USX1258190", "US 1258190X"),
    ("KR2009/006271", A, "PCT/KR2009/006271", "KR 2009006271 W", "WO2009KR06271",
     "PCT/KR2009/006271"),
    ("GB02/04635", A, "PCT/GB02/04635", "GB 0204635 W", "WO2002GB04635", "PCT/GB02/04635"),
    ("优先权号 US 62/746,724", PR, "US62746724", "", "", "62/746,724"),
    ("Priority No. EP 10167109.7", PR, "EP10167109", "EP 10167109 A", "EP20100167109",
     "10167109.7"),
    ("JP D1234567", P, "JP1234567S", "JP 1234567 S", "JP1234567S", "JP 1234567 S"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "read", "docdb", "epodoc", "original"), SPELLINGS)
def test_spellings(text, what, read, docdb, epodoc, original):  # noqa: PLR0917 - a table
    (one,) = [r for r in readings(text) if (r.what, r.id) == (what, read)]
    assert (one.docdb, one.epodoc, one.original) == (docdb, epodoc, original)


@pytest.mark.parametrize(
    ("typed", "office", "number", "kind"),
    [(docdb, *read) for docdb, read in (
        ("IL 13927498 A", ("IL", "139274", None)), ("IL 139274", ("IL", "139274", None)),
        ("AU19980086854", ("AU", "8685498", None)), ("AU 86854/98", ("AU", "8685498", None)),
        ("GB 202306615 A", ("GB", "2306615", None)), ("GB 2306615.2", ("GB", "2306615", None)),
        ("GB20230006615", ("GB", "2306615", None)), ("SK 1630-2000", ("SK", "16302000", None)),
        ("CZ19620200043", ("CZ", "20004362", None)), ("RU19200131592", ("RU", "2000131592", None)),
        ("DE19986032731T", ("DE", "69832731", "T")), ("US 62/746,724", ("US", "62746724", None)),
    )],
)  # fmt: skip
def test_any_spelling_of_an_application_finds_it(typed, office, number, kind):
    (token,) = index_forms(office, number, kind, "an")
    assert token in query_forms(typed, "an")


@pytest.mark.parametrize(
    ("office", "number", "kind", "date", "docdb", "epodoc"),
    [
        ("IL", "139274", "A", "1998-11-12", "IL 13927498 A", "IL19980139274"),
        ("PT", "117283", "A", "2021-06-11", "PT 11728321 A", "PT20210117283"),
        ("CA", "2332922", "A", "1998", "CA 2332922 A", "CA19982332922"),
        ("US", "12932296", "A", "2011-02-22", "US 93229611 A", "US20110932296"),
        ("US", "13319721", "A", "2010-04-27", "US 201013319721 A", "US201013319721"),
        ("US", "29377996", None, "2010-10-28", "US 37799610 F", "US20100377996"),
        ("US", "29406308", None, "2011-11-10", "US 201129406308 F", "US201129406308"),
        ("US", "02258739", None, "1939-02-27", "US 25873939 A", "US19390258739"),
        ("US", "1258190X", "A", None, "US 1258190X A", "USX1258190"),
        ("CA", "892506T", "A", None, "CA 892506T A", ""),
        ("AT", "4342002", "U", None, "AT 4342002 U", "AT20020000434U"),
    ],
)
def test_forms_with_the_date(office, number, kind, date, docdb, epodoc):  # noqa: PLR0917 - a table
    shapes = forms(office, "application", number, kind, date)
    assert (shapes.docdb, shapes.epodoc) == (docdb, epodoc)
    bare = docdb.split(" ")[1]
    assert application_number(office, bare, date, docdb.split(" ")[2], "docdb") == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("90/012,345", "ex parte reexamination"),
        ("95/000,486", "inter partes reexamination"),
        ("96/000,012", "supplemental examination"),
        ("35/500,123", "Hague"),
        ("29/327,632", "design applications"),
        ("60/609,868", "provisional"),
        ("PP12,345", "plant patent"),
        ("RE43,633", "reissued"),
        ("H1,234", "statutory invention registration"),
        ("T100,001", "defensive publication"),
        ("X9,876", "before 1836"),
        ("AI00312", "additional improvement"),
        ("US 5,123,456 B1", "reexamination certificate"),
        ("CN101234567C", "published as A/B"),
        ("CN1003001", "shows the kind B"),
        ("AP19200001988", "1920"),
        ("CN 102019000302430", "ST.13"),
        ("US 002013000823755", "without the series"),
        ("IL 139274", "need the filing year"),
        ("DM/073456", "Hague Agreement"),
        ("GB 0204635.0", "7 would"),
        ("DE 10 2004 026 349", "it is 3"),
        ("ZL 2008 2 0009767.0", "granted patent"),
    ],
)
def test_notes_say_in_plain_words_what_a_number_is(text, words):
    assert any(words in note for reading in readings(text) for note in reading.notes)


def test_bare_digits_are_tried_with_all_offices_they_fit_best_first():
    offices = [reading.office for reading in readings("2345678")]
    assert offices[0] == "US"
    assert {"US", "CN", "EP", "DE", "FR", "GB", "CA", "RU"} <= set(offices)
    assert len(offices) == len(set(offices))


def test_the_kind_is_said_in_plain_words():
    assert readings("CN1003001B")[0].meaning == "examined application for an invention"
    assert readings("CN101911042B", "zh")[0].meaning == "发明专利授权公告"
    assert readings("US 5,123,456 B1")[0].meaning == "reexamination certificate"
    assert readings("CN 200410018477.9")[0].meaning is None


def applications():
    """Every row of the table with years at its bounds and small and large serials."""
    for office, layouts in LAYOUTS.items():
        for layout in layouts:
            if layout.legacy:
                continue
            widths = [int(n) for n in re.findall(r"S:(\d)", layout.docdb + layout.epodoc)]
            top = 10 ** min([*widths, 6]) - 1
            years = {max(layout.since, 1985), min(layout.until, 2024), max(layout.since, 1998)}
            for year, serial in itertools.product(sorted(years), (min(1234, top), top)):
                if layout.since <= year <= layout.until:
                    yield office, layout, Pieces(str(serial), year, "MU", "10")


@pytest.mark.parametrize("office", sorted(LAYOUTS))
def test_all_forms_of_every_row_read_back_and_find_the_application(office):
    for code, layout, pieces in applications():
        if code != office:
            continue
        kind, date = layout.kinds, str(pieces.year)
        number = write(layout.templates("canonical")[0], pieces)
        shapes = forms(office, "application", number, kind or None, date)
        bare = shapes.docdb.split(" ")[1]
        assert application_number(office, bare, date, kind or "A", "docdb") == number, layout
        if shapes.epodoc:
            assert application_number(office, shapes.epodoc, date, kind, "epodoc") == number, layout
        assert application_number(office, shapes.original, date, kind, "original") == number, layout
        (token,) = index_forms(office, number, None, "an")
        for spelling in (shapes.docdb, shapes.epodoc, shapes.original, f"{office}{number}"):
            assert not spelling or token in query_forms(spelling, "an"), (spelling, number)
