"""Office files that lost or garbled parts: a publication or a typed failure, never anything else."""

import copy
import random
from pathlib import Path

import pytest
from lxml import etree

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record

FILES = (
    "ep-fulltext-xml/application/v1-0-A1.xml",
    "ep-fulltext-xml/grant/v1-5-1-B1.xml",
    "cn-st36-old/cn_old1.xml",
    "cn-st36-old/cn_old3.xml",
    "cn-st96-new/cn_new2.xml",
    "epo-docdb-xml/epo_docdb/AP-1206-A_302101161.xml",
    "epo-docdb-xml/epo_docdb/DE-backfile.xml",
    "epo-docdb-xml/epo_docdb/WO-2022259205-A1_544370561.xml",
)
TEXTS = ("", "  ", "0", "00000000", "99999999", "A" * 50, "\u3000", "ABC-1", "20181399", "²", "&")
VALUES = ("", "0", "-1", "x", "1.5", "ⅰ", "²")
CODES = {"IDENTITY_INCOMPLETE", "NUMBER_UNREADABLE"}


def damaged(raw: bytes, rng: random.Random) -> bytes:
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False)
    root = etree.fromstring(raw, parser)
    elements = list(root.iter("*"))
    for _ in range(rng.choice((1, 5, 40))):
        element = rng.choice(elements)
        parent = element.getparent()
        match rng.randrange(6):
            case 0 if parent is not None:
                parent.remove(element)
            case 1:
                element.attrib.clear()
            case 2:
                element.text = rng.choice(TEXTS)
            case 3:
                del element[:]
            case 4 if parent is not None:
                parent.append(copy.deepcopy(element))
            case _:
                for name in element.attrib:
                    element.set(name, rng.choice(VALUES))
    return etree.tostring(root)


@pytest.mark.shared
@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_read_or_refused(name, shared_samples: Path):
    raw = (shared_samples / name).read_bytes()
    rng = random.Random(name)
    read = 0
    for _ in range(40):
        for item in parse_record(Record(data=damaged(raw, rng), file=name)):
            if isinstance(item, Failure):
                assert item.code in CODES, item.message
            else:
                assert isinstance(item, Publication)
                read += 1
    assert read > 30
