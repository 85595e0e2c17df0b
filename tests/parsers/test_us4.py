"""US grants and applications, both generations: the bibliographic data, part by part."""

import pytest
from rawxml import one
from usgrant import document, us

from parsers.formats.us4_numbers import day, ipc, us_publication, uspc
from parsers.model import Citation, Classification, Reference, Related


@pytest.mark.parametrize(
    ("number", "kind", "root", "expected"),
    [
        ("09000001", "B2", "grant", ("US9000001B2", "invention", "grant")),
        ("11147202", "B1", "grant", ("US11147202B1", "invention", "grant")),
        ("D0466643", "S1", "grant", ("USD466643S1", "design", "grant")),
        ("PP012001", "P3", "grant", ("USPP12001P3", "plant", "grant")),
        ("RE037914", "E1", "grant", ("USRE37914E1", "invention", "amended")),
        ("H0002234", "H1", "grant", ("USH2234H1", "other", "other")),
        ("20150012345", "A1", "application", ("US20150012345A1", "invention", "application")),
        ("20150012345", "P1", "application", ("US20150012345P1", "plant", "application")),
        ("20150012345", "A9", "application", ("US20150012345A9", "invention", "correction")),
    ],
)
def test_kinds_of_documents(number, kind, root, expected):
    found = one(us(number=number, kind=kind, root=root))
    assert (found.id, found.right) == expected[:2]
    assert found.stage == expected[2] or number[0] in "RH"
    assert found.application == Reference(office="US", number="14123456", date="2014-01-02")
    assert (found.date, found.language, found.source.version) == ("2015-04-07", "en", "4.5")


def test_versions_are_written_in_two_ways():
    assert one(us(version="v40 2004-12-02")).source.version == "4.0"
    assert one(us(version="v4.6 2022-02-17")).source.version == "4.6"


PERSON = (
    "<addressbook><last-name>{last}</last-name><first-name>{first}</first-name>"
    "<address><city>Bern</city><country>CH</country></address></addressbook>"
)
FIRM = "<addressbook><orgname>{name}</orgname>{address}</addressbook>"
ADDRESS = (
    "<address><street>1 Main St.</street><city>Boston</city><state>MA</state>"
    "<postcode>02110</postcode><country>US</country></address>"
)


def roles(publication) -> list[tuple]:
    return [(party.role, party.name, party.sequence) for party in publication.parties]


def old_parties(*types: str) -> str:
    people = "".join(
        f'<applicant sequence="00{n}" app-type="{kind}" designation="us-only">'
        f"{PERSON.format(last=f'L{n}', first=f'F{n}')}"
        "<nationality><country>omitted</country></nationality></applicant>"
        for n, kind in enumerate(types, 1)
    )
    return f"<parties><applicants>{people}</applicants></parties>"


def test_inventors_among_the_applicants_of_the_old_generation():
    found = one(us(old_parties("applicant-inventor", "applicant", "applicant-inventor")))
    assert roles(found) == [
        ("applicant", "L1, F1", 1),
        ("applicant", "L2, F2", 2),
        ("applicant", "L3, F3", 3),
        ("inventor", "L1, F1", 1),
        ("inventor", "L3, F3", 2),
    ]


def test_an_assignee_stands_in_for_inventors_who_file():
    assignee = (
        f"<assignees><assignee>{FIRM.format(name='Acme', address=ADDRESS)}</assignee></assignees>"
    )
    found = one(us(old_parties("applicant-inventor", "applicant") + assignee))
    assert roles(found) == [
        ("applicant", "L2, F2", 1),
        ("inventor", "L1, F1", 1),
        ("assignee", "Acme", 1),
    ]
    assert found.parties[-1].organisation
    assert found.parties[1].given == "F1"
    assert found.parties[1].family == "L1"


