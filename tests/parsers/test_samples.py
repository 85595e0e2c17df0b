"""Every sample file, folder by folder: how many publications of which format, which failures."""

from collections import Counter
from pathlib import Path

import pytest

from parsers.check import problems
from parsers.parse import parse_paths
from parsers.reading import Tally, read
from parsers.record import Failure

EXPECTED: dict[str, dict[str, int]] = {
    "classification-cpc": {"FORMAT_UNKNOWN": 4},
    "classification-ipc": {"FORMAT_UNKNOWN": 4},
    "cn-eapplication-xml": {"cnfile": 9},
    "cn-st36-old": {"cn36": 2},
    "cn-st96-new": {"cn96": 4},
    "dpma": {"dpma": 9},
    "dtd-xsd": {"FORMAT_UNKNOWN": 5, "PDF_NO_LAYOUT": 1},
    "ep-fulltext-xml": {"ep": 7, "pdf": 1, "FORMAT_UNKNOWN": 1},
    "epo-docdb-xml": {"docdb": 12},
    "epo-images": {},
    "epo-inpadoc-codes": {},
    "epo-ops": {"ops": 82, "NO_PUBLICATION": 11},
    "jp-gazette-xml": {"jp36": 2},
    "jp-ipph-xml-zh-translations": {"cn96": 99},
    "kipris-xml": {"kipris": 6, "CONTENT_OTHER": 2, "NO_PUBLICATION": 6},
    "lens-patentscope-espacenet-csv": {"lists": 1288},
    "marec": {"marec": 4},
    "uspto-api-json": {"odp": 2, "ppubs": 1},
    "uspto-app-xml-v4": {"us4": 5},
    "uspto-aps-greenbook": {"aps": 2},
    "uspto-assignment-xml": {"assignment": 10},
    "uspto-design-xml-tif": {"us4": 2},
    "uspto-grant-st32-v25": {"us2": 3},
    "uspto-grant-xml-v4": {"us4": 156},
    "uspto-pap-v15": {"pap": 2},
    "uspto-xml4ip": {"xml4ip": 13},
    "wipo-st96": {"wo96": 1},
}
"""Publications by the name of their format, failures by their code. `pdf` has tests of its own."""

SEPARATE = {"pdf"}

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("folder", EXPECTED)
def test_what_comes_out_of_each_folder(shared_samples: Path, folder: str):
    found: Counter[str] = Counter()
    for item in parse_paths([shared_samples / folder]):
        found[item.code if isinstance(item, Failure) else item.source.format] += 1
    assert found == EXPECTED[folder]


def test_no_folder_is_forgotten(shared_samples: Path):
    folders = {path.name for path in shared_samples.iterdir() if path.is_dir()}
    assert folders == EXPECTED.keys() | SEPARATE


@pytest.mark.parametrize("folder", [name for name, counts in EXPECTED.items() if "us4" in counts])
def test_us_publications_hold_the_invariants_and_say_where_they_lie(shared_samples, folder):
    for item in parse_paths([shared_samples / folder]):
        assert problems(item) == []
        with Path(item.source.file).open("rb") as file:
            file.seek(item.source.offset)
            head = file.read(200)
        assert head.startswith(b"<?xml")
        assert not item.source.repaired
        assert not [note for note in item.source.notes if "U+FFFD" not in note]


def test_pictures_and_schemas_are_counted(shared_samples: Path):
    tally = Tally()
    assert sum(1 for _ in read(shared_samples / "uspto-design-xml-tif", tally=tally)) == 2
    assert tally.ignored["tif"] == 12
