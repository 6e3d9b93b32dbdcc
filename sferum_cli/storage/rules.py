"""Deadline rules and working days: the knowledge that dates are computed from."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sferum_cli.core.deadlines import Extension, Rule, Unit
from sferum_cli.core.workdays import DayOff, WorkCalendar, calendar_of
from sferum_cli.storage.tables import OWN_KNOWLEDGE, Table, read_table


@cache
def all_rules(folder: Path = OWN_KNOWLEDGE) -> dict[str, Rule]:
    """Every deadline rule by id."""
    return {
        row.values["id"]: _rule(row) for row in read_table(folder / "deadlines.toml").tables("rule")
    }


def _rule(row: Table) -> Rule:
    rule = Rule(
        id=row.take("id", str),
        title=row.both("title"),
        due=row.both("due"),
        norm=row.both("norm"),
        basis=row.take("basis", str),
        amount=row.take("amount", int),
        unit=row.take("unit", str),
        sources=row.words("sources"),
        roll=row.take("roll", str, "none"),
        extension=_extension(row),
        pause_on_needs_input=row.take("pause_on_needs_input", bool, False),
        long_overdue=_long_overdue(row),
        binding=row.take("binding", bool, True),
        schools=row.take("schools", str, "any"),
        own=row.take("own", bool, False),
    )
    row.done()
    return rule


def _extension(row: Table) -> Extension | None:
    if "extension" not in row.values:
        return None
    inner = row.table("extension")
    found = Extension(inner.take("max", int), inner.take("unit", str))
    inner.done()
    return found


def _long_overdue(row: Table) -> tuple[int, Unit]:
    if "long_overdue_after" not in row.values:
        return 10, "working_day"
    inner = row.table("long_overdue_after")
    found = inner.take("amount", int), inner.take("unit", str)
    inner.done()
    return found


@cache
def work_calendar(folder: Path = OWN_KNOWLEDGE) -> WorkCalendar:
    """The working days of all the years there are."""
    years: list[int] = []
    unconfirmed: list[int] = []
    days_off: list[DayOff] = []
    worked: list[date] = []
    for row in read_table(folder / "working_days.toml").tables("year"):
        years.append(row.take("year", int))
        row.take("source", str)
        if not row.take("confirmed", bool):
            unconfirmed.append(years[-1])
        worked += row.take("worked", list, [])
        for inner in row.tables("day"):
            days_off.append(DayOff(inner.take("date", date), inner.both("name")))
            inner.done()
    return calendar_of(years, days_off, worked=worked, unconfirmed=unconfirmed)
