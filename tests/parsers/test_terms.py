"""When rights end by law, against dates worked out by hand from the rules in `parsers.terms`."""

import pytest

from parsers.model import Publication, Reference, Related, Term
from parsers.specimens.documents import unread
from parsers.terms import end_of_term


def right(office, kind, filed, granted="2015-06-16", *, kind_of="invention", stage="grant", **more):
    return Publication(
        id=f"{office}1{kind}",
        office=office,
        number="1",
        kind=kind,
        right=kind_of,
        stage=stage,
        date=granted,
        language="en",
        application=Reference(office=office, number="1", date=filed),
        source=unread(),
        **more,
    )


def parent(relation, date, number="2", **more):
    document = Reference(office="US", number=number, date=date, **more)
    return Related(relation=relation, document=document)


@pytest.mark.parametrize(
    ("one", "end"),
    [
        (right("CN", "B", "2012-02-29"), "2032-02-29"),
        (right("CN", "B", "2013-05-02"), "2033-05-02"),
        (right("CN", "B", "1990-05-02"), None),
        (right("CN", "U", "2013-05-02", kind_of="utility_model"), "2023-05-02"),
        (right("CN", "S", "2021-05-31", kind_of="design"), "2031-05-31"),
        (right("CN", "S", "2021-06-01", kind_of="design"), "2036-06-01"),
        (right("EP", "B1", "2004-02-29"), "2024-02-29"),
        (right("EP", "B1", "2006-04"), None),
        (right("JP", "B2", "2010-01-10"), "2030-01-10"),
        (right("JP", "U", "2005-03-31", kind_of="utility_model"), "2011-03-31"),
        (right("JP", "S", "2019-05-01", kind_of="design"), None),
        (right("KR", "B1", "2010-01-10"), "2030-01-10"),
        (right("KR", "S", "2015-01-10", kind_of="design"), "2035-01-10"),
        (right("DE", "U1", "2012-02-03", kind_of="utility_model"), "2022-02-28"),
        (right("GB", "B", "2010-03-01"), "2030-02-28"),
        (right("WO", "A1", "2010-03-01"), None),
        (right("FR", "B1", "2010-03-01"), None),
        (right("US", "B2", "2010-03-01"), "2030-03-01"),
        (right("US", "B2", "2010-03-01", term=Term(days=31)), "2030-04-01"),
        (right("US", "B2", "2010-03-01", term=Term(disclaimer="…")), None),
        (right("US", "B2", "2010-03-01", related=(parent("continuation", "2008-01-02"),)), "2028-01-02"),
        (right("US", "B2", "2010-03-01", related=(parent("provisional", "2008-01-02"),)), "2030-03-01"),
        (right("US", "B2", "2010-03-01", related=(parent("continuation", None),)), None),
        (right("US", "B2", "2010-03-01", related=(parent("continuation", None, kind="B2"),)), "2030-03-01"),
        (right("US", "B2", "2010-03-01", related=(parent("pct", "2008-09-01", "PCT/US2008/1"),)), "2028-09-01"),
        (right("US", "E1", "2010-03-01", related=(parent("reissue", "2008-01-02"),)), None),
        (right("US", "A", "1993-03-01", "1994-08-02"), "2013-03-01"),
        (right("US", "A", "1990-03-01", "1996-08-06"), "2013-08-06"),
        (right("US", "A", "1975-03-01", "1977-03-01"), "1994-03-01"),
        (right("US", "S1", "2015-05-12", kind_of="design"), "2029-06-16"),
        (right("US", "S1", "2015-05-13", kind_of="design"), "2030-06-16"),
        (right("US", "S1", None, kind_of="design", term=Term(years=14)), "2029-06-16"),
        (right("US", "S1", None, kind_of="design"), None),
    ],
)  # fmt: skip
def test_ends_of_terms(one, end):
    assert end_of_term(one) == end


def test_applications_have_no_term():
    assert end_of_term(right("EP", "A1", "2010-03-01", stage="application")) is None


def test_divisional_applications_count_from_their_parent():
    told, untold = parent("division", "2006-03-01"), parent("division", None)
    assert end_of_term(right("KR", "B1", "2010-01-10", related=(told,))) == "2026-03-01"
    assert end_of_term(right("KR", "B1", "2010-01-10", related=(untold,))) is None
    assert end_of_term(right("EP", "B1", "2006-03-01", related=(untold,))) == "2026-03-01"
