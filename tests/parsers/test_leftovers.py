"""Reading record after record leaves nothing of them behind: a nightly run reads millions."""

import gc

import psutil

from parsers.formats import NAMES
from parsers.parse import parse_record
from parsers.record import Record
from tests.fuzzing.seeds import specimens

ROUNDS = 12
READ, KEPT = 30_000_000, 20_000_000


def read_all(times: int) -> int:
    """Read every specimen of every format so often; gives the bytes read."""
    size = 0
    for _ in range(times):
        for form in NAMES:
            for seed in specimens(form) if form != "pdf" else ():
                size += len(seed.data)
                for _ in parse_record(Record(seed.data, seed.file)):
                    pass
    return size


def test_no_tree_and_no_text_is_kept():
    read_all(2)
    gc.collect()
    before = psutil.Process().memory_full_info().uss
    size = read_all(ROUNDS)
    gc.collect()
    assert size > READ
    assert psutil.Process().memory_full_info().uss - before < KEPT
