"""Shapes of OPS responses that the real ones at hand do not have, and damaged ones."""

import json

import pytest

from parsers.model import Notice, Publication
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from tests.parsers.rawxml import failure, gaps, one, parsed

HEAD = (
    '<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org" '
    'xmlns:reg="http://www.epo.org/register" xmlns:ftxt="http://www.epo.org/fulltext">'
)
FOOT = "</ops:world-patent-data>"


def response(inner: str) -> str:
    return f"{HEAD}{inner}{FOOT}"


def items(text: str) -> list[Publication | Notice | Failure]:
    return [*parse_record(Record(data=text.encode(), file="x"))]


def docdb(office: str, number: str, kind: str = "", date: str = "") -> str:
    cells = (("country", office), ("doc-number", number), ("kind", kind), ("date", date))
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in cells if text)
    return f'<document-id document-id-type="docdb">{inner}</document-id>'


def epodoc(number: str, date: str = "", form: str = "epodoc") -> str:
    day = f"<date>{date}</date>" if date else ""
    inner = f"<doc-number>{number}</doc-number>{day}"
    return f'<document-id document-id-type="{form}">{inner}</document-id>'


def document(biblio: str = "", more: str = "", key: str = "") -> str:
    key = key or 'country="JP" doc-number="2004209100" kind="A"'
    return (
        f'<exchange-document system="ops.epo.org" family-id="1" {key}><bibliographic-data>{biblio}'
        f"</bibliographic-data>{more}</exchange-document>"
    )


def biblio(inner: str, more: str = "", key: str = "") -> Publication:
    text = f"<exchange-documents>{document(inner, more, key)}</exchange-documents>"
    return one(response(text))


def test_abstracts_end_before_the_picture_that_the_text_stands_for():
    abstract = '<abstract lang="en"><p>A H&lt;2&gt; rail.  &lt;IMAGE&gt;</p></abstract>'
    found = biblio("", abstract)
    assert [text.text for text in found.abstract] == ["A H<2> rail."]
    chinese = biblio(
        "",
        '<abstract lang="ol"><p>[0001]    本发明公开了H<sub>2</sub>O。</p></abstract>',
        'country="CN" doc-number="122461492" kind="A"',
    )
    assert [(text.lang, text.text) for text in chinese.abstract] == [("zh", "本发明公开了H2O。")]
    assert chinese.abstract[0].marks == (("sub", 7, 8),)
    only = biblio("", '<abstract lang="en"><p>&lt;IMAGE&gt;</p></abstract>')
    assert gaps(only)["abstract"] == "not_in_source"


def test_the_original_language_is_the_one_of_the_office():
    title = '<invention-title lang="ol">レール</invention-title>'
    found = biblio(title)
    assert [(t.lang, t.text) for t in found.title] == [("ja", "レール")]
    assert found.language == "ja"
    unknown = biblio(title, key='country="HR" doc-number="P20251003" kind="T1"')
    assert (unknown.title[0].lang, unknown.language) == ("xx", "xx")


def test_titles_in_several_languages_do_not_say_which_one_was_published():
    titles = '<invention-title lang="de">A</invention-title><invention-title lang="en">B'
    found = biblio(f"{titles}</invention-title>", key='country="EP" doc-number="1" kind="A1"')
    assert found.language == "xx"


def test_original_numbers_with_a_line_break_in_them():
    found = biblio(
        "<application-reference>"
        + docdb("JP", "2002396363", "A")
        + epodoc("JP20020396363", "20021227")
        + epodoc("2002\n      396363", form="original")
        + "</application-reference>"
    )
    assert (found.application.number, found.application.date) == ("2002396363", "2002-12-27")


def test_the_international_stage_is_no_priority_unless_it_is_earlier():
    filed = (
        f"<application-reference>{docdb('AU', '2024270787', 'A')}"
        f"{epodoc('AU20240270787', '20240516')}</application-reference>"
    )
    claim = "<priority-claim>{}</priority-claim>"
    own = claim.format(epodoc("WO2024EP63512", "20240516"))
    earlier = claim.format(epodoc("WO2023EP01234", "20230616"))
    found = biblio(f"{filed}<priority-claims>{own}{earlier}</priority-claims>")
    assert [(p.office, p.number) for p in found.priorities] == [("WO", "PCT/EP2023/001234")]
    assert [(r.relation, r.document.number) for r in found.related] == [
        ("pct", "PCT/EP2024/063512")
    ]


