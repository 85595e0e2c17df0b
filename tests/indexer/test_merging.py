"""The rule by which records of one publication from several sources become one."""

import random
from itertools import permutations

import msgspec
import pytest
from grants import publication
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.documents import order
from indexer.merging import Level, level, merge, source_key
from parsers.check import problems
from parsers.model import (
    Citation,
    Claim,
    Classification,
    Drawing,
    Gap,
    LegalEvent,
    Party,
    Reference,
    Segment,
    Source,
    Text,
)
from parsers.specimens import publications


def source(format_, sha="ab", produced=None, **more):
    file = f"/{format_}.xml"
    return Source(
        format=format_, file=file, offset=0, length=9, sha256=sha * 32, produced=produced, **more
    )


def doc(cited, kind="A1", office="US", **more):
    return Citation(document=Reference(office=office, number=str(cited), kind=kind), **more)


FULL = publication(
    title=(Text(lang="en", text="Battery"),),
    parties=(Party(role="assignee", name="Acme Corp."), Party(role="inventor", name="Li, Wei")),
    classifications=(
        Classification(scheme="ipc", symbol="H01M 10/0525", position="first"),
        Classification(scheme="uspc", symbol="429/231"),
    ),
    citations=(doc(5000000, "A", number=1), Citation(text="A. Author, A Book, 1999", number=2)),
    family="cabc",
    family_basis="computed",
    gaps=(Gap(part="abstract", reason="not_in_source"),),
)
EXCHANGE = publication(
    source=source("docdb", "cd", "2024-01-01"),
    family="12345678",
    title=(Text(lang="en", text="BATTERY"), Text(lang="fr", text="Batterie")),
    abstract=(Text(lang="en", text="A battery."),),
    claims=(),
    parties=(Party(role="applicant", name="ACME CORP"), Party(role="agent", name="Smith")),
    classifications=(
        Classification(scheme="ipc", symbol="H01M 10/0525", version="2010-01", office="EP"),
        Classification(scheme="cpc", symbol="Y02E 60/10", position="first"),
        Classification(scheme="ipc", symbol="H01M 4/00", position="first"),
    ),
    citations=(
        doc(5000000, "A", phase="search", number=1),
        doc(6, "B2", number=2),
        Citation(text="BOOK"),
    ),
    gaps=(
        Gap(part="claims", reason="not_in_source"),
        Gap(part="description", reason="not_in_source"),
    ),
)
PDF = publication(
    source=source("pdf", "ef"),
    claims=(Claim(number=1, text="A dev1ce.", lang="en"),),
    description=(Segment(text="Text of the page.", lang="en"),),
    drawings=(Drawing(file="p1", format="png"),),
    title=(Text(lang="en", text="BATTERY (54)"),),
)


def told(one, name):
    return next(s.fields for s in one.sources if s.format == name)


def test_one_record_is_the_publication():
    assert merge([FULL]) is FULL


def test_each_part_comes_from_where_the_rule_says():
    one = merge([EXCHANGE, PDF, FULL])
    assert one.source.format == "us4"
    assert one.title == (FULL.title[0], EXCHANGE.title[1])
    assert one.abstract == EXCHANGE.abstract
    assert one.claims == FULL.claims
    assert one.description == PDF.description
    assert one.drawings == PDF.drawings
    assert (one.family, one.family_basis) == ("12345678", None)
    assert [(p.role, p.name) for p in one.parties] == [
        ("assignee", "Acme Corp."),
        ("inventor", "Li, Wei"),
        ("agent", "Smith"),
    ]
    assert one.gaps == ()
    assert problems(one) == []


def test_the_other_sources_say_what_they_gave():
    one = merge([EXCHANGE, PDF, FULL])
    assert [s.format for s in one.sources] == ["docdb", "pdf"]
    assert set(told(one, "docdb")) == {
        "title.fr", "abstract.en", "family", "parties.agent", "citations",
        "classifications.cpc", "classifications.ipc",
    }  # fmt: skip
    assert set(told(one, "pdf")) == {"description.en", "drawings"}


def test_classes_are_united_and_one_is_first():
    found = merge([FULL, EXCHANGE]).classifications
    assert [(c.scheme, c.symbol, c.position) for c in found] == [
        ("ipc", "H01M 10/0525", "first"),
        ("uspc", "429/231", None),
        ("cpc", "Y02E 60/10", "first"),
        ("ipc", "H01M 4/00", None),
    ]


def test_an_entry_that_says_more_takes_the_place_of_the_same():
    plain = publication(classifications=(Classification(scheme="cpc", symbol="A61K 31/12"),))
    rich = Classification(scheme="cpc", symbol="A61K 31/12", value="inventive", version="2013-01")
    assert merge([plain, replace(EXCHANGE, classifications=(rich,))]).classifications == (rich,)


def test_combination_sets_stay_whole():
    def sets(*symbols):
        return tuple(
            Classification(scheme="cpc", symbol=s, group="1", rank=n) for n, s in enumerate(symbols)
        )

    one = publication(classifications=sets("A61K 31/12", "A61K 2300/00"))
    two = replace(EXCHANGE, classifications=sets("C08L 23/06", "C08L 2205/02"))
    assert merge([two, one]).classifications == one.classifications
    assert merge([two, FULL]).classifications[-2:] == two.classifications


def test_citations_are_told_once_and_literature_by_one_source():
    found = merge([EXCHANGE, FULL]).citations
    assert found == (replace(EXCHANGE.citations[0], number=1), FULL.citations[1], doc(6, "B2"))


