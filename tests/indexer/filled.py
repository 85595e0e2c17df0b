"""A data folder with a real engine, and short ways to look into both."""

from pathlib import Path

from indexer.engine import SearchRequest
from indexer.engines import open_engine
from indexer.pipeline import run
from indexer.query import Match
from indexer.store import RecordStore


class Index:
    """Embedded where no URL is given."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.engine = open_engine(url or f"tantivy:{folder / 'index'}")
        self.store = RecordStore(folder)

    def run(self, *paths, **kwargs):
        return run(paths, self.engine, self.folder, **({"workers": 1} | kwargs))

    def found(self, text="device"):
        request = SearchRequest(query=Match(("ti",), text), size=200, sort="pn", descending=False)
        return [hit.id for hit in self.engine.search(request).hits]

    def title(self, one):
        return self.store.get([one])[one].title[0].text

    def close(self):
        self.store.close()
        self.engine.close()


def names(numbers):
    return [f"US{number}B2" for number in numbers]