def test_names_without_a_country_and_original_names_only():
    entry = '<applicant sequence="1" data-format="{}"><applicant-name><name>{}</name>'
    end = "</applicant-name></applicant>"
    told = "<parties><applicants>{}</applicants></parties>"
    found = biblio(told.format(entry.format("epodoc", "RAIL CO \n") + end))
    assert [(p.name, p.country) for p in found.parties] == [("RAIL CO", None)]
    found = biblio(told.format(entry.format("original", "Rail &amp; Co., ") + end))
    assert [(p.name, p.country) for p in found.parties] == [("Rail & Co.", None)]


def test_combination_sets_keep_their_ranks():
    part = (
        '<patent-classification><classification-scheme office="EP" scheme="CPCI"/><section>C'
        "</section><class>08</class><subclass>L</subclass><main-group>{}</main-group><subgroup>{}"
        "</subgroup><classification-value>I</classification-value></patent-classification>"
    )
    rank = "<combination-rank><rank-number>{}</rank-number>{}</combination-rank>"
    members = rank.format(1, part.format(23, "06")) + rank.format(2, part.format(2205, "03"))
    found = biblio(
        f"<patent-classifications>{part.format(23, '06')}<combination-set sequence='1'>"
        f"<group-number>4</group-number>{members}</combination-set></patent-classifications>"
    )
    assert [(c.symbol, c.group, c.rank) for c in found.classifications] == [
        ("C08L 23/06", None, None),
        ("C08L 23/06", "4", 1),
        ("C08L 2205/03", "4", 2),
    ]


def test_what_the_service_did_not_find_is_told_after_the_others():
    missing = '<exchange-document country="EP" doc-number="9" kind="A1" status="not found"/>'
    text = response(f"<exchange-documents>{document()}{missing}</exchange-documents>")
    first, second = items(text)
    assert first.id == "JP2004209100A"
    assert (second.code, second.message) == (
        "NO_PUBLICATION",
        "The service had no data on EP9A1.",
    )


def test_equivalents_with_bibliographic_data():
    inner = f"<exchange-documents>{document()}</exchange-documents>"
    text = (
        f'<ops:equivalents-inquiry with-biblio="true"><ops:inquiry-result><publication-reference>'
        f"{epodoc('JP2004209100')}</publication-reference>{inner}</ops:inquiry-result>"
        "</ops:equivalents-inquiry>"
    )
    assert one(response(text)).id == "JP2004209100A"


NOTHING = (
    '<ops:biblio-search total-result-count="0"><ops:query syntax="CQL">ti=zzz</ops:query>'
    "<ops:search-result/></ops:biblio-search>"
)


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (NOTHING, "The search for ti=zzz found nothing."),
        ("<ops:standardization/>", "conversion of numbers"),
        ("<ops:meta name='elapsed-time' value='3'/>", "holds meta"),
        ("", "holds nothing"),
    ],
)
def test_responses_without_a_publication_say_why(inner, words):
    found = failure(response(inner))
    assert found.code == "NO_PUBLICATION"
    assert words in found.message


def fulltext(inner: str, attributes: str = "") -> str:
    biblio = (
        '<bibliographic-data><publication-reference data-format="docdb"><document-id><country>WO'
        "</country><doc-number>2011012345</doc-number><kind>A1</kind></document-id>"
        "</publication-reference></bibliographic-data>"
    )
    return (
        '<ftxt:fulltext-documents xmlns="http://www.epo.org/fulltext"><ftxt:fulltext-document '
        f"{attributes}>{biblio}{inner}</ftxt:fulltext-document></ftxt:fulltext-documents>"
    )


def claims(*texts: str, lang: str = "EN") -> str:
    inner = "".join(f"<claim-text>{text}</claim-text>" for text in texts)
    return f'<claims lang="{lang}"><claim>{inner}</claim></claims>'


