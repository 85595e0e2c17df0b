"""Which claims a claim refers to: wordings of six languages, and the words against the markup."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from parsers.claims import dependencies
from parsers.reading import read
from parsers.record import Record
from parsers.text import inline_text
from parsers.xml import parse_xml

# Each wording as claim 9, with the claims it refers to.
ZH = {
    "根据权利要求8所述的装置，其特征在于": (8,),
    "根据权利要求1所述的一种装置": (1,),
    "如权利要求2所述的方法": (2,),
    "按照权利要求3的装置": (3,),
    "依据权利要求4所述之方法": (4,),
    "权利要求5所述的用途": (5,),
    "根据权利要求1-4任一所述的装置": (1, 2, 3, 4),
    "根据权利要求1-4中任一权利要求所述": (1, 2, 3, 4),
    "根据权利要求1～4任意一项所述": (1, 2, 3, 4),
    "根据权利要求1—4之一所述的": (1, 2, 3, 4),
    "如权利要求1到4中的任何一项": (1, 2, 3, 4),
    "如权利要求1、3或5所述": (1, 3, 5),
    "如权利要求1，3或5所述": (1, 3, 5),
    "根据权利要求1和/或2所述": (1, 2),
    "根据权利要求1至3以及5至7中任一项": (1, 2, 3, 5, 6, 7),
    "根据权利要求第2项所述": (2,),
    "根据前述任一权利要求所述": tuple(range(1, 9)),
    "根据上述权利要求中任一项所述": tuple(range(1, 9)),
    "根据前述权利要求之一所述的": tuple(range(1, 9)),
    "采用权利要求1的方法制得的产品": (1,),
    "根据权利要求１或２所述": (1, 2),
    "根据权利要求 1 所述": (1,),
    "如權利要求1至3中任一項所述": (1, 2, 3),
    "如請求項1或2之裝置": (1, 2),
    "如請求項1至3中任一項之方法": (1, 2, 3),
    "如申請專利範圍第1項或第2項所述": (1, 2),
    "如申請專利範圍第1至3項中任一項": (1, 2, 3),
    "依據申請專利範圍第4項所述之方法": (4,),
    "如前述請求項中任一項之裝置": tuple(range(1, 9)),
    "按照权利要求书所述的装置": (),
    "根据权利要求9所述的装置": (),
    "根据权利要求10所述的装置": (),
    "一种装置，包括1至3个电极": (),
}
EN = {
    "The device of claim 8": (8,),
    "A device according to claim 1": (1,),
    "A device as claimed in claim 2": (2,),
    "A device as in claim 3": (3,),
    "The device as recited in claim 4": (4,),
    "The device as set forth in claim 5": (5,),
    "Claim 6, wherein": (6,),
    "The device of claims 1 or 2": (1, 2),
    "The device of claim 1 or claim 3": (1, 3),
    "The device of any of claims 1-4": (1, 2, 3, 4),
    "The device of any one of claims 1 to 4": (1, 2, 3, 4),
    "The device of any one of claims 1 through 4": (1, 2, 3, 4),
    "according to one of claims 1 to 3": (1, 2, 3),
    "according to at least one of claims 2-4": (2, 3, 4),
    "as claimed in one or more of claims 1 to 3": (1, 2, 3),
    "as claimed in any one of claims 1 and 5 to 7": (1, 5, 6, 7),
    "as claimed in either of claims 1 and 2": (1, 2),
    "of claims 1, 2, and/or 3": (1, 2, 3),
    "of claims 1, 2, 3, or 4": (1, 2, 3, 4),
    "of any preceding claim": tuple(range(1, 9)),
    "of the preceding claim": (8,),
    "according to the previous claim, wherein": (8,),
    "according to any of the preceding claims": tuple(range(1, 9)),
    "according to one of the previous claims": tuple(range(1, 9)),
    "as claimed in any one of the foregoing claims": tuple(range(1, 9)),
    "of any of the above claims": tuple(range(1, 9)),
    "A vehicle having the engine of claim 7": (7,),
    "A kit comprising the device of claim 2 and the pump of claim 4": (2, 4),
    "The device of CLAIM 3": (3,),
    "The device of claim 9": (),
    "The device of claim 12": (),
    "The claimed device with 3 parts": (),
}
DE = {
    "Vorrichtung nach Anspruch 8": (8,),
    "Vorrichtung gemäß Anspruch 1": (1,),
    "Vorrichtung gemäss Anspruch 2": (2,),
    "Vorrichtung nach Patentanspruch 3": (3,),
    "Vorrichtung entsprechend Anspruch 4": (4,),
    "Vorrichtung nach Anspruch 1 oder 2": (1, 2),
    "Vorrichtung nach Anspruch 1 und 2": (1,),
    "Vorrichtung nach Anspruch 1, 2 oder 3": (1, 2, 3),
    "Vorrichtung nach den Ansprüchen 1 und 2": (1, 2),
    "Vorrichtung nach den Ansprüchen 1 bis 3": (1, 2, 3),
    "nach einem der Ansprüche 1 bis 4": (1, 2, 3, 4),
    "nach einem der Ansprüche 1 - 4": (1, 2, 3, 4),
    "nach einem der Ansprüche 1 bis 3 oder 5": (1, 2, 3, 5),
    "nach einem oder mehreren der Ansprüche 1 bis 3": (1, 2, 3),
    "nach wenigstens einem der Ansprüche 2 bis 4": (2, 3, 4),
    "nach mindestens einem der Ansprüche 1 oder 2": (1, 2),
    "nach einem der vorhergehenden Ansprüche": tuple(range(1, 9)),
    "nach einem der vorangehenden Ansprüche": tuple(range(1, 9)),
    "nach einem der vorstehenden Ansprüche": tuple(range(1, 9)),
    "nach einem vorhergehenden Anspruch": tuple(range(1, 9)),
    "nach dem vorhergehenden Anspruch": (8,),
    "nach einem der vorangegangenen Ansprüche": tuple(range(1, 9)),
    "nach einem der vorherigen Ansprüche": tuple(range(1, 9)),
    "Fahrzeug mit einer Vorrichtung nach Anspruch 5": (5,),
    "Verwendung einer Verbindung nach Anspruch 6": (6,),
    "Vorrichtung nach Anspruch 9": (),
    "Vorrichtung nach Anspruch 10": (),
    "Vorrichtung, die hohen Ansprüchen genügt": (),
}
FR = {
    "Dispositif selon la revendication 8": (8,),
    "Dispositif suivant la revendication 1": (1,),
    "Dispositif conforme à la revendication 2": (2,),
    "Dispositif tel que revendiqué dans la revendication 3": (3,),
    "Dispositif de la revendication 4": (4,),
    "selon la revendication 1 ou 2": (1, 2),
    "selon la revendication 1 ou la revendication 3": (1, 3),
    "selon les revendications 1 et 2": (1, 2),
    "selon les revendications 1 à 3": (1, 2, 3),
    "selon l'une des revendications 1 à 4": (1, 2, 3, 4),
    "selon l’une quelconque des revendications 1 à 4": (1, 2, 3, 4),
    "selon l'une quelconque des revendications 1 ou 2": (1, 2),
    "selon l'une au moins des revendications 2 à 4": (2, 3, 4),
    "selon une ou plusieurs des revendications 1 à 3": (1, 2, 3),
    "selon l'une des revendications 1, 2 et 5 à 7": (1, 2, 5, 6, 7),
    "selon l'une quelconque des revendications 1-4": (1, 2, 3, 4),
    "selon l'une des revendications précédentes": tuple(range(1, 9)),
    "selon l'une quelconque des revendications précédentes": tuple(range(1, 9)),
    "selon la revendication précédente": (8,),
    "selon l'une des revendications ci-dessus": tuple(range(1, 9)),
    "selon l'une des revendications antérieures": tuple(range(1, 9)),
    "Véhicule comprenant un dispositif selon la revendication 5": (5,),
    "Utilisation du composé selon la revendication 6": (6,),
    "selon la revendication 9": (),
    "selon la revendication 10": (),
    "Dispositif à 3 bras": (),
}
JA = {
    "請求項８に記載の装置": (8,),
    "請求項1記載の装置": (1,),
    "請求項2の装置": (2,),
    "請求項３に係る装置": (3,),
    "請求項１又は２に記載の装置": (1, 2),
    "請求項1または請求項2に記載の装置": (1, 2),
    "請求項1若しくは2に記載の": (1, 2),
    "請求項1もしくは3に記載の": (1, 3),
    "請求項1、2または3に記載の": (1, 2, 3),
    "請求項1及び2に記載の": (1, 2),
    "請求項1乃至3のいずれか1項に記載の": (1, 2, 3),
    "請求項１ないし３のいずれかに記載の": (1, 2, 3),
    "請求項1から4のいずれか一項に記載の": (1, 2, 3, 4),
    "請求項1～4のいずれか1項に記載の": (1, 2, 3, 4),
    "請求項1〜4の何れか一項に記載の": (1, 2, 3, 4),
    "請求項１－４のいずれか": (1, 2, 3, 4),
    "請求項1から請求項4までのいずれか1項に記載の": (1, 2, 3, 4),
    "請求項1～3、5～7のいずれか一項に記載の": (1, 2, 3, 5, 6, 7),
    "請求項1乃至3または5のいずれか1項に記載の": (1, 2, 3, 5),
    "前記請求項のいずれか1項に記載の": tuple(range(1, 9)),
    "先行する請求項のいずれか一項に記載の": tuple(range(1, 9)),
    "上記請求項のいずれかに記載の": tuple(range(1, 9)),
    "請求項5に記載の電極を備える電池": (5,),
    "特許請求の範囲第1項記載の装置": (1,),
    "請求項９に記載の装置": (),
    "請求項１０に記載の装置": (),
    "３つの電極と２つの端子を備える装置": (),
}
KO = {
    "제8항에 있어서": (8,),
    "제 1 항에 있어서": (1,),
    "제2항에 기재된 장치": (2,),
    "제3항의 장치": (3,),
    "제4항에 따른 방법": (4,),
    "청구항 5에 있어서": (5,),
    "청구항 6에 따른 장치": (6,),
    "제1항 또는 제2항에 있어서": (1, 2),
    "제1항 및 제2항에 있어서": (1, 2),
    "제1항, 제2항 또는 제3항에 있어서": (1, 2, 3),
    "제1항 내지 제3항 중 어느 한 항에 있어서": (1, 2, 3),
    "제 1 항 내지 제 3 항 중 어느 하나의 항에 있어서": (1, 2, 3),
    "제1항 내지 제4항 중 어느 하나에 기재된": (1, 2, 3, 4),
    "제1항 또는 제3항 내지 제5항 중 어느 한 항에 있어서": (1, 3, 4, 5),
    "제1항 내지 제3항 및 제5항 중 어느 한 항": (1, 2, 3, 5),
    "청구항 1 내지 청구항 4 중 어느 한 항": (1, 2, 3, 4),
    "청구항 1 내지 3 중 어느 한 항에 있어서": (1, 2, 3),
    "청구항 1 또는 2에 있어서": (1, 2),
    "청구항 1~3 중 어느 하나": (1, 2, 3),
    "제1항~제3항 중 어느 한 항": (1, 2, 3),
    "선행하는 항들 중 어느 한 항에 있어서": tuple(range(1, 9)),
    "선행하는 청구항 중 어느 한 항에 있어서": tuple(range(1, 9)),
    "상기 청구항 중 어느 한 항에 있어서": tuple(range(1, 9)),
    "제7항의 전극을 포함하는 전지": (7,),
    "제9항에 있어서": (),
    "제10항에 있어서": (),
    "제1 전극과 제2 단자를 포함하는 장치": (),
}
WORDED = [
    (lang, text, expected)
    for lang, table in (("zh", ZH), ("en", EN), ("de", DE), ("fr", FR), ("ja", JA), ("ko", KO))
    for text, expected in table.items()
]


@pytest.mark.parametrize(("lang", "text", "expected"), WORDED)
def test_wording(lang: str, text: str, expected: tuple[int, ...]) -> None:
    assert dependencies(text, 9, lang) == expected


def test_there_are_many_wordings_of_each_language() -> None:
    assert min(Counter(lang for lang, _, _ in WORDED).values()) >= 25


def test_words_say_what_the_markup_says(shared_samples: Path) -> None:
    """Of the claims of US grants and applications, whose markup marks each reference."""
    tally: Counter[str] = Counter()
    for folder in ("uspto-grant-xml-v4", "uspto-app-xml-v4"):
        for record in read(shared_samples / folder):
            if isinstance(record, Record):
                for claims in parse_xml(record.data).root.iter("claims"):
                    tally += compared(claims)
    assert tally["marked"] > 1_500
    assert tally["both"] == tally["marked"]  # recall
    assert tally["both"] > 0.96 * tally["named"]  # the rest are ranges, of which markup marks ends


def compared(claims: etree._Element) -> Counter[str]:
    numbers = {
        claim.get("id"): int(re.sub(r"\D.*", "", claim.get("num") or "") or place)
        for place, claim in enumerate(claims.iterchildren("claim"), 1)
    }
    tally: Counter[str] = Counter()
    for claim in claims.iterchildren("claim"):
        number = numbers[claim.get("id")]
        marked = {numbers.get(ref.get("idref"), number) for ref in claim.iter("claim-ref")}
        marked = {one for one in marked if one < number}
        named = {*dependencies(inline_text(claim), number, "en")} & {*numbers.values()}
        tally += Counter(marked=len(marked), named=len(named), both=len(marked & named))
    return tally
