"""The specimens themselves: deterministic, in the right languages, varied, and coherent."""

import hashlib
import re
import zlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from parsers.check import problems
from parsers.dates import days
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Publication
from parsers.numbers import application_number, publication_number
from parsers.specimens import (
    encode,
    format_of,
    from_text,
    location,
    publications,
    stream,
    write,
)
from parsers.specimens.families import SCHEMES, family
from parsers.specimens.vocabulary import LANGUAGES, topics

COUNT = 300
SENTENCE = re.compile(r"(?<=[.。])(?<!IG\.)(?<!ig\.)\s*(?!\d)")
HAN, KANA, HANGUL = r"[一-鿿]", r"[ぁ-んァ-ヶ]", r"[가-힣]"
STOP_WORDS = {
    "en": {"the", "of", "and", "a", "is", "in"},
    "de": {"der", "die", "das", "und", "ist", "wird"},
    "fr": {"le", "la", "de", "et", "est", "une"},
}


@pytest.fixture(scope="module")
def specimens() -> list[Publication]:
    return list(publications(COUNT))


def text_of(publication: Publication, language: str) -> str:
    parts = (
        *publication.title,
        *publication.abstract,
        *publication.claims,
        *publication.description,
    )
    return " ".join(part.text for part in parts if part.lang == language)


def test_same_seed_same_objects_other_seed_other_objects() -> None:
    assert list(publications(30, seed=5)) == list(publications(30, seed=5))
    assert list(publications(30, seed=5)) != list(publications(30, seed=6))


def test_same_bytes_on_disk(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "two"):
        files = write(tmp_path / name, count=30)
        everything = sorted(p for p in (tmp_path / name).rglob("*") if p.is_file())
        assert set(files) <= set(everything)
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in everything])
    assert sums[0] == sums[1]


def test_ids_are_unique_and_canonical(specimens: list[Publication]) -> None:
    assert len(specimens) == COUNT
    assert len({p.id for p in specimens}) == COUNT
    for publication in specimens:
        assert DocumentId.parse(publication.id) == publication.document_id
        assert not problems(publication), publication.id


def test_numbers_are_what_the_number_rules_make_of_them(specimens: list[Publication]) -> None:
    for p in specimens:
        assert publication_number(p.office, p.number, p.kind, p.date) == p.number
        assert (p.right, p.stage) == right_and_stage(p.office, p.kind, p.date, p.number)
        for reference in (p.application, *p.priorities):
            if reference is not None:
                shown = reference.raw or reference.number
                if reference.office == "US" and len(shown) == 12:
                    continue  # the EPO puts the year before a US number
                made = application_number(reference.office, shown, reference.date)
                assert made == reference.number, (p.id, reference)


def test_dates_are_in_order(specimens: list[Publication]) -> None:
    for p in specimens:
        assert p.date is not None
        assert p.application is not None
        assert p.application.date is not None
        assert date.fromisoformat(p.application.date) < date.fromisoformat(p.date)
        for priority in p.priorities:
            assert priority.date is not None
            assert priority.date < p.application.date
        for citation in p.citations:
            if citation.document is not None and citation.document.date is not None:
                assert days(citation.document.date)[1] < days(p.date)[0]


def test_all_languages_kinds_and_formats_occur(specimens: list[Publication]) -> None:
    assert {p.language for p in specimens} == set(LANGUAGES)
    assert {format_of(p) for p in specimens} == {"us4", "ep", "cn96", "cn36", "docdb", "pdf"}
    kinds = {(p.office, p.kind) for p in specimens}
    wanted = (
        "CN A,CN B,CN C,CN U,CN Y,CN S,CN D,US A1,US B1,US B2,US S1,EP A1,EP B1,WO A1,JP A,JP B2"
    )
    assert {tuple(entry.split(" ")) for entry in wanted.split(",")} <= kinds
    assert {c.scheme for p in specimens for c in p.classifications} >= {
        "ipc",
        "cpc",
        "locarno",
        "fi",
    }
    relations = {r.relation for p in specimens for r in p.related}
    assert relations >= {"earlier_publication", "continuation", "provisional", "pct"}


@pytest.mark.parametrize(
    "word",
    [
        "固态电池",
        "solid-state battery",
        "Festkörperbatterie",
        "全固体電池",
        "전고체 전지",
        "batterie à état solide",
    ],
)
def test_a_visitor_finds_the_solid_state_battery(specimens: list[Publication], word: str) -> None:
    found = [
        p
        for p in specimens
        if any(
            word.lower() in text.text.lower() for text in (*p.title, *p.abstract, *p.description)
        )
    ]
    assert len(found) >= 2


def test_families_and_pairs_of_one_application(specimens: list[Publication]) -> None:
    by_application = Counter(
        (p.application.office, p.application.number) for p in specimens if p.application
    )
    assert sum(count > 1 for count in by_application.values()) >= 30
    claimed = {(r.office, r.number) for p in specimens for r in p.priorities}
    assert len(claimed & set(by_application)) >= 20


def test_translations_of_a_family_say_the_same(specimens: list[Publication]) -> None:
    """The members of a family have the same classes and, translated, the same figures."""
    first = next(p for p in specimens if p.priorities and p.office == "US" and p.kind == "A1")
    wanted = {(r.office, r.number) for r in first.priorities}
    parent = next(
        p
        for p in specimens
        if p.application and (p.application.office, p.application.number) in wanted
    )
    figures = [re.findall(r"\d+(?:\.\d+)?", p.abstract[0].text) for p in (first, parent)]
    assert figures[0] == figures[1]
    assert first.classifications[0].symbol == parent.classifications[0].symbol


