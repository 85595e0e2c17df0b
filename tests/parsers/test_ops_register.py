"""The European Patent Register in shapes that the real responses at hand do not have."""

from parsers.model import Notice, Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record
from tests.parsers.rawxml import failure


def register(inner: str, query: str = "publication=EP1000000", attributes: str = "") -> str:
    return (
        (
            '<ops:world-patent-data xmlns:ops="http://ops.epo.org" '
            'xmlns:reg="http://www.epo.org/register"><ops:register-search total-result-count="1">'
            f'<ops:query syntax="CQL">{query}</ops:query><reg:register-documents>'
            f'<reg:register-document lang="en" date-produced="20240105" {attributes}>{inner}'
            "</reg:register-document></reg:register-documents></ops:register-search>"
            "</ops:world-patent-data>"
        )
        .replace("<r:", "<reg:")
        .replace("</r:", "</reg:")
    )


def items(text: str) -> list[Publication | Notice | Failure]:
    return [*parse_record(Record(data=text.encode(), file="register"))]


def reference(number: str, kind: str, date: str, week: str, office: str = "EP") -> str:
    return (
        f'<r:publication-reference change-gazette-num="{week}"><r:document-id><r:country>{office}'
        f"</r:country><r:doc-number>{number}</r:doc-number><r:kind>{kind}</r:kind><r:date>{date}"
        "</r:date></r:document-id></r:publication-reference>"
    )


def person(tag: str, name: str, more: str = "", attributes: str = "") -> str:
    return (
        f'<r:{tag} sequence="1" {attributes}><r:addressbook><r:name>{name}</r:name><r:address>'
        f"<r:address-1>Street 1</r:address-1><r:country>DE</r:country></r:address></r:addressbook>"
        f"{more}</r:{tag}>"
    )


FILED = (
    "<r:application-reference><r:document-id><r:country>EP</r:country><r:doc-number>99203729"
    "</r:doc-number><r:date>19991108</r:date></r:document-id></r:application-reference>"
)
A1 = reference("1000000", "A1", "20000517", "2000/20")
B1 = reference("1000000", "B1", "20030212", "2003/07")


def biblio(inner: str, before: str = A1 + B1) -> list[Publication | Notice | Failure]:
    return items(
        register(
            f"<r:bibliographic-data>{before}{FILED}{inner}</r:bibliographic-data>",
        )
    )


def test_each_publication_has_the_entries_of_its_own_bulletin():
    old = person("applicant", "Old GmbH", attributes='app-type="applicant"')
    new = person("applicant", "New AG", attributes='app-type="proprietor"')
    later = person("applicant", "Third SE", attributes='app-type="proprietor"')
    first, second = biblio(
        "<r:parties>"
        f'<r:applicants change-date="20100101" change-gazette-num="2010/05">{later}</r:applicants>'
        f'<r:applicants change-date="20020601">{new}</r:applicants>'
        f'<r:applicants change-gazette-num="2000/20">{old}</r:applicants></r:parties>'
        '<r:invention-title lang="en" change-gazette-num="2003/02">RAIL</r:invention-title>'
        '<r:invention-title lang="en" change-gazette-num="2000/20">Rail</r:invention-title>'
        '<r:invention-title lang="fr" change-gazette-num="2000/20">Rail fr</r:invention-title>'
    )
    assert [(p.role, p.name) for p in first.parties] == [("applicant", "Old GmbH")]
    assert [(p.role, p.name) for p in second.parties] == [("assignee", "New AG")]
    assert [(t.lang, t.text) for t in first.title] == [("en", "Rail"), ("fr", "Rail fr")]
    assert [(t.lang, t.text) for t in second.title] == [("en", "RAIL"), ("fr", "Rail fr")]
    assert first.application.number == "99203729"
    assert first.source.produced == "2024-01-05"


