"""Kinds of damage to a file. Each takes the bytes, the places it may touch, and chance."""

import random
import re
from collections.abc import Callable

from tests.fuzzing.parts import Span, protected, spans
from tests.fuzzing.seeds import Seed

SANE = (
    b"", b" ", b"0", b"1", b"00000000", b"99999999", b"20181399", b"20190230", b"A" * 60, b"-1",
    b"1.5", b"1-3", b"&amp;", b"&lt;p&gt;", b"&#x1F600;", b"\xe3\x80\x80", b"\xc2\xb2",
    b"\xef\xbc\x91\xef\xbc\x92", b"\xe2\x85\xa0", b"\xee\x80\x80", b"%", b";", b",", b"(", b")",
    b"/", b"-", b".", b"\n", b"US", b"XX", b"EN", b"A1", b"B9", b"null", b"1e999", b"NaN", b"9" * 5000,
    b"H10-123456", b"\xe5\xb9\xb3\xe6\x88\x9030", b"\xcc\x81", b"1-99999999", b"1 to 9999",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"WO2000/1", b"PCT/US99/1", b"10/123,456",
    b"H01L 21/00", b"G06F0001000000", b"1 2 3 4 5", b"claim 1", b"(canceled)", b"2.", b"[0001]", b"FIG. 1-99",
    b"\xe8\xaf\xb7\xe6\xb1\x82\xe9\xa1\xb91\xe8\x87\xb39999", b"\xd9\xa3", b"\xc2\xbd",
)  # fmt: skip
"""Texts that leave XML well-formed."""
BROKEN = (
    b"&", b"<", b"]]>", b"&nosuch;", b"&#0;", b"&#xD800;", b"&#xFFFE;", b"\0", b"\x1b", b"\xff", b"\xc3",
    b"\\", b'"', b"'", b"\r", b"[]", b"{}", b"[", b"}", b"<!--", b"<![CDATA[", b"<?x", b"<x>", b"</p>",
)  # fmt: skip
CODECS = ("utf-16", "utf-16-le", "gb18030", "latin-1", "cp932", "euc_jp", "big5", "euc_kr", "utf-8")


class Work:
    """The bytes being damaged. With `safe`, what tells the identity is left as it is."""

    def __init__(self, seed: Seed, other: Seed, rng: random.Random, *, safe: bool) -> None:
        self.data = seed.data
        self.other = other.data
        self.rng = rng
        self.safe = safe
        self._kept = protected(seed.data, seed.form) if safe else []
        self._pieces = [seed.data[a:b] for a, b in self._kept]

    def part(self) -> Span | None:
        """One element, member or line; small ones are as likely as large ones."""
        found = spans(self.data)
        for _ in range(8) if found else ():
            place = found[self.rng.randrange(len(found))]
            if self.free(*place):
                return place
        return None

    def place(self, length: int = 1) -> int | None:
        for _ in range(8):
            at = self.rng.randrange(max(len(self.data) - length, 1))
            if self.free(at, at + length):
                return at
        return None

    def free(self, start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in self._kept)

    def put(self, start: int, end: int, piece: bytes) -> None:
        self.data = self.data[:start] + piece + self.data[end:]
        if self.safe:
            moved = len(piece) - (end - start)
            self._kept = [(a, b) if a < start else (a + moved, b + moved) for a, b in self._kept]

    def text(self) -> bytes:
        return self.rng.choice(BROKEN if self.rng.random() < 0.08 else SANE)

    def intact(self) -> bool:
        """Whether all that told the identity is still there, in its order."""
        at = 0
        for piece in self._pieces:
            at = self.data.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return True


def cut(work: Work) -> None:
    length = work.rng.choice((1, 3, 20, 200, 3000))
    at = work.place(length)
    if at is not None:
        work.put(at, at + length, b"")


def truncate(work: Work) -> None:
    at = work.place(1)
    if at is not None and work.free(at, len(work.data)):
        work.put(at, len(work.data), b"")


def behead(work: Work) -> None:
    if not work.safe:
        work.put(0, work.rng.choice((1, 10, 100, 1000)), b"")


def flip(work: Work) -> None:
    for _ in range(work.rng.choice((1, 1, 2, 8))):
        at = work.place()
        if at is not None and at < len(work.data):
            work.put(at, at + 1, bytes((work.data[at] ^ (1 << work.rng.randrange(8)),)))


def swap_bytes(work: Work) -> None:
    at = work.place(2)
    if at is not None:
        work.put(at, at + 2, work.data[at : at + 2][::-1])


def insert(work: Work) -> None:
    at = work.place()
    if at is not None:
        work.put(at, at, work.text())


