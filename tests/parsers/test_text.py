import pytest
from lxml import etree

from parsers.languages import lang_of
from parsers.tables import table_text
from parsers.text import PlainText, clean, inline_text, marked_text


def of(xml: str) -> str:
    return inline_text(etree.fromstring(xml))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p>H<sub>2</sub>O and x<sup>2</sup></p>", "H2O and x2"),
        ("<p>a <b>b</b> <i>c</i>d</p>", "a b cd"),
        ("<p>one<br/>two</p>", "one two"),
        ("<p>高分子<br/>材料</p>", "高分子材料"),
        ("<p>高分子<br/>\n  LED<br/>灯</p>", "高分子LED灯"),
        ("<p>한국어<br/>문장</p>", "한국어 문장"),
        ("<c><t>A device:<t>part</t></t></c>", "A device:part"),
        ("<c><claim-text>A device:<claim-text>a part;</claim-text></claim-text></c>", "A device: a part;"),
        ("<p>list<ul><li>one</li><li>two</li></ul>end</p>", "list one two end"),
        ("<p>  much \n\t space  </p>", "much space"),
        ("<p>a\u2003b\u00a0c\u3000d</p>", "a b c d"),
        ("<p><img file='x.tif'/></p>", ""),
        ("<p/>", ""),
        ("<p>e\u0301 Å</p>", "é Å"),
        ("<p>soft\u00adhyphen zero\u200bwidth \ufefforder</p>", "softhyphen zerowidth order"),
        ("<p>private \ue000 use</p>", "private \ufffd use"),
    ],
)  # fmt: skip
def test_inline_text(xml, expected):
    assert of(xml) == expected


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "a/(b+1)"),
        ("<mrow><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></mrow>", "E=c^2"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>10</mn></msubsup>", "x_i^10"),
        ("<msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt>", "√(x+y)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        ("<mfenced open='[' close=']'><mi>a</mi><mi>b</mi></mfenced>", "[a,b]"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_i^n"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd>b</mtd></mtr><mtr><mtd>1</mtd></mtr></mtable>",
            "[a b; 1]",
        ),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0305"),
        ("<mover><mi>a</mi><mo>^</mo></mover>", "â"),
        ("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>", "AB^→"),
        ("<munder><mi>lim</mi><mi>n</mi></munder>", "lim_n"),
        (
            "<mmultiscripts><mi>C</mi><none/><mo>+</mo><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "_6^14C^+",
        ),
        ("<mfenced separators=';,'><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>", "(a;b,c,d)"),
        ("<mfenced separators='' open='|' close='|'><mi>a</mi><mi>b</mi></mfenced>", "|ab|"),
        ("<menclose notation='radical'><mi>x</mi></menclose>", "√x"),
        ("<mi>f</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "f(x)"),
        ("<semantics><mi>x</mi><annotation>latex</annotation></semantics>", "x"),
        ("<ms>text</ms><mtext>so</mtext>", '"text"so'),
        ("<mstyle><mpadded><mphantom/><merror><mi>q</mi></merror></mpadded></mstyle>", "q"),
        ("<mtable><mlabeledtr><mtd><mi>(1)</mi></mtd><mtd>x</mtd></mlabeledtr></mtable>", "[(1) x]"),
    ],
)  # fmt: skip
def test_formulas_are_one_line(xml, expected):
    assert of(f"<p>so <maths><math>{xml}</math></maths>.</p>") == f"so {expected}."


def test_table_lines():
    table = etree.fromstring(
        "<tables><table><title>Table 1</title><tgroup><thead><row><entry>Name</entry>"
        "<entry>Value\n(%)</entry></row></thead><tbody><row><entry/><entry/></row>"
        "<row><entry>H<sub>2</sub>O</entry><entry/></row></tbody></tgroup></table></tables>"
    )
    text, marks = table_text(table)
    assert text == "Table 1\nName | Value (%)\nH2O |"
    assert [(kind, text[low - 1 : high + 1]) for kind, low, high in marks] == [("sub", "H2O")]


def test_plain_text_agrees_with_inline_text():
    root = etree.fromstring(
        "<d><p>a<b>b</b>c</p><p>x<br/>y</p><p>l<ul><li>1</li></ul></p><p/><p>z <i> q</i></p></d>"
    )
    plain = PlainText(root.iter("br", "ul"))
    assert [plain(p) for p in root] == [marked_text(p) for p in root]
    assert [p in plain for p in root] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("plain", None, "plain"),
        ("two  blanks", "en", "two blanks"),
        ("“curly” — µ", "en", "“curly” — µ"),
        ("一种\n装置", "zh", "一种装置"),
        ("一种，\n  用于 LED 的\n装置", "zh", "一种，用于 LED 的装置"),
        ("장치\n및", "ko", "장치 및"),
        ("n\u0303" * 200, "es", "ñ" * 200),
        ("ｱｲ", "ja", "ｱｲ"),
        ("\x85a\x7f\x9fb\r\nc", None, "ab c"),
        (" \n ", None, ""),
        ("\ud800x", None, "\ufffdx"),
        ("中" * 200 + "\n" + "文", "zh", "中" * 200 + "文"),
    ],
)  # fmt: skip
def test_clean(text, lang, expected):
    assert clean(text, lang) == expected


def test_clean_is_idempotent_whatever_it_gets():
    for code in (*range(0x3100), *range(0xD7A0, 0x10000, 7), *range(0x10000, 0x110000, 997)):
        char = chr(code)
        for text in (f"a{char}", f"a{char}b", f"{char}\n中", f"e{char}" * 200):
            once = clean(text)
            assert clean(once) == once, hex(code)
            assert "\n" not in once
            assert "  " not in once


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("EN", "en"), ("zh-CN", "zh"), ("eng", "en"), ("CHI", "zh"), ("CN", "zh"), ("ja", "ja"),
        ("KR", "ko"), ("", None), (None, None), ("x", None), ("unknown", None),
    ],
)  # fmt: skip
def test_languages(code, expected):
    assert lang_of(code) == expected
