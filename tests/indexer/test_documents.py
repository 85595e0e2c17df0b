import msgspec
import pytest
from grants import publication

from indexer.documents import (
    HAS,
    INTEGER_COLUMNS,
    KEYWORD_COLUMNS,
    LOW,
    SORT_COLUMNS,
    claim_count,
    index_document,
    order,
)
from indexer.fields import FACETS, FIELDS, NAME_FIELDS, TEXT_FIELDS
from parsers.model import (
    Citation,
    Claim,
    Classification,
    Drawing,
    Party,
    Reference,
    Segment,
    Source,
    Text,
)
from parsers.numbers import query_forms


def party(role, name, **more):
    return Party(role=role, name=name, **more)


RICH = publication(
    parties=(
        party("applicant", "Acme Corp.", country="US"),
        party("assignee", "Acme Corp.", country="US"),
        party("assignee", "北京大学", country="CN"),
        party("inventor", "Li, Wei", country="CN"),
        party("agency", "Firm & Sons", code="11002"),
    ),
    priorities=(
        Reference(office="US", number="62123456", date="2017-02"),
        Reference(office="DE", number="102016001234", date="2016-11-30"),
    ),
    classifications=(
        Classification(scheme="ipc", symbol="A61K 31/12"),
        Classification(scheme="cpc", symbol="H01M 10/0525"),
        Classification(scheme="cpc", symbol="H01M 4/00"),
        Classification(scheme="locarno", symbol="15-07"),
    ),
    citations=(
        Citation(document=Reference(office="EP", number="1000000", kind="A1")),
        Citation(text="A book."),
    ),
    description=(Segment(kind="paragraph", text="One thing. Another thing.", lang="en"),),
    drawings=(Drawing(file="a.tif", format="tiff"),),
    family="5123",
)


def test_every_column_is_declared_and_every_field_has_one():
    document = index_document(RICH)
    assert document.keywords.keys() <= set(KEYWORD_COLUMNS)
    assert document.integers.keys() <= set(INTEGER_COLUMNS)
    assert document.texts.keys() == {field.column for field in TEXT_FIELDS}
    assert document.names.keys() == {field.column for field in NAME_FIELDS}
    columns = {*KEYWORD_COLUMNS, *INTEGER_COLUMNS}
    assert set(FACETS.values()) <= columns
    for field in FIELDS:
        if field.kind == "date":
            assert {f"{field.column}_low", f"{field.column}_high"} <= columns
        elif field.kind not in {"text", "name", "set"}:
            assert field.column in columns


def test_a_symbol_is_an_exact_value_and_below_each_of_its_ancestors():
    values = index_document(RICH).keywords["ipc"]
    assert values[0] == "A61K 31/12"
    low = {value.removesuffix(LOW) for value in values[1:]}
    assert low == {"A61K 31/12", "A61K 31/00", "A61K", "A61", "A"}
    assert index_document(RICH).keywords["cpc4"] == ("H01M",)
    assert "15-07" in index_document(RICH).keywords["loc"]


def test_dates_are_one_period_and_the_earliest_priority():
    integers = index_document(RICH).integers
    assert (integers["pd_low"], integers["pd_high"]) == ((20200107,), (20200107,))
    assert integers["prd_low"] == (20161130,)
    assert integers["py"] == (2020,)
    month = index_document(publication(date="2020-02")).integers
    assert (month["pd_low"], month["pd_high"]) == ((20200201,), (20200229,))
    plain = index_document(publication(date=None, application=None))
    assert not {"pd_low", "ad_low", "prd_low", "py"} & plain.integers.keys()
    assert index_document(publication()).integers["prd_low"] == (20180102,)


def test_names_and_owners_countries_are_kept_once():
    document = index_document(RICH)
    assert document.keywords["pa_name"] == ("ACME CORP.", "北京大学")
    assert document.keywords["pa_cc"] == ("US", "CN")
    assert document.keywords["in_cc"] == ("CN",)
    assert document.keywords["agy_code"] == ("11002",)
    assert len(document.names["pa"]) == 2
    assert (len(document.names["in"]), document.names["ag"]) == (1, ())


@pytest.mark.parametrize(
    ("column", "spelling"),
    [("pn", "US 1 B2"), ("ct", "EP1000000"), ("ct", "EP 1 000 000 A1"), ("an", "US15/000,001")],
)
def test_numbers_are_found_by_any_spelling(column, spelling):
    assert set(query_forms(spelling, column)) & set(index_document(RICH).keywords[column])


def test_what_a_document_has():
    has = set(index_document(RICH).keywords["has"])
    missing = {"abstract", "related", "events", "pdf", "machine", "sets"}
    assert has == HAS.keys() - missing - {"claim_sets", "deposits"}
    assert index_document(publication(title=(), claims=())).keywords.get("has") is None


def test_texts_of_all_languages_are_in_the_documents_own_partition():
    german = publication(
        language="de",
        title=(Text(lang="de", text="Verdichter"), Text(lang="en", text="Compressor")),
    )
    document = index_document(german)
    assert document.partition == "de"
    assert len(document.texts["ti"]) == 2
    assert index_document(publication(language="sv")).partition == "xx"


def test_claims_count_in_the_documents_own_language():
    claims = [Claim(number=n, text="x", lang="fr") for n in (1, 2)]
    claims += [Claim(number=1, text="x", lang="en")]
    assert claim_count(publication(claims=tuple(claims))) == 1
    assert claim_count(publication(claims=tuple(claims), language="de")) == 2
    assert index_document(publication(claims=())).integers.get("nclm") is None


def test_sort_keys_sort_and_end_with_the_id():
    documents = [
        index_document(publication(number, date=date))
        for number, date in ((9, "2019"), (10, "2019-03-01"), (7, "2020-01-01"), (8, None))
    ]
    by_date = sorted(documents, key=lambda d: d.keywords["sort_pd"])
    assert [d.id for d in by_date] == ["US8B2", "US9B2", "US10B2", "US7B2"]
    by_number = sorted(documents, key=lambda d: d.keywords["sort_pn"])
    assert [d.id for d in by_number] == ["US7B2", "US8B2", "US9B2", "US10B2"]
    for document in documents:
        for column in SORT_COLUMNS:
            (key,) = document.keywords[column]
            assert key.endswith(f" {document.id}")


def test_order_ranks_versions():
    def source(produced, form="us4"):
        return Source(
            format=form, file="f", offset=0, length=1, sha256="00" * 32, produced=produced
        )

    ranked = [
        publication(claims=(), date="2031-01-01", source=source(None, "pdf")),
        publication(claims=(), date="2030-01-01"),
        publication(date="2029-01-02", source=source(None, "pdf")),
        publication(date=None),
        publication(date="2020"),
        publication(date="2020-01-02"),
        publication(date="2020-01-02", source=source("2020-02-01")),
        publication(date="2020-01-02", source=source("2020-03-01")),
        publication(date="2020-01-02", source=source("2020-03-01"), withdrawn=True, claims=()),
    ]
    orders = [order(one) for one in ranked]
    assert orders == sorted(set(orders))
    assert 0 <= min(orders) <= max(orders) < 2**63


def test_an_index_document_survives_its_encoding():
    document = index_document(RICH)
    data = msgspec.msgpack.encode(document)
    assert msgspec.msgpack.decode(data, type=type(document)) == document
