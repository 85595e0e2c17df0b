"""USPTO Open Data Portal and PEDS: what the office's case system holds of applications, as JSON.

An application gives a publication for its pre-grant publication and one for its patent, where the
answer names them, and a notice with the events of its file.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats.odp_case import Case, Issue
from parsers.formats.odp_json import load
from parsers.formats.odp_peds import cases as peds_cases
from parsers.formats.odp_wrapper import cases as wrapper_cases
from parsers.formats.parts import absent
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Notice, Publication, Source, Text
from parsers.plain import ODP
from parsers.record import Failure, Record

NAME = "odp"
OFFICES = frozenset({"US"})
YEARS = "1976-"
CONTENT = "bibliography, events"
TRIED = "one answer for an application"


def sniff(head: bytes) -> bool:
    return ODP.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Notice | Failure]:
    """Publications and notices of all applications, a failure for each that has neither.

    Raises ParseError CONTENT_SYNTAX for what is no JSON, CONTENT_OTHER where nothing is in it.
    """
    data = load(record.data)
    source = record.source(NAME)
    found = [*wrapper_cases(data), *peds_cases(data)]
    if not found:
        raise ParseError("CONTENT_OTHER", "The answer holds no application.", place="byte 0")
    for case in found:
        for issue in case.issues:
            yield _publication(case, issue, source)
        if case.events and case.application:
            yield Notice(
                office="US", application=case.application, events=case.events, source=source
            )
        if not case.issues and not (case.events and case.application):
            filed = case.application
            words = f"Application {filed.number if filed else '(no number)'} is not published."
            error = ParseError("NO_PUBLICATION", words, place=filed.number if filed else None)
            yield Failure.of(record, error)


def _publication(case: Case, issue: Issue, source: Source) -> Publication:
    key = DocumentId("US", issue.number, issue.kind or "")
    right, stage = right_and_stage("US", issue.kind, issue.date, issue.number)
    parts: dict[str, object] = {"title": case.title, "date": issue.date}
    parts |= dict.fromkeys(("abstract", "description", "claims"))
    return Publication(
        id=str(key),
        office="US",
        number=issue.number,
        kind=issue.kind,
        date=issue.date,
        right=right,
        stage=stage,
        language="en",
        application=case.application,
        priorities=case.priorities,
        related=case.related,
        title=(Text(lang="en", text=case.title),) if case.title else (),
        parties=case.parties,
        classifications=case.classifications,
        gaps=absent(parts),
        source=source,
    )
