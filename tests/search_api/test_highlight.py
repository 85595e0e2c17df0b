import random

import pytest
from oracle import Entry, matches

from indexer.analysis import partition_of
from indexer.analysis_words import located
from indexer.query import Alike, Match, Pattern, Similar, Together, Unless, Wildcard, Words
from search_api.highlight import highlighter, spans
from search_api.language import understand
from search_api.snippets import passages, snippets

FIELDS = ("ti", "ab", "clm", "desc")


def marked(q, text, field="desc", partition="en"):
    shown, last = "", 0
    for start, end in spans(understand(q).query, text, field, partition):
        shown += text[last:start] + "[" + text[start:end] + "]"
        last = end
    return shown + text[last:]


@pytest.mark.parametrize(
    ("q", "partition", "expected"),
    [
        ("batteries", "en", "The [battery] and the [BATTERIES]. A battered cat."),
        ('"solid electrolyte"', "en", "A [solid electrolyte]. Solid. Electrolyte."),
        ('"solid electrolyte"', "en", "It is solid. Electrolyte follows."),
        ("anode NEAR3 (cathode OR separ*)", "en", "An [anode] is [separated] by a cathode."),
        ("cathode ADJ2 anode", "en", "anode cathode, then a [cathode] or [anode]"),
        ("a1 ADJ1 b1 ADJ1 c1", "en", "a1 b1 and b1 c1 but [a1] [b1] [c1]"),
        ("synchroniz*", "en", "[Synchronization] of syntax"),
        ("colo?r", "en", "[colour] color colouur"),
        ("ab AND NOT cd", "en", "[ab] cd"),
        ("ti:ab OR desc:cd", "en", "ab [cd]"),
        ("X-ray", "en", "An [X-ray] tube; x and ray"),
        ("café", "en", "The [cafe], the [Café]."),
        ("电池", "zh", "固态[电池]的电 池"),
        ("池", "zh", "固态电[池]，水[池]边"),
        ("LED灯", "zh", "一种[LED灯]具和[LED 灯]"),
        ("ＬＥＤ", "zh", "一种[LED]和[ＬＥＤ]"),
        ("电池 NEAR4 隔膜", "zh", "[电池]中的[隔膜]。无关"),
        ("太陽電池", "ja", "[太陽電池]モジュール"),
        ("배터리", "ko", "전고체 [배터리]의 전해질"),
        ("Häuser", "de", "Das [Haus] und die [Häuser], große STRASSE"),
        ("straße", "de", "große [STRASSE], kleine [Straße]"),
        ("œuvre", "fr", "mise en [œuvre], [oeuvre]"),
    ],
)
def test_marks_what_the_query_asked_for(q, partition, expected):
    text = expected.replace("[", "").replace("]", "")
    assert marked(q, text, partition=partition) == expected


def test_names():
    assert marked("pa:清华大学", "清 华大学研究院", "pa", "zh") == "[清 华大学]研究院"
    assert marked("in:smith", "Smith, John", "in") == "[Smith], John"
    assert marked("pa:batteries", "Battery Inc.", "pa") == "Battery Inc."


def _texts(specimens):
    for publication in specimens:
        partition = partition_of(publication.language)
        for field in FIELDS:
            for passage in passages(publication, field):
                yield publication, partition, field, passage.text


def test_quick_look_overlooks_nothing(specimens):
    """Every word of every text is found by a query for it: the probe never rejects a match."""
    rng = random.Random(5)
    texts = list(_texts(specimens))
    for _, partition, field, text in rng.sample(texts, 400):
        tokens = located(text, partition)
        if not tokens:
            continue
        for token, start, end in rng.sample(tokens, min(6, len(tokens))):
            query = Match((field,), text[start:end])
            found = spans(query, text, field, partition)
            assert any(a <= start and end <= b for a, b in found), (token, text[start:end])
            tail = [t for t in tokens if t[1] >= end]
            if tail and text[end : tail[0][1]] in {"", " "}:
                phrase = Match((field,), text[start : tail[0][2]])
                assert spans(phrase, text, field, partition), text[start : tail[0][2]]


@pytest.mark.parametrize(
    "q",
    [
        "battery",
        '"solid electrolyte"',
        "layer NEAR4 membrane",
        "电池",
        "固态 ADJ6 膜",
        "(batter* OR cell) NEAR9 electr*",
        "comprising ADJ2 (layer OR a)",
        "Verfahren",
        "procédé",
    ],
)
def test_marks_exactly_where_brute_force_matches(specimens, q):
    query = understand(q).query
    for publication in specimens:
        marker = highlighter(query)
        partition = partition_of(publication.language)
        texts = (p for field in FIELDS for p in passages(publication, field))
        found = any(marker.spans(p.text, p.field, partition) for p in texts)
        assert found == matches(query, Entry(publication)), publication.id


def test_snippets_show_the_match_in_its_place(specimens):
    query = understand("battery OR 电池 OR Batterie").query
    marker = highlighter(query)
    seen = set()
    for publication in specimens:
        for snippet in snippets(publication, marker):
            assert len(snippet.text) <= 330
            for start, end in snippet.spans:
                assert 0 <= start < end <= len(snippet.text)
                assert snippet.text[start:end].lower()[:4] in {"batt", "电池"}
            body = snippet.text.strip("…")
            source = [p for f in FIELDS for p in passages(publication, f) if body in p.text]
            assert any(p.part == snippet.field and p.place == snippet.place for p in source)
            if snippet.spans:
                seen.add(snippet.field)
    assert seen == {"title", "abstract", "claims", "description"}


def test_a_hit_without_text_shows_how_it_begins(specimens):
    marker = highlighter(understand("cc:CN").query)
    for publication in specimens[:20]:
        shown = snippets(publication, marker)
        assert [s.spans for s in shown] == [()] * len(shown)
        if publication.abstract:
            assert shown[0].field == "abstract"


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        (
            Wildcard(("desc",), "*tion"),
            "An operation, a motion; operating.",
            ["operation", "motion"],
        ),
        (
            Wildcard(("desc",), "increas{0,2}"),
            "Increase, increased, increasing.",
            ["Increase", "increased"],
        ),
        (
            Similar(("desc",), "colour", 1),
            "Colour, color and colours; Dolours, colouring 颜色colour.",
            ["Colour", "color", "colours", "colour"],
        ),
        (Similar(("desc",), "strase", 2), "Straße, Strass", ["Straße", "Strass"]),
        (
            Together(("desc",), (Alike("colour", 1), Words("red")), "sentence"),
            "Red is a color.",
            ["Red", "color"],
        ),
        (Similar(("pa",), "simens", 1), "Siemens AG", []),
        (Wildcard(("desc",), "小*车"), "一种小型汽车和小车。", ["小型汽车", "小车"]),
        (Match(("desc",), "AIDS", "case"), "AIDS aids Aids", ["AIDS"]),
        (
            Match(("desc",), "running gear", "word"),
            "Running gear; run gear; running gears.",
            ["Running gear"],
        ),
        (
            Together(("desc",), (Words("pump"), Pattern("*metal")), "sentence"),
            "Pumps of sheetmetal.",
            ["Pumps", "sheetmetal"],
        ),
        (
            Unless(("desc",), Words("pump"), Words("red"), unit="sentence"),
            "A blue pump. A red one.",
            ["pump"],
        ),
    ],
)
def test_marks_what_stems_do_not_remember(query, text, marked):
    found = spans(query, text, "desc", "zh" if "车" in text else "en")
    assert [text[start:end] for start, end in found] == marked
