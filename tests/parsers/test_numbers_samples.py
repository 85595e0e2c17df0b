"""On the offices' own files: every form of every document reads back and finds it."""

import pytest

from parsers.claims import dependencies
from parsers.model import Publication
from parsers.numbers import forms, index_forms, query_forms, readings
from parsers.parse import parse_paths

FOLDERS = ("uspto-grant-xml-v4", "uspto-app-xml-v4", "ep-fulltext-xml", "epo-docdb-xml",
           "cn-st96-new", "cn-st36-old")  # fmt: skip


@pytest.fixture(scope="module")
def publications(shared_samples):
    paths = [shared_samples / name for name in FOLDERS]
    read = [record for record in parse_paths(paths) if isinstance(record, Publication)]
    assert len(read) > 100
    return read


@pytest.mark.shared
def test_every_form_of_a_publication_finds_it(publications):
    for one in publications:
        best = readings(one.id)[0]
        assert best.id == one.id
        assert (best.docdb, best.epodoc, best.original) == forms(
            one.office, "publication", one.number, one.kind
        )
        tokens = set(index_forms(one.office, one.number, one.kind, "pn"))
        for spelling in (one.id, best.docdb, best.epodoc, f"{one.office} {one.number}"):
            assert tokens & set(query_forms(spelling, "pn")), spelling


@pytest.mark.shared
def test_every_application_is_found_as_canonical_and_as_printed(publications):
    for one in publications:
        application = one.application
        if application is None:
            continue
        (token,) = index_forms(application.office, application.number, None, "an")
        shown = forms(application.office, "application", application.number, None, application.date)
        prefix = "" if application.number.startswith("PCT/") else application.office
        printed = shown.original.removeprefix(application.office)
        # Before 2011 the US forms leave the series out, and PCT entries have one of a later year.
        complete = application.office != "US" or (application.date or "") >= "2011"
        others = (shown.docdb, shown.epodoc) if complete else ()
        for spelling in (f"{prefix}{application.number}", f"{prefix} {printed}", *others):
            assert not spelling or token in query_forms(spelling, "an"), (one.id, spelling)


@pytest.mark.shared
def test_words_say_at_least_what_the_references_in_the_markup_say(publications):
    compared = 0
    for one in publications:
        for claim in one.claims:
            if claim.depends_on and one.source.format == "us4":
                worded = dependencies(claim.text, claim.number, claim.lang)
                assert set(claim.depends_on) <= set(worded), (one.id, claim.number)
                compared += 1
    assert compared > 500
