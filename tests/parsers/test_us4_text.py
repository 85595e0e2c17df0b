"""US grants and applications: claims, description, drawings and what is said of absent parts."""

from rawxml import one, parsed
from usgrant import us


def claims(*texts: str, nums: tuple[str, ...] = ()) -> str:
    numbers = nums or tuple(f"{n:05}" for n in range(1, len(texts) + 1))
    inner = "".join(
        f'<claim id="CLM-{num}" num="{num}"><claim-text>{text}</claim-text></claim>'
        for num, text in zip(numbers, texts, strict=True)
    )
    return f"<us-claim-statement>What is claimed is:</us-claim-statement><claims>{inner}</claims>"


def ref(number: int, text: str = "") -> str:
    return f'<claim-ref idref="CLM-{number:05}">{text or f"claim {number}"}</claim-ref>'


def test_claims_with_nested_texts_and_references():
    found = one(
        us(
            body=claims(
                "1. A device comprising:<claim-text>a <b>part</b>;</claim-text><claim-text>H<sub>2</sub>O."
                "</claim-text>",
                f"<b>2</b>. The device of {ref(1)}, wherein.",
                f"3. The device of {ref(1)} or {ref(2)}.",
                f"4. The device of any of {ref(1, 'claims 1 to 3')}.",
                "5. The device as in claim 2, without markup.",
                "6. A claimed method.",
                f"7. A kit with {ref(8)} and {ref(7)}.",
                "8. Another thing.",
            )
        )
    )
    assert [claim.depends_on for claim in found.claims] == [
        (), (1,), (1, 2), (1, 2, 3), (2,), (), (), (),
    ]  # fmt: skip
    assert found.claims[0].text == "A device comprising: a part; H2O."
    assert found.claims[1].text == "The device of claim 1, wherein."
    assert [claim.number for claim in found.claims] == list(range(1, 9))


def test_a_design_has_one_claim_which_may_lack_its_number():
    body = (
        "<claims><claim><claim-text>The ornamental design, as shown.</claim-text></claim></claims>"
    )
    (claim,) = one(us(body=body, number="D0700001", kind="S1")).claims
    assert (claim.number, claim.text) == (1, "The ornamental design, as shown.")


def test_canceled_claims_are_there_as_such():
    body = claims(
        "<b>1</b>-<b>3</b>. (canceled)",
        "4. A thing.",
        f"5. The thing of {ref(2)} or {ref(4)}.",
        "6. (canceled)",
        nums=("01-03", "00004", "00005", "00006"),
    )
    found = one(us(body=body, root="application", number="20150012345", kind="A1"))
    assert [(c.number, c.text, c.canceled) for c in found.claims if c.canceled] == [
        (number, "(canceled)", True) for number in (1, 2, 3, 6)
    ]
    assert [(claim.number, claim.depends_on) for claim in found.claims[3:5]] == [(4, ()), (5, (4,))]
    assert not [gap for gap in found.gaps if gap.part == "claims"]


def test_missing_and_disordered_claim_numbers_are_said():
    found = one(us(body=claims("1. A.", "3. B.", nums=("00001", "00003"))))
    assert [claim.number for claim in found.claims] == [1, 3]
    assert [(gap.reason, gap.detail) for gap in found.gaps if gap.part == "claims"] == [
        ("not_in_source", "2")
    ]
    found = one(us(body=claims("A.", "B.", nums=("00002", "00001"))))
    assert [claim.number for claim in found.claims] == [1, 2]
    assert [gap.reason for gap in found.gaps if gap.part == "claims"] == ["unnumbered"]


DESCRIPTION = """<description id="description"><?BRFSUM end="lead"?>
<heading id="h-1" level="1">BACKGROUND</heading><p id="p-1" num="0001">Water is H<sub>2</sub>O
(<figref idref="D">FIG. <b>1</b></figref>).</p><?BRFSUM end="tail"?>
<description-of-drawings><p id="p-2" num="0002">FIG. 1 is a view.</p></description-of-drawings>
<p id="p-3" num="0003">Before <tables id="T-1"><table><tgroup><tbody><row><entry>a</entry>
<entry>b</entry></row><row><entry>c</entry><entry>d</entry></row></tbody></tgroup></table></tables>
after.</p><p id="p-4" num="0004"><maths id="M-1"><math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>
<img file="M1.TIF"/></maths></p><p id="p-5" num="0005">Compound <chemistry><img file="C1.TIF"/>
</chemistry> and<ul><li>one</li><li>two</li></ul></p><p id="p-6" num="0006"/></description>"""


def test_the_description_in_reading_order():
    found = one(us(body=DESCRIPTION))
    assert [(part.kind, part.id, part.number, part.text) for part in found.description] == [
        ("heading", "h-1", None, "BACKGROUND"),
        ("paragraph", "p-1", "0001", "Water is H2O (FIG. 1)."),
        ("paragraph", "p-2", "0002", "FIG. 1 is a view."),
        ("paragraph", "p-3", "0003", "Before"),
        ("table", "T-1", None, "a | b\nc | d"),
        ("paragraph", "p-3", None, "after."),
        ("formula", "p-4", "0004", "a/b"),
        ("paragraph", "p-5", "0005", "Compound and one two"),
    ]
    assert found.description[0].level == 1
    (gap,) = [gap for gap in found.gaps if gap.part == "pictures_in_text"]
    assert gap.detail == "1: C1.TIF"


def test_drawings_with_sizes():
    body = (
        '<drawings id="DRAWINGS"><figure id="F0" num="00000"><img id="E0" he="140.29mm" wi="225.98mm" '
        'file="X-D00000.TIF" alt="embedded image" img-content="drawing" img-format="tif"/></figure>'
        '<figure num="00001"><img file="X-D00001.JPG" he="?"/></figure><figure num="2"/></drawings>'
    )
    found = one(us(body=body)).drawings
    assert [(d.number, d.file, d.width, d.height, d.format) for d in found] == [
        ("0", "X-D00000.TIF", 226, 140, "tiff"),
        ("1", "X-D00001.JPG", None, None, "jpeg"),
    ]


def test_what_is_published_elsewhere_or_absent_is_a_gap():
    body = (
        '<us-sequence-list-doc><sequence-list file="S1.XML"/></us-sequence-list-doc>'
        "<us-megatable-doc/>"
    )
    found = one(us(body=body))
    assert {(gap.part, gap.reason) for gap in found.gaps} == {
        ("abstract", "not_in_source"),
        ("claims", "not_in_source"),
        ("description", "not_in_source"),
        ("sequence_listing", "published_elsewhere"),
        ("tables", "published_elsewhere"),
    }


def test_titles_with_markup_and_abstracts_of_several_paragraphs():
    body = (
        '<abstract id="abstract"><p num="0000">One.</p><p num="0000">Two <i>x</i>.</p></abstract>'
    )
    data = us(body=body).replace(">Thing<", "><i>Sedum</i> ‘X’ H<sub>2</sub><")
    found = one(data)
    assert found.title[0].text == "Sedum ‘X’ H2"
    assert found.abstract[0].text == "One. Two x."


def test_a_sequence_listing_of_its_own_is_no_publication():
    assert parsed(b"<sequence-cwu><publication-reference/></sequence-cwu>") == []