def test_the_international_publication_is_related_and_no_record_of_its_own():
    (made,) = biblio(
        "<r:pct-or-regional-filing-data><r:document-id><r:country>WO</r:country><r:doc-number>"
        "US1998016128</r:doc-number><r:date>19980804</r:date></r:document-id>"
        "</r:pct-or-regional-filing-data><r:pct-or-regional-publishing-data><r:document-id>"
        "<r:country>WO</r:country><r:doc-number>9959542</r:doc-number><r:kind>A1</r:kind>"
        "<r:date>19991125</r:date></r:document-id></r:pct-or-regional-publishing-data>",
        before=A1 + reference("9959542", "A1", "19991125", "1999/47", "WO"),
    )
    assert [(r.relation, r.document.office, r.document.number) for r in made.related] == [
        ("pct", "WO", "PCT/US98/16128"),
        ("pct", "WO", "1999059542"),
    ]


def test_parents_divisions_and_priorities():
    claim = (
        "<r:priority-claims change-gazette-num='2000/20'><r:priority-claim kind='national' "
        "sequence='1'><r:country>NL</r:country><r:doc-number>1010536</r:doc-number><r:date>19981112"
        "</r:date></r:priority-claim></r:priority-claims>"
    )
    document = (
        '<r:document-id document-id-type="{}"><r:country>EP</r:country><r:doc-number>{}'
        "</r:doc-number></r:document-id>"
    )
    first, _ = biblio(
        f"{claim}<r:related-documents><r:division><r:relation><r:parent-doc>"
        f"{document.format('application number', '19980912345')}"
        f"{document.format('publication number', '0912345')}</r:parent-doc><r:child-doc>"
        f"{document.format('application number', '20030001234')}</r:child-doc></r:relation>"
        "</r:division></r:related-documents>"
    )
    assert [(p.office, p.number, p.date) for p in first.priorities] == [
        ("NL", "1010536", "1998-11-12")
    ]
    assert [(r.relation, r.document.number) for r in first.related] == [
        ("division", "98912345"),
        ("division", "912345"),
        ("other", "03001234"),
    ]


def test_classes_in_the_styles_of_the_register():
    first, second = biblio(
        "<r:classifications-ipcr change-gazette-num='2003/02'><r:classification-ipcr><r:text>"
        "A61K31/00, A61P 1/00,  // G06F3/048</r:text></r:classification-ipcr>"
        "</r:classifications-ipcr><r:classifications-ipcr change-gazette-num='2000/20'>"
        "<r:classification-ipcr><r:text>A61K31/00;; A61P1/00</r:text></r:classification-ipcr>"
        "</r:classifications-ipcr><r:classifications-cpc change-gazette-num='2003/01'>"
        "<r:classification-cpc><r:text>A61K31/00 (EP,US)</r:text></r:classification-cpc>"
        "</r:classifications-cpc>"
    )
    assert [(c.scheme, c.symbol, c.value) for c in second.classifications] == [
        ("ipc", "A61K 31/00", None),
        ("ipc", "A61P 1/00", None),
        ("ipc", "G06F 3/048", "additional"),
        ("cpc", "A61K 31/00", None),
    ]
    assert [c.symbol for c in first.classifications if c.scheme == "ipc"] == [
        "A61K 31/00",
        "A61P 1/00",
    ]


