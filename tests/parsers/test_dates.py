from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import days, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20150421", "2015-04-21"),
        ("2015-04-21", "2015-04-21"),
        ("2015/04/21", "2015-04-21"),
        ("2015.04.21", "2015-04-21"),
        ("2015. 04. 21.", "2015-04-21"),
        ("2007.8.8", "2007-08-08"),
        ("２０１５．０４．２１", "2015-04-21"),
        ("2015-04-21T00:00:00Z", "2015-04-21"),
        ("2015-04", "2015-04"),
        ("2015", "2015"),
        ("20150400", "2015-04"),
        ("18360700", "1836-07"),
        ("19890000", "1989"),
        ("2010年3月5日", "2010-03-05"),
        ("2010 年 3 月 5 日", "2010-03-05"),
        ("2010年3月", "2010-03"),
        ("2010年", "2010"),
        ("2010년 3월 5일", "2010-03-05"),
        ("令和6年4月5日", "2024-04-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成9年5月20日", "1997-05-20"),
        ("平成９年（１９９７）５月２０日", "1997-05-20"),
        ("平成31年4月30日(2019.4.30)", "2019-04-30"),
        ("昭53.7.13", "1978-07-13"),
        ("昭和64年1月7日", "1989-01-07"),
        ("H09.05.20", "1997-05-20"),
        ("民國113年1月2日", "2024-01-02"),
        ("中華民國90年8月31日", "2001-08-31"),
        ("29.05.1996", "1996-05-29"),
        ("9.5.1996", "1996-05-09"),
        ("Mar. 7, 2006", "2006-03-07"),
        ("March 7, 2006", "2006-03-07"),
        ("MAR 7 2006", "2006-03-07"),
        ("Sept. 30, 2003", "2003-09-30"),
        ("29 May 1996", "1996-05-29"),
        ("29-MAY-1996", "1996-05-29"),
        ("3rd June 1996", "1996-06-03"),
        ("May 1996", "1996-05"),
        ("7. März 2006", "2006-03-07"),
        ("1er août 2006", "2006-08-01"),
        ("3 / 15 / 2010", "2010-03-15"),
        ("15/3/2010", "2010-03-15"),
        ("2000.02.29", "2000-02-29"),
        ("二〇一五年四月二十一日", "2015-04-21"),
        ("一九八五年十月十日", "1985-10-10"),
        ("二零零三年十二月三十一日", "2003-12-31"),
        ("民國八十九年八月三日", "2000-08-03"),
        ("平成二年三月", "1990-03"),
        ("昭和53年7月13日", "1978-07-13"),
        ("明治45年7月29日", "1912-07-29"),
        ("大正元年8月1日", "1912-08-01"),
        ("R6.4.5", "2024-04-05"),
        ("21 ENE 2015", "2015-01-21"),
        ("13 giugno 2003", "2003-06-13"),
        ("1º set 2003", "2003-09-01"),
        ("7th March 2006", "2006-03-07"),
        ("07-MAR-2006", "2006-03-07"),
        ("20060307", "2006-03-07"),
        ("18760000", "1876"),
    ],
)
def test_printed_dates(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "0", "0/0/0", "00000000", "2024-13-99", "20241399", "20150431", "2010.02.29", "31.06.2010",
     "2015-00-12", "113.01.02", "3/4/2010", "soon", "2015-04-21-07", "Foo 7, 2006", "99999999",
     "202127", "12345"],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "office", "expected"),
    [
        ("113.01.02", "TW", "2024-01-02"),
        ("90/08/31", "TW", "2001-08-31"),
        ("3/4/2010", "US", "2010-03-04"),
        ("3/4/2010", "GB", "2010-04-03"),
        ("13/4/2010", "US", None),
    ],
)
def test_the_office_decides_what_is_ambiguous(text, office, expected):
    assert parse_date(text, office) == expected


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2015-04-21", 20150421, 20150421),
        ("2019-02", 20190201, 20190228),
        ("2020-02", 20200201, 20200229),
        ("2015", 20150101, 20151231),
    ],
)
def test_a_partial_date_is_a_period(partial, first, last):
    assert days(partial) == (first, last)


@given(st.dates(date(1790, 1, 1), date(2199, 12, 31)))
def test_every_form_of_a_day_reads_as_that_day(day):
    iso = day.isoformat()
    for text in (
        iso,
        f"{day:%Y%m%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        assert parse_date(text) == iso, text
    whole = int(f"{day:%Y%m%d}")
    assert days(iso) == (whole, whole)
    first, last = days(iso[:7])
    assert first <= whole <= last


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_what_it_reads_reads_again(text):
    read = parse_date(text)
    if read is not None:
        assert parse_date(read) == read
