"""Parts of descriptions: by instructions, by elements, by headings in six languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from rawxml import one
from usgrant import us

from parsers.formats.parts import Flow
from parsers.heading_words import part_of_heading
from parsers.model import Part, Publication
from parsers.parse import parse_paths
from parsers.sections import ELEMENTS, Sections

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "related": {
        "en": ("CROSS-REFERENCE TO RELATED APPLICATIONS", "Related U.S. Application Data", "PRIORITY CLAIM"),
        "zh": ("相关申请的交叉引用", "優先權"), "ja": ("関連出願の相互参照",), "ko": ("관련 출원의 상호참조",),
        "de": ("Querverweis auf verwandte Anmeldungen",), "fr": ("Références croisées aux demandes connexes",),
    },
    "government": {"en": ("STATEMENT REGARDING FEDERALLY SPONSORED RESEARCH OR DEVELOPMENT", "GOVERNMENT RIGHTS")},
    "technical_field": {
        "en": ("TECHNICAL FIELD", "1. Field of the Invention", "FIELD"), "zh": ("技术领域", "【技術領域】", "所属技术领域："),
        "ja": ("【技術分野】", "産業上の利用分野"), "ko": ("기술 분야", "발명이 속하는 기술 분야"),
        "de": ("Technisches Gebiet", "Gebiet der Erfindung"), "fr": ("Domaine technique de l'invention",),
    },
    "background": {
        "en": ("BACKGROUND OF THE INVENTION", "2. Description of the Related Art", "Citation List"),
        "zh": ("背景技术", "先前技術", "专利文献1"), "ja": ("【背景技術】", "従来の技術", "【特許文献】"),
        "ko": ("배경 기술", "종래기술", "선행기술문헌"), "de": ("Stand der Technik",), "fr": ("État de la technique", "Art antérieur"),
    },
    "summary": {
        "en": ("SUMMARY OF THE INVENTION", "Brief Summary", "Solution to Problem", "DISCLOSURE OF THE INVENTION"),
        "zh": ("发明内容", "新型內容", "有益效果", "要解决的技术问题"), "ja": ("【発明の概要】", "課題を解決するための手段", "発明の効果"),
        "ko": ("발명의 내용", "해결하고자 하는 과제", "과제의 해결 수단"), "de": ("Zusammenfassung der Erfindung", "Aufgabe der Erfindung"),
        "fr": ("Exposé de l'invention", "Résumé"),
    },
    "drawings": {
        "en": ("BRIEF DESCRIPTION OF THE SEVERAL VIEWS OF THE DRAWINGS", "Brief Description of Drawings"),
        "zh": ("附图说明", "圖式簡單說明"), "ja": ("【図面の簡単な説明】",), "ko": ("도면의 간단한 설명",),
        "de": ("Kurze Beschreibung der Zeichnungen",), "fr": ("Brève description des dessins", "Description des figures"),
    },
    "embodiments": {
        "en": ("DETAILED DESCRIPTION", "Description of the Preferred Embodiments", "BEST MODE FOR CARRYING OUT THE INVENTION"),
        "zh": ("具体实施方式", "實施方式"), "ja": ("発明を実施するための形態", "【実施の形態】"),
        "ko": ("발명을 실시하기 위한 구체적인 내용",), "de": ("Ausführliche Beschreibung", "Ausführungsbeispiele"),
        "fr": ("Description détaillée", "Modes de réalisation"),
    },
    "examples": {
        "en": ("EXAMPLES", "Example 1: Preparation", "Comparative Example 2"), "zh": ("实施例1", "對比例2", "制备例"),
        "ja": ("【実施例】", "比較例１"), "ko": ("실시예 1", "비교예"), "de": ("Beispiel 1", "Vergleichsbeispiele"), "fr": ("Exemple 1",),
    },
    "industrial_applicability": {
        "en": ("INDUSTRIAL APPLICABILITY",), "zh": ("工业实用性", "产业上的可利用性"), "ja": ("産業上の利用可能性",),
        "ko": ("산업상 이용가능성",), "de": ("Gewerbliche Anwendbarkeit",), "fr": ("Application industrielle",),
    },
    "deposits": {"en": ("DEPOSIT OF BIOLOGICAL MATERIAL",), "zh": ("生物材料保藏",), "ja": ("【受託番号】",), "de": ("Hinterlegung",)},
    "sequence_listing": {
        "en": ("SEQUENCE LISTING", "Sequence Listing Free Text"), "zh": ("序列表",), "ja": ("配列表フリーテキスト",),
        "ko": ("서열목록",), "de": ("Sequenzprotokoll",), "fr": ("Listage de séquences",),
    },
    "reference_signs": {
        "en": ("REFERENCE SIGNS LIST", "List of Reference Numerals"), "zh": ("附图标记说明", "符號說明"), "ja": ("【符号の説明】",),
        "ko": ("부호의 설명",), "de": ("Bezugszeichenliste",), "fr": ("Liste des références",),
    },
}  # fmt: skip
WORDED = [
    (part, lang, text)
    for part, languages in HEADINGS.items()
    for lang, texts in languages.items()
    for text in texts
]


@pytest.mark.parametrize(("part", "lang", "text"), WORDED)
def test_headings(part: str, lang: str, text: str) -> None:
    assert part_of_heading(text, lang) == part


def test_every_part_has_words_and_elements() -> None:
    assert HEADINGS.keys() == {*get_args(Part)} == {*ELEMENTS.values()}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Pump assembly"), ("en", "FIG. 1"), ("en", "CONCLUSION"), ("en", "x" * 400),
        ("zh", "泵的结构"), ("ja", "ポンプ"), ("ko", "펌프"), ("de", "Pumpe"), ("fr", "Pompe"),
        ("xx", "BACKGROUND"), ("en", ""), ("en", "1."),
    ],
)  # fmt: skip
def test_other_headings_begin_no_part(lang: str, text: str) -> None:
    assert part_of_heading(text, lang) is None


def test_a_background_within_embodiments_is_a_heading_like_any_other() -> None:
    sections = Sections("en")
    assert sections.heading("DETAILED DESCRIPTION") == "embodiments"
    assert sections.heading("Background") == "embodiments"
    assert sections.heading("Example 1") == "examples"
    assert sections.heading("Mixing") == "examples"
    assert sections.heading("REFERENCE SIGNS LIST") == "reference_signs"


BODY = """<description id="description"><?RELAPP description="Other Patent Relations" end="lead"?>
<p id="p-1" num="0001">This is a continuation.</p><?RELAPP description="x" end="tail"?>
<?BRFSUM description="Brief Summary" end="lead"?><p id="p-2" num="0002">Pumps are old.</p>
<heading id="h-1" level="1">BACKGROUND</heading><p id="p-3" num="0003">Old &#x3b1; pumps.</p>
<?BRFSUM description="Brief Summary" end="tail"?>
<?brief-description-of-drawings description="Brief Description of Drawings" end="lead"?>
<description-of-drawings><heading id="h-2" level="1">DRAWINGS</heading><p id="p-4" num="0004">FIG. 1 is a view.</p>
</description-of-drawings>
<?brief-description-of-drawings description="Brief Description of Drawings" end="tail"?>
<?DETDESC description="Detailed Description" end="lead"?><p id="p-5" num="0005">As <b>shown</b>.</p>
<heading id="h-3" level="1">SUMMARY</heading><p id="p-6" num="0006">All in all.</p>
<?DETDESC description="Detailed Description" end="tail"?><p id="p-7" num="0007">End.</p></description>"""


@pytest.mark.parametrize("whole", [False, True])
def test_parts_of_us_descriptions(whole: bool) -> None:
    body = BODY.replace("&#x3b1;", "&alpha;") if whole else BODY
    found = one(us(body=body))
    assert [(segment.id, segment.part) for segment in found.description] == [
        ("p-1", "related"), ("p-2", "summary"), ("h-1", "background"), ("p-3", "background"),
        ("h-2", "drawings"), ("p-4", "drawings"), ("p-5", "embodiments"), ("h-3", "embodiments"),
        ("p-6", "embodiments"), ("p-7", None),
    ]  # fmt: skip


def test_elements_around_paragraphs_tell_their_part() -> None:
    root = etree.fromstring(
        "<description><p>Before.</p><background-art><citation-list><p>Cited.</p></citation-list>"
        "<p>Old.</p></background-art><technical-field>Pumps.</technical-field>"
        "<mode-for-invention><heading>Example 1</heading><p>Mix <tables><table><row><entry>a</entry>"
        "</row></table></tables> well.</p></mode-for-invention><p>After.</p></description>"
    )
    flow = Flow("en")
    for element in root.iter("p", "heading", "technical-field"):
        if element.tag == "heading":
            flow.heading(element)
        else:
            flow.paragraph(element)
    assert [(segment.text, segment.part) for segment in flow.segments] == [
        ("Before.", None), ("Cited.", "background"), ("Old.", "background"),
        ("Pumps.", "technical_field"), ("Example 1", "examples"), ("Mix", "examples"),
        ("a", "examples"), ("well.", "examples"), ("After.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "share"),
    [("uspto-grant-xml-v4", 0.95), ("ep-fulltext-xml", 0.9), ("cn-st96-new", 0.95), ("cn-st36-old", 0.9)],
)  # fmt: skip
def test_most_paragraphs_of_the_samples_have_a_part(
    shared_samples: Path, folder: str, share: float
) -> None:
    parts: Counter[str | None] = Counter()
    for found in parse_paths([shared_samples / folder]):
        if isinstance(found, Publication) and found.right != "design":
            parts.update(segment.part for segment in found.description)
    assert parts.total() - parts[None] > share * parts.total() > 10
    assert len(parts) > 4
