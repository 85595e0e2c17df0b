"""All offices: those with a module of their own, and the others by the table of `world_table`."""

from __future__ import annotations

from parsers.numbers import cn, de, em, ep, jp, kr, tw, us, wo, world
from parsers.numbers.model import Office
from parsers.numbers.text import OFFICES
from parsers.numbers.world_table import BARE, DISTINCT

_OWN = tuple(module.OFFICE for module in (cn, us, ep, wo, jp, kr, de, tw, em))

BY_CODE: dict[str, Office] = {
    **{code: world.office(code) for code in sorted(OFFICES)},
    **{office.code: office for office in _OWN},
}

WITHOUT_NAME: tuple[Office, ...] = (*_OWN, *(BY_CODE[code] for code in {**BARE, **DISTINCT}))
"""Offices whose numbers are tried where none is named."""
