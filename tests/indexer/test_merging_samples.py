"""Publications that several files hold: where their sources differ, and why.

`tests/parsers/test_real_overlap.py` compares the original and the translation of one format; here
are different formats, real ones and those of one publication written in each of them.
"""

from collections import defaultdict

import pytest

from indexer.documents import order
from indexer.merging import merge, source_key
from parsers.check import problems
from parsers.model import Publication
from parsers.parse import parse_paths, parse_record
from parsers.record import Record
from parsers.specimens import encode, publications
from search_api.sources import differences

FOLDERS = ("ep-fulltext-xml", "epo-ops", "epo-docdb-xml", "marec", "cn-eapplication-xml")


@pytest.fixture(scope="module")
def merged(shared_samples):
    """Id → the merged publication and its records, of what several sources hold."""
    held: dict[str, dict[str, Publication]] = defaultdict(dict)
    for item in parse_paths([shared_samples / folder for folder in FOLDERS]):
        if isinstance(item, Publication):
            before = held[item.id].get(source_key(item))
            newer = (order(item), item.source.file)
            if before is None or newer > (order(before), before.source.file):
                held[item.id][source_key(item)] = item
    several = {one: list(some.values()) for one, some in held.items() if len(some) > 1}
    return {one: (merge(records), records) for one, records in several.items()}


EXPLAINED = {
    ("EP1667425A1", "pdf", "description.en"): "lists of steps are paragraphs of their own in print",
    (
        "EP1667425A1",
        "pdf",
        "claims.en",
    ): "drawings with a text layer follow the last claim in print",
    ("EP1667425A1", "pdf", "designated_states"): "the page prints extension states apart",
    ("EP2400812A1", "ops", "application"): "the register writes no kind of application",
    ("EP2400812B1", "ops", "application"): "the register writes no kind of application",
    ("EP2400812A1", "ops", "title.en"): "the answer to a search is an invented example",
    ("CA2744162A1", "ops", "priorities"): "the family writes a kind of application",
    ("US20120057518A1", "ops", "priorities"): "the family writes a kind of application",
    ("US9648662B2", "ops", "priorities"): "the family writes a kind of application",
}


@pytest.mark.shared
def test_real_sources_of_one_publication_agree_but_for_what_is_explained(merged):
    assert {"EP1667425A1", "EP2400812A1", "EP2400812B1", "EP1000000B1"} <= merged.keys()
    found = {
        (one, record.source.format, difference.field)
        for one, (publication, records) in merged.items()
        for record in records
        for difference in differences(publication, record)
    }
    assert found <= EXPLAINED.keys(), found - EXPLAINED.keys()


@pytest.mark.shared
def test_real_merged_publications_hold_together(merged):
    for one, (publication, records) in merged.items():
        assert problems(publication) == [], one
        assert len(publication.sources) == len(records) - 1
        for part in ("title", "abstract", "claims", "description", "parties", "classifications"):
            if any(getattr(record, part) for record in records):
                assert getattr(publication, part), (one, part)
                assert part not in {g.part for g in publication.gaps if g.reason == "not_in_source"}


@pytest.mark.shared
def test_answers_of_one_service_become_a_whole_publication(merged):
    publication, records = merged["EP2400812A1"]
    assert len(records) > 4
    assert publication.claims
    assert publication.description
    assert publication.abstract
    assert {"applicant", "inventor"} <= {party.role for party in publication.parties}
    given = {field for source in publication.sources for field in source.fields}
    assert {"description.en", "abstract.en"} <= given


FORMATS = {"EP": ("ep", "docdb", "marec", "ops"), "CN": ("cn96", "docdb", "ops")}
WRITTEN = {
    ("docdb", "priorities"): "DOCDB writes the kind of the application with its number",
    ("ops", "priorities"): "OPS writes the kind of the application with its number",
}


@pytest.mark.parametrize("office", FORMATS)
def test_one_publication_in_every_format_is_itself(office):
    """Merging what DOCDB, OPS and MAREC say of it adds to the office's record, and loses nothing."""
    tried = 0
    for one in publications(60):
        if one.office != office:
            continue
        records = [
            item
            for name in FORMATS[office]
            for item in parse_record(Record(encode(one, name), f"{name}.xml"))
            if isinstance(item, Publication)
        ]
        own = records[0]
        publication = merge({source_key(record): record for record in records}.values())
        tried += 1
        assert publication.source == own.source
        for part in ("claims", "description", "drawings", "parties", "date", "right", "stage"):
            if getattr(own, part):
                assert getattr(publication, part) == getattr(own, part), (one.id, part)
        for part in ("title", "abstract"):
            assert set(getattr(own, part)) <= set(getattr(publication, part)), (one.id, part)
        found = {(r.source.format, d.field) for r in records for d in differences(publication, r)}
        assert found <= WRITTEN.keys(), (one.id, found - WRITTEN.keys())
    assert tried > 5