def drop(work: Work) -> None:
    if place := work.part():
        work.put(*place, b"")


def double(work: Work) -> None:
    if place := work.part():
        piece = work.data[slice(*place)]
        work.put(place[1], place[1], piece * work.rng.choice((1, 1, 1, 5, 40)))


def reorder(work: Work) -> None:
    one, two = work.part(), work.part()
    if one and two and one[1] <= two[0]:
        first, second = work.data[slice(*one)], work.data[slice(*two)]
        work.put(*two, first)
        work.put(*one, second)


def move(work: Work) -> None:
    place = work.part()
    if place:
        piece = work.data[slice(*place)]
        work.put(*place, b"")
        target = work.part()
        if target:
            inside = work.rng.choice((target[0], target[1]))
            work.put(inside, inside, piece)


def nest(work: Work) -> None:
    if place := work.part():
        piece = work.data[slice(*place)]
        tag = re.match(rb"<([\w:.-]+)[^<>]*(?<!/)>", piece)
        if tag:
            times = work.rng.choice((1, 3, 300))
            work.put(*place, tag[0] * times + piece + b"</%b>" % tag[1] * times)


def empty(work: Work) -> None:
    if place := work.part():
        inner = _inner(work.data, place)
        work.put(*inner, work.text())


def attribute(work: Work) -> None:
    place = work.part()
    found = re.compile(rb"""\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""").search(
        work.data, *(place or (0, 0))
    )
    if found and work.free(*found.span()):
        choice = work.rng.randrange(4)
        text = work.text().replace(b'"', b"").replace(b"<", b"")
        new = (b"", b' %b="%b"' % (found[1], text), b' %b="%b"' % (found[1], b"x" * 200_000))
        many = b"".join(b' a%d="1"' % n for n in range(3000))
        work.put(*found.span(), (*new, found[0] + many)[choice])


def digits(work: Work) -> None:
    at = work.place()
    found = re.compile(rb"\d{1,12}").search(work.data, at or 0)
    if found and work.free(*found.span()):
        work.put(*found.span(), work.text())


def recode(work: Work) -> None:
    codec = work.rng.choice(CODECS)
    text = work.data.decode("utf-8", "replace")
    if work.rng.random() < 0.5:
        text = re.sub(r'(<\?xml[^>]*encoding=["\'])[^"\']*', rf"\g<1>{codec}", text, count=1)
    work.data = text.encode(codec, work.rng.choice(("replace", "ignore", "xmlcharrefreplace")))


def redeclare(work: Work) -> None:
    codec = work.rng.choice((*CODECS, "utf-7", "nonsense", "ucs-4", "ebcdic-cp-be")).encode()
    data = re.sub(rb'(<\?xml[^>]*encoding=["\'])[^"\']*', rb"\g<1>" + codec, work.data, count=1)
    work.data = data


def splice(work: Work) -> None:
    """A part of another record in the place of one of this, or its second half behind this one's first."""
    if work.safe:
        return
    place, theirs = work.part(), spans(work.other)
    if work.rng.random() < 0.6 and place and theirs:
        start, end = theirs[work.rng.randrange(len(theirs))]
        work.put(*place, work.other[start:end])
    else:
        share = work.rng.random()
        mine, other = int(len(work.data) * share), int(len(work.other) * share)
        work.data = work.data[:mine] + work.other[other:]


def foreign(work: Work) -> None:
    """A name of an element changed to another one of the file."""
    names = list(re.finditer(rb"(?<=<)(/?)([A-Za-z][\w:.-]*)", work.data))
    if len(names) > 2:
        one, two = work.rng.choice(names), work.rng.choice(names)
        if work.free(*one.span()):
            work.put(*one.span(2), two[2])


def _inner(data: bytes, place: Span) -> Span:
    piece = data[slice(*place)]
    tag = re.match(rb"<[^<>]*(?<!/)>", piece)
    end = piece.rfind(b"</")
    if tag and end >= tag.end():
        return place[0] + tag.end(), place[0] + end
    member = re.match(rb'"(?:[^"\\]|\\.)*"\s*:\s*', piece)
    if member:
        return place[0] + member.end(), place[1]
    return place


DAMAGES: dict[Callable[[Work], None], int] = {
    drop: 10, empty: 12, digits: 10, attribute: 5, double: 5, reorder: 4, move: 4, nest: 3, splice: 5,
    foreign: 2, insert: 5, cut: 3, flip: 4, swap_bytes: 2, truncate: 1, behead: 1, recode: 1,
    redeclare: 1,
}  # fmt: skip
"""Each with its weight: what leaves a file well-formed comes further."""
