import pytest
from rawxml import failure, gaps, one, parsed

from parsers.parse import parse_paths

FRONT = (
    "<volno>53</volno><isuno>9</isuno><kindcode>B</kindcode><publication-reference><document-id>"
    "<country>TW</country><doc-number>I826142</doc-number><date>20231211</date></document-id>"
    "</publication-reference><certificate-number><document-id><doc-number>I826142</doc-number>"
    "</document-id></certificate-number><application-reference appl-type='invention'><document-id>"
    "<doc-number>109146589</doc-number><date>2020/12/30</date></document-id>"
    "</application-reference>"
)


def grant(front=FRONT, body="", root="tw-patent-grant"):
    data = root.replace("tw-patent", "tw-bibliographic-data")
    return f"<{root}><{data}>{front}</{data}>{body}</{root}>"


@pytest.mark.parametrize(
    ("number", "kind", "root", "expected"),
    [
        ("I826142", "B", "tw-patent-grant", ("TWI826142B", "invention", "grant")),
        ("M650001", "", "tw-patent-grant", ("TWM650001U", "utility_model", "grant")),
        ("D230001", "", "tw-patent-grant", ("TWD230001S", "design", "grant")),
        ("202412345", "", "tw-patent-application", ("TW202412345A", "invention", "application")),
    ],
)
def test_numbers_say_the_kind(number, kind, root, expected):
    front = FRONT.replace("<kindcode>B</kindcode>", f"<kindcode>{kind}</kindcode>")
    publication = one(grant(front.replace("I826142", number), root=root))
    assert (publication.id, publication.right, publication.stage) == expected
    assert (publication.application.number, publication.filing_date) == ("109146589", "2020-12-30")


def test_the_certificate_counts_where_the_publication_has_another_number():
    front = FRONT.replace("<country>TW</country><doc-number>I826142", "<doc-number>4711")
    assert one(grant(front)).id == "TWI826142B"


def test_names_in_two_languages_classes_and_claims():
    publication = one(
        grant(
            FRONT + "<invention-title><chinese-title>差分分級式類比數位轉換器</chinese-title>"
            "<english-title>DIFFERENTIAL SUBRANGING ADC</english-title></invention-title>"
            "<priority-claims><priority-claim sequence='1'><country>US</country><doc-number>"
            "16/740,184</doc-number><date>20200110</date></priority-claim><priority-claim><country/>"
            "<doc-number/><date>0/0/0</date></priority-claim></priority-claims><classification-ipc>"
            "<main-classification edition='2006.01'>H03M1/46</main-classification>"
            "<further-classification edition='2011.01'>H04N5/378</further-classification>"
            "</classification-ipc><parties><applicants><applicant sequence='1' app-type='applicant'>"
            "<addressbook><chinese-name><last-name>美商豪威科技股份有限公司</last-name>"
            "</chinese-name><english-name><last-name>OMNIVISION TECHNOLOGIES, INC.</last-name>"
            "</english-name><address>美國</address><english-country>US</english-country>"
            "</addressbook></applicant></applicants><inventors><inventor sequence='1'><addressbook>"
            "<chinese-name><last-name>克里斯多福</last-name><first-name>瑞安</first-name>"
            "</chinese-name><english-name><last-name>RYAN</last-name><middle-name>PATRICK"
            "</middle-name><first-name>CHRISTOPHER</first-name></english-name></addressbook>"
            "</inventor></inventors><agents><agent sequence='1' rep-type='agent'><addressbook>"
            "<chinese-name><last-name>陳長文</last-name></chinese-name></addressbook></agent>"
            "</agents></parties>",
            "<abstract><p>本發明提供一種轉換器。</p></abstract><description><technical-field>"
            "<p num='0001'>本發明關於轉換器。</p></technical-field></description><claims>"
            "<claim num='1'><p>一種類比數位轉換器。</p></claim><claim num='2'><p>如請求項1所述之"
            "轉換器。</p></claim><claim num='3'><p>如申請專利範圍第1項或第2項之轉換器。</p></claim>"
            "</claims>",
        )
    )
    assert [(t.lang, t.text) for t in publication.title] == [
        ("zh", "差分分級式類比數位轉換器"),
        ("en", "DIFFERENTIAL SUBRANGING ADC"),
    ]
    assert [(p.role, p.name, p.lang, p.country, p.sequence) for p in publication.parties] == [
        ("applicant", "美商豪威科技股份有限公司", "zh", "US", 1),
        ("applicant", "OMNIVISION TECHNOLOGIES, INC.", "en", "US", 1),
        ("inventor", "克里斯多福瑞安", "zh", None, 1),
        ("inventor", "RYAN, CHRISTOPHER PATRICK", "en", None, 1),
        ("agent", "陳長文", "zh", None, 1),
    ]
    assert [(p.office, p.number) for p in publication.priorities] == [("US", "16740184")]
    assert [(c.symbol, c.version, c.position) for c in publication.classifications] == [
        ("H03M 1/46", "2006-01", "first"),
        ("H04N 5/378", "2011-01", "later"),
    ]
    assert [c.depends_on for c in publication.claims] == [(), (1,), (1, 2)]
    assert publication.description[0].part == "technical_field"
    assert gaps(publication) == {}


def test_an_issue_of_the_gazette_holds_many(tmp_path):
    one_more = grant(FRONT.replace("I826142", "I826143"))
    path = tmp_path / "P13.xml"
    path.write_text(f"<tw-patent-grants>{grant()}{one_more}</tw-patent-grants>", encoding="utf-8")
    assert [item.id for item in parse_paths([path])] == ["TWI826142B", "TWI826143B"]
    assert len(parsed(grant().encode())) == 1


def test_damage_is_refused():
    assert failure("<tw-patent-grant/>").code == "IDENTITY_INCOMPLETE"
    assert failure(grant()[:-8]).code == "XML_TRUNCATED"