def read_claims(*texts: str) -> Publication:
    return one(response(fulltext(claims(*texts))))


def test_parts_of_a_claim_go_on_and_a_heading_before_the_first_is_noted():
    found = read_claims(
        "CLAIMS", "1. A rail comprising:", "2 bolts; and", "a nut.", "2. The rail of claim 1."
    )
    assert [(c.number, c.text) for c in found.claims] == [
        (1, "A rail comprising: 2 bolts; and a nut."),
        (2, "The rail of claim 1."),
    ]
    assert found.source.notes == ("before claim 1 (en): CLAIMS",)


def test_several_claims_in_one_text():
    found = read_claims("1. A rail\nof steel.\n2. The rail of claim 1,\n10 mm thick.\n3. A nut.")
    assert [(c.number, c.text, c.depends_on) for c in found.claims] == [
        (1, "A rail of steel.", ()),
        (2, "The rail of claim 1, 10 mm thick.", (1,)),
        (3, "A nut.", ()),
    ]


def test_claims_without_numbers_are_numbered_in_their_order():
    found = read_claims("A rail.", "A nut.")
    assert [(c.number, c.text) for c in found.claims] == [(1, "A rail."), (2, "A nut.")]
    assert gaps(found)["claims"] == "unnumbered"


def test_claims_in_three_languages_and_a_second_set():
    sets = claims("1. A rail.") + claims("1. Schiene.", lang="DE") + claims("1. Rail.", lang="FR")
    found = one(response(fulltext(sets + claims("1. Another."))))
    assert [(c.lang, c.text) for c in found.claims] == [
        ("en", "A rail."),
        ("de", "Schiene."),
        ("fr", "Rail."),
    ]
    assert [s.claims[0].text for s in found.claim_sets] == ["Another."]


def test_parts_cut_out_of_their_response(tmp_path):
    """`ftxt:fulltext-documents` and `exchange-documents` alone, as some clients keep them."""
    path = tmp_path / "part.xml"
    head = '<?xml version="1.0"?><ftxt:fulltext-documents xmlns:ftxt="http://www.epo.org/fulltext"'
    path.write_text(fulltext(claims("1. A.")).replace("<ftxt:fulltext-documents", head, 1))
    (found,) = parse_paths([path])
    assert (found.id, found.claims[0].text) == ("WO2011012345A1", "A.")
    path.write_text(f"<exchange-documents>{document()}{document()}</exchange-documents>")
    assert [item.id for item in parse_paths([path])] == ["JP2004209100A"] * 2


def test_a_full_text_of_nothing_is_refused():
    text = '<ftxt:fulltext-documents><ftxt:fulltext-document><claims lang="en"/>'
    found = failure(response(f"{text}</ftxt:fulltext-document></ftxt:fulltext-documents>"))
    assert found.code == "IDENTITY_INCOMPLETE"


def legal(*fields: tuple[str, str], more: tuple[tuple[str, str], ...] = ()) -> str:
    head = "".join(f"<ops:{tag}>{text}</ops:{tag}>" for tag, text in fields)
    inner = "".join(f'<ops:{tag} desc="D {tag}">{text}</ops:{tag}>' for tag, text in more)
    return f'<ops:legal code="REG " desc="REFERENCE">{head}<ops:L500EP>{inner}</ops:L500EP></ops:legal>'


def member(*events: str) -> str:
    reference = f"<publication-reference>{docdb('EP', '1', 'A1', '20200101')}"
    return response(
        "<ops:patent-family><ops:family-member>"
        f"{reference}</publication-reference>{''.join(events)}"
        "</ops:family-member></ops:patent-family>"
    )


OFFICE, DATE = ("L001EP", "EP"), ("L007EP", "20200102")


def test_deleted_events_and_events_without_a_date():
    kept = legal(OFFICE, DATE, ("L008EP", "REG"), more=(("L501EP", "DE"), ("L502EP", "R096")))
    deleted = legal(OFFICE, DATE, ("L008EP", "REG"), ("L013EP", "D"))
    undated = legal(OFFICE, ("L008EP", "REG"))
    paid = legal(OFFICE, ("L008EP", "PGFP"), more=(("L518EP", "20210203"),))
    _, notice = items(member(kept, deleted, undated, paid))
    assert [(e.code, e.date, e.country, e.text) for e in notice.events] == [
        ("REG", "2020-01-02", "DE", "D L502EP: R096"),
        ("PGFP", "2021-02-03", None, "D L518EP: 20210203"),
    ]
    assert notice.source.notes == ("events without a date, left out: 1",)


