"""Dot codes: characters, scripts, and the points that belong to the sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.aps_codes import CODES, decoded, without_pictures
from parsers.specimens.encoders.aps import coded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".alpha. .beta. .-+. .0.", "α β ∓ ∅"),
        (".alpha..beta..eta.", "αβη"),
        ("endo-.alpha.-1 and 6-.beta.-glucanase", "endo-α-1 and 6-β-glucanase"),
        ("0.5.mu.m at 25.5.degree. C.", "0.5μm at 25.5° C."),
        ("10.0.degree.", "10.0°"),
        ("at 30.degree..", "at 30°."),
        ("JAVA (.TM.), TEFLON.RTM. resin", "JAVA (™), TEFLON® resin"),
        ("a .di-elect cons. B, .English Pound.5", "a ∈ B, £5"),
        ("0 .ltoreq.x.ltoreq. 1", "0 ≤x≤ 1"),
        ("A.fwdarw.B", "A→B"),
        (".OMEGA. and .omega.", "Ω and ω"),
        ("K.o slashed.benhavn", "København"),
        (".[.old.]. .Iadd.new.Iaddend. text", "[old] new text"),
        ("e.g. this, i.e. that. The U.S. Pat. No. 3,583,554.", None),
        ("No such .nonsense. code", None),
        ("the O.En. group", None),
    ],
)
def test_characters(text, expected):
    assert decoded(text) == (expected or text, ())


@pytest.mark.parametrize(
    ("text", "expected", "scripts"),
    [
        ("h.sub.2.O", "h2O", ["sub:2"]),
        ("H.sub.2 O and CO.sub.2 In the", "H2O and CO2 In the", ["sub:2", "sub:2"]),
        ("CH.sub.3 CH.sub.2 OH.", "CH3CH2OH.", ["sub:3", "sub:2"]),
        ("(CH.sub.2).sub.n COOH", "(CH2)nCOOH", ["sub:2", "sub:n"]),
        ("Zn.sub.0.5 Cd.sub.0.5 S", "Zn0.5Cd0.5S", ["sub:0.5", "sub:0.5"]),
        (".sup.13 C NMR", "13C NMR", ["sup:13"]),
        ("C.sub.1 -C.sub.6 alkyl", "C1-C6 alkyl", ["sub:1", "sub:6"]),
        ("C.sub.1-C.sub.6", "C1-C6", ["sub:1", "sub:6"]),
        ("C.sub.1-6 alkyl", "C1-6 alkyl", ["sub:1-6"]),
        ("V.sub.1 /V.sub.2", "V1/V2", ["sub:1", "sub:2"]),
        ("D.sub.2, D.sub.3, D.sub.4 . . .", "D2, D3, D4 . . .", ["sub:2", "sub:3", "sub:4"]),
        ("(D.sub.n-1), (D.sub.n-2)", "(Dn-1), (Dn-2)", ["sub:n-1", "sub:n-2"]),
        ("the data D.sub.7 is made", "the data D7 is made", ["sub:7"]),
        ("T.sub.C is CO.sub.2. The", "TC is CO2. The", ["sub:C", "sub:2"]),
        ("about 5 cm.sup.2.", "about 5 cm2.", ["sup:2"]),
        ("10.sup.-3 to 10.sup.+2", "10-3 to 10+2", ["sup:-3", "sup:+2"]),
        ("Na.sup.+ and SO.sub.4.sup.2- .", "Na+ and SO42- .", ["sup:+", "sub:4", "sup:2-"]),
        ("x.sub..alpha..beta. y.sup..fwdarw.", "xαβ y→", ["sub:αβ", "sup:→"]),
        ("J.sub.2..alpha.", "J2α", ["sub:2"]),
        ("f.sub.(n+1).(x)", "f(n+1)(x)", ["sub:(n+1)"]),
        ("X.sub.1,2 and X.sub.i,j, k", "X1,2 and Xi,j, k", ["sub:1,2", "sub:i,j"]),
        (
            "A.sub.n.sbsb.1 x.sub.i.spsp.2",
            "An1 xi2",
            ["sub:n1", "sub:1", "sub:i", "sup:2", "sup:2"],
        ),
        ("y.sup.2.spsb.i z", "y2i z", ["sup:2i", "sub:i"]),
        ('PATH.sub.-- INFO .sup." x', 'PATH-- INFO " x', ["sub:--", 'sup:"']),
        ("(a.sub.i)", "(ai)", ["sub:i"]),
        ("Q.sub.max.", "Qmax.", ["sub:max"]),
        ("T.sub.En. In", "TEn. In", ["sub:En"]),
        (".sub.3/4 x.sup.1+2 y", "3/4 x1+2 y", ["sub:3/4", "sup:1+2"]),
        ("  H.sub.2   S  ", "H2S", ["sub:2"]),
    ],
)
def test_scripts(text, expected, scripts):
    found, marks = decoded(text)
    assert found == expected
    assert [f"{kind}:{found[low:high]}" for kind, low, high in marks] == scripts


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_is_read_amid_a_word(name):
    assert decoded(f"a.{name}.b") == (f"a{CODES[name]}b", ())


def test_the_greek_alphabet_is_complete():
    greek = [name for name in CODES if name.isalpha() and "\u0370" <= CODES[name][:1] <= "\u03ff"]
    assert len({CODES[name] for name in greek}) == 48


@given(st.text("abc 12.,()[]-+/;" + "αβΩ°μ→", max_size=60))
def test_decoding_never_fails_and_marks_lie_within(text):
    found, marks = decoded(text.replace("1", ".sub.1").replace("2", ".sup.2"))
    assert all(0 <= low < high <= len(found) for _, low, high in marks)


@given(
    st.lists(
        st.tuples(st.sampled_from("xyk"), st.sampled_from(["2", "n-1", "α", "max"])), max_size=6
    )
)
def test_what_is_written_in_codes_is_read_again(pairs):
    text = ", ".join(base + script for base, script in pairs)
    marks, at = [], 0
    for base, script in pairs:
        marks.append(("sub", at + 1, at + 1 + len(script)))
        at += len(base + script) + 2
    assert decoded(coded(text, tuple(marks))) == (text, tuple(marks))


def test_marks_of_pictures():
    assert without_pictures("see ##STR1## and ##EQU00002##") == (
        "see   and  ",
        ["STR1", "EQU00002"],
    )
    assert without_pictures("nothing") == ("nothing", [])