def test_the_new_generation_and_the_address_from_the_assignee():
    biblio = (
        "<us-parties><us-applicants><us-applicant sequence='001' app-type='applicant' "
        f"applicant-authority-category='assignee'>{FIRM.format(name='ACME', address='')}"
        "<residence><country>US</country></residence></us-applicant></us-applicants><inventors>"
        f"<inventor sequence='001'>{PERSON.format(last='Doe', first='Jane')}</inventor>"
        f"<deceased-inventor sequence='002'>{PERSON.format(last='Roe', first='Rich')}"
        "</deceased-inventor></inventors><agents>"
        "<agent sequence='01' rep-type='attorney'><addressbook><orgname>Law LLP</orgname>"
        "<address><country>unknown</country></address></addressbook></agent>"
        f"<agent sequence='02'>{PERSON.format(last='Lex', first='Lea')}</agent></agents></us-parties>"
        f"<assignees><assignee>{FIRM.format(name='Acme', address=ADDRESS)}</assignee></assignees>"
        "<examiners><primary-examiner><last-name>Good</last-name><first-name>Eve</first-name>"
        "<department>3671</department></primary-examiner><assistant-examiner>"
        "<last-name>New</last-name><first-name>Al</first-name></assistant-examiner></examiners>"
    )
    found = one(us(biblio))
    assert roles(found) == [
        ("applicant", "ACME", 1),
        ("inventor", "Doe, Jane", 1),
        ("inventor", "Roe, Rich", 2),
        ("assignee", "Acme", 1),
        ("agency", "Law LLP", 1),
        ("agent", "Lex, Lea", 2),
        ("examiner", "Good, Eve", None),
        ("examiner", "New, Al", None),
    ]
    applicant = found.parties[0]
    assert (applicant.city, applicant.address, applicant.postcode) == (
        "Boston",
        "1 Main St.",
        "02110",
    )
    assert found.parties[4].country is None
    assert found.parties[6].code == "3671"


def test_an_applicant_inventor_who_is_not_listed_among_the_inventors():
    biblio = (
        "<us-parties><us-applicants><us-applicant app-type='applicant-inventor'>"
        f"{PERSON.format(last='Solo', first='Sue')}</us-applicant></us-applicants></us-parties>"
    )
    assert roles(one(us(biblio))) == [("applicant", "Solo, Sue", 1), ("inventor", "Solo, Sue", 1)]


def test_middle_names_and_suffixes():
    book = (
        "<addressbook><last-name>King</last-name><first-name>Mia</first-name>"
        "<middle-name>L.</middle-name><suffix>Jr.</suffix></addressbook>"
    )
    found = one(us(f"<us-parties><inventors><inventor>{book}</inventor></inventors></us-parties>"))
    assert (found.parties[0].name, found.parties[0].given) == ("King, Mia L., Jr.", "Mia L.")


def parted(tag: str, version: str, symbol: str, place: str = "F", value: str = "I") -> str:
    section, number, letter, group, sub = symbol[0], symbol[1:3], symbol[3], *symbol[5:].split("/")
    return (
        f"<{tag}><{version}><date>20130101</date></{version}><section>{section}</section>"
        f"<class>{number}</class><subclass>{letter}</subclass><main-group>{group}</main-group>"
        f"<subgroup>{sub}</subgroup><symbol-position>{place}</symbol-position>"
        f"<classification-value>{value}</classification-value>"
        f"<generating-office><country>EP</country></generating-office></{tag}>"
    )


def cpc(symbol: str, place: str = "L", value: str = "A") -> str:
    return parted("classification-cpc", "cpc-version-indicator", symbol, place, value)


def test_classes_in_parts_and_combination_sets():
    ranks = "".join(
        f"<combination-rank><rank-number>{n}</rank-number>{cpc(symbol)}</combination-rank>"
        for n, symbol in enumerate(("A61K 31/12", "A61K 2300/00"), 1)
    )
    biblio = (
        f"<classifications-ipcr>{parted('classification-ipcr', 'ipc-version-indicator', 'G06F 16/35')}"
        f"</classifications-ipcr><classifications-cpc><main-cpc>{cpc('G06F 16/353', 'F', 'I')}</main-cpc>"
        f"<further-cpc>{cpc('Y02D 10/00')}{cpc('Y02D 10/00')}<combination-set><group-number>1"
        f"</group-number>{ranks}</combination-set></further-cpc></classifications-cpc>"
    )
    found = one(us(biblio)).classifications
    assert found[0] == Classification(
        scheme="ipc", symbol="G06F 16/35", version="2013-01-01", position="first",
        value="inventive", office="EP",
    )  # fmt: skip
    assert [(c.scheme, c.symbol, c.value, c.group) for c in found[1:]] == [
        ("cpc", "G06F 16/353", "inventive", None),
        ("cpc", "Y02D 10/00", "additional", None),
        ("cpc", "A61K 31/12", "additional", "1"),
        ("cpc", "A61K 2300/00", "additional", "1"),
    ]


