"""Texts of every sample against the letters of its raw record, read without any of the readers.

Formats whose own tests count every letter of claims, abstracts and descriptions of all of their
samples are listed; here follow the other ones, and for all of them that nothing is made up.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.reading import read
from parsers.record import Record

pytestmark = pytest.mark.shared

LETTER_BY_LETTER = {
    "cn-eapplication-xml": "test_cnfile",
    "cn-st36-old": "test_characters",
    "cn-st96-new": "test_characters",
    "ep-fulltext-xml": "test_characters",
    "jp-gazette-xml": "test_jp36",
    "jp-ipph-xml-zh-translations": "test_characters",
    "marec": "test_marec",
    "uspto-app-xml-v4": "test_characters",
    "uspto-aps-greenbook": "test_aps",
    "uspto-design-xml-tif": "test_characters",
    "uspto-grant-st32-v25": "test_us2",
    "uspto-grant-xml-v4": "test_characters",
    "uspto-pap-v15": "test_pap",
    "wipo-st96": "test_wo96",
}
"""Folders, and the test that counts all letters of all of their files."""
HERE = {
    "dpma": 8,
    "epo-docdb-xml": 12,
    "epo-ops": 66,
    "kipris-xml": 6,
    "lens-patentscope-espacenet-csv": 1288,
    "uspto-api-json": 3,
}
"""Folders looked at in this test, and their publications."""
NO_PUBLICATIONS = {"uspto-assignment-xml", "uspto-xml4ip"}
APART = {"pdf"}
TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>|<[^<>]*>", re.DOTALL)
MADE_OF_CODES = {"aps", "us2", "pap"}
"""Older American files write letters as codes (`.mu.`), and formulas in an order of their own."""
LABELLED = {"cn96", "jp36"}
LABELS = "図图特許文献专利非実施例实制造製试验試験比较較数化学式表0123456789"
"""Labels and numbers of items stand in attributes there."""


def letters(text: str) -> Counter[str]:
    return Counter(char for char in normalize("NFKD", text) if char.isalnum())


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
    else:
        yield str(value)


def decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def raw_text(record: Record) -> str:
    """Everything a record says, tags and markup of JSON left out."""
    data = record.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    declared = re.search(rb'encoding=["\']([\w-]+)', data[:200])
    text = decoded(data, declared[1].decode() if declared else "utf-8-sig")
    if text.lstrip()[:1] in "{[":
        text = "\n".join(strings(json.loads(text)))
    return unescape(unescape(TAG.sub("", text)))


def told(publication: Publication) -> str:
    texts = [*publication.abstract, *publication.description]
    texts += [claim for claim in publication.claims if not claim.canceled]
    return "\n".join(text.text for text in texts)


def publications(folder: Path) -> Iterator[tuple[Record, list[Publication]]]:
    for record in read(folder):
        if isinstance(record, Record):
            found = [item for item in parse_record(record) if isinstance(item, Publication)]
            if found:
                yield record, found


def test_every_folder_with_publications_is_looked_at(shared_samples: Path):
    known = LETTER_BY_LETTER.keys() | HERE.keys() | NO_PUBLICATIONS | APART
    for folder in sorted(path for path in shared_samples.iterdir() if path.is_dir()):
        if folder.name not in known:
            assert not list(publications(folder)), folder.name
    for folder, test in LETTER_BY_LETTER.items():
        assert folder in (Path(__file__).parent / f"{test}.py").read_text("utf-8"), folder


@pytest.mark.parametrize("folder", sorted(LETTER_BY_LETTER.keys() | HERE.keys()))
def test_no_letter_is_made_up(shared_samples: Path, folder: str):
    count = 0
    for record, found in publications(shared_samples / folder):
        there = letters(raw_text(record))
        for publication in found:
            count += 1
            form = publication.source.format
            if form in MADE_OF_CODES | APART:
                continue
            extra = letters(told(publication)) - there
            if form in LABELLED:
                extra = Counter({char: n for char, n in extra.items() if char not in LABELS})
            assert not extra, (publication.id, record.file, extra)
    assert count == HERE.get(folder, count) > 0


def elements(data: str, names: str) -> list[str]:
    pattern = rf"<((?:\w+:)?(?:{names}))(?:\s[^>]*)?(?<!/)>(.*?)</\1>"
    return [unescape(TAG.sub("", text)) for _, text in re.findall(pattern, data, re.DOTALL)]


@pytest.mark.parametrize("folder", ["epo-ops", "epo-docdb-xml", "kipris-xml", "dpma"])
def test_no_letter_of_a_text_is_lost(shared_samples: Path, folder: str):
    """Letters of all texts of a record; numbers of claims and paragraphs are no text."""
    compared = 0
    for record, found in publications(shared_samples / folder):
        if record.data.lstrip()[:1] in b"{[":
            continue
        there = letters("".join(elements(record.data.decode(), TEXTS)))
        numbers = Counter(dict.fromkeys("0123456789", 10_000))
        lost = there - letters("".join(map(told, found))) - numbers
        assert not lost, (record.file, lost)
        compared += bool(there)
    assert compared or folder == "dpma"


TEXTS = "abstract|claims|description|astrtCont"


def whole(data: bytes) -> str:
    return data.decode("utf-16") if data[:2] == b"\xff\xfe" else decoded(data, "utf-8-sig")


def test_lists_give_every_title_and_abstract_of_theirs(shared_samples: Path):
    """Cells of these columns, by the standard library's reader of tables."""
    rows = titles = abstracts = 0
    for record, found in publications(shared_samples / "lens-patentscope-espacenet-csv"):
        lines = whole(record.data).splitlines(keepends=True)
        sign, head = max((lines[n].count(sign), sign, -n) for n in range(6) for sign in ",;\t")[1:]
        lines = lines[-head:]
        known = {publication.title[0].text for publication in found if publication.title}
        told_of = {text.text for publication in found for text in publication.abstract}
        for row in csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter=sign):
            rows += 1
            cells = {str(key).strip().lower(): value for key, value in row.items()}
            title = " ".join((cells.get("title") or "").split())
            abstract = " ".join((cells.get("abstract") or "").split())
            titles += title in known
            abstracts += abstract in told_of if abstract else 0
            assert not title or title in known, title
            assert not abstract or abstract in told_of, abstract[:80]
    assert rows
    assert titles
