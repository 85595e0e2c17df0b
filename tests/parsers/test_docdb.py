import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, parsed, read, starts

FILES = ("AP-1206-A_302101161.xml", "WO-2022259205-A1_544370561.xml", "DE-backfile.xml")


@pytest.fixture(scope="module")
def records(shared_samples):
    """Every record of the sample files, cut out by hand, with its publication."""
    found = []
    for name in FILES:
        path = shared_samples / "epo-docdb-xml" / "epo_docdb" / name
        raw = read(path)
        cut = re.findall(
            r"<(?:exch:)?exchange-document\s.*?</(?:exch:)?exchange-document>", raw, re.DOTALL
        )
        publications = parsed(path.read_bytes())
        assert len(publications) == len(cut)
        found += zip(cut, publications, strict=True)
    assert len(found) == 12
    return found


def attributes(raw):
    return dict(re.findall(r'([\w-]+)="([^"]*)"', raw[: raw.index(">")]))


@pytest.mark.shared
def test_the_key_and_the_family(records):
    for raw, publication in records:
        key = attributes(raw)
        number = key["doc-number"].lstrip("0")
        assert publication.id == f"{key['country']}{number}{key['kind']}"
        assert publication.family == key["family-id"]
        assert publication.date.replace("-", "") == key["date-publ"]
        assert not publication.withdrawn


@pytest.mark.shared
def test_parties_once(records):
    for raw, publication in records:
        for role, tag in (("applicant", "applicant"), ("inventor", "inventor")):
            docdb = re.findall(
                rf'<(?:exch:)?{tag} [^>]*data-format="docdb".*?</(?:exch:)?{tag}>', raw, re.DOTALL
            )
            found = [party for party in publication.parties if party.role == role]
            assert [letters(party.name) for party in found] == [
                letters(blocks(block, "name")[0].replace("&amp;", "&")) for block in docdb
            ]
            countries = [(blocks(block, "country") or [None])[0] for block in docdb]
            assert [party.country for party in found] == countries


@pytest.mark.shared
def test_citations_with_phase_category_and_claims(records):
    for raw, publication in records:
        cited = blocks(raw, "citation")
        assert len(publication.citations) == len(cited)
        tags = starts(raw, "citation")
        numbers = [int(re.search('sequence="([0-9]+)"', tag)[1]) for tag in tags]
        assert [c.number for c in publication.citations] == numbers
        phases = {"ISR": "search", "SEA": "search", "APP": "applicant"}
        codes = [re.search('cited-phase="([A-Z]+)"', tag)[1] for tag in tags]
        assert [c.phase for c in publication.citations] == [phases[code] for code in codes]
        for block, citation in zip(cited, publication.citations, strict=True):
            assert (citation.document is None) == ("<nplcit" in block)
            printed = blocks(block, "rel-claims")
            assert citation.claims == ("; ".join(dict.fromkeys(printed)) or None)
            categories = set("".join(blocks(block, "category")))
            assert set(citation.category or "") == categories


@pytest.mark.shared
def test_texts_classes_and_states(records):
    for raw, publication in records:
        assert len(publication.title) == len(starts(raw, "invention-title"))
        assert [t.lang for t in publication.abstract] == re.findall(
            r'<(?:exch:)?abstract lang="(\w+)"', raw
        )
        assert ("abstract" in gaps(publication)) != ("abstract-source" in raw)
        ipc = [c for c in publication.classifications if c.scheme == "ipc"]
        assert len(ipc) == len(starts(raw, "classification-ipcr"))
        symbols = set(blocks(raw, "classification-symbol"))
        cpc = {c.symbol.replace(" ", "") for c in publication.classifications if c.scheme == "cpc"}
        assert cpc == {letters(symbol) for symbol in symbols}
        states = "".join(blocks(raw, "designation-of-states"))
        states = re.sub(
            r"<(?:exch:)?region>.*?</(?:exch:)?region>|<region>.*?</region>", "", states
        )
        assert list(publication.designated_states) == list(dict.fromkeys(blocks(states, "country")))


@pytest.mark.shared
def test_forms_of_numbers_are_not_aligned_by_sequence(records):
    publication = records[0][1]
    assert publication.id == "AP1206A"
    assert [(p.office, p.number, p.date, p.raw) for p in publication.priorities] == [
        ("US", "09083597", "1998-05-22", "09/083,597")
    ]
    assert [(r.relation, r.document.number, r.document.date) for r in publication.related] == [
        ("pct", "PCT/US98/16128", "1998-08-04")
    ]
    assert publication.application.raw == "AP/P/2000/001988"