def test_citations_name_documents_of_the_collection(specimens: list[Publication]) -> None:
    known = {p.id for p in specimens}
    cited = [
        c.document
        for p in specimens
        for c in p.citations
        if c.document and c.document.office != "XX"
    ]
    assert len(cited) > 100
    assert {f"{r.office}{r.number}{r.kind or ''}" for r in cited} <= known


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_latin_texts_are_in_their_language(specimens: list[Publication], language: str) -> None:
    for p in specimens:
        text = text_of(p, language)
        if len(text) < 1500:
            continue
        words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
        share = {code: sum(words[w] for w in STOP_WORDS[code]) for code in STOP_WORDS}
        assert max(share, key=share.__getitem__) == language, p.id
        assert not re.search(f"{HAN}|{KANA}|{HANGUL}", text), p.id


@pytest.mark.parametrize(
    ("language", "script", "never"),
    [("zh", HAN, f"{KANA}|{HANGUL}"), ("ja", KANA, HANGUL), ("ko", HANGUL, KANA)],
)
def test_wide_texts_are_in_their_language(
    specimens: list[Publication], language: str, script: str, never: str
) -> None:
    seen = 0
    for p in specimens:
        text = text_of(p, language)
        if text:
            seen += 1
            assert len(re.findall(script, text)) > len(text) * 0.25, p.id
            assert not re.search(never, text), p.id
    assert seen >= 10


def test_no_slot_is_left_open(specimens: list[Publication]) -> None:
    for p in specimens:
        for language in LANGUAGES:
            assert not re.search(r"[{}|]", text_of(p, language).replace(" | ", "")), p.id


@pytest.fixture(scope="module")
def sentences() -> dict[str, Counter[str]]:
    """Sentences by language, of one document per family: its members repeat each other by nature."""
    counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    for index in range(130):
        members = list(family(index, 130, 1, {}))
        for language in LANGUAGES:
            found = next((d for d in members if d.language == language and d.claims[1:]), None)
            for segment in found.description if found else ():
                if segment.kind == "paragraph":
                    parts = SENTENCE.split(segment.text)
                    counts[language].update(part for part in parts if len(part) > 12)
    return counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_rarely_repeated(sentences: dict[str, Counter[str]], language: str) -> None:
    counts = sentences[language]
    total = counts.total()
    assert total > 800
    assert len(counts) > total * 0.85
    assert counts.most_common(1)[0][1] < 12


def test_vocabulary_is_complete() -> None:
    assert len(topics()) == 24
    assert len(SCHEMES) == 13
    for topic in topics():
        terms = (
            *topic.subjects,
            *topic.components,
            *topic.materials,
            *topic.processes,
            *topic.problems,
        )
        for term in (*terms, *topic.quantities):
            assert set(term.words) == set(LANGUAGES)
            assert term.genders["de"] in "mfn"
            assert term.genders["fr"] in "mf"


def test_hard_cases_are_sprinkled_in(specimens: list[Publication]) -> None:
    everything = b"".join(map(encode, specimens))
    for mark in (
        b"<sub>",
        b"<sup>",
        b"&amp;",
        b"&alpha;",
        b"&#181;",
        b"<maths",
        b"<tables",
        b"<?BRFSUM",
    ):
        assert mark in everything, mark
    assert max(len(c.text) for p in specimens for c in p.claims) > 5000
    assert max(c.number for p in specimens for c in p.claims) == 80
    assert any("\N{FULLWIDTH LATIN CAPITAL LETTER C}" in text_of(p, "zh") for p in specimens)
    assert any(re.search(f"[A-Z][0-9A-Za-z]+{HAN}", text_of(p, "zh")) for p in specimens)


def test_drawings_are_real_pictures_beside_their_file(tmp_path: Path) -> None:
    write(tmp_path, count=30)
    formats = set()
    for publication in publications(30):
        place = tmp_path / location(publication)
        if place.suffix in {".zip", ".pdf"}:
            continue
        for drawing in publication.drawings:
            with Image.open(place.parent / drawing.file) as picture:
                picture.load()
                formats.add(picture.format)
                assert picture.format is not None
                assert picture.format.lower() == drawing.format
    assert formats == {"TIFF", "PNG", "JPEG"}


@pytest.mark.parametrize("form", ["us4", "ep", "cn96", "cn36", "docdb"])
def test_stream_is_deterministic_and_varied(form: str) -> None:
    once = [zlib.crc32(record) for record in stream(60, form, size=20_000)]
    again = [zlib.crc32(record) for record in stream(60, form, size=20_000)]
    assert once == again
    assert len(set(once)) == 60


def test_stream_keeps_to_its_size() -> None:
    for size in (10_000, 74_000):
        mean = sum(map(len, stream(80, "us4", size=size))) / 80
        assert size * 0.6 < mean < size * 1.6 + 12_000


def test_plain_text_becomes_a_patent() -> None:
    text = (
        "An invented device is described.\r\n\r\n"
        + "The lever turns the wheel by 4 mm & more. " * 40
    )
    made = from_text(
        "08000001",
        "Lever < wheel",
        "A lever.",
        text,
        owner="Inventa & Co.",
        owner_country="DE",
        date="20120103",
    )
    assert made.id == "US8000001B2"
    assert made.date == "2012-01-03"
    assert made.description[0].text == "An invented device is described."
    assert made.parties[0].name == "Inventa & Co."
    assert len(made.claims) >= 8
    assert made.claims[0].depends_on == ()
    assert all(c.depends_on for c in made.claims[1:])