def test_what_happened_becomes_a_notice():
    *_, notice = biblio(
        "<r:licensee-data change-date='20050101'><r:licensee type-license='exclusive'>"
        "<r:addressbook><r:name>Lok Ltd</r:name></r:addressbook><r:date>20041201</r:date>"
        "</r:licensee></r:licensee-data><r:date-application-refused><r:date>20020101</r:date>"
        "</r:date-application-refused><r:dates-rights-effective><r:proceedings-stay cause='R14'>"
        "<r:date>20010101</r:date></r:proceedings-stay></r:dates-rights-effective>"
        "<r:opposition-data change-gazette-num='2004/01'><r:opponent sequence='1'><r:addressbook>"
        "<r:name>Zug SA</r:name></r:addressbook><r:date-opposition-filed><r:date>20031110</r:date>"
        "</r:date-opposition-filed></r:opponent></r:opposition-data>"
        "<r:opposition-data change-gazette-num='2006/01'><r:opponent sequence='1'><r:addressbook>"
        "<r:name>Zug SA</r:name></r:addressbook><r:opponent-status status='withdrawn'><r:date>20051201</r:date>"
        "</r:opponent-status><r:date-opposition-filed><r:date>20031110</r:date>"
        "</r:date-opposition-filed></r:opponent><r:date-terminated><r:date>20051215</r:date>"
        "</r:date-terminated></r:opposition-data><r:office-specific-bib-data office='EP'>"
        "<r:ep-appeal-data appeal-num='T0123/06' appeal-phase='opposition'>"
        "<r:ep-date-statement-of-grounds-filed><r:date>20060301</r:date>"
        "</r:ep-date-statement-of-grounds-filed><r:ep-appeal-result date='20070101'>Appeal dismissed"
        "</r:ep-appeal-result></r:ep-appeal-data></r:office-specific-bib-data>"
    )
    assert [(e.code, e.date, e.text, e.number, e.after) for e in notice.events] == [
        ("proceedings-stay", "2001-01-01", None, None, ()),
        ("date-application-refused", "2002-01-01", None, None, ()),
        ("opponent", "2003-11-10", "Zug SA; withdrawn since 2005-12-01", None, ()),
        ("licensee", "2004-12-01", "exclusive", None, ("Lok Ltd",)),
        ("date-terminated", "2005-12-15", None, None, ()),
        (
            "ep-date-statement-of-grounds-filed",
            "2006-03-01",
            "opposition",
            "T0123/06",
            (),
        ),
        ("ep-appeal-result", "2007-01-01", "opposition; Appeal dismissed", "T0123/06", ()),
    ]
    assert (notice.application.number, notice.publication.kind) == ("99203729", "B1")


def test_unitary_patents():
    text = register(
        "<r:unitary-patent unitary-patent-status='Registered' date-of-request='20230601'>"
        "<r:unitary-patent-statuses><r:unitary-patent-status change-date='20230701' "
        "status-code='1'>Unitary effect registered</r:unitary-patent-status>"
        f"</r:unitary-patent-statuses><r:parties><r:applicants>{person('applicant', 'Rail AG')}"
        "</r:applicants></r:parties><r:procedural-data><r:procedural-step id='x'>"
        "<r:procedural-step-code>UPFE</r:procedural-step-code><r:procedural-step-date "
        "step-date-type='DATE_OF_PAYMENT'><r:date>20240101</r:date></r:procedural-step-date>"
        "<r:procedural-step-affected-states><r:country>AT</r:country><r:country>BE</r:country>"
        "</r:procedural-step-affected-states></r:procedural-step></r:procedural-data>"
        "</r:unitary-patent>",
        query="application=EP99203729",
    )
    (notice,) = items(text)
    assert [(e.code, e.date, e.title, e.text, e.after) for e in notice.events] == [
        ("unitary-patent", "2023-06-01", "Unitary effect requested", "Registered", ("Rail AG",)),
        ("status 1", "2023-07-01", "Unitary effect registered", None, ()),
        ("UPFE", "2024-01-01", None, "DATE_OF_PAYMENT: 2024-01-01; states: AT, BE", ()),
    ]
    assert (notice.application.number, notice.publication) == ("99203729", None)


EVENT = (
    "<r:events-data><r:dossier-event><r:event-date><r:date>20200101</r:date></r:event-date>"
    "<r:event-code>0009210</r:event-code></r:dossier-event></r:events-data>"
)


def test_events_of_nobody_are_refused():
    found = failure(register(EVENT, query="ti=rail"))
    assert (found.code, found.place) == ("IDENTITY_INCOMPLETE", "register-document")
    (notice,) = items(register(EVENT, query="pn=EP1000000.B1"))
    assert notice.publication.number == "1000000"


def test_a_register_document_without_anything_dated_gives_its_publications_only():
    (made,) = biblio("", before=A1)
    assert isinstance(made, Publication)
    assert failure(register("", query="ti=x")).code in {"IDENTITY_INCOMPLETE", "NO_PUBLICATION"}
