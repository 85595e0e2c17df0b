import pytest

from parsers.names import normal_name, tidy

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
