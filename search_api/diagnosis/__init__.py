"""Why a query finds nothing, and the nearest one that finds something.

What every hit must fulfil, condition by condition and chosen facet by chosen facet, are *clauses*.
The *killing* clauses are the smallest set of them that finds nothing together: one, if any finds
nothing by itself. A single one is looked into: of a phrase or a proximity its words, if these do
not occur together either; of alternatives each. See DECISIONS.md.
"""

from search_api.diagnosis.counting import Counter
from search_api.diagnosis.diagnosing import Diagnosis, diagnose
from search_api.diagnosis.nearest import Helpers

__all__ = ["Counter", "Diagnosis", "Helpers", "diagnose"]
