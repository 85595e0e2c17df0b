"""What claims say of themselves: product, process or use, and that they were canceled."""

from __future__ import annotations

from pathlib import Path

import pytest
from rawxml import one
from usgrant import us

from parsers.claim_kinds import cancellation, category
from parsers.formats.parts import RawClaim, number_claims
from parsers.model import Publication
from parsers.parse import parse_paths

CATEGORIES = {
    "en": {
        "process": (
            "A method for cooling, comprising a pump.",
            "The method of claim 1, wherein",
            "A computer-implemented method comprising: storing",
            "Process according to claim 3",
            "An improved process to make steel",
            "In a printer having a roller, a method of feeding paper",
        ),
        "product": (
            "A pump comprising a rotor.",
            "The device according to any preceding claim",
            "Apparatus for carrying out the method of claim 1",
            "A process cartridge having a drum",
            "A non-transitory computer-readable medium storing a program for performing a method",
            "One or more non-transitory media having instructions",
            "A compound of formula I",
        ),
        "use": ("Use of the compound of claim 1 for", "The use of a polymer as", "Use of X"),
        None: (
            "A method and system for trading", "The invention as described", "What is claimed",
            "In a pump, the improvement comprising", "", "1", "The ornamental design for a chair",
        ),
    },
    "de": {
        "process": (
            "Verfahren zum Kühlen", "Ein Verfahren nach Anspruch 1", "Herstellungsverfahren für Stahl",
            "Mess-Verfahren nach einem der Ansprüche 1 bis 3", "Computerimplementiertes Verfahren zur",
        ),
        "product": (
            "Vorrichtung zur Durchführung des Verfahrens nach Anspruch 1", "Pumpe, umfassend",
            "Eine Batterie nach Anspruch 2", "Verbindung der Formel I", "Elektrische Maschine mit",
        ),
        "use": ("Verwendung einer Verbindung nach Anspruch 1", "Die Verwendung der Pumpe zum"),
        None: ("Verfahren und Vorrichtung zum Kühlen", "", "dadurch gekennzeichnet, dass"),
    },
    "fr": {
        "process": (
            "Procédé de refroidissement", "Un procédé selon la revendication 1", "Méthode pour trier",
            "Procédé (300) selon l'une des revendications 1 à 3",
        ),
        "product": (
            "Dispositif selon la revendication 1", "Pompe comprenant un rotor", "L'ensemble selon",
            "Appareil pour la mise en œuvre du procédé selon la revendication 1",
        ),
        "use": ("Utilisation d'un composé selon la revendication 1", "L'utilisation du polymère"),
        None: ("Procédé et dispositif de tri", "", "2"),
    },
    "zh": {
        "process": (
            "一种冷却方法，包括：", "根据权利要求1所述的方法，其特征在于", "一种钢的生产工艺，其特征在于",
            "如權利要求1所述的方法，其特徵在於", "如請求項1所述之製造方法，其中",
        ),
        "product": (
            "一种泵，包括转子", "根据权利要求1所述的装置（10），其特征在于", "一种用于执行所述方法的装置，包括",
            "如申請專利範圍第1項所述之裝置，其中", "一种移动应用，包括",
        ),
        "use": ("权利要求1所述的化合物在制备药物中的用途", "一种聚合物作为粘合剂的应用。"),
        None: ("一种泵及其控制方法", "", "其特征在于，包括泵", "将图像分成块"),
    },
    "ja": {
        "process": ("請求項１に記載の方法。", "鋼の製造方法", "を特徴とする冷却方法。"),
        "product": ("を備えるポンプ。", "請求項１から３に記載の装置（１０）。", "請求項1に記載の薬剤"),
        "use": ("医薬の製造における請求項１の化合物の使用。",),
        None: ("遺伝子の合計を示す", ""),
    },
    "ko": {
        "process": ("제1항에 있어서, 상기 방법.", "강의 제조방법.", "냉각 방법"),
        "product": ("회전자를 포함하는 펌프.", "제1항에 있어서, 특징으로 하는 장치(10)."),
        "use": ("제1항의 화합물의 용도.",),
        None: ("회전자를 포함한다.", ""),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "expected", "text"),
    [
        (a, b, text)
        for a, kinds in CATEGORIES.items()
        for b, texts in kinds.items()
        for text in texts
    ],
)
def test_category(lang: str, expected: str | None, text: str) -> None:
    assert category(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(canceled)", (7,)),
        ("(Cancelled).", (7,)),
        ("[CANCELED]", (7,)),
        ("canceled without prejudice", (7,)),
        ("1-3. (canceled)", (1, 2, 3)),
        ("1 - 3 and 5. (canceled)", (1, 2, 3, 5)),
        ("Claims 4 to 6 (canceled)", (4, 5, 6)),
        ("（取消）", (7,)),
        ("2至4.（删除）", (2, 3, 4)),
        ("（刪除）", (7,)),
        ("（削除）", (7,)),
        ("【削除】", (7,)),
        ("삭제", (7,)),
        ("(삭제)", (7,)),
        ("gestrichen", (7,)),
        ("(supprimée)", (7,)),
        ("2 bis 4 (entfallen)", (2, 3, 4)),
        ("A method of handling canceled orders.", None),
        ("A stamp marked (canceled) and", None),
        ("删除所述文件的方法", None),
        ("", None),
        ("5", None),
    ],
)
def test_cancellation(text: str, numbers: tuple[int, ...] | None) -> None:
    found = cancellation(text, 7)
    assert (found.numbers if found else None) == numbers


