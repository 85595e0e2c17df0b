"""Front pages of every sample file against counts that were taken without the readers.

No party, citation, priority, relation, class or state may be lost, doubled, or in another role.
"""

from collections import Counter
from pathlib import Path

import pytest
from frontcounts import COUNTERS, counted, documents, root_of, told

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.reading import read
from parsers.record import Failure, Record

FOLDERS = {
    "cn-st36-old": {"cn36": 2},
    "cn-st96-new": {"cn96": 4},
    "dpma": {"dpma": 8},
    "ep-fulltext-xml": {"ep": 7},
    "epo-docdb-xml": {"docdb": 12},
    "epo-ops": {"ops": 22},
    "jp-gazette-xml": {"jp36": 2},
    "jp-ipph-xml-zh-translations": {"cn96": 99},
    "kipris-xml": {"kipris": 6},
    "marec": {"marec": 4},
    "uspto-app-xml-v4": {"us4": 5},
    "uspto-design-xml-tif": {"us4": 2},
    "uspto-grant-st32-v25": {"us2": 3},
    "uspto-grant-xml-v4": {"us4": 156},
    "uspto-pap-v15": {"pap": 2},
    "wipo-st96": {"wo96": 1},
}
"""Publications compared, by format."""

pytestmark = pytest.mark.shared


def read_as(record: Record) -> list[Publication]:
    return [item for item in parse_record(record) if isinstance(item, Publication)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_of_a_front_page_is_lost_or_doubled(shared_samples: Path, folder: str):
    compared: Counter[str] = Counter()
    for record in read(shared_samples / folder):
        found = [] if isinstance(record, Failure) else read_as(record)
        name = found[0].source.format if found else ""
        if name not in COUNTERS:
            continue
        expected = [*documents(name, root_of(record.data))]
        if not expected:
            continue
        for counts, publication in zip(expected, found, strict=True):
            given = counted(publication)
            wrong = {key: (n, given[key]) for key, n in counts.items() if given[key] != n}
            assert not wrong, f"{publication.id} in {record.file}: counted, given: {wrong}"
            compared[name] += 1
    assert compared == FOLDERS[folder]


def test_parties_of_the_register_are_those_of_one_of_its_states(shared_samples: Path):
    """The register keeps every list of applicants there ever was, each in an element of its own."""
    compared = 0
    for record in read(shared_samples / "epo-ops"):
        if isinstance(record, Failure) or b"register-document " not in record.data:
            continue
        documents = {
            found[0].text: element
            for element in told(root_of(record.data), "//register-document")
            if (found := element.xpath(".//publication-reference//doc-number"))
        }
        for publication in read_as(record):
            element = documents.get(publication.number.zfill(7))
            if element is None:
                continue
            given = counted(publication)
            lists = {
                role: {len(told(one, tag)) for one in element.xpath(f".//parties/{tag}s")}
                for role, tag in (
                    ("inventor", "inventor"),
                    ("representative", "agent"),
                    ("holder", "applicant"),
                )
            }
            given["holder"] = given["applicant"] + given["assignee"]
            for role, sizes in lists.items():
                assert given[role] in (sizes or {0}), (publication.id, role, sizes)
            compared += 1
    assert compared == 16


def test_sequence_marks_the_first_of_each_role(shared_samples: Path):
    """Among the parties with a place, the first listed has the first place."""
    for folder in FOLDERS:
        for record in read(shared_samples / folder):
            for publication in [] if isinstance(record, Failure) else read_as(record):
                for role in ("applicant", "inventor", "assignee"):
                    places = [p.sequence for p in publication.parties if p.role == role]
                    assert places == sorted(places), publication.id
                    assert not places or places[0] <= 1, publication.id


def test_groups_of_the_green_book(shared_samples: Path):
    for record in read(shared_samples / "uspto-aps-greenbook"):
        assert not isinstance(record, Failure)
        (publication,) = read_as(record)
        groups = Counter(line[:4].decode() for line in record.data.splitlines() if line[:1] > b" ")
        given = counted(publication)
        assert given["inventor"] == groups["INVT"] > 0
        assert given["assignee"] == groups["ASSG"]
        assert given["priority"] == groups["PRIR"]
        assert given["cited"] == groups["UREF"] + groups["FREF"] > 0
        assert given["literature"] == groups["OREF"]
        assert given["examiner"] == groups["EXP "] + groups["EXA "]
        assert given["representative"] >= groups["LREP"]
