"""Daily files of the USPTO's assignment branch (`us-patent-assignments`)."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.model import LegalEvent, Notice, Reference

from .markup import element, plain


def encode(notice: Notice) -> bytes:
    """A file of one notice, with a recordation for each of its events."""
    return encode_all([notice])


def encode_all(notices: Iterable[Notice]) -> bytes:
    """A file of many notices."""
    records = "\n".join(_record(notice, event) for notice in notices for event in notice.events)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<us-patent-assignments dtd-version="0.4" date-produced="20150102">\n'
        "<action-key-code>DA</action-key-code>\n"
        "<transaction-date><date>20150101</date></transaction-date>\n"
        f"<patent-assignments>\n{records}\n</patent-assignments></us-patent-assignments>\n"
    ).encode()


def _record(notice: Notice, event: LegalEvent) -> str:
    reel, _, frame = (event.number or "").partition("/")
    record = (
        element("reel-no", reel.lstrip("0"))
        + element("frame-no", frame.lstrip("0"))
        + element("last-update-date", _date(event.date))
        + element("purge-indicator", "N")
        + element("recorded-date", _date(event.date))
        + element("page-count", "3")
        + element("conveyance-text", plain(event.text or event.code))
    )
    day = element("execution-date", _date(event.effective)) if event.effective else ""
    assignors = "".join(
        element("patent-assignor", element("name", plain(name)) + day) for name in event.before
    )
    assignees = "".join(
        element("patent-assignee", element("name", plain(name))) for name in event.after
    )
    numbers = [_document(notice.application, "X0"), _document(notice.publication, None)]
    return element(
        "patent-assignment",
        element("assignment-record", record)
        + element("patent-assignors", assignors)
        + element("patent-assignees", assignees)
        + element("patent-properties", element("patent-property", "".join(numbers))),
    )


def _date(text: str | None) -> str:
    return element("date", (text or "").replace("-", ""))


def _document(reference: Reference | None, kind: str | None) -> str:
    if reference is None:
        return ""
    return element(
        "document-id",
        element("country", "US")
        + element("doc-number", plain(reference.raw or reference.number))
        + element("kind", kind or reference.kind or "B1")
        + (_date(reference.date) if reference.date else ""),
    )
