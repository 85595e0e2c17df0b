"""What is read the quick way is what is read the usual way, or it is left to the usual way."""

from __future__ import annotations

from pathlib import Path

import pytest
from usgrant import us

from parsers.check import problems
from parsers.errors import ParseError
from parsers.formats import us4
from parsers.lifting import MARKER
from parsers.model import Publication
from parsers.reading import read
from parsers.record import Record


def quick(record: Record) -> Publication | None:
    found = us4.quick(record)
    return found if found and not problems(found) else None


def usual(record: Record) -> Publication | None:
    try:
        (found,) = us4.parse(record)
    except ParseError:
        return None
    return found


def described(inner: str) -> Record:
    body = f"<abstract><p>A.</p></abstract><description>{inner}</description>"
    return Record(us(body=body).encode("utf-8", "surrogatepass"), "x.xml")


def paragraph(text: str, number: int = 1) -> str:
    return f'<p id="p-{number:04}" num="{number:04}">{text}</p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "Plain.",
        " Blank at both ends ",
        "Two  blanks",
        "Fish &amp; chips &lt;b> &#65;&#x201c;&#160;x",
        "Größe µ 中文\u00a0\u3000字",
        "A line\nbreak\tand a tab",
        "A right bracket ] and > alone",
        "e\u0301 composed",
        "zero\u200bwidth \ue000 private",
        "",
        "  ",
        "H<sub>2</sub>O in <b>FIG. <b>1</b></b>, <i>x<sup>2</sup></i> &#60;b>",
        'See <figref idref="DRAWINGS">FIGS. <b>1</b> and  2</figref>.',
        "blank <b> </b> blank",
        "<i></i>",
    ],
)
def test_the_quick_way_gives_the_same(text):
    record = described(paragraph("Before.") + paragraph(text, 2) + paragraph("After.", 3))
    found = quick(record)
    assert found is not None
    assert found == usual(record)


@pytest.mark.parametrize(
    "inner",
    [
        "<heading id='h' level='1'>H</heading>" + paragraph("One.") + paragraph("<b>Two</b>.", 2),
        paragraph("One.") + "<tables><table>x</table></tables>" + paragraph("Two.", 2),
        "<description-of-drawings>" + paragraph("In.") + "</description-of-drawings>",
        '<?BRFSUM description="Brief" end="lead"?>\n' + paragraph("One."),
        '<p id="a">No number.</p>' + paragraph("One."),
    ],
)
def test_paragraphs_keep_their_places(inner):
    record = described(paragraph("First.", 7) + inner + paragraph("Last.", 9))
    found = quick(record)
    assert found is not None
    assert found == usual(record)


@pytest.mark.parametrize(
    "inner",
    [
        "<!-- " + paragraph("In a comment.") + "-->",
        "<p><![CDATA[" + paragraph("In CDATA.") + "]]></p>",
        "<?pi " + paragraph("In an instruction.") + "?>",
        "<p>Text around " + paragraph("inner") + " goes on</p>",
        "<tables><table>" + paragraph("In a table.") + "</table></tables>",
        f"<{MARKER}/>",
        paragraph("Over<b>lapping <i>el</b>em</i>ents"),
        paragraph("<b>Not closed"),
        paragraph("Not opened</sub>"),
        paragraph("An &unknown; entity"),
        paragraph("An entity: &alpha;"),
        paragraph("A bad reference &#1;"),
        paragraph("An end ]]> of nothing"),
        paragraph("A bell \x07 rings"),
        paragraph("A bell \x07 and  two blanks"),
        paragraph("A bell \x07 and\na break"),
        paragraph("A carriage\rreturn"),
        paragraph("No character \uffff"),
        paragraph("Half a pair \ud800"),
        paragraph("Not closed").replace("</p>", ""),
        paragraph("Bare & ampersand"),
    ],
)
def test_what_is_doubtful_is_left_to_the_usual_way(inner):
    record = described(paragraph("First.", 7) + inner + paragraph("Last.", 9))
    assert quick(record) is None


def test_the_quick_way_gives_the_same_for_files_of_the_office(shared_samples: Path):
    taken = 0
    for folder in ("uspto-grant-xml-v4", "uspto-app-xml-v4", "uspto-design-xml-tif"):
        for record in read(shared_samples / folder):
            found = quick(record) if isinstance(record, Record) else None
            if found is not None:
                taken += 1
                assert found == usual(record)
    assert taken > 100
