"""What happened to a European application, as its register tells it: statuses, events, steps."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.nodes import attribute, code_at, value, values
from parsers.formats.ops_register_biblio import as_of
from parsers.model import LegalEvent
from parsers.xml import Element

_OFFICE = "EP"
_MAIN = ("DATE_OF_DISPATCH", "DATE_OF_PAYMENT", "DATE_OF_REQUEST", "DATE_EFFECTIVE")
"""The date of a procedural step is the first of these; the others are told in words."""
_DECISIONS = (
    "date-application-refused",
    "date-rights-reestablished",
    "date-application-withdrawn-by-applicant",
    "date-application-deemed-withdrawn",
    "date-of-revocation",
    "date-application-partially-withdrawn",
    "pct-application-no-longer-effective",
)


def events(document: Element) -> tuple[tuple[LegalEvent, ...], int]:
    """All dated events by date, and how many steps of the procedure have no date."""
    found = [*_statuses(document), *_dossier(document)]
    steps = [_step(step) for step in document.iter("procedural-step")]
    found += [step for step in steps if step]
    biblio = document.find("bibliographic-data")
    if biblio is not None:
        found += [*_lapses(biblio), *_dated(biblio), *_opposition(biblio), *_licences(biblio)]
        found += _office_specific(biblio)
    found += _unitary(document)
    return tuple(sorted(found, key=lambda event: event.date)), steps.count(None)


def _event(
    code: str, printed: str | None, title: str | None = None, **more: object
) -> Iterator[LegalEvent]:
    date = parse_date(printed) if printed else None
    if date:
        yield LegalEvent(office=_OFFICE, code=code, date=date, title=title, **more)  # type: ignore[arg-type]  # the fields are named where they are given


def _statuses(document: Element) -> Iterator[LegalEvent]:
    for element in document.iter("ep-patent-status", "unitary-patent-status"):
        number = attribute(element, "status-code")
        code = " ".join(part for part in ("status", number) if part)
        yield from _event(code, attribute(element, "change-date"), value(element))


def _dossier(document: Element) -> Iterator[LegalEvent]:
    """Events of the dossier; `number` is the Bulletin in which they were announced."""
    for element in document.iter("dossier-event"):
        code = value(element, "event-code")
        texts = [text for text in values(element, "event-text") if text]
        if code:
            yield from _event(
                code,
                value(element, "event-date/date"),
                texts[0] if texts else None,
                text="; ".join(texts[1:]) or None,
                number=value(element, "gazette-reference/gazette-num"),
            )


def _step(step: Element) -> LegalEvent | None:
    """A step of the procedure; None when it has no date (the language of the procedure, …)."""
    dates = {
        attribute(element, "step-date-type") or "": printed
        for element in step.iterfind("procedural-step-date")
        if (printed := value(element, "date"))
    }
    main = next((name for name in _MAIN if name in dates), next(iter(dates), None))
    code = value(step, "procedural-step-code")
    if main is None or code is None:
        return None
    texts = {
        attribute(element, "step-text-type") or "": text
        for element in step.iterfind("procedural-step-text")
        if (text := value(element))
    }
    title = texts.pop("STEP_DESCRIPTION", None)
    words = [f"{name}: {text}" for name, text in texts.items()]
    words += [f"{name}: {parse_date(day) or day}" for name, day in dates.items()]
    words += [f"result: {text}" for text in values(step, "procedural-step-result")]
    words += [f"states: {', '.join(values(step, 'procedural-step-affected-states/country'))}"]
    limit = value(step, "time-limit")
    unit = attribute(step.find("time-limit"), "time-limit-unit") or ""
    words += [f"time limit: {limit} {unit}".strip()] if limit else []
    made = _event(
        code,
        dates[main],
        title,
        text="; ".join(word for word in words if not word.endswith(": ")) or None,
        number=value(step, "gazette-reference/gazette-num"),
    )
    return next(made, None)


def _lapses(biblio: Element) -> Iterator[LegalEvent]:
    """The states of the latest list: each announcement repeats all lapses so far."""
    for element in as_of(biblio.iterfind("term-of-grant"), None):
        for lapse in element.iterfind("lapsed-in-country"):
            day, state = value(lapse, "date"), code_at(lapse, "country")
            yield from _event(
                "lapsed-in-country",
                day,
                f"Lapsed in {state}" if state else "Lapsed",
                country=state,
                text=value(lapse, "text"),
            )


def _dated(biblio: Element) -> Iterator[LegalEvent]:
    """Elements that hold a date: examination, decisions, search reports; their name is the code."""
    found = [*biblio.iterfind("dates-rights-effective/*")]
    for tag in _DECISIONS:
        found += biblio.iterfind(tag)
    found += biblio.iterfind("search-reports-information/search-report-information/*")
    for element in found:
        if str(element.tag) == "search-report-publication":
            continue
        number = attribute(element, "change-gazette-num")
        yield from _event(str(element.tag), value(element, "date"), number=number)


def _opposition(biblio: Element) -> Iterator[LegalEvent]:
    """Opponents as last announced, and how the proceedings ended."""
    for element in as_of(biblio.iterfind("opposition-data"), None):
        for opponent in element.iterfind("opponent"):
            name = value(opponent, "addressbook/name") or value(opponent, "addressbook/orgname")
            day = value(opponent, "date-opposition-filed/date")
            text = _joined(name, _status(opponent.find("opponent-status")))
            yield from _event("opponent", day, "Opposition filed", text=text)
        for tag in ("date-rejected", "date-terminated", "opposition-not-filed"):
            for ended in element.iterfind(tag):
                yield from _event(tag, value(ended, "date"))


def _status(element: Element | None) -> str | None:
    """`withdrawn since 2005-12-01`."""
    printed = value(element, "date")
    since = f"since {parse_date(printed) or printed}" if printed else None
    return " ".join(part for part in (attribute(element, "status"), since) if part) or None


def _licences(biblio: Element) -> Iterator[LegalEvent]:
    for element in as_of(biblio.iterfind("licensee-data"), None):
        for licensee in element.iterfind("licensee"):
            name = value(licensee, "addressbook/name")
            yield from _event(
                "licensee",
                value(licensee, "date"),
                "Licence",
                text=attribute(licensee, "type-license"),
                after=(name,) if name else (),
            )


def _office_specific(biblio: Element) -> Iterator[LegalEvent]:
    """Appeals, limitation, revocation and petitions for review: each date below them."""
    for element in biblio.iterfind("office-specific-bib-data//*"):
        name = str(element.tag)
        day = attribute(element, "date") or value(element, "date")
        if not name.startswith("ep-") or day is None:
            continue
        parent = element.getparent()
        number = attribute(parent, "appeal-num", "petition-review-num")
        said = value(element) if len(element) == 0 else value(element, "text")
        text = _joined(attribute(parent, "appeal-phase"), said)
        yield from _event(name, day, text=text, number=number)


def _unitary(document: Element) -> Iterator[LegalEvent]:
    """The request for unitary effect, with the proprietors of the unitary patent."""
    for element in document.iterfind("unitary-patent"):
        names = values(element, "parties/applicants/applicant/addressbook/name")
        yield from _event(
            "unitary-patent",
            attribute(element, "date-of-request"),
            "Unitary effect requested",
            text=attribute(element, "unitary-patent-status"),
            after=tuple(dict.fromkeys(names)),
        )


def _joined(*parts: str | None) -> str | None:
    return "; ".join(part for part in parts if part) or None
