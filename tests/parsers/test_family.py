"""Families computed from priorities."""

from msgspec.structs import replace

from parsers.family import computed_family, with_family
from parsers.model import Publication, Reference, Related, Source

SOURCE = Source(format="x", file="x", offset=0, length=0, sha256="")


def made(office: str, number: str, application: Reference | None, *priorities: Reference, **more):
    return Publication(
        id=office + number, office=office, number=number, right="invention", stage="application",
        language="en", application=application, priorities=priorities, source=SOURCE, **more,
    )  # fmt: skip


FIRST = Reference(office="CN", number="200510140831X", date="2005-08-01")
SAME_WITHOUT_CHECK = Reference(office="CN", number="200510140831")
OTHER = Reference(office="JP", number="2006147056")
OWN = Reference(office="US", number="11140831")


def test_a_first_filing_is_in_the_family_of_those_that_claim_it():
    first = made("CN", "1200831", FIRST)
    later = made("US", "20060141831", OWN, SAME_WITHOUT_CHECK)
    assert computed_family(first) == computed_family(later) is not None


def test_the_order_of_priorities_does_not_count_but_the_set_does():
    both, turned = made("US", "1", OWN, FIRST, OTHER), made("EP", "2", None, OTHER, FIRST)
    assert computed_family(both) == computed_family(turned)
    assert computed_family(both) != computed_family(made("US", "1", OWN, FIRST))


def test_provisionals_count():
    provisional = Reference(office="US", number="61227940")
    related = (Related(relation="provisional", document=provisional),)
    claiming = made("EP", "3", None, provisional)
    assert computed_family(made("US", "4", OWN, related=related)) == computed_family(claiming)


def test_the_family_of_the_source_stays():
    given = made("US", "1", OWN, family="23240563")
    assert with_family(given) is given
    assert with_family(made("US", "1", None)).family is None
    done = with_family(replace(given, family=None))
    assert done.family_basis == "computed"
    assert done.family == computed_family(given)