@pytest.mark.shared
def test_old_german_numbers(records):
    by_id = {publication.id: publication for _, publication in records}
    publication = by_id["DE1258191B"]
    assert publication.application.number == "T21429"
    assert [(p.office, p.number) for p in publication.priorities] == [("CS", "1258191X")]
    assert publication.source.notes == (
        "priority CS of 19610118: number not known, 1258191X stands for it",
    )
    assert publication.language == "de"
    assert by_id["DE1258188B"].priorities == (by_id["DE1258188B"].application,)


def document(biblio="", *, key='country="US" doc-number="8131731" kind="B2"', rest="", status="A"):
    return (
        f'<exch:exchange-document {key} date-publ="20120306" family-id="42" status="{status}">'
        f"<exch:bibliographic-data>{biblio}</exch:bibliographic-data>{rest}</exch:exchange-document>"
    )


def test_a_record_cut_out_of_its_container_with_an_undeclared_prefix():
    publication = one(document('<exch:invention-title lang="en">Rail</exch:invention-title>'))
    assert publication.id == "US8131731B2"
    assert publication.title[0].text == "Rail"
    assert publication.family == "42"
    assert gaps(publication) == {
        "abstract": "not_in_source",
        "description": "not_in_source",
        "claims": "not_in_source",
    }


def test_a_container_of_several_with_another_prefix():
    inner = document() + document(key='country="DE" doc-number="1258191" kind="B"')
    raw = inner.replace("exch:", "e:")
    container = (
        '<e:exchange-documents xmlns:e="http://www.epo.org/exchange" dtd-version="2.5.9">'
        f"{raw}</e:exchange-documents>"
    )
    publications = parsed(container.encode())
    assert [p.id for p in publications] == ["US8131731B2", "DE1258191B"]
    assert {p.source.version for p in publications} == {"2.5.9"}


def test_a_deleted_record_has_only_its_key():
    publication = one(
        '<exch:exchange-document country="CN" doc-number="101234567" kind="A" status="D"/>'
    )
    assert publication.withdrawn
    assert publication.id == "CN101234567A"
    assert set(gaps(publication).values()) == {"removed"}
    assert publication.language == "zh"


def reference(country, number, kind, date=""):
    return (
        f"<document-id><country>{country}</country><doc-number>{number}</doc-number>"
        f"<kind>{kind}</kind><date>{date}</date></document-id>"
    )


def test_dates_with_zeros_keep_their_precision():
    publication = one(
        document(
            '<exch:application-reference data-format="docdb">'
            + reference("GB", "190012345", "A", "19000000")
            + "</exch:application-reference>",
            key='country="US" doc-number="1" kind="A"',
        ).replace('date-publ="20120306"', 'date-publ="18360700"')
    )
    assert publication.date == "1836-07"
    assert publication.application.date == "1900"


def test_one_form_of_names_where_forms_differ_in_number():
    publication = one(
        document(
            "<exch:parties><exch:applicants>"
            '<exch:applicant sequence="1" data-format="docdba"><exch:applicant-name><name>One, Inc.'
            "</name></exch:applicant-name></exch:applicant>"
            '<exch:applicant sequence="2" data-format="docdba"><exch:applicant-name><name>Two KK'
            "</name></exch:applicant-name></exch:applicant>"
            '<exch:applicant sequence="1" data-format="docdb"><exch:applicant-name><name>TWO KK'
            "   </name></exch:applicant-name><residence><country></country></residence>"
            "</exch:applicant></exch:applicants><exch:inventors>"
            '<exch:inventor sequence="1" data-format="original"><exch:inventor-name><name>李明'
            "</name></exch:inventor-name></exch:inventor></exch:inventors></exch:parties>"
        )
    )
    assert [(p.role, p.name, p.country, p.sequence) for p in publication.parties] == [
        ("applicant", "TWO KK", None, 1),
        ("inventor", "李明", None, 1),
    ]


def classified(scheme, symbol, value="I", office="EP"):
    return (
        f'<patent-classification><classification-scheme office="{office}" scheme="{scheme}"><date>'
        f"20130101</date></classification-scheme><classification-symbol>{symbol}"
        "</classification-symbol><symbol-position>L</symbol-position><classification-value>"
        f"{value}</classification-value><generating-office>{office}</generating-office>"
        "</patent-classification>"
    )


