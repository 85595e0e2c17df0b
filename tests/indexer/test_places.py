"""Places of the values of indexed publications, merged ones too."""

import subprocess
import sys

import pytest
from exchange import exchange
from filled import Index
from grants import weekly

from indexer.tracing import places


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


def told(index, one="US1B2", field=""):
    held = index.store.get([one])[one]
    return {place.field: place for place in places(index.store, held, field)}


def test_each_value_of_a_merged_publication_comes_from_the_record_that_gave_it(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [2, 1]), exchange(tmp_path / "b.xml", [1]))
    found = told(index)
    assert found["title[0].text"].format == "us4"
    assert found["title[1].text"].format == "docdb"
    assert found["family"].format == "docdb"
    assert found["claims[0].text"].format == "us4"
    assert all(place.exact or place.by == "rule" for place in found.values())
    originals = index.store.originals("US1B2")
    for field in ("title[0].text", "title[1].text"):
        place = found[field]
        cut = originals[place.sha256][place.offset - place.record :][: place.length]
        assert place.value.encode() in cut
        file = tmp_path / ("a.xml" if place.format == "us4" else "b.xml")
        assert cut == file.read_bytes()[place.offset :][: place.length]


def test_only_what_is_asked_for_is_told(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]))
    everything = told(index)
    assert [*told(index, field="title")] == [f for f in everything if f.startswith("title")]
    assert [*told(index, field="claims[0].text")] == ["claims[0].text"]
    assert told(index, field="nose") == {}


def test_what_reads_the_index_loads_no_parsers():
    script = (
        "import sys, indexer.tracing\n"
        "print(sorted({'lxml', 'parsers.text', 'parsers.tracing'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
