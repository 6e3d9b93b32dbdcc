"""Deadline rules and working days: the knowledge that dates are computed from."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from sferum_cli.core.deadlines import Basis, Extension, Roll, Rule, Unit
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import TRUSTS
from sferum_cli.core.workdays import DayOff, WorkCalendar, calendar_of
from sferum_cli.shelf.own import follows_own, has_own, with_own
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_rows

MOST = 1000  # days or months in a term; more is a slip of the pen


@follows_own
@cache
def all_rules(folder: Path = OWN_KNOWLEDGE) -> dict[str, Rule]:
    """Every deadline rule by id."""
    rules = (_rule(row, added=own) for row, own in with_own(folder / "deadlines.toml", "rule"))
    return {rule.id: rule for rule in rules}


@follows_own
@cache
def rules_of(ids: tuple[str, ...], folder: Path = OWN_KNOWLEDGE) -> tuple[Rule, ...]:
    """The rules with those ids, in that order; unknown ids are the lint's business."""
    if has_own():
        known = all_rules(folder)
    else:
        rows = read_rows(folder / "deadlines.toml", "rule", ids)
        known = {rule.id: rule for rule in (_rule(row, added=False) for row in rows)}
    return tuple(known[name] for name in ids if name in known)


def _rule(row: Table, *, added: bool) -> Rule:
    rule = Rule(
        id=row.take("id", str),
        title=row.both("title"),
        due=row.both("due"),
        norm=row.both("norm"),
        basis=_one_of(row, "basis", get_args(Basis)),
        amount=_amount(row, "amount"),
        unit=_one_of(row, "unit", get_args(Unit)),
        sources=row.words("sources"),
        roll=_one_of(row, "roll", get_args(Roll), "none"),
        extension=_extension(row),
        pause_on_needs_input=row.take("pause_on_needs_input", bool, False),
        long_overdue=_long_overdue(row),
        binding=row.take("binding", bool, True),
        schools=_one_of(row, "schools", ("any", "state"), "any"),
        own=row.take("own", bool, False),
        added=added,
        trust=row.code("trust", TRUSTS, "unconfirmed"),
        valid_from=row.take("valid_from", date, None),
        valid_to=row.take("valid_to", date, None),
    )
    row.done()
    return rule


def _amount(row: Table, key: str) -> int:
    amount: int = row.take(key, int)
    if not 0 <= amount <= MOST:
        raise row.bad(key)
    return amount


def _one_of(row: Table, key: str, known: tuple[str, ...], default: Any = ...) -> Any:
    given = row.take(key, str, default)
    if given not in known:
        raise row.bad(key)
    return given


def _extension(row: Table) -> Extension | None:
    if "extension" not in row.values:
        return None
    inner = row.table("extension")
    found = Extension(_amount(inner, "max"), _one_of(inner, "unit", get_args(Unit)))
    inner.done()
    return found


def _long_overdue(row: Table) -> tuple[int, Unit]:
    if "long_overdue_after" not in row.values:
        return 10, "working_day"
    inner = row.table("long_overdue_after")
    unit: Unit = _one_of(inner, "unit", get_args(Unit))
    found = _amount(inner, "amount"), unit
    inner.done()
    return found


@follows_own
@cache
def work_calendar(folder: Path = OWN_KNOWLEDGE) -> WorkCalendar:
    """The working days of all the years there are; an own year replaces the whole year."""
    rows = with_own(folder / "working_days.toml", "year")
    years = {year.year: year for year in (_year(row, added=own) for row, own in rows)}
    return calendar_of(
        years,
        [day for year in years.values() for day in year.days_off],
        worked=[day for year in years.values() for day in year.worked],
        unconfirmed=[year.year for year in years.values() if not year.confirmed],
        added=[year.year for year in years.values() if year.added],
    )


@frozen
class _Year:
    year: int
    confirmed: bool
    worked: tuple[date, ...]
    days_off: tuple[DayOff, ...]
    added: bool


def _year(row: Table, *, added: bool) -> _Year:
    number = row.take("year", int)
    row.take("source", str)
    confirmed = row.take("confirmed", bool)
    worked = tuple(row.take("worked", list, []))
    if not all(type(day) is date and day.year == number for day in worked):
        raise row.bad("worked")
    days_off = tuple(_day_off(inner, number) for inner in row.tables("day"))
    row.done()
    return _Year(number, confirmed, worked, days_off, added)


def _day_off(row: Table, year: int) -> DayOff:
    found = DayOff(row.take("date", date), row.both("name"))
    if found.date.year != year:
        raise row.bad("date")
    row.done()
    return found