def test_classes_of_several_offices_and_sets():
    publication = one(
        document(
            "<exch:patent-classifications>"
            + classified("CPCI", "A61K   9/1652      ")
            + classified("CPCI", "A61K   9/1652      ", office="KR")
            + classified("CPCA", "A61K   9/16", "A")
            + classified("FI", "G06F  3/048,652@A", office="JP")
            + classified("XYZ", "1234")
            + "<combination-set><group-number>1</group-number><combination-rank><rank-number>1"
            "</rank-number>"
            + classified("CPC", "C08K   5/00")
            + "</combination-rank></combination-set></exch:patent-classifications>"
        )
    )
    assert [(c.scheme, c.symbol, c.value, c.group) for c in publication.classifications] == [
        ("cpc", "A61K 9/1652", "inventive", None),
        ("cpc", "A61K 9/16", "additional", None),
        ("fi", "G06F 3/048,652 A", "inventive", None),
        ("cpc", "C08K 5/00", "inventive", "1"),
    ]
    assert publication.classifications[-1].rank == 1
    assert publication.source.notes == ("symbol of scheme XYZ: 1234",)


def test_discontinued_and_national_schemes():
    publication = one(
        document(
            "<exch:classification-national><country>US</country><main-classification>370/315"
            "</main-classification></exch:classification-national><exch:classification-national>"
            "<country>GB</country><text>F1W W100</text></exch:classification-national>"
            "<exch:patent-classifications>"
            + classified("EC", "A61K9/16H6D")
            + classified("ICO", "K61K9/16")
            + classified("FTERM", "4C076 AA61", office="JP")
            + classified("CPCNO", "A61K   9/1652", office="AU")
            + classified("IDT", "X1")
            + "</exch:patent-classifications>"
        )
    )
    assert [(c.scheme, c.office) for c in publication.classifications] == [
        ("ecla", "EP"),
        ("ico", "EP"),
        ("fterm", "JP"),
        ("cpc", "AU"),
        ("uspc", None),
    ]
    assert publication.source.notes == ("symbol of scheme IDT: X1", "class of GB: F1W W100")


def test_what_a_front_file_takes_back_is_left_out():
    """In front files each element has a status; D takes it back."""
    applicant = (
        '<exch:applicant sequence="{0}" data-format="docdb" status="{1}"><exch:applicant-name>'
        "<name>CO {0}</name></exch:applicant-name></exch:applicant>"
    )
    claim = '<exch:priority-claim sequence="{0}" data-format="docdb" status="{1}">{2}'
    publication = one(
        document(
            '<exch:invention-title lang="en" status="D">Old</exch:invention-title>'
            '<exch:invention-title lang="en" status="A">New</exch:invention-title><exch:parties>'
            f"<exch:applicants>{applicant.format(1, 'D')}{applicant.format(2, 'C')}"
            "</exch:applicants></exch:parties><exch:priority-claims>"
            + claim.format(1, "D", reference("DE", "102004000001", "A", "20040101"))
            + "</exch:priority-claim>"
            + claim.format(2, "C", reference("DE", "102004000002", "A", "20040102"))
            + "</exch:priority-claim></exch:priority-claims>"
            '<exch:dates-of-public-availability><exch:printed-with-grant status="D"><document-id>'
            "<date>20120306</date></document-id></exch:printed-with-grant>"
            "</exch:dates-of-public-availability>"
        )
    )
    assert [t.text for t in publication.title] == ["New"]
    assert [p.name for p in publication.parties] == ["CO 2"]
    assert [p.date for p in publication.priorities] == ["2004-01-02"]
    assert publication.events == ()


def test_other_dates_and_the_previously_filed_application():
    publication = one(
        document(
            "<exch:previously-filed-app>"
            + reference("US", "201862746724", "P", "20181017")
            + "</exch:previously-filed-app><exch:preceding-publication-date><date>20110101</date>"
            "</exch:preceding-publication-date><exch:date-of-coming-into-force><date>20110202"
            "</date></exch:date-of-coming-into-force><exch:dates-of-public-availability>"
            "<exch:gazette-reference><exch:gazette-num>2012/10</exch:gazette-num><date>20120308"
            "</date></exch:gazette-reference><exch:supplemental-srep-pub><exch:srep-num>7"
            "</exch:srep-num><exch:date>20120401</exch:date></exch:supplemental-srep-pub>"
            "<exch:modified-complete-spec-pub><document-id><date>20120501</date></document-id>"
            "</exch:modified-complete-spec-pub></exch:dates-of-public-availability>"
        )
    )
    assert [(e.code, e.date, e.number) for e in publication.events] == [
        ("gazette-reference", "2012-03-08", "2012/10"),
        ("supplemental-srep-pub", "2012-04-01", "7"),
        ("modified-complete-spec-pub", "2012-05-01", None),
        ("preceding-publication-date", "2011-01-01", None),
        ("date-of-coming-into-force", "2011-02-02", None),
    ]
    assert [(r.relation, r.document.number) for r in publication.related] == [("other", "62746724")]


