import pytest

from indexer.analysis import tokens
from parsers.names import (
    facet_name,
    index_forms,
    is_organisation,
    normal_name,
    person_key,
    search_forms,
    tidy,
)

SAME = [
    ("山田 太郎", "山田太郎"),
    ("山田　太郎", "山田太郎"),
    ("華為技術有限公司", "華為技術"),
    ("华为技术有限公司", "华为技术"),
    ("某某（北京）科技股份有限公司", "某某(北京)科技"),
    ("株式会社東芝", "東芝"),
    ("東芝株式会社", "東芝"),
    ("㈱東芝", "東芝"),
    ("삼성전자 주식회사", "삼성전자"),
    ("삼성전자(주)", "삼성전자"),
    ("ACME CORP.", "Acme Corporation"),
    ("Acme, Inc.", "ACME"),
    ("Acme Co., Ltd.", "ACME CO LTD"),
    ("Ａｃｍｅ Ｉｎｃ", "Acme Inc."),
    ("Muster GmbH & Co. KG", "Muster"),
    ("Muster Gesellschaft mit beschränkter Haftung", "Muster GmbH"),
    ("Esempio S.p.A.", "Esempio SpA"),
    ("Eksempel A/S", "Eksempel AS"),
    ("Exemple S.A.", "EXEMPLE"),
    ("Voorbeeld N.V.", "Voorbeeld"),
    ("O'Brien, Pat", "O’Brien  Pat"),
    ("華為技術有限公司", "华为技术有限公司"),
    ("國立大學法人東京大學", "国立大学法人東京大学"),
    ("渡邊精機株式会社", "渡辺精機"),
    ("苏州中合知识产权代理事务所（普通合伙）", "苏州中合知识产权代理事务所"),
    ("某某投资合伙企业（有限合伙）", "某某投资"),
    ("유한책임회사 가나다", "가나다"),
    ("ｶﾞｽﾄﾛﾆｸｽ㈱", "ガストロニクス"),
    ("Société Exemple, Société Anonyme", "SOCIETE EXEMPLE SA"),
    ("Müller AG & Co. KGaA", "MULLER"),
    ("Przykład Sp. z o.o.", "PRZYKŁAD"),
    ("Beispiel e.V.", "Beispiel"),
    ("Beispiel Patentanwälte PartG mbB", "BEISPIEL PATENTANWALTE"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name_meet(left, right):
    assert normal_name(left) == normal_name(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Acme North Inc.", "Acme South Inc."),
        ("清华大学", "北京大学"),
        ("SAS Institute", "Institute"),
        ("A. S. Miller", "Miller"),
        ("Marks & Spencer", "Marks Spencer"),
    ],
)
def test_different_names_stay_apart(left, right):
    assert normal_name(left) != normal_name(right)


def test_a_bare_legal_form_is_kept():
    assert normal_name("有限公司") == "有限公司"
    assert normal_name("Company") == "company"
    assert normal_name("Co., Ltd.") == "co ltd"


def test_no_letters_no_name():
    assert normal_name(" - ,. ") == ""


def test_tidy_keeps_what_is_printed():
    assert tidy("  Ａｃｍｅ   Co., Ltd. ") == "Acme Co., Ltd."
    assert tidy("山田 太郎") == "山田太郎"


@pytest.mark.parametrize("name", [name for pair in SAME for name in pair])
def test_the_normal_form_is_its_own(name):
    assert normal_name(normal_name(name)) == normal_name(name)


PERSONS = [
    ("Smith, John", "John Smith"),
    ("SMITH John", "john smith"),
    ("Miller, George H., Jr.", "George H. Miller Jr"),
    ("van der Berg, Jan", "Jan van der Berg"),
    ("山田 太郎", "山田太郎"),
    ("陳 大文", "陈大文"),
]


@pytest.mark.parametrize(("left", "right"), PERSONS)
def test_persons_meet_in_any_order(left, right):
    assert person_key(left) == person_key(right)


def test_other_persons_stay_apart():
    assert person_key("Smith, John") != person_key("Smith, Jon")
    assert person_key("Kim, Se") != person_key("Kim")


ORGANISATIONS = (
    "华为技术有限公司", "清华大学", "㈱東芝", "삼성전자 주식회사", "Siemens Aktiengesellschaft",
    "Acme, Inc.", "Université de Lyon", "Massachusetts Institute of Technology", "Muster GmbH",
    "Fraunhofer-Gesellschaft zur Förderung der angewandten Forschung e.V.", "某某专利代理事务所",
    "BOSCH GMBH ROBERT", "UNIV DA BEIRA INTERIOR", "BERTIN & CIE",
)  # fmt: skip


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_names_that_tell_an_organisation(name):
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["山田 太郎", "李明", "Smith, John", "O'Brien Pat", "김철수", ""])
def test_names_of_persons_tell_none(name):
    assert not is_organisation(name)


def test_a_facet_has_one_form_of_a_name():
    assert {facet_name(n) for n in ("Ａｃｍｅ  Corp.", "ACME CORP.", "acme corp.")} == {
        "ACME CORP."
    }
    assert facet_name("山田　太郎") == facet_name("山田太郎") == "山田太郎"
    assert facet_name("Acme Corp.") != facet_name("Acme Inc.")


def test_the_index_holds_simplified_forms_too():
    assert index_forms("華為技術") == ("華為技術", "华为技术")
    assert index_forms("华为技术") == ("华为技术",)
    assert index_forms("Acme") == ("Acme",)


def test_what_is_looked_for_ignores_form_order_and_width():
    assert search_forms("Acme Co., Ltd.") == ("acme",)
    assert search_forms("John Smith") == ("John Smith", "Smith John")
    assert "Smith John A" in search_forms("John A Smith")
    assert "Jan van der Berg" in search_forms("Berg, Jan van der")
    assert search_forms("山田　太郎") == ("山田太郎", "太郎山田")
    assert search_forms("華為技術有限公司") == ("华为技术",)
    assert search_forms("華為") == ("華為", "华为")
    assert search_forms("Company") == ("Company",)


def test_each_of_it_can_be_turned_off():
    assert search_forms("Acme Corp.", suffix=False, order=False) == ("Acme Corp.",)
    assert search_forms("John Smith", order=False) == ("John Smith",)
    assert search_forms("華為", width=False) == ("華為",)
    printed = "Ａｃｍｅ  Corp."
    assert search_forms(printed, suffix=False, order=False, width=False) == (printed,)


NAMES = [name for pair in [*SAME, *PERSONS] for name in pair]


@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_finds_itself(name):
    """What is looked for is, as a run of tokens, in one of the strings the index holds."""
    held = [" ".join(tokens(form, "names")) for form in index_forms(name)]
    sought = [" ".join(tokens(form, "names")) for form in search_forms(name)]
    assert any(f" {s} " in f" {h} " for s in sought for h in held)