def test_printed_classes():
    biblio = (
        "<classification-ipc><edition>07</edition><main-classification>A41D001/06"
        "</main-classification><further-classification>A43B 2300</further-classification>"
        "</classification-ipc><classification-national><country>US</country>"
        "<main-classification>  2227</main-classification>"
        "<further-classification>D 6495</further-classification></classification-national>"
        "<classification-locarno><edition>9</edition><main-classification>0606"
        "</main-classification></classification-locarno>"
    )
    found = one(us(biblio)).classifications
    assert [(c.scheme, c.symbol, c.position) for c in found] == [
        ("ipc", "A41D 1/06", "first"),
        ("ipc", "A43B 23/00", "later"),
        ("uspc", "2/227", "first"),
        ("uspc", "D6/495", "later"),
        ("locarno", "06-06", "first"),
    ]


def test_an_unreadable_symbol_is_noted():
    biblio = (
        "<classification-ipc><main-classification>???</main-classification></classification-ipc>"
    )
    found = one(us(biblio))
    assert found.classifications == ()
    assert found.source.notes == ("unreadable ipc symbol: ???",)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("002227000", "2/227"), ("604385101", "604/385.101"), ("  2 52", "2/52"),
        ("374 E5041", "374/E5.041"), ("D15 86", "D15/86"), (" D2907", "D2/907"),
        ("PLT101", "PLT/101"), ("528502 R", "528/502R"), ("331117FE", "331/117FE"),
        ("D 8  1", "D8/1"), ("280 87041- 87043", "280/87.041-87.043"), ("??", None),
    ],
)  # fmt: skip
def test_columns_of_the_national_classes(printed, expected):
    assert uspc(printed) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("06857133", "6857133"), ("4,123,456", "4123456"), ("2005/0012345", "20050012345"),
        ("20050012345", "20050012345"), ("D0466643", "D466643"), ("PP012001", "PP12001"),
        ("RE037914", "RE37914"), ("H0001234", "H1234"), ("0000", None), ("abc", None), ("", None),
    ],
)  # fmt: skip
def test_bare_numbers(raw, expected):
    assert us_publication(raw) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20150407", "2015-04-07"), ("18960200", "1896-02"), ("18360000", "1836"), ("", None),
        ("00000000", None), ("20150229", None), ("20160229", "2016-02-29"), (None, None),
        ("20151301", None), ("20150431", None), ("20151231", "2015-12-31"),
    ],
)  # fmt: skip
def test_days(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize(("outer", "inner"), [("", "citation"), ("us-", "us-citation")])
def test_citations_of_both_generations(outer, inner):
    def cited(what: str, category: str) -> str:
        return f"<{inner}>{what}<category>{category}</category></{inner}>"

    def patent(num: int, text: str) -> str:
        return f'<patcit num="{num:05}">{text}</patcit>'

    biblio = f"<{outer}references-cited>" + "".join(
        (
            cited(
                patent(1, document("554139", kind="A", date="18960200", name="Ober")),
                "cited by examiner",
            ),
            cited(patent(2, document("2002/0112345", kind="A1")), "cited by applicant"),
            cited(patent(3, document("WO 03/001333", "WO", kind="00")), "cited by other"),
            cited(
                '<nplcit num="00004"><othercit>A <i>book</i>,\n 2001.</othercit></nplcit>',
                "cited by other",
            ),
            cited(patent(5, document("", "DE", name="Meyer")), "cited by other"),
            cited("", "cited by examiner"),
        )
    )
    found = one(us(biblio + f"</{outer}references-cited>")).citations
    assert found[0] == Citation(
        document=Reference(office="US", number="554139", kind="A", date="1896-02"),
        phase="examination",
        number=1,
    )
    assert found[1].document == Reference(
        office="US", number="20020112345", kind="A1", raw="2002/0112345"
    )
    assert found[1].phase == "applicant"
    assert (found[2].document.office, found[2].document.number) == ("WO", "2003001333")
    assert (found[2].document.kind, found[2].phase) == (None, None)
    assert found[3] == Citation(text="A book, 2001.", number=4)
    assert found[4] == Citation(text="Meyer", number=5)
    assert len(found) == 5


def relation(tag: str, inner: str) -> str:
    child = f"<child-doc>{document('15000000')}</child-doc>"
    return f"<{tag}><relation><parent-doc>{inner}</parent-doc>{child}</relation></{tag}>"


def test_related_documents():
    parent = document("13000001", date="20120102")
    granted = f"<parent-grant-document>{document('8000001', kind='B2')}</parent-grant-document>"
    pct = f"<parent-pct-document>{document('PCT/EP2011/071381', 'WO')}</parent-pct-document>"
    biblio = (
        "<us-related-documents>"
        + relation("continuation-in-part", parent + granted + pct)
        + relation("division", document("12000002"))
        + relation("us-reexamination-reissue-merger", document("90000003"))
        + relation("unheard-of", document("12000004"))
        + f"<us-provisional-application>{document('61000005', kind='00')}</us-provisional-application>"
        + f"<related-publication>{document('20120000006', kind='A1')}</related-publication>"
        "</us-related-documents>"
        f"<pct-or-regional-filing-data>{document('PCT/JP2009/001030', 'WO', '00', '20090306')}"
        "<us-371c124-date><date>20100907</date></us-371c124-date></pct-or-regional-filing-data>"
        f"<pct-or-regional-publishing-data>{document('WO2009/110249', 'WO', 'A ')}"
        "</pct-or-regional-publishing-data>"
    )
    found = one(us(biblio)).related
    assert [(entry.relation, entry.document.office, entry.document.number) for entry in found] == [
        ("continuation_in_part", "US", "13000001"),
        ("continuation_in_part", "US", "8000001"),
        ("pct", "WO", "PCT/EP2011/071381"),
        ("division", "US", "12000002"),
        ("reexamination", "US", "90000003"),
        ("other", "US", "12000004"),
        ("provisional", "US", "61000005"),
        ("earlier_publication", "US", "20120000006"),
        ("pct", "WO", "PCT/JP2009/001030"),
        ("pct", "WO", "2009110249"),
    ]
    assert found[0] == Related(
        relation="continuation_in_part",
        document=Reference(office="US", number="13000001", date="2012-01-02"),
    )
    assert found[-1].document.kind == "A"


def test_priorities_and_the_one_without_number():
    def claim(inner: str) -> str:
        return f'<priority-claim sequence="01" kind="national">{inner}</priority-claim>'

    biblio = "<priority-claims>" + "".join(
        (
            claim("<country>EP</country><doc-number>16185466.6</doc-number><date>20160824</date>"),
            claim(
                "<country>EM</country><doc-number>001753351-0001</doc-number><date>20100910</date>"
            ),
            claim("<country>CN</country><date>20160101</date>"),
        )
    )
    found = one(us(biblio + "</priority-claims>"))
    assert [(entry.office, entry.date) for entry in found.priorities] == [
        ("EP", "2016-08-24"),
        ("EM", "2010-09-10"),
    ]
    assert found.priority_date == "2010-09-10"
    (gap,) = [gap for gap in found.gaps if gap.part == "priorities"]
    assert gap.detail == "CN 20160101"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("A41D001/06", "A41D 1/06"), ("A43B 2300", "A43B 23/00"), ("G01G 1904", "G01G 19/04"),
        ("A61F  537", "A61F 5/37"), ("H04L  9/00", "H04L 9/00"), ("C07D48704", "C07D 487/04"), ("H01L 23495", "H01L 23/495"),
        ("A47L 700", "A47L 7/00"), ("nothing", None),
    ],
)  # fmt: skip
def test_symbols_of_the_old_editions(printed, expected):
    assert ipc(printed) == expected