def test_events_are_told_once():
    granted = LegalEvent(office="US", code="GRANT", date="2020-01-07")
    fee = LegalEvent(office="US", code="FEE", date="2023-01-07", country="US")
    fuller = replace(granted, text="Patent granted")
    one, two = publication(events=(granted,)), replace(EXCHANGE, events=(fuller, fee))
    assert merge([one, two]).events == (fuller, fee)
    lapse = [
        LegalEvent(office="EP", code="PG25", date="2020-01-07", country=c) for c in ("DE", "FR")
    ]
    one, two = publication(events=lapse[:1]), replace(EXCHANGE, events=tuple(lapse))
    assert merge([one, two]).events == tuple(lapse)


def test_a_more_precise_date_of_the_same_day_wins():
    assert merge([publication(date="2020-01"), EXCHANGE]).date == "2020-01-07"
    assert merge([publication(date="2020-02"), EXCHANGE]).date == "2020-02"


def test_a_gap_stays_where_the_part_is_missing_or_incomplete():
    cut = publication(gaps=(Gap(part="claims", reason="truncated"),))
    assert merge([cut, replace(EXCHANGE, gaps=())]).gaps == cut.gaps
    bare = replace(EXCHANGE, source=source("ops"), abstract=(), gaps=())
    assert merge([FULL, bare]).gaps == FULL.gaps


def test_an_original_and_its_translation_stand_side_by_side():
    def japanese(lang, **more):
        return publication(
            id="JP2016124101A", office="JP", number="2016124101", kind="A", language="ja",
            title=(Text(lang=lang, text=lang),), claims=(Claim(number=1, text=lang, lang=lang),),
            description=(Segment(text=lang, lang=lang),), **more,
        )  # fmt: skip

    original = japanese("ja", source=source("cn96", "11"))
    translation = japanese("zh", source=source("cn96", "22", "2030-01-01"))
    assert source_key(translation) == "cn96>zh"
    one = merge([translation, original])
    assert one.source == original.source
    for part in (one.title, one.claims, one.description):
        assert [text.lang for text in part] == ["ja", "zh"]
    assert one.language == "ja"
    assert set(one.sources[0].fields) == {"title.zh", "claims.zh", "description.zh"}


def test_genuine_words_come_before_machine_translation():
    machine = Text(lang="en", text="Machine", origin="machine")
    assert merge([publication(title=(machine,)), EXCHANGE]).title[0] == EXCHANGE.title[0]


def test_pieces_of_one_format_are_put_together():
    bare = {"title": (), "application": None, "source": source("ops", "77")}
    claims = publication(**bare)
    text = publication(**bare | {"claims": (), "description": (Segment(text="Words.", lang="en"),)})
    biblio = replace(EXCHANGE, source=source("ops", "88"))
    assert len({source_key(one) for one in (claims, text, biblio)}) == 3
    one = merge([text, biblio, claims])
    assert (one.claims, one.description, one.abstract) == (
        claims.claims,
        text.description,
        biblio.abstract,
    )
    assert one.family == "12345678"


def test_the_newest_word_on_withdrawal_holds():
    gone = replace(
        EXCHANGE,
        withdrawn=True,
        title=(),
        abstract=(),
        parties=(),
        classifications=(),
        citations=(),
    )
    late = replace(FULL, source=source("us4", produced="2024-02-01"))
    assert merge([FULL, gone]).withdrawn
    assert merge([FULL, gone]).sources[0].format == "us4"
    alive = merge([late, gone])
    assert not alive.withdrawn
    assert alive.family_basis == "computed"
    assert alive.sources[0].withdrawn
    assert alive.sources[0].fields == ()


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (FULL, Level.OWN_TEXT),
        (replace(FULL, source=source("marec")), Level.TEXT),
        (replace(FULL, claims=()), Level.OWN_DATA),
        (EXCHANGE, Level.EXCHANGE),
        (PDF, Level.PDF),
        (replace(PDF, needs_ocr=True), Level.OCR),
    ],
)
def test_levels(one, expected):
    assert level(one) == expected


def variants():
    """One publication as several sources have it, parts missing and changed at random."""
    seeds = st.lists(
        st.tuples(st.sampled_from(["us4", "docdb", "pdf", "ep", "marec", "cn96"]), st.integers(0, 99)),
        min_size=1, max_size=5, unique_by=lambda pair: pair[0],
    )  # fmt: skip
    return st.tuples(st.integers(0, 7), seeds)


SPECIMENS = list(publications(8))


def variant(one, format_, seed):
    chance = random.Random(seed)
    parts = (
        "title",
        "abstract",
        "claims",
        "description",
        "parties",
        "citations",
        "classifications",
        "events",
    )
    changes = {}
    for part in parts:
        items = list(getattr(one, part))
        if chance.random() < 0.4 and part != "title":
            items = []
        if chance.random() < 0.3:
            chance.shuffle(items)
        changes[part] = (
            tuple(items)
            if part in {"parties", "citations", "classifications"}
            else (tuple(items and getattr(one, part)))
        )
    day = chance.choice([None, "2020-01-01", "2021-01-01"])
    return replace(
        one, **changes, source=source(format_, f"{seed:02}", day), withdrawn=chance.random() < 0.1
    )


@settings(max_examples=60, deadline=None)
@given(variants())
def test_the_result_depends_on_the_set_of_records_alone(drawn):
    at, seeds = drawn
    records = [variant(SPECIMENS[at], *seed) for seed in seeds]
    made = {msgspec.json.encode(merge(some)) for some in list(permutations(records))[:24]}
    assert len(made) == 1
    one = merge(records)
    assert problems(one) == [] or one.withdrawn
    assert len(one.sources) == len(records) - 1
    assert max(map(order, records)) >= order(replace(one, sources=())) or not one.withdrawn
