"""Term, plant, deposits, Hague data and the national phase of US documents."""

import re
from collections import Counter
from pathlib import Path

import pytest
from msgspec import structs

from parsers.model import Botanic, Deposit, Hague, Publication, Term
from parsers.parse import parse_paths
from parsers.specimens import encode, publications
from tests.parsers.rawxml import one

GRANT = """<us-patent-grant lang="EN" dtd-version="v4.7 2022-02-17" country="US">
<us-bibliographic-data-grant><publication-reference><document-id><country>US</country>
<doc-number>{number}</doc-number><kind>{kind}</kind><date>20240102</date></document-id>
</publication-reference>{inner}<invention-title>Pump</invention-title></us-bibliographic-data-grant>
<abstract><p>A.</p></abstract><description><p id="p-1" num="1">B.</p></description>
<claims><claim id="CLM-1" num="1"><claim-text>1. C.</claim-text></claim></claims>
</us-patent-grant>"""


def grant(inner: str, number: str = "11234567", kind: str = "B2") -> Publication:
    return one(GRANT.format(inner=inner, number=number, kind=kind))


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<length-of-grant>15</length-of-grant>", Term(years=15)),
        ("<us-term-extension>123</us-term-extension>", Term(days=123)),
        (
            "<us-term-extension>12</us-term-extension><disclaimer><text>Subject.</text></disclaimer>",
            Term(days=12, disclaimer="Subject."),
        ),
        ("<disclaimer><date>20300101</date></disclaimer>", Term(disclaimer="20300101")),
        (
            "<prior-disclosure-affidavit-filed/>",
            Term(text="affidavit of prior disclosure filed"),
        ),
        (
            "<disclaimer/><text>Reinstated.</text>",
            Term(disclaimer="This patent is subject to a terminal disclaimer.", text="Reinstated."),
        ),
        (
            "<lapse-of-patent><document-id><doc-number>1234567</doc-number></document-id>{}".format(
                "<text>See it.</text></lapse-of-patent>"
            ),
            Term(text="lapse: 1234567 See it."),
        ),
    ],
)
def test_terms(inner: str, expected: Term):
    assert grant(f"<us-term-of-grant>{inner}</us-term-of-grant>").term == expected


def test_nothing_is_said_of_a_term_that_is_not_there():
    assert grant("").term is None
    assert grant("<us-term-of-grant></us-term-of-grant>").term is None


def test_a_plant():
    inner = "<us-botanic><latin-name>Rosa hybrida</latin-name><variety>Meiox</variety></us-botanic>"
    found = grant(inner, "PP034567", "P2")
    assert found.botanic == Botanic(latin="Rosa hybrida", variety="Meiox")
    assert found.right == "plant"


def test_a_deposit():
    inner = (
        "<bio-deposit><depositary>ATCC</depositary><bio-accno>PTA-1234</bio-accno>"
        "<date>20010203</date></bio-deposit>"
    )
    expected = (Deposit(depositary="ATCC", number="PTA-1234", date="2001-02-03"),)
    assert grant(inner).deposits == expected


def test_a_design_by_way_of_the_hague():
    inner = (
        "<hague-agreement-data><international-filing-date><date>20220103</date>"
        "</international-filing-date><international-registration-publication-date><date>20220708"
        "</date></international-registration-publication-date><international-registration-number>"
        "DM/220123</international-registration-number><international-registration-date><date>"
        "20220103</date></international-registration-date></hague-agreement-data>"
    )
    assert grant(inner, "D1234567", "S1").hague == Hague(
        number="DM/220123", filed="2022-01-03", registered="2022-01-03", published="2022-07-08"
    )


@pytest.mark.parametrize("tag", ["us-371c124-date", "us-371c12-date"])
def test_the_national_phase(tag: str):
    filed = (
        "<document-id><country>WO</country><doc-number>PCT/JP2019/012345</doc-number></document-id>"
    )
    inner = f"<pct-or-regional-filing-data>{filed}<{tag}><date>20201003</date></{tag}>"
    found = grant(f"{inner}</pct-or-regional-filing-data>")
    assert [(event.code, event.date) for event in found.events] == [(tag, "2020-10-03")]


def test_what_is_written_comes_back():
    rights = {
        "term": Term(years=15, days=7, disclaimer="Subject.", text="Reinstated."),
        "botanic": Botanic(latin="Rosa hybrida", variety="Meiox"),
        "deposits": (Deposit(depositary="ATCC", number="PTA-1234", date="2001-02-03"),),
        "hague": Hague(number="DM/220123", filed="2022-01-03", registered="2022-01-03"),
    }
    granted = next(p for p in publications(60) if p.office == "US" and p.kind == "B2")
    found = one(encode(structs.replace(granted, **rights), "us4"))
    assert {key: getattr(found, key) for key in rights} == rights


@pytest.mark.shared
def test_the_samples_by_another_count(shared_samples: Path):
    found: Counter[str] = Counter()
    raw = ""
    for folder in ("uspto-grant-xml-v4", "uspto-app-xml-v4", "uspto-design-xml-tif"):
        for path in sorted((shared_samples / folder).rglob("*")):
            if path.suffix.lower() == ".xml":
                raw += path.read_text(encoding="utf-8")
                for item in parse_paths([path]):
                    term = item.term or Term()
                    found["length-of-grant"] += term.years is not None
                    found["us-term-extension"] += term.days is not None
                    found["disclaimer"] += term.disclaimer is not None
                    found["us-botanic"] += item.botanic is not None
                    found["us-371c1"] += len(item.events)
    for tag in ("length-of-grant", "us-term-extension", "disclaimer", "us-botanic"):
        assert found[tag] == len(re.findall(rf"<{tag}[\s/>]", raw)), tag
    assert found["us-371c1"] == len(re.findall(r"<us-371c12", raw))
