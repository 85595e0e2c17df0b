"""Synonyms and abbreviations: on request only, each with its origin, each to be taken out."""

import shutil
import uuid
import zipfile
from contextlib import closing
from urllib.request import Request, urlopen

import pytest
from filling import fill
from msgspec import structs

from indexer.classes import Classes
from indexer.classes.loading import load
from parsers.model import Segment
from parsers.schemes import read
from search_api.errors import QueryError
from search_api.language import understand
from search_api.parameters import SearchParameters
from search_api.service import Service
from search_api.settings import Settings, SettingsError
from search_api.thesaurus import Rules
from search_api.thesaurus.forms import Form
from search_api.thesaurus.thesaurus import _distinct
from search_api.thesaurus.widening import widen

BOTH = ("synonyms", "abbreviations")
RULES = """# A comment.

battery, accumulator, 蓄电池
TFT => thin film transistor
one\\, two, three
"""
DEFINITION = b"""<?xml version="1.0"?><definitions publication-date="2024-05-01">
<definition-item><classification-symbol scheme="cpc">H01M4/00</classification-symbol>
<definition-title>Electrodes</definition-title><synonyms-keywords>
<section-title>Synonyms and Keywords</section-title><abbreviations><table>
<table-row><table-column>QWE</table-column><table-column>quick wing electrode</table-column></table-row>
</table></abbreviations><synonyms><list><list-item>"spray can" and "aerosol container"</list-item>
</list></synonyms></synonyms-keywords></definition-item></definitions>"""
ADDED = {
    "en": (
        "A zeta emitting diode (ZED) glows.",
        "The ZED (zeta emitting device) glows.",
        "A zeta-emitting diode without its name.",
        "ZEDs glow in an aerosol container.",
        "zed is a word in small letters.",
        "A quick wing electrode.",
    ),
    "zh": ("所述泽塔二极管（ZED）发光。", "包括泽塔二极管（ZED）和其他。", "泽塔二极管亮。"),
}


@pytest.fixture(scope="module")
def planted(specimens):
    found = {p.id: p for p in specimens}
    for language, texts in ADDED.items():
        some = [p for p in specimens if p.language == language]
        for publication, text in zip(some, texts, strict=False):
            segment = Segment(text=text, lang=language, number="0999")
            description = (*publication.description, segment)
            found[publication.id] = structs.replace(publication, description=description)
    return list(found.values())


def opened(folder, publications, engine=""):
    folder.mkdir()
    (folder / "rules.txt").write_text(RULES, "utf-8")
    (folder / "definitions.xml").write_bytes(DEFINITION)
    load(read(folder / "definitions.xml"), folder)
    service = Service(
        Settings(
            data=folder, engine=engine, rate_limit="", query_seconds=30,
            synonyms=str(folder / "rules.txt"),
        )
    )  # fmt: skip
    fill(folder, service.engine, publications)
    return service


@pytest.fixture(scope="module")
def tantivy(tmp_path_factory, planted):
    with closing(opened(tmp_path_factory.mktemp("thesaurus") / "data", planted)) as service:
        yield service


@pytest.fixture(scope="module")
def elastic(tmp_path_factory, planted, elasticsearch_url):
    alias = f"thesaurus-{uuid.uuid4().hex[:12]}"
    engine = f"elasticsearch://{elasticsearch_url.partition('://')[2]}/{alias}"
    with closing(opened(tmp_path_factory.mktemp("thesaurus") / "data", planted, engine)) as service:
        yield service
    with urlopen(
        f"{elasticsearch_url}/_cat/indices/{alias}*?h=index&expand_wildcards=all"
    ) as names:
        for name in names.read().decode().split():
            urlopen(Request(f"{elasticsearch_url}/{name}", method="DELETE")).close()


