"""Dates, corrections and remarks of European patent documents."""

from tests.parsers.europe import document
from tests.parsers.rawxml import one


def test_lapses_oppositions_and_dates_become_events():
    publication = one(
        document(
            "<B200><B240><B243><date>20221214</date></B243></B240></B200>"
            "<B400><B450><date>20190515</date><bnum>201920</bnum></B450><B472><B475>"
            "<date>20190831</date><ctry>BE</ctry><date>20190515</date><ctry>AL</ctry></B475></B472>"
            "</B400><B700><B780><B781><dnum><text>01</text></dnum><date>20200217</date>"
            "<kind>1</kind><snm>Schienen GmbH</snm></B781></B780></B700>"
        )
    )
    assert [(e.code, e.date, e.text) for e in publication.events] == [
        ("B450", "2019-05-15", "Grant published"),
        ("B475", "2019-05-15", "Lapsed in AL"),
        ("B475", "2019-08-31", "Lapsed in BE"),
        ("B781", "2020-02-17", "Opposition 01: Schienen GmbH"),
        ("B243", "2022-12-14", "Patent maintained as amended"),
    ]
    assert [e.country for e in publication.events] == [None, "AL", "BE", None, None]


def test_a_correction_says_what_it_corrects():
    publication = one(
        document(
            "<B100><B110>1234567</B110><B130>B9</B130><B132EP>B1</B132EP><B150><B151>W1</B151>"
            "<B153>84</B153><B154><B1541>de</B1541><B1542>Dokument ersetzt</B1542>"
            "<B1541>en</B1541><B1542>Document replaced</B1542></B154></B150></B100>",
            root='country="EP" doc-number="1234567" kind="B9"',
        )
    )
    assert publication.stage == "correction"
    assert [(r.relation, r.document.kind) for r in publication.related] == [("correction_of", "B1")]
    assert [(e.code, e.text) for e in publication.events] == [("B150", "W1; Document replaced; 84")]


def test_steps_of_the_procedure_are_named_as_the_document_type_definition_does():
    publication = one(
        document(
            "<B000><eptags><B012EP><B0120EP><B0121EP><date>20190101</date></B0121EP>"
            "<B0127EP><date>20190301</date></B0127EP></B0120EP></B012EP>"
            "<B078EP><date>20180701</date></B078EP><B090EP><B0900EP><B091EP><B0911EP>"
            "<date>20200102</date></B0911EP></B091EP></B0900EP></B090EP></eptags></B000>"
            "<B200><B230><B235><date>20010101</date></B235><B236><date>20010102</date></B236>"
            "<B237><date>20010103</date></B237><B238EP><date>20010104</date></B238EP>"
            "<B238><date>20010105</date></B238><B239><date>20010106</date></B239></B230></B200>"
            "<B700><B730><B731><snm>Rail AG</snm><B738EP><date>20020203</date></B738EP></B731>"
            "</B730><B780><B781><dnum><text>02</text></dnum><date>20030101</date><kind>1</kind>"
            "<snm>Zug SA</snm><B786><date>20030401</date></B786></B781></B780><B790><B791>"
            "<dnum>7</dnum><date>20040101</date><snm>Lok Ltd</snm><B796><ctry>GB</ctry></B796>"
            "</B791></B790></B700><B800><B844EP><B845EP><ctry>AL</ctry><B846EP><date>20050101"
            "</date></B846EP></B845EP></B844EP></B800>"
        )
    )
    assert [(e.code, e.date, e.text) for e in publication.events] == [
        ("B235", "2001-01-01", "Application refused"),
        ("B236", "2001-01-02", "Application withdrawn"),
        ("B237", "2001-01-03", "Application deemed to be withdrawn"),
        ("B238EP", "2001-01-04", "Request for re-establishment of rights received"),
        ("B238", "2001-01-05", "Decision on re-establishment of rights"),
        ("B239", "2001-01-06", "Patent revoked"),
        ("B738EP", "2002-02-03", "Transfer takes effect"),
        ("B781", "2003-01-01", "Opposition 02: Zug SA"),
        ("B786", "2003-04-01", "Opposition 02 inadmissible"),
        ("B791", "2004-01-01", "Licence for GB"),
        ("B846EP", "2005-01-01", "Extension to AL withdrawn"),
        ("B078EP", "2018-07-01", "No opposition filed"),
        ("B0121EP", "2019-01-01", "Revocation requested"),
        ("B0127EP", "2019-03-01", "Revocation takes effect"),
        ("B0911EP", "2020-01-02", "Limitation requested"),
    ]
    by_code = {event.code: event for event in publication.events}
    assert by_code["B738EP"].after == ("Rail AG",)
    assert (by_code["B791"].after, by_code["B791"].number) == (("Lok Ltd",), "7")
    assert by_code["B846EP"].country == "AL"


def test_what_the_model_has_no_place_for_is_noted():
    publication = one(
        document(
            "<B000><eptags><B050EP><B051EP>de</B051EP><B052EP>Ein Hinweis.</B052EP></B050EP>"
            "<B053EP>Filed as a divisional application.</B053EP></eptags></B000><B700><B710><B711>"
            "<snm>Rail AG</snm><B716EP><ctry>AT</ctry><ctry>BE</ctry></B716EP></B711></B710>"
            "<B745><B746><snm>Examiner, Ann</snm></B746></B745></B700><B800><B830><B831>DSMZ</B831>"
            "<B832>DSM 1234</B832></B830></B800>"
        )
    )
    assert publication.source.notes == (
        "remark (de): Ein Hinweis.",
        "remark: Filed as a divisional application.",
        "deposit: DSMZ, DSM 1234",
        "Rail AG for: AT, BE",
    )
    assert [(p.role, p.name) for p in publication.parties] == [
        ("applicant", "Rail AG"),
        ("examiner", "Examiner, Ann"),
    ]
