"""Abbreviations beside what they stand for, as texts of patents write them."""

import pytest

from parsers.abbreviations import definitions, is_short, long_form


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("A light emitting diode (LED) shines.", "LED", "light emitting diode"),
        ("an organic light-emitting diode (OLED, for short)", "OLED", "organic light-emitting diode"),
        ("heat shock transcription factor (HSF)", "HSF", "heat shock transcription factor"),
        ("Liquid crystal display devices (LCDs) are", "LCDs", "Liquid crystal display devices"),
        ('End. Light emitting diode ("LED")', "LED", "Light emitting diode"),
        ("the FET [field effect transistor] is", "FET", "field effect transistor"),
        ("LED（发光二极管）", "LED", "发光二极管"),
        ("発光ダイオード（Light Emitting Diode：LED）", "LED", "Light Emitting Diode"),
        ("a system-on-chip (SoC)", "SoC", "system-on-chip"),
        ("Acrylnitril-Butadien-Styrol (ABS)", "ABS", "Acrylnitril-Butadien-Styrol"),
        ("procédé d'injection directe essence (IDE)", "IDE", "injection directe essence"),
    ],
)  # fmt: skip
def test_a_bracket_defines_them(text, short, long):
    found = [(one.short, one.long) for one in definitions(text) if one.whole]
    assert found == [(short, long)]


@pytest.mark.parametrize(
    ("text", "run"),
    [("所述发光二极管（LED）发光", "所述发光二极管"), ("有機発光ダイオード（OLED）", "有機発光ダイオード"),
     ("유기 발광다이오드(OLED)", "발광다이오드")],
)  # fmt: skip
def test_of_a_run_of_characters_the_end_is_told(text, run):
    [found] = definitions(text)
    assert (found.long, found.whole) == (run, False)
    assert text[found.start] in "(（"


@pytest.mark.parametrize(
    "text",
    ["the pump (1) and valve (V1)", "see FIG. 3 (ABC)", "random words here (XYZ)", "三维(3D)",
     "硫酸銅（II）", "CF3CHFCF2CH2OH (CH3)", "PE（包含，聚乙烯）", 'menu of "paid data (PDA)',
     "((LED))", "light emitting diode ()", "(" * 500 + "A" * 500, "（" + "发" * 300 + "）"],
)  # fmt: skip
def test_other_brackets_define_nothing(text):
    assert [one for one in definitions(text) if one.whole] == []


def test_letters_have_to_stand_in_order_at_the_beginning_of_words():
    assert long_form("LED", "a bright light emitting diode") == "light emitting diode"
    assert long_form("LED", "diode emitting light") is None
    assert long_form("LED", "the LED emitting diode") is None
    assert long_form("PC", "upc") is None
    assert is_short("WiFi")
    assert not is_short("led")
    assert not is_short("A very long thing")