@pytest.fixture(params=["tantivy", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def ask(request):
    service = request.getfixturevalue(request.param)

    def search(q, *expand, **more):
        return service.search(SearchParameters(q=q, size=200, expand=expand, **more))

    return search


def added(answer):
    return {
        (form, one.origin)
        for one in answer.query.expanded
        for form in one.forms
        if one.kind in {"synonym", "abbreviation"}
    }


def ids(answer):
    return {hit.id for hit in answer.hits}


class TestSources:
    def test_rules_of_the_operator(self, ask):
        found = ask("battery", "synonyms")
        origin = "rules.txt, line 3"
        assert added(found) == {("accumulator", origin), ("蓄电池", origin)}
        assert ids(found) == ids(ask("battery")) | ids(ask("accumulator")) | ids(ask("蓄电池"))

    def test_definitions_that_are_loaded(self, ask):
        origin = "CPC definition H01M 4/00"
        assert added(ask("spray cans", *BOTH)) == {("aerosol container", origin)}
        assert added(ask('"aerosol containers"', *BOTH)) == {("spray can", origin)}
        assert added(ask("QWE", "abbreviations")) == {("quick wing electrode", origin)}
        assert added(ask("QWE", "synonyms")) == set()
        assert ask("QWE").total.value == 0
        assert ask("QWE", *BOTH).total.value == 1

    def test_texts_that_define_an_abbreviation(self, ask, planted):
        texts = {p.id: p.description[-1].text for p in planted if p.description}
        found = added(ask("ZED", "abbreviations"))
        assert {form for form, _ in found} == {
            "zeta emitting diode", "zeta emitting device", "泽塔二极管",
        }  # fmt: skip
        for form, origin in found:
            publication, place = origin.split(", ")
            assert place == "[0999]"
            assert form in texts[publication]
            assert "ZED" in texts[publication]

    def test_texts_that_abbreviate_a_term(self, ask):
        for query in ("zeta emitting diode", '"zeta emitting diode"', "泽塔二极管"):
            found = ask(query, "abbreviations")
            assert {form for form, _ in added(found)} == {"ZED"}, query
            assert "=ZED" in found.query.understood
            assert ids(found) > ids(ask(query))
            assert not ids(found) >= ids(ask("NOSTEM(zed)"))  # only in capitals


class TestQueries:
    def test_nothing_is_expanded_unless_asked_for(self, ask):
        for query in ("battery", "ZED", "spray can"):
            assert added(ask(query)) == set()

    @pytest.mark.parametrize(
        "query",
        ["battery", "ZED", "zeta emitting diode", "ti:battery AND ZED OR spray", "battery ZED glow",
         "(battery^2) AND clm:battery", "泽塔二极管 AND battery", "cl:H01M AND battery"],
    )  # fmt: skip
    def test_what_is_understood_says_it_all(self, ask, query):
        found = ask(query, *BOTH)
        again = ask(found.query.understood, dialect="canonical")
        assert ids(again) == ids(found)
        assert understand(found.query.understood, "canonical").text == found.query.understood

    @pytest.mark.parametrize("query", ["battery AND ZED", "zeta emitting diode", "spray can"])
    def test_each_can_be_taken_out(self, ask, query):
        found = ask(query, *BOTH)
        told = [one for one in found.query.expanded if one.origin]
        assert told
        for one in told:
            less = ask(one.without)
            assert ids(less) <= ids(found)
            rest = {form for form, _ in added(found)} - set(one.forms)
            assert one.forms[0] not in less.query.understood
            assert all(form in less.query.understood for form in rest)
            assert query[slice(*one.span)].strip('"') in one.text or one.text in query

    def test_more_is_found_never_less(self, ask):
        assert ids(ask("pump NOT battery", *BOTH)) == ids(ask("pump NOT battery"))
        assert added(ask("pump NOT battery", *BOTH)) == set()
        assert added(ask("batter*", *BOTH)) == set()

    def test_what_is_not_expanded_is_told(self, ask):
        notes = ask("battery NEAR3 ZED", *BOTH).query.notes
        assert any(note.code == "NOT_EXPANDED" and "near" in note.message for note in notes)
        notes = ask("qqqqq", *BOTH).query.notes
        assert any(note.code == "NOT_EXPANDED" for note in notes)

    def test_unknown_kinds_are_refused(self, ask):
        with pytest.raises(QueryError) as caught:
            ask("battery", "translations")
        assert caught.value.key == "unknown_expand"
        assert added(ask("battery", "*")) == added(ask("battery", *BOTH))

    def test_pages_follow_each_other(self, tantivy):
        first = SearchParameters(q="battery", size=2, expand=BOTH)
        page = tantivy.search(first)
        following = tantivy.search(structs.replace(first, cursor=page.cursor))
        assert not {h.id for h in page.hits} & {h.id for h in following.hits}


def test_many_forms_are_limited_and_that_is_told():
    forms = [Form("synonym", f"word{n}x", "rules") for n in range(100)]
    found = widen(
        understand("alpha"),
        lambda text: forms if text == "alpha" else [],
        lambda _text: [],
        lambda _target, form: understand(form.text).tree,
    )
    assert len(found.widened) == 60
    assert {notice.key for notice in found.notices} == {"note_expand_most"}
    assert len(list(_distinct(forms, "alpha"))) == 12


class TestRules:
    def put(self, tmp_path, text):
        path = tmp_path / "my.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def test_equal_terms_find_each_other_and_arrows_one_way(self, tmp_path):
        rules = Rules(self.put(tmp_path, "\ufefftire, tyre\r\nTFT=>thin film transistor, LCD\n"))
        assert [one.text for one in rules.forms("Tyres")] == ["tire"]
        assert [one.text for one in rules.forms("tft")] == ["thin film transistor", "LCD"]
        assert list(rules.forms("lcd")) == []
        assert next(rules.forms("tire")).origin == "my.txt, line 1"

    def test_signs_can_stand_for_themselves(self, tmp_path):
        rules = Rules(self.put(tmp_path, "a\\,b, c\\=>d, e=f\n# x, y\n"))
        assert [one.text for one in rules.forms("e f")] == ["a,b", "c=>d"]
        assert list(rules.forms("x")) == []

    @pytest.mark.parametrize(
        ("text", "line", "why"),
        [
            ("tire, tyre\nalone", 2, "one term only"), ("a => b => c", 1, "more than one"),
            ("a,,b", 1, "empty term"), ("\n\n=> b", 3, "empty term"), ("a =>", 1, "empty term"),
            ("a, ...", 1, "no term of letters"), ("a, " + "b" * 200, 1, "no term"),
            (b"a, b\nx, \xff\n", 2, "not UTF-8"), ("tire, Tires", 1, "one term only"),
        ],
    )  # fmt: skip
    def test_a_line_that_is_none_stops_the_start(self, tmp_path, text, line, why):
        path = self.put(tmp_path, text)
        with pytest.raises(SettingsError, match=f"my.txt, line {line} ") as caught:
            Service(Settings(data=tmp_path / "data", synonyms=str(path)))
        assert why in str(caught.value)

    def test_a_missing_file_is_told(self, tmp_path):
        with pytest.raises(SettingsError, match="No such file"):
            Rules(tmp_path / "none.txt")
        assert list(Rules(None).forms("a")) == []


@pytest.mark.shared
def test_real_definitions_widen_queries(tmp_path, shared_data):
    with zipfile.ZipFile(shared_data / "cpc-definitions-2025.05.zip") as archive:
        for name in archive.namelist():
            if name[-8:-4] in {"B61L", "B29D"}:
                with archive.open(name) as source, (tmp_path / name[-8:]).open("wb") as target:
                    shutil.copyfileobj(source, target)
    parts = (part for path in sorted(tmp_path.glob("*.xml")) for part in read(path, edition="1"))
    load(parts, tmp_path / "data")
    with closing(Classes(tmp_path / "data")) as classes:
        assert {one.symbol for one in classes.terms("LED")} == {"B61L"}
    with closing(Service(Settings(data=tmp_path / "data", query_seconds=30))) as service:
        fill(tmp_path / "data", service.engine, [])
        found = service.search(SearchParameters(q="LED lamp tires", expand=BOTH)).query
    led, tires = 'full:(LED OR "Light emitting diode")', "full:(tires OR tyre)"
    assert found.understood == f"{led} AND full:lamp AND {tires}"
    assert {one.origin for one in found.expanded if one.origin} == {
        "CPC definition B61L", "CPC definition B29D 30/00",
    }  # fmt: skip
