import pytest

from parsers.claims import dependencies

WORDED = [
    ("根据权利要求1所述的装置", 2, "zh", (1,)),
    ("如权利要求1或2所述", 3, "zh", (1, 2)),
    ("根据权利要求1、2或3所述的", 4, "zh", (1, 2, 3)),
    ("根据权利要求1至3任一项所述的", 4, "zh", (1, 2, 3)),
    ("根据权利要求1到4中任意一项", 5, "zh", (1, 2, 3, 4)),
    ("根据权利要求1－3任一项", 5, "zh", (1, 2, 3)),
    ("根据权利要求1~3", 5, "zh", (1, 2, 3)),
    ("根据权利要求１～３任何一项", 5, "zh", (1, 2, 3)),
    ("根据权利要求1至权利要求3所述", 5, "zh", (1, 2, 3)),
    ("根据权利要求1或权利要求2所述", 3, "zh", (1, 2)),
    ("根据权利要求1或2所述的装置，1-3个", 4, "zh", (1, 2)),
    ("如权利要求1-2、4-6任一项", 7, "zh", (1, 2, 4, 5, 6)),
    ("根据权利要求第1项所述", 2, "zh", (1,)),
    ("按照权利要求书所述", 2, "zh", ()),
    ("一种电池，具备如权利要求1所述的电极", 6, "zh", (1,)),
    ("如請求項1所述之裝置", 2, "zh", (1,)),
    ("如申請專利範圍第1項所述之裝置", 2, "zh", (1,)),
    ("如申請專利範圍第1項或第2項所述之裝置", 3, "zh", (1, 2)),
    ("如申請專利範圍第1至3項中任一項", 5, "zh", (1, 2, 3)),
    ("請求項1乃至3のいずれか1項に記載の装置", 4, "ja", (1, 2, 3)),
    ("請求項1または2に記載の", 3, "ja", (1, 2)),
    ("請求項１から請求項５のいずれか一項に記載", 6, "ja", (1, 2, 3, 4, 5)),
    ("請求項１、２又は４に記載", 6, "ja", (1, 2, 4)),
    ("제1항 내지 제3항 중 어느 한 항에 있어서", 4, "ko", (1, 2, 3)),
    ("제 1 항에 있어서", 2, "ko", (1,)),
    ("제1항 또는 제2항에 있어서", 3, "ko", (1, 2)),
    ("선행하는 항들 중 어느 한 항에 있어서", 3, "ko", (1, 2)),
    ("청구항 1에 있어서", 2, "ko", (1,)),
    ("청구항 1 내지 3 중 어느 하나", 4, "ko", (1, 2, 3)),
    ("The device of claim 1 or 2, wherein", 3, "en", (1, 2)),
    ("according to claims 1-3", 4, "en", (1, 2, 3)),
    ("any one of claims 1 to 3", 4, "en", (1, 2, 3)),
    ("any of the preceding claims", 4, "en", (1, 2, 3)),
    ("as claimed in any foregoing claim", 3, "en", (1, 2)),
    ("of claim 1, claim 2, or claim 5", 6, "en", (1, 2, 5)),
    ("of claims 1, 3 and 5 to 7", 8, "en", (1, 3, 5, 6, 7)),
    ("of either claim 1 or claim 2", 3, "en", (1, 2)),
    ("according to claim 1, 2 or 3, wherein", 4, "en", (1, 2, 3)),
    ("according to claim 1, 3 legs are", 4, "en", (1,)),
    ("of claim 1 and 25 mg of water", 30, "en", (1,)),
    ("The method of claim 1, wherein 2 or 3 parts", 4, "en", (1,)),
    ("of claim 1, wherein the value is 2.5", 4, "en", (1,)),
    ("Vorrichtung nach Anspruch 1, dadurch", 2, "de", (1,)),
    ("nach einem der Ansprüche 1 bis 3", 4, "de", (1, 2, 3)),
    ("nach Anspruch 1 oder 2", 3, "de", (1, 2)),
    ("nach einem der vorhergehenden Ansprüche", 3, "de", (1, 2)),
    ("nach mindestens einem der vorangehenden Patentansprüche", 3, "de", (1, 2)),
    ("selon la revendication 1, caractérisé", 2, "fr", (1,)),
    ("selon l'une quelconque des revendications 1 à 3", 4, "fr", (1, 2, 3)),
    ("selon l'une des revendications précédentes", 3, "fr", (1, 2)),
    ("selon les revendications 1 et 2", 3, "fr", (1, 2)),
]


@pytest.mark.parametrize(("text", "number", "lang", "expected"), WORDED)
def test_words_name_the_claims_referred_to(text, number, lang, expected):
    assert dependencies(text, number, lang) == expected


@pytest.mark.parametrize(("text", "number", "lang", "expected"), WORDED)
def test_the_script_tells_the_language_where_the_office_does_not(text, number, lang, expected):
    assert dependencies(text, number) == expected


@pytest.mark.parametrize(
    ("text", "number", "lang"),
    [
        ("The device of claim 5, wherein", 5, "en"),
        ("The device of claim 6, wherein", 5, "en"),
        ("根据权利要求3所述的装置", 3, "zh"),
        ("根据权利要求4所述的装置", 3, "zh"),
        ("any of the preceding claims", 1, "en"),
        ("A battery with 3 cells and 2 terminals", 4, "en"),
        ("상기 저항 및 상기 항온 부재를 포함하는", 4, "ko"),
        ("", 2, None),
    ],
)
def test_references_to_itself_and_forward_are_dropped(text, number, lang):
    assert dependencies(text, number, lang) == ()


def test_a_forward_end_of_a_range_is_cut_at_the_claim_itself():
    assert dependencies("according to claims 1 to 9", 4, "en") == (1, 2, 3)


def test_an_absurd_range_ends_at_the_claim():
    assert dependencies("according to claims 1 to 9999", 3, "en") == (1, 2)


@pytest.mark.parametrize("filler", ["a part of a kind, ", "第一电极和第二电极，", "部材と部材、"])
def test_a_reference_far_behind_is_read(filler):
    assert dependencies(filler * 300 + "the device of claim 2", 5, "en") == (2,)
    assert dependencies(filler * 300 + "如权利要求2所述的装置", 5, "zh") == (2,)


@pytest.mark.parametrize(
    "text",
    ["claims " + " " * 5000, "claims 1" + " " * 5000 + "x", "claim" * 2000, "claims " + "1," * 3000,
     "上述" * 3000 + "权利要求", "제 " * 3000, "any one of " * 1000 + "claims"],
)  # fmt: skip
def test_long_nonsense_is_read_in_reasonable_steps(text):
    assert set(dependencies(text, 3)) <= {1, 2}
