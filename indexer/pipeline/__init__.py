"""How the index is filled: files through parser processes into the store, and on to the engine."""

from indexer.pipeline.retry import retry
from indexer.pipeline.run import reindex, run
from indexer.report import Progress, RunReport

__all__ = ["Progress", "RunReport", "reindex", "retry", "run"]
