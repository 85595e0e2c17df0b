"""Figure references in six languages, and the drawings they are linked to."""

from __future__ import annotations

import pytest

from parsers.figures import figures, labels, places, with_figures
from parsers.model import Drawing, Segment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FIG. 1A shows a pump.", ("1A",)),
        ("As in FIGS. 2-4, the", ("2", "3", "4")),
        ("Figs. 1 and 3", ("1", "3")),
        ("Figures 1, 2 and 5 to 7", ("1", "2", "5", "6", "7")),
        ("FIG. 3 is a view; Fig. 4(b) another", ("3", "4B")),
        ("FIGS. 1A-1C and FIG. 2", ("1A", "1B", "1C", "2")),
        ("see Fig.12 and fig 13", ("12", "13")),
        ("a figure of 10 and configuration 5", ()),
        ("FIG. 1.5 is no figure", ()),
        ("The figure 3 in FIG. 4 of 7 parts", ("3", "4")),
        ("如图1、2所示", ("1", "2")),
        ("图1至图3为本发明的示意图", ("1", "2", "3")),
        ("图像1的尺寸", ()),
        ("如图１（ａ）所示", ("1A",)),
        ("第二图2", ("2",)),
        ("如圖3及圖4所示", ("3", "4")),
        ("図５〜図７に示す", ("5", "6", "7")),
        ("【図2】側面図である。", ("2",)),
        ("図1および図2", ("1", "2")),
        ("도 6 내지 도 8을 참조하면", ("6", "7", "8")),
        ("도면 2와 도3", ("2", "3")),
        ("온도 5 및 농도 3", ()),
        ("Abbildung 3 und Abb. 4", ("3", "4")),
        ("in den Figuren 1 bis 3", ("1", "2", "3")),
        ("Fig. 2a und 2b", ("2A", "2B")),
        ("la figure 1 et les figures 3 à 5", ("1", "3", "4", "5")),
        ("FIG. 1 to 400", ("1", "400")),
        ("FIG. 007", ("7",)),
    ],
)
def test_labels(text: str, expected: tuple[str, ...]) -> None:
    assert labels(text) == expected


def test_places_take_the_word_with_the_first_label_only() -> None:
    text = "See FIGS. 1A and 2, then 图３。"
    assert [text[p.start : p.end] for p in places(text)] == ["FIGS. 1A", "2", "图３"]


def drawing(number: str | None) -> Drawing:
    return Drawing(number=number, file=f"{number}.tif", format="tiff")


def linked(text: str, *numbers: str, sheets: bool = False) -> tuple[str, ...]:
    drawings = [drawing(number) for number in numbers]
    return with_figures([Segment(text=text, lang="en")], drawings, sheets=sheets)[0].figures


def test_only_drawings_that_are_there_are_linked() -> None:
    assert linked("FIGS. 1-3", "1", "2") == ("1", "2")
    assert linked("FIG. 9", "1", "2") == ()
    assert linked("FIG. 1") == ()


def test_a_sheet_of_several_figures_stands_for_each() -> None:
    assert linked("FIG. 1B", "1A,1B", "2") == ("1A,1B",)
    assert linked("FIG. 1", "1A", "1B", "2") == ("1A", "1B")
    assert linked("FIG. 2C", "1", "2") == ("2",)
    assert linked("Fig. 3", "Fig. 3") == ("Fig. 3",)


def test_sheets_are_figures_only_if_there_are_as_many() -> None:
    text = "FIG. 1A and FIG. 1B are views, as is FIG. 2. FIG. 1 shows all."
    assert linked(text, "0", "1", "2", "3", sheets=True) == ("1", "2", "3")
    assert linked(text, "1", "2", sheets=True) == ()
    known = figures([Segment(text=text, lang="en")], [drawing(n) for n in "123"], sheets=True)
    assert known == {"1A": ["1"], "1B": ["2"], "2": ["3"]}


@pytest.mark.parametrize("text", ["FIG. " + "1, " * 4000, "图" * 9000, "FIG. 1" + " -" * 5000])
def test_long_nonsense_takes_reasonable_time(text: str) -> None:
    assert set(labels(text)) <= {"1"}