def test_corrections_and_extended_kinds_are_noted():
    publication = one(
        document(
            "<exch:extended-kind-code>x</exch:extended-kind-code><exch:st50-republication>"
            "<type-of-correction>W1</type-of-correction><modifications><modified-bibliography>"
            '<inid-code sequence="1">72</inid-code></modified-bibliography></modifications>'
            '<republication-notes><republication-note lang="en">Entire document'
            "</republication-note></republication-notes><exch:correction-notice><date>20120601"
            "</date></exch:correction-notice></exch:st50-republication>"
        )
    )
    assert publication.source.notes == (
        "extended kind code: x",
        "correction (WIPO ST.50): W1; 72; Entire document",
    )
    assert [(e.code, e.date) for e in publication.events] == [("correction-notice", "2012-06-01")]


def test_states_of_treaties_without_regions():
    publication = one(
        document(
            "<exch:designation-of-states><exch:designation-pct><exch:regional><region><country>EP"
            "</country></region><country>DE</country></exch:regional><exch:national><country>US"
            "</country></exch:national></exch:designation-pct><exch:designation-epc>"
            "<exch:contracting-states><country>AT</country><country>DE</country>"
            "</exch:contracting-states><exch:extension-states><country>AL</country>"
            "</exch:extension-states></exch:designation-epc><exch:exclusion-from-designation>"
            "<exch:national><country>FR</country></exch:national>"
            "</exch:exclusion-from-designation></exch:designation-of-states>"
        )
    )
    assert publication.designated_states == ("DE", "US", "AT", "AL")


def test_abstracts_of_two_sources_and_made_by_machine():
    abstract = '<exch:abstract lang="{}" data-format="{}" abstract-source="{}"><exch:p>{}</exch:p>'
    end = "</exch:abstract>"
    publication = one(
        document(
            rest=abstract.format("en", "docdb", "EPO", "Standard.")
            + end
            + abstract.format("en", "docdba", "national office", "As published. &lt;IMAGE&gt;")
            + end
            + abstract.format("fr", "docdba", "machine translation", "Par machine.")
            + end
        )
    )
    assert [(a.lang, a.text, a.origin) for a in publication.abstract] == [
        ("en", "As published.", None),
        ("fr", "Par machine.", "machine"),
    ]


def test_old_classification_where_there_is_no_new_one():
    publication = one(
        document(
            "<classification-ipc><edition>7</edition><main-classification> 7A 61K   9/16   A"
            "</main-classification></classification-ipc>"
        )
    )
    assert [(c.symbol, c.position) for c in publication.classifications] == [("A61K 9/16", "first")]


def test_citations_of_every_phase_and_shape():
    cited = "".join(
        f'<exch:citation cited-phase="{phase}" sequence="{n}"><patcit dnum="US{n}123456A">'
        f"{reference('US', f'{n}123456', 'A', '19960917')}</patcit></exch:citation>"
        for n, phase in enumerate(("SEA", "EXA", "APP", "OPP", "ISR", "???"), 1)
    )
    parts = (
        '<exch:citation sequence="9"><nplcit npl-type="b"><book><author><name>Meier</name></author>'
        "<book-title>Schienen</book-title></book></nplcit></exch:citation>"
    )
    publication = one(document(f"<exch:references-cited>{cited}{parts}</exch:references-cited>"))
    assert [c.phase for c in publication.citations] == [
        "search",
        "examination",
        "applicant",
        "opposition",
        "search",
        None,
        None,
    ]
    assert publication.citations[-1].text == "Meier, Schienen"
    assert publication.citations[0].document.date == "1996-09-17"


def test_us_numbers_in_docdb_form():
    publication = one(
        document(
            '<exch:application-reference data-format="docdb">'
            + reference("US", "94268010", "A", "20101109")
            + '</exch:application-reference><exch:application-reference data-format="original">'
            "<document-id><doc-number>12942680</doc-number></document-id>"
            "</exch:application-reference><exch:priority-claims>"
            '<exch:priority-claim sequence="1" data-format="docdb">'
            + reference("US", "201862746724", "P", "20181017")
            + "</exch:priority-claim></exch:priority-claims>"
        )
    )
    assert publication.application.number == "12942680"
    assert [p.number for p in publication.priorities] == ["62746724"]


@pytest.mark.parametrize("key", ['country="US"', 'doc-number="1"', ""])
def test_no_key_no_publication(key):
    assert failure(document(key=key)).code == "IDENTITY_INCOMPLETE"
