"""The least that brings a finding out: fewer damages, then fewer bytes."""

from dataclasses import replace

from tests.fuzzing.cases import Case, judge, make
from tests.fuzzing.seeds import Seed

TRIES = 300


def smallest(seeds: list[Seed], seed: int, number: int, wrong: str) -> bytes:
    """The bytes of a case with less damage and less around it that is wrong in the same way."""
    case = make(seeds, seed, number)
    kept = list(range(8))
    for place in range(8):
        fewer = [p for p in kept if p != place]
        smaller = make(seeds, seed, number, fewer)
        if _same(smaller, wrong):
            case, kept = smaller, fewer
    return _without_pieces(case, wrong)


def _without_pieces(case: Case, wrong: str) -> bytes:
    """Halves, quarters, … of the bytes left out one after another, as long as it stays wrong."""
    tries, size = 0, max(len(case.data) // 2, 1)
    while size >= 16 and tries < TRIES:
        at = 0
        while at < len(case.data) and tries < TRIES:
            smaller = replace(case, data=case.data[:at] + case.data[at + size :])
            tries += 1
            if _same(smaller, wrong):
                case = smaller
            else:
                at += size
        size //= 2
    return case.data


def _same(case: Case, wrong: str) -> bool:
    return judge(case).wrong[:24] == wrong[:24]