def test_each_canceled_claim_is_an_entry() -> None:
    raw = [
        RawClaim(printed=1, text="1-2. (canceled)"),
        RawClaim(printed=3, text="A pump.", id="c3"),
        RawClaim(printed=4, text="The pump of claim 3.", id="c4", refs=("c3",)),
        RawClaim(printed=5, text="(canceled)"),
    ]
    claims, gaps = number_claims(raw, "en")
    assert gaps == ()
    assert [(c.number, c.canceled, c.text) for c in claims] == [
        (1, True, "(canceled)"),
        (2, True, "(canceled)"),
        (3, False, "A pump."),
        (4, False, "The pump of claim 3."),
        (5, True, "(canceled)"),
    ]
    assert claims[3].depends_on == (3,)


@pytest.mark.parametrize(
    ("text", "depends_on", "cites"),
    [
        ("根据权利要求1所述的电极，其特征在于", (1,), ()),
        ("一种如权利要求1所述的电极，其中", (1,), ()),
        ("一种根据权利要求1或2所述的电极", (1, 2), ()),
        ("一种电池，具备如权利要求1所述的电极", (), (1,)),
        ("一种制备权利要求1所述的电极的方法，包括", (), (1,)),
        ("权利要求1所述的电极在电池中的应用", (), (1,)),
        ("一種電池，具備如請求項1所述之電極", (), (1,)),
    ],
)
def test_a_claim_of_a_subject_of_its_own_only_cites(
    text: str, depends_on: tuple[int, ...], cites: tuple[int, ...]
) -> None:
    raw = [
        RawClaim(1, "一种电极，包括铜。"),
        RawClaim(2, "根据权利要求1所述的电极。"),
        RawClaim(3, text),
    ]
    claims, _ = number_claims(raw, "zh")
    assert (claims[2].depends_on, claims[2].cites) == (depends_on, cites)
    assert claims[2].independent is bool(cites)


def test_ranges_of_canceled_us_claims() -> None:
    body = (
        '<claims><claim id="CLM-1" num="00001"><claim-text>1-20. (canceled)</claim-text></claim>'
        '<claim id="CLM-21" num="00021"><claim-text>21. A pump.</claim-text></claim></claims>'
    )
    found = one(us(body=body, root="application", number="20150012345", kind="A1"))
    assert [claim.number for claim in found.claims if claim.canceled] == [*range(1, 21)]
    assert [claim.category for claim in found.claims[20:]] == ["product"]
    assert "claims" not in {gap.part for gap in found.gaps}


def test_most_claims_of_the_samples_say_what_they_are(shared_samples: Path) -> None:
    told = count = 0
    for folder in ("uspto-grant-xml-v4", "ep-fulltext-xml", "cn-st36-old", "cn-st96-new"):
        for found in parse_paths([shared_samples / folder]):
            if isinstance(found, Publication) and found.right != "design":
                standing = [claim for claim in found.claims if not claim.canceled]
                count += len(standing)
                told += sum(claim.category is not None for claim in standing)
    assert told > 0.97 * count > 1000
