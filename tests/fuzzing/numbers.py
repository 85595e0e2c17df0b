"""Numbers and dates of every shape and none: readings or none, never anything else."""

import random
import time
import unicodedata

from parsers.dates import days, parse_date
from parsers.numbers import read_number

PIECES = (
    "US", "EP", "CN", "WO", "JP", "KR", "TW", "DE", "FR", "GB", "ZL", "PCT/", "特開", "特願平", "昭", "平成", "第", "号",
    "민국", "-", "/", ".", ",", " ", "\u3000", "No. ", "D", "RE", "PP", "H", "X", "A1", "B2", "C", "U", "(A)", "&", "’",
    "0", "1", "00", "2004", "98", "10", "123456", "7654321", "200410018477", "9", "１２３", "²", "½", "Ⅳ", "٣", "x",
    "i", "\u202e", "\0", "\n", "\U0001f600", "é", "\u0301", "99999999999999999999", "%", "*", "?", "(", ")", "[",
)  # fmt: skip
NUMBERS = (
    "US7123456B2", "US 2005/0123456 A1", "EP1000000A1", "EP 03 117 074.9", "CN101234567A", "CN200410018477.9",
    "ZL 2004 1 0018477.9", "WO2004/012345", "PCT/US2004/012345", "特開平10-123456", "特願2004-123456", "10-2004-0012345",
    "DE 10 2004 012 345 A1", "I400001", "USD512345S1", "USRE38123E", "FR2980078", "GB2345678", "JPH10123456A", "DM/069132",
)  # fmt: skip
DATES = (
    "20041231",
    "2004-12-31",
    "31.12.2004",
    "平成30年1月2日",
    "Dec. 31, 2004",
    "93年12月31日",
    "H30.1.2",
    "2004",
)
OFFICES = ("US", "EP", "CN", "WO", "JP", "KR", "TW", "DE", None)
SLOW = 1.0


def mutant(models: tuple[str, ...], rng: random.Random) -> str:
    """A written number or date with some pieces put in, left out or doubled; or pieces only."""
    if rng.random() < 0.2:
        return "".join(rng.choices(PIECES, k=rng.choice((1, 2, 4, 8, 200))))
    text = rng.choice(models)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(4):
            case 0:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                text = text[:at] + text[at:].swapcase()
            case _:
                text = text[:at] * 2 + text[at:]
    return text[:2000]


def check_numbers(count: int, seed: int) -> list[str]:
    """What went wrong with so many numbers and as many dates, in words."""
    rng = random.Random(f"{seed}:numbers")
    found = []
    for _ in range(count):
        found += check(mutant(NUMBERS, rng), mutant(DATES, rng), rng.choice(OFFICES))
    return found


def check(number: str, date: str, office: str | None) -> list[str]:
    found = []
    for text, work in ((number, _number), (date, lambda text: _date(text, office))):
        began = time.process_time()
        try:
            wrong = work(text)
        except Exception as error:  # noqa: BLE001 - any is what is looked for
            wrong = f"raised {type(error).__name__}: {error}"
        if not wrong and time.process_time() - began > SLOW:
            wrong = "takes long"
        if wrong:
            found.append(f"{text[:80]!r}: {wrong}")
    return found


def _number(text: str) -> str:
    answer = read_number(text)
    if not answer.readings and not answer.note:
        return "no reading, and no word of what was tried"
    for reading in answer.readings:
        if not reading.number.isascii() or any(c.isspace() for c in reading.number):
            return f"{reading.number!r} is no bare number"
        for form in (reading.original, reading.docdb, reading.epodoc):
            if form and any(unicodedata.category(c) == "Cc" for c in form):
                return f"{form!r} holds a control character"
    return ""


def _date(text: str, office: str | None) -> str:
    date = parse_date(text, office)
    if date is None:
        return ""
    first, last = days(date)
    return "" if 17000101 <= first <= last <= 21991231 else f"{date} lies outside"
