"""Invented people and companies, plausible per country, named in the script an office prints."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from importlib import resources

Entry = tuple[str, ...]
_SIMPLER = str.maketrans(
    "鈴橋辺島黒斎樹電機製動車霧嶋藤東長気", "铃桥边岛黑斋树电机制动车雾岛藤东长气"
)
_COUNTRY_ZH = {"US": "美国", "DE": "德国", "FR": "法国", "JP": "日本", "KR": "韩国"}


@dataclass(frozen=True, slots=True)
class Place:
    """`latin` and `native` are (street, city, state, postcode); empty where not usual."""

    country: str
    latin: tuple[str, str, str, str]
    native: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Names as (family, given)."""

    latin: tuple[str, str]
    native: tuple[str, str]
    chinese: str
    place: Place


@dataclass(frozen=True, slots=True)
class Company:
    latin: str
    native: str
    chinese: str
    place: Place


@cache
def _lists() -> dict[str, tuple[Entry, ...]]:
    text = (resources.files(__package__) / "names.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        head, colon, rest = line.partition(": ")
        if colon and not line.startswith("#"):
            found[head] = tuple(tuple(entry.split("=")) for entry in rest.split("; "))
    return found


def _pick(rng: random.Random, country: str, name: str) -> Entry:
    return rng.choice(_lists()[f"{country} {name}"])


def place(rng: random.Random, country: str) -> Place:
    latin, rest = _pick(rng, country, "city")
    cells = rest.split("|")
    house = rng.randint(1, 399)
    if country == "CN":
        city, province, postcode, street, latin_province = cells
        native = (f"{street}{house}号", city, province, postcode)
        return Place(country, (f"No. {house}", latin, latin_province, postcode), native)
    if country in {"JP", "KR"}:
        city, street = cells
        return Place(country, ("", latin, "", ""), (street, city, "", ""))
    street, postcode, state = cells[-1], cells[-2], cells[0] if country == "US" else ""
    spelled = (street, latin, state, postcode)
    return Place(country, spelled, spelled)


def person(rng: random.Random, where: Place) -> Person:
    country = where.country
    family, given = (_pick(rng, country, name) for name in ("family", "given"))
    native = (family[0], given[0]) if country in {"US", "DE", "FR"} else (family[1], given[1])
    if country in {"CN", "JP"}:
        chinese = f"{family[1]}{given[1]}".translate(_SIMPLER)
    elif country == "KR":
        chinese = f"{family[2]}{given[2]}"
    else:
        chinese = f"{given[-1]}·{family[-1]}"
    return Person((family[0], given[0]), native, chinese, where)


def company(rng: random.Random, country: str) -> Company:
    where = place(rng, country)
    if country == "CN" and rng.random() < 0.2:
        latin, native = _pick(rng, country, "school")
        return Company(latin, native, native, where)
    stem, trade = _pick(rng, country, "stem"), _pick(rng, country, "trade")
    if country == "CN":
        city = where.native[1]
        native = f"{city}{stem[1]}{trade[1]}有限公司"
        return Company(f"{where.latin[1]} {stem[0]} {trade[0]} Co., Ltd.", native, native, where)
    latin = f"{stem[0]} {trade[0]}"
    if country in {"JP", "KR"}:
        native = f"{stem[1]}{trade[1]}"
        chinese = (stem[-1] + trade[-1]).translate(_SIMPLER)
        return Company(latin, native, chinese, where)
    return Company(latin, latin, stem[-1] + trade[-1], where)


def agency(rng: random.Random, country: str) -> Entry:
    """Name of a firm of agents; for CN its five-digit code comes first."""
    return _pick(rng, country, "agency")


def chinese_address(where: Place) -> str:
    """One line as CNIPA prints it, without the postcode."""
    if where.country == "CN":
        street, city, province, _ = where.native
        return f"{'' if province == city else province}{city}{street}"
    if where.country == "JP":
        return f"日本{where.native[1]}".translate(_SIMPLER)
    return f"{_COUNTRY_ZH[where.country]}{where.latin[1]}"
