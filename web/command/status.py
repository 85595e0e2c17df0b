"""`gongkai status` and `gongkai settings`: what is held, and how it is configured."""

from __future__ import annotations

from collections import Counter
from contextlib import closing

import typer
from rich.table import Table

from indexer.coverage import DataStatus, status
from indexer.engines import open_engine
from search_api.settings import explain_settings
from web.command.base import Data, Engine, Json, put_json, put_line, settings_of, terminal


def register(app: typer.Typer) -> None:
    app.command("status")(status_)
    app.command()(settings)


def status_(data: Data = None, engine: Engine = None, json: Json = False) -> None:
    """Engine, generation, version, counts and gaps per office × kind × year, runs, set aside."""
    found = settings_of(data=data, engine=engine)
    with closing(open_engine(found.engine_url)) as opened:
        held = status(opened, found.data, numbers=True)
    if json:
        put_json(held)
        return
    _show_engine(held)
    _show_coverage(held)
    _show_runs(held)


def _show_engine(held: DataStatus) -> None:
    live = held.engine
    if live is None:
        put_line(f"engine      {held.engine_error}")
    else:
        size = f", {live.size_bytes / 1e6:,.1f} MB" if live.size_bytes else ""
        put_line(f"engine      {live.engine}{size}")
        put_line(f"generation  {live.generation or 'none yet'}, version {live.version}")
        per = ", ".join(f"{name} {count:,}" for name, count in sorted(live.documents.items()))
        put_line(f"indexed     {sum(live.documents.values()):,} ({per})")
    put_line(f"stored      {held.documents:,} publications, {held.withdrawn:,} withdrawn")
    aside = ", ".join(f"{code} {count:,}" for code, count in sorted(held.set_aside.items()))
    put_line(f"set aside   {sum(held.set_aside.values()):,}{' (' + aside + ')' if aside else ''}")
    if held.notices:
        put_line(
            f"notices     {held.notices:,} legal events told without a publication,"
            f" {held.notices_unmatched:,} about none held here"
        )
    if held.writer:
        put_line(f"writing     process {held.writer.pid}")


def _show_coverage(held: DataStatus) -> None:
    if not held.coverage:
        return
    years: dict[tuple[str, str], Counter[int | None]] = {}
    for row in held.coverage:
        years.setdefault((row.office, row.kind), Counter())[row.year] += row.count
    table = Table("Office", "Kind", "Total", "Per year", box=None, pad_edge=False)
    for (office, kind), counts in sorted(years.items()):
        known = sorted(counts.items(), key=lambda item: item[0] or 0)
        per = "  ".join(f"{year or 'undated'}: {count:,}" for year, count in known)
        table.add_row(office, kind or "–", f"{counts.total():,}", per)
    put_line()
    terminal().print(table)
    _show_missing(held)


def _show_missing(held: DataStatus) -> None:
    """What is set aside, missing and left of deleted files, one line a row of the coverage."""
    for row in held.coverage:
        told = [f"{code} {count:,}" for code, count in sorted(row.set_aside.items())]
        parts = [f"set aside {', '.join(told)}"] if told else []
        if row.missing:
            longest = max(row.gaps, key=lambda gap: gap.count)
            spans = "" if longest.count == 1 else f"–{longest.last}"
            parts.append(f"missing {row.missing:,} numbers, as {longest.first}{spans}")
        if row.orphaned:
            parts.append(f"{row.orphaned:,} from files that are gone")
        if parts:
            name = f"{row.office} {row.kind or '–'} {row.year or 'undated'}"
            put_line(f"{name if row.office else 'unknown'}: {'; '.join(parts)}")


def _show_runs(held: DataStatus) -> None:
    put_line()
    for run in held.runs:
        report = run.report
        if report is None:
            put_line(f"run {run.number}  {run.started}  cut short, or still going")
            continue
        put_line(
            f"run {run.number}  {run.started}  {report.seconds:.1f} s, {report.records:,} records:"
            f" {report.added:,} added, {report.replaced:,} replaced, {report.set_aside:,} set aside"
        )


def settings(data: Data = None, engine: Engine = None, json: Json = False) -> None:
    """Every setting, its value, and where the value comes from."""
    flags = {"data": data, "engine": engine}
    explained = explain_settings(settings_of(**flags), flags)
    if json:
        put_json([one._asdict() for one in explained])
        return
    table = Table("Setting", "Value", "Origin", "Meaning", box=None, pad_edge=False)
    for one in explained:
        table.add_row(one.name, one.value, one.origin, one.description)
    terminal().print(table)
