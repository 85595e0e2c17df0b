"""From a record, or from paths, to checked publications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from parsers import formats, origins
from parsers.archives import Limits
from parsers.check import problems
from parsers.errors import ParseError
from parsers.family import with_family
from parsers.finishing import finished, linked
from parsers.model import Claim, Gap, Notice, Publication, Segment, Text
from parsers.plain import plain_of
from parsers.reading import DEFAULT_LIMITS, read
from parsers.record import Failure, Record
from parsers.xml import head_of

MAX_TEXT = 1_000_000
"""Characters of one text (a paragraph, a claim) that are kept: more is a listing, not prose."""

_PDF = b"%PDF-"


def parse_record(record: Record) -> Iterator[Publication | Notice | Failure]:
    """The publications and notices of one record, and a failure for what breaks an invariant.

    Never raises: whatever is wrong with a record, or goes wrong with it, is in its failures.
    """
    try:
        module = _format_of(record)
        publication = _quick(module, record)
        if publication is not None:
            yield publication
            return
        for item in module.parse(record):
            if isinstance(item, Failure):
                yield item
                continue
            found = problems(item)
            if found:
                place = item.id if isinstance(item, Publication) else None
                yield Failure.of(record, ParseError("CHECK_FAILED", "; ".join(found), place=place))
            else:
                yield (
                    with_family(_bounded(finished(item))) if isinstance(item, Publication) else item
                )
    except ParseError as error:
        yield Failure.of(record, error)
    except Exception as error:  # noqa: BLE001 - one record of unforeseen shape must not end a run
        words = f"The content is not what the format says: {type(error).__name__}: {error}"
        yield Failure.of(record, ParseError("FORMAT_MISMATCH", words))


def _quick(module: formats.Format, record: Record) -> Publication | None:
    """The one publication of a record, where its format has a quick way and that is beyond doubt.

    Whatever fault there is with the record is left to be found, and told, the usual way.
    """
    quick: Callable[[Record], Publication | None] | None = getattr(module, "quick", None)
    if quick is None or origins.is_on():
        return None
    try:
        publication = quick(record)
    except ParseError:
        return None
    if publication is None or problems(publication):
        return None
    return with_family(_bounded(linked(publication)))


def parse_paths(
    paths: Iterable[Path], limits: Limits = DEFAULT_LIMITS
) -> Iterator[Publication | Notice | Failure]:
    """Every publication and notice in files, folders and archives, in the order of reading."""
    for path in paths:
        for item in read(path, limits):
            if isinstance(item, Failure):
                yield item
            else:
                yield from parse_record(item)


def _format_of(record: Record) -> formats.Format:
    if record.data.startswith(_PDF):
        name, head = "%PDF", record.data[: formats.HEAD]
    elif plain_of(record.data[: formats.HEAD]) is not None:
        front = record.data[: formats.HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
        name, head = front[:20].decode("ascii", "replace"), front
    else:
        name, head = head_of(record.data, formats.HEAD)
    found = formats.detect(head)
    if found is None:
        raise ParseError("FORMAT_UNKNOWN", f"No format has the root element <{name}>.", place=name)
    return found


def _bounded(publication: Publication) -> Publication:
    """The publication with texts of at most `MAX_TEXT` characters, and a gap for what was cut."""
    source = publication.source
    if source.length <= MAX_TEXT and source.format != "pdf":
        return publication  # texts are never longer than their markup
    found: list[Text | Claim | Segment] = [*publication.abstract, *publication.claims]
    found += publication.description
    if all(len(text.text) <= MAX_TEXT for text in found):
        return publication
    changes = {}
    gaps = []
    for part in ("abstract", "claims", "description"):
        texts: tuple[Text | Claim | Segment, ...] = getattr(publication, part)
        changes[part] = tuple(replace(text, text=text.text[:MAX_TEXT]) for text in texts)
        long = [len(text.text) for text in texts if len(text.text) > MAX_TEXT]
        if long:
            detail = f"{len(long)} longer than {MAX_TEXT} characters, the longest of {max(long)}"
            gaps.append(Gap(part=part, reason="truncated", detail=detail))
    return replace(publication, **changes, gaps=(*publication.gaps, *gaps))
