"""Publication → file of an East Asian office or of WIPO → the same publication; golden results.

What a format has no place for is left out of what `asia` makes: `family`, dates within citations
of Japan, printed numbers of headings.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import asia
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from test_specimens_golden import golden
from test_specimens_roundtrip import TEXTS, plain

from parsers.model import Publication, Text
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens.formats import ENCODERS

GOLDEN = Path(__file__).parent / "golden" / "asia"
SOURCES: dict[str, Callable[[], Iterator[Publication]]] = {
    "jp36": asia.japanese,
    "wo36": asia.international,
    "jp96": asia.japanese_96,
    "wo96": asia.standard,
    "kr36": asia.korean,
    "tw36": asia.taiwanese,
    "jpoapi": asia.progress,
}


@pytest.mark.parametrize("form", SOURCES)
def test_every_publication_comes_back(form: str) -> None:
    count = 0
    for publication in SOURCES[form]():
        asia.same(publication, asia.read_back(publication, form))
        count += 1
    assert count >= 4


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    form=st.sampled_from(sorted(SOURCES)),
    texts=st.lists(TEXTS, min_size=3, max_size=3),
    word=st.sampled_from(("前記装置は、", "상기 장치는 ", "所述裝置，", "A device,")),
)
def test_any_text(form: str, texts: list[str], word: str) -> None:
    """Whatever characters title, paragraph and claim are made of, in whatever encoding."""
    title, paragraph, claim = (plain(f"{word}{text}.") for text in texts)
    publication = next(SOURCES[form]())
    changes: dict[str, object] = {
        "title": (Text(lang=publication.title[0].lang, text=title), *publication.title[1:])
    }
    if publication.description:
        place = next(i for i, s in enumerate(publication.description) if s.kind == "paragraph")
        changed = structs.replace(publication.description[place], text=paragraph, figures=())
        found = (*publication.description[:place], changed, *publication.description[place + 1 :])
        changes["description"] = found
    if publication.claims:
        changes["claims"] = (
            structs.replace(publication.claims[0], text=claim), *publication.claims[1:]
        )  # fmt: skip
    made = structs.replace(publication, **changes)
    asia.same(uncategorised(made), uncategorised(asia.read_back(made, form)))


def uncategorised(publication: Publication) -> Publication:
    """The category of a claim depends on its words, and on those of the claims it refers to."""
    claims = tuple(structs.replace(claim, category=None) for claim in publication.claims)
    return structs.replace(publication, claims=claims)


@pytest.mark.parametrize("form", SOURCES)
def test_golden(form: str) -> None:
    publication = next(SOURCES[form]())
    record = Record(data=ENCODERS[form](publication), file=f"{publication.id}.xml")
    (found,) = parse_record(record)
    assert isinstance(found, Publication), found
    text = golden(found)
    path = GOLDEN / f"{form}.json"
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written: look at it and commit it")
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} <= set(SOURCES)
