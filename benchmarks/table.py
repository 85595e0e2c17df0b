"""Rows of measurements against their bounds, and the table of them."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure and the bound it should keep, if any; `unit` is printed behind both."""

    name: str
    value: float
    bound: float | None
    unit: str
    higher_is_better: bool = True
    note: str = ""

    @property
    def kept(self) -> bool:
        if self.bound is None:
            return True
        return self.value >= self.bound if self.higher_is_better else self.value <= self.bound


def show(rows: list[Row]) -> None:
    table = Table("what", "measured", "bound", "", "note", title="Gongkai benchmarks")
    for row in rows:
        sign = "≥" if row.higher_is_better else "≤"
        table.add_row(
            row.name,
            f"{row.value:,.3g} {row.unit}",
            "" if row.bound is None else f"{sign} {row.bound:,.3g} {row.unit}",
            "" if row.bound is None else "ok" if row.kept else "MISSED",
            row.note,
        )
    Console(width=150).print(table)
