"""Every sample file, folder by folder: how many publications of which format, which failures."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from parsers.check import problems
from parsers.parse import parse_paths, parse_record
from parsers.reading import Tally, files_below, read
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
    "epo-ops": {"ops": 82, "NO_PUBLICATION": 11, "XML_SYNTAX": 1},
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


class Files(NamedTuple):
    """Files of a folder: read, refused (by code), passed over as no records (by extension)."""

    read: int
    refused: dict[str, int]
    passed: dict[str, int]


SCHEMAS = {
    "att": 3, "cat": 4, "csv": 4, "dcl": 2, "dec": 1, "dtd": 57, "ent": 24, "json": 2, "mod": 1,
    "rls": 1, "rlx": 5, "scc": 1, "tbr": 6, "xsd": 23, "xslt": 4,
}  # fmt: skip
FILES: dict[str, Files] = {
    "classification-cpc": Files(0, {"FORMAT_UNKNOWN": 4}, {}),
    "classification-ipc": Files(0, {"FORMAT_UNKNOWN": 4}, {}),
    "cn-eapplication-xml": Files(9, {}, {"jpg": 2}),
    "cn-st36-old": Files(2, {}, {}),
    "cn-st96-new": Files(4, {}, {"tif": 25}),
    "dpma": Files(4, {}, {}),
    "dtd-xsd": Files(0, {"FORMAT_UNKNOWN": 5, "PDF_NO_LAYOUT": 1}, SCHEMAS),
    "ep-fulltext-xml": Files(8, {"FORMAT_UNKNOWN": 1}, {"tif": 11}),
    "epo-docdb-xml": Files(3, {}, {}),
    "epo-images": Files(0, {}, {"png": 2, "tiff": 2}),
    "epo-inpadoc-codes": Files(0, {}, {"xlsx": 1}),
    "epo-ops": Files(
        32,
        {"NO_PUBLICATION": 11, "XML_SYNTAX": 1},
        {"bin": 2, "png": 2, "tiff": 2, "txt": 46},
    ),
    "jp-gazette-xml": Files(2, {}, {}),
    "jp-ipph-xml-zh-translations": Files(99, {}, {}),
    "kipris-xml": Files(3, {"CONTENT_OTHER": 2, "NO_PUBLICATION": 4}, {}),
    "lens-patentscope-espacenet-csv": Files(3, {}, {}),
    "marec": Files(4, {}, {}),
    "pdf": Files(1, {"PDF_NO_LAYOUT": 4}, {}),
    "uspto-api-json": Files(2, {}, {}),
    "uspto-app-xml-v4": Files(5, {}, {}),
    "uspto-aps-greenbook": Files(2, {}, {}),
    "uspto-assignment-xml": Files(2, {}, {}),
    "uspto-design-xml-tif": Files(2, {}, {"tif": 12}),
    "uspto-grant-st32-v25": Files(3, {}, {}),
    "uspto-grant-xml-v4": Files(12, {}, {}),
    "uspto-pap-v15": Files(2, {}, {}),
    "uspto-xml4ip": Files(1, {}, {}),
    "wipo-st96": Files(1, {}, {}),
}
"""What becomes of each sample file; scans without recognition of their letters."""


def fate(file: Path) -> tuple[str, str]:
    """Whether a file is read, refused or passed over, and the codes or the extension."""
    tally, codes, good = Tally(), set(), 0
    for record in read(file, tally=tally):
        for item in [record] if isinstance(record, Failure) else parse_record(record):
            if isinstance(item, Failure):
                codes.add(item.code)
            else:
                good += 1
    if good or codes:
        return ("read", "") if good else ("refused", "+".join(sorted(codes)))
    (extension,) = tally.ignored
    return "passed", extension


@pytest.mark.parametrize("folder", FILES)
def test_every_file_is_accounted_for(shared_samples: Path, folder: str, monkeypatch):
    monkeypatch.setenv("GONGKAI_OCR", "off")
    found = Counter(map(fate, files_below(shared_samples / folder)))
    told = FILES[folder]
    expected = {("read", ""): told.read}
    expected |= {("refused", code): count for code, count in told.refused.items()}
    expected |= {("passed", extension): count for extension, count in told.passed.items()}
    assert found == {fate: count for fate, count in expected.items() if count}


def test_all_files_are_in_the_table(shared_samples: Path):
    folders = {path.name for path in shared_samples.iterdir() if path.is_dir()}
    assert folders == FILES.keys()
    counted = sum(t.read + sum(t.refused.values()) + sum(t.passed.values()) for t in FILES.values())
    below = sum(1 for name in FILES for _ in files_below(shared_samples / name))
    assert counted == below == 488
