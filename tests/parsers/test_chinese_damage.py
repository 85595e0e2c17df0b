"""Chinese files that were cut, flipped or shuffled: items that hold, or typed failures."""

import random

import pytest

from parsers.check import problems
from parsers.model import Notice, Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record
from tests.parsers import chinese
from tests.parsers.test_cnfile import FOLDER, REQUEST
from tests.parsers.test_trs import BIBLIO

UNFORESEEN = "The content is not what the format says"
CASES = {
    "cnprs": chinese.written(chinese.notice(chinese.EVENTS[2]), "cnprs"),
    "cnverdict": chinese.written(chinese.notice(*chinese.DECISION), "cnverdict"),
    "cnfile": chinese.written(chinese.inventions()[-1], "cnfile"),
    "request": REQUEST.format(encoding="UTF-8").encode(),
    "trs": BIBLIO.encode("gb18030"),
    "trs-status": chinese.written(chinese.notice(chinese.EVENTS[2]), "trs"),
}
PIECES = (
    b"",
    b"0",
    b"\xff",
    b"<",
    b">",
    b"=",
    b"\n",
    b"&amp;",
    b"99999999",
    "；：".encode(),
    b"<REC>",
)


def damaged(raw: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randrange(len(raw) or 1)
        length = rng.choice((0, 1, 8, 60))
        match rng.randrange(4):
            case 0:
                raw = raw[:at] + raw[at + length :]
            case 1:
                raw = raw[:at] + rng.choice(PIECES) + raw[at + length :]
            case 2:
                raw = raw[:at] + raw[at : at + length] * 2 + raw[at + length :]
            case _:
                raw = raw[:at] if rng.random() < 0.1 else raw[:at] + rng.choice(PIECES) + raw[at:]
    return raw


@pytest.mark.parametrize("name", CASES)
def test_damaged_files_are_read_or_refused(name: str):
    rng = random.Random(name)
    read = 0
    for _ in range(150):
        record = Record(data=damaged(CASES[name], rng), file=FOLDER)
        for item in parse_record(record):
            if isinstance(item, Failure):
                assert UNFORESEEN not in item.message, (item, record.data)
            else:
                assert isinstance(item, Publication | Notice)
                assert problems(item) == []
                read += 1
    assert read > 10
