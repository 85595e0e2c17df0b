"""Plain full texts as US publications: for corpora that come without the office's markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from parsers.dates import parse_date
from parsers.finishing import finished
from parsers.kinds import right_and_stage
from parsers.model import Claim, Party, Publication, Segment, Text
from parsers.numbers import publication_number
from parsers.text import clean

from .documents import unread
from .indices import with_marks

_SENTENCE = re.compile(r"(?<=[a-z)]\.) +(?=[A-Z])")
_LONGEST = 600


def from_text(  # noqa: PLR0913 - the columns of a corpus
    number: str,
    title: str,
    abstract: str,
    description: str,
    *,
    owner: str = "",
    owner_city: str = "",
    owner_country: str = "",
    date: str = "",
    claims: int = 0,
) -> Publication:
    """A US patent with this text, ready for `encoders.us4.encode`.

    `number` may be padded, `date` in any form the office uses. A corpus without claims gets
    `claims` of them made of sentences of its description (0: between 8 and 22, by the number).
    """
    bare = publication_number("US", number.strip())
    day = parse_date(date, "US") if date else None
    right, stage = right_and_stage("US", "B2", day, bare)
    paragraphs = [text for part in description.splitlines() if (text := clean(part))]
    wanted = claims or 8 + crc32(bare.encode()) % 15
    made = Publication(
        id=f"US{bare}B2",
        office="US",
        number=bare,
        kind="B2",
        date=day,
        right=right,
        stage=stage,
        language="en",
        title=(Text(lang="en", text=clean(title)),),
        abstract=(Text(lang="en", text=text),) if (text := clean(abstract)) else (),
        claims=tuple(_claims(clean(title), paragraphs, wanted)),
        description=tuple(_segments(paragraphs)),
        parties=tuple(_owner(clean(owner), clean(owner_city), owner_country.strip())),
        source=unread(),
    )
    return finished(with_marks(made))


def _segments(paragraphs: list[str]) -> Iterator[Segment]:
    for number, text in enumerate(paragraphs, 1):
        yield Segment(id=f"p-{number + 1:04d}", number=f"{number:04d}", text=text, lang="en")


def _owner(name: str, city: str, country: str) -> Iterator[Party]:
    if name:
        yield Party(
            role="assignee",
            name=name,
            organisation=True,
            country=country or None,
            city=city or None,
            sequence=1,
        )


def _claims(title: str, paragraphs: list[str], count: int) -> Iterator[Claim]:
    """One independent claim, and others that depend on the one before or on the first."""
    middle = paragraphs[len(paragraphs) // 3 :] or [title]
    sentences = [
        sentence
        for paragraph in middle[: count * 4]
        for sentence in _SENTENCE.split(paragraph)
        if 20 < len(sentence) < _LONGEST
    ] or [title]
    subject = title[:1].lower() + title[1:]
    for number in range(1, min(count, len(sentences)) + 1):
        feature = sentences[number - 1].rstrip(".")
        feature = feature[:1].lower() + feature[1:]
        if number == 1:
            yield Claim(number=1, text=f"A {subject}, comprising: {feature}.", lang="en")
            continue
        parent = 1 if number % 3 == 0 else number - 1
        text = f"The {subject} of claim {parent}, wherein {feature}."
        yield Claim(number=number, text=text, depends_on=(parent,), lang="en")
