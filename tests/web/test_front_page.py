"""What stands on the front page of a document: its parties, term, deposits, literature."""

from contextlib import closing

import httpx
import msgspec
from website import Running, hostile, smuggle

from indexer.engines import open_engine
from parsers.model import Botanic, Citation, Deposit, Hague, Party, Reference, Term
from search_api.settings import Settings


def test_terms_deposits_and_what_literature_bears(tmp_path):
    one = msgspec.structs.replace(
        hostile(),
        parties=(
            Party(
                role="applicant", name="華為技術", organisation=True, state="广东省", country="CN"
            ),
            Party(role="inventor", name="Smith, John", given="John", family="Smith", country="US"),
            Party(role="agency", name="Firm <b>LLP", organisation=True, code="11002"),
        ),
        term=Term(years=14, days=61, disclaimer="Terminal & final"),
        deposits=(Deposit(depositary="ATCC", number="PTA-1234", date="2003-05-01"),),
        botanic=Botanic(latin="Rosa hybrida", variety="Nobody"),
        hague=Hague(number="DM/012345", registered="2019-03-04"),
        citations=(
            Citation(
                text="A paper",
                claims="1-3",
                doi="10.1000/a(1)b",
                issn="0018-9219",
                named=(Reference(office="EP", number="1000000", kind="A1", raw="EP 1 000 000 A1"),),
            ),
        ),
    )
    with closing(open_engine(f"tantivy:{tmp_path / 'index'}")) as engine:
        smuggle(tmp_path, engine, one)
    running = Running(Settings(data=tmp_path, log_level="error"))
    try:
        page = httpx.get(f"{running.url}/publications/{one.id}?lang=en", timeout=60).text
        zh = httpx.get(f"{running.url}/publications/{one.id}?lang=zh", timeout=60).text
        found = httpx.get(f"{running.url}/api/v1/search?q=pa:华为技术", timeout=60).json()
        asked = {"q": "cc:US", "f.applicant": "華為技術", "facets": "applicant"}
        chosen = httpx.get(f"{running.url}/api/v1/search", params=asked, timeout=60).json()
    finally:
        running.stop()
    for words in (
        "14 years from the grant", "adjusted or extended by 61 days", "Terminal &amp; final",
        "ATCC PTA-1234", "Rosa hybrida", "DM/012345", "claims 1-3", "ISSN 0018-9219",
        "EP 1 000 000 A1", "Firm &lt;b&gt;LLP", "11002", "广东省, CN", 'title="China"',
    ):  # fmt: skip
        assert words in page, words
    assert 'href="https://doi.org/10.1000/a%281%29b"' in page
    assert "/numbers/EP1000000A1" in page
    assert "自授权日起 14 年" in zh
    assert "生物材料保藏" in zh
    assert [hit["id"] for hit in found["hits"]] == [one.id]
    assert [hit["id"] for hit in chosen["hits"]] == [one.id]
