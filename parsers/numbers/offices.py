"""All offices: those with rules of their own, and the plain grammar for the others."""

from __future__ import annotations

from parsers.numbers import cn, de, ep, jp, kr, plain, tw, us, wo
from parsers.numbers.model import Office
from parsers.numbers.text import OFFICES

RULED: tuple[Office, ...] = tuple(module.OFFICE for module in (cn, us, ep, wo, jp, kr, de, tw))

BY_CODE: dict[str, Office] = {
    **{code: plain.office(code) for code in sorted(OFFICES)},
    **{office.code: office for office in RULED},
}
