"""How hits are ordered: the first stage runs in the engine, a second one may reorder the best.

`first_stage` turns an understood query into what the engine scores. A second stage is a function
from the best hits to the same hits in another order with explained scores; none is installed yet,
and every hit keeps the place the engine gave it.
"""

from search_api.ranking.first import TIE, Ranking, first_stage

__all__ = ["TIE", "Ranking", "first_stage"]