def test_an_event_names_its_application_where_the_member_does_not():
    event = legal(OFFICE, ("L002EP", "F"), ("L003EP", "    10167109"), ("L004EP", "A "), DATE)
    _, notice = items(member(event))
    assert (notice.application.office, notice.application.number) == ("EP", "10167109")
    assert notice.events[0].code == "REG"


def test_json_in_its_forms_for_one_and_for_many(tmp_path):
    """What is there once is an object, what is repeated a list; one file may hold several."""
    one_title = {"@lang": "en", "$": "A rail"}
    document = {
        "@country": "EP",
        "@doc-number": "1000000",
        "@kind": "A1",
        "bibliographic-data": {
            "invention-title": one_title,
            "publication-reference": {
                "document-id": {
                    "@document-id-type": "docdb",
                    "country": {"$": "EP"},
                    "doc-number": {"$": "1000000"},
                    "kind": {"$": "A1"},
                    "date": {"$": "20000517"},
                }
            },
            "parties": {"applicants": None, "inventors": {}},
        },
        "abstract": [{"@lang": "en", "p": [{"$": "First."}, {"$": "Second."}]}],
    }
    content = {
        "ops:world-patent-data": {
            "@xmlns": {"ops": "http://ops.epo.org", "$": "http://www.epo.org/exchange"},
            "ops:meta": {"@name": "elapsed-time", "@value": "3"},
            "exchange-documents": {"exchange-document": document},
        }
    }
    path = tmp_path / "responses.json"
    path.write_text("\ufeff" + json.dumps(content) + "\n" + json.dumps(content, indent=1))
    first, second = parse_paths([path])
    assert (first.id, first.date, first.title[0].text) == ("EP1000000A1", "2000-05-17", "A rail")
    assert first.abstract[0].text == "First. Second."
    assert (second.id, first.source.format) == (first.id, "ops")
    data = path.read_bytes()
    span = slice(second.source.offset, second.source.offset + second.source.length)
    assert json.loads(data[span]) == content


@pytest.mark.parametrize(
    "text",
    [
        '{"ops:world-patent-data": {"exchange-documents": ',
        '{"ops:world-patent-data": {}, "other": {}}',
        '{"ops:world-patent-data": {"two words": {"$": "x"}}}',
        '{"ops:world-patent-data": ' + '{"a":' * 400 + "1" + "}" * 401,
    ],
)
def test_damaged_json_is_a_typed_failure(text):
    assert failure(text).code == "CONTENT_SYNTAX"


@pytest.mark.parametrize("text", ['{"ops:world-patent-data": []}', '{"ops:world-patent-data": 1}'])
def test_json_without_content_is_a_typed_failure(text):
    assert failure(text).code == "NO_PUBLICATION"


def test_control_characters_in_json_are_no_crash():
    text = json.dumps({"ops:world-patent-data": {"ops:meta": {"@a": "x\0y", "$": "a\0\ud800b"}}})
    assert failure(text).code in {"NO_PUBLICATION", "CONTENT_SYNTAX"}


@pytest.mark.parametrize("cut", [120, 260, 340])
def test_cut_off_responses_are_failures_or_say_they_were_repaired(cut):
    text = response(f"<exchange-documents>{document()}</exchange-documents>")
    for item in items(text[:cut]):
        assert isinstance(item, Failure) or item.source.repaired


def test_faults_of_other_services_are_not_taken_for_ours():
    assert failure("<fault><message>No</message></fault>").code == "FORMAT_UNKNOWN"
    told = failure('<fault xmlns="http://ops.epo.org"><code>CLIENT.RobotDetected</code></fault>')
    assert "CLIENT.RobotDetected" in told.message
    assert parsed(response(f"<exchange-documents>{document()}</exchange-documents>").encode())
