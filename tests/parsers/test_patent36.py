"""Documents in plain WIPO ST.36: variants of ours, and specimens read back."""

import pytest
from msgspec import structs

from parsers.model import Publication
from parsers.specimens import encode, format_of, publications
from tests.parsers import goldens
from tests.parsers.rawxml import failure, gaps, one, unmarked


def document(biblio: str, body: str = "", attributes: str = "") -> str:
    return (
        '<patent-document lang="fr" country="FR" doc-number="2980078" kind="A1" '
        f'date-publ="20130322" {attributes}><bibliographic-data>{biblio}</bibliographic-data>'
        f"{body}</patent-document>"
    )


def test_the_two_kinds_of_the_root_are_told_apart_by_the_ucid():
    title = '<invention-title lang="fr">Pompe</invention-title>'
    assert one(document(title)).source.format == "patent36"
    marec = document(f"<technical-data>{title}</technical-data>", attributes='ucid="FR-2980078-A1"')
    found = one(marec)
    assert (found.source.format, found.id) == ("marec", "FR2980078A1")


def test_bibliography_and_body():
    biblio = (
        "<publication-reference><document-id><country>FR</country><doc-number>2980078</doc-number>"
        "<kind>A1</kind><date>20130322</date></document-id></publication-reference>"
        "<application-reference><document-id><country>FR</country><doc-number>1158278</doc-number>"
        "<date>20110916</date></document-id></application-reference><classification-locarno>"
        "<edition>9</edition><main-classification>15-01</main-classification>"
        "</classification-locarno><invention-title>Pompe</invention-title><references-cited>"
        '<citation srep-phase="SEA"><patcit num="1"><document-id><country>EP</country><doc-number>'
        "1000000</doc-number><kind>A1</kind></document-id></patcit><category>X</category>"
        "<rel-claims>1-3</rel-claims></citation></references-cited><parties><applicants>"
        '<applicant sequence="1"><addressbook><orgname>ACME</orgname><address><city>Paris</city>'
        "<country>FR</country></address></addressbook></applicant></applicants><agents><agent>"
        "<addressbook><orgname>CABINET X</orgname></addressbook></agent></agents></parties>"
    )
    body = (
        "<abstract><p>Une pompe.</p></abstract><description><technical-field><p num='1'>Champ.</p>"
        "</technical-field></description><claims><claim id='c1' num='1'><claim-text>Pompe."
        "</claim-text></claim><claim id='c2' num='2'><claim-text>Pompe selon la <claim-ref "
        "idref='c1'>revendication 1</claim-ref>.</claim-text></claim></claims><drawings><figure "
        "num='1'><img file='a.tif' he='10' wi='20' img-format='tif'/></figure></drawings>"
        "<amended-claims><claim num='1'><claim-text>Autre.</claim-text></claim></amended-claims>"
    )
    found = one(document(biblio, body))
    assert (found.id, found.language, found.date) == ("FR2980078A1", "fr", "2013-03-22")
    assert found.application.number == "1158278"
    assert [(c.scheme, c.symbol) for c in found.classifications] == [("locarno", "15-01")]
    (cited,) = found.citations
    assert (cited.phase, cited.category, cited.claims) == ("search", "X", "1-3")
    assert [(p.role, p.name, p.city) for p in found.parties] == [
        ("applicant", "ACME", "Paris"),
        ("agency", "CABINET X", None),
    ]
    assert [(c.text, c.depends_on) for c in found.claims] == [
        ("Pompe.", ()),
        ("Pompe selon la revendication 1.", (1,)),
    ]
    assert found.claim_sets[0].status == "amended"
    assert [(s.text, s.part) for s in found.description] == [("Champ.", "technical_field")]
    assert [(d.file, d.width, d.format) for d in found.drawings] == [("a.tif", 20, "tiff")]
    assert gaps(found) == {}


def test_what_is_missing_is_a_gap():
    found = one(document(""))
    assert set(gaps(found)) == {"title", "abstract", "description", "claims"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<patent-document/>", "IDENTITY_INCOMPLETE"),
        ('<patent-document country="FR" doc-number="x"/>', "IDENTITY_INCOMPLETE"),
        (document("")[:-20], "XML_TRUNCATED"),
    ],
)
def test_damaged_documents_fail_with_a_code(data: str, code: str):
    assert failure(data).code == code


def expected(publication: Publication) -> Publication:
    """What the writer writes: no classes but IPC, relatives, events, family, kinds of priorities.

    Tables and formulas are left to the tests of the formats whose writers have them.
    """
    return structs.replace(
        publication,
        classifications=tuple(c for c in publication.classifications if c.scheme == "ipc"),
        related=(),
        priorities=tuple(structs.replace(p, kind=None) for p in publication.priorities),
        events=(),
        family=None,
        family_basis=None,
        gaps=(),
        parties=tuple(
            structs.replace(p, lang=None)
            for role in ("applicant", "inventor", "assignee", "agen")
            for p in publication.parties
            if p.role.startswith(role)
        ),
        description=tuple(structs.replace(s, level=None) for s in publication.description),
    )


def test_specimens_come_back():
    chosen = [p for p in publications(200) if format_of(p) in {"ep", "docdb"}]
    for publication in chosen:
        if any(s.kind in {"table", "formula"} for s in publication.description):
            continue
        found = one(encode(publication, "patent36"))
        found = structs.replace(
            found, source=publication.source, gaps=(), family=None, family_basis=None
        )
        found, right = unmarked(found), unmarked(expected(publication))
        for key in found.__struct_fields__:
            if key == "citations":
                assert [(c.document and c.document.number, c.text) for c in found.citations] == [
                    (c.document and c.document.number, c.text) for c in right.citations
                ]
            else:
                assert getattr(found, key) == getattr(right, key), f"{publication.id}: {key}"


def test_golden():
    chosen = {format_of(p): p for p in reversed([*publications(200)])}
    goldens.check("patent36", [one(encode(chosen[form], "patent36")) for form in ("ep", "docdb")])
