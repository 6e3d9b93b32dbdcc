"""Deadline rules and working days: the knowledge that dates are computed from."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from sferum_cli.core.codes import (
    INSTITUTIONS,
    OWNERSHIPS,
    PUBLIC,
    SITUATIONS,
    Addressee,
    Channel,
    OwedBy,
)
from sferum_cli.core.deadlines import Applies, Extension, Roll, Rounds, Rule, Unit
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


def shipped_rule(rule_id: str, folder: Path = OWN_KNOWLEDGE) -> Rule | None:
    """The rule as it ships, whatever the person put in its place; None where there is none."""
    rows = read_rows(folder / "deadlines.toml", "rule", (rule_id,))
    return _rule(rows[0], added=False) if rows else None


def _rule(row: Table, *, added: bool) -> Rule:
    if {"basis", "schools", "own", "extension", "binding"} & set(row.values):
        row = _renewed(row)
    due = row.both("due")
    rule = Rule(
        id=row.take("id", str),
        title=row.both("title"),
        duty=row.both_or_none("duty") or due,
        due=due,
        norm=row.both("norm"),
        amount=_amount(row, "amount"),
        unit=_one_of(row, "unit", get_args(Unit)),
        sources=row.words("sources"),
        starts=row.words("starts"),
        owed_by=_one_of(row, "owed_by", get_args(OwedBy), "them"),
        roll=_one_of(row, "roll", get_args(Roll), "none"),
        long_overdue=_long_overdue(row),
        estimate_from=_words(row, "estimate_from"),
        channels=_codes(row, "channels", get_args(Channel)),
        shown_by=row.words("shown_by"),
        met_by=row.words("met_by"),
        ended_by=row.words("ended_by"),
        extension=_extension(row),
        round=_one_of(row, "round", get_args(Rounds), "restart"),
        survives=row.words("survives") or ("escalated",),
        applies=_applies(row),
        pause_on_needs_input=row.take("pause_on_needs_input", bool, False),
        added=added,
        trust=row.code("trust", TRUSTS, "unconfirmed"),
        valid_from=row.take("valid_from", date, None),
        valid_to=row.take("valid_to", date, None),
    )
    row.done()
    return rule


# What `basis` meant in additions that were written before rules said what starts them.
_BASIS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sent": (("sent",), ()),
    "receipt": (("received", "registered"), ("sent",)),
    "registration": (("registered",), ("sent",)),
    "refusal": (("classified:refused",), ()),
    "forwarded": (("forwarded",), ()),
    "done": (("done_by_user",), ()),
    "reminder": (("reminded",), ()),
    "info_sent": (("info_sent",), ()),
}


def _renewed(row: Table) -> Table:
    """An addition in the old words, in those of now."""
    values = dict(row.values)
    basis = values.pop("basis", "")
    if basis not in _BASIS:
        raise row.bad("basis")
    starts, estimate = _BASIS[basis]
    values["starts"], values["estimate_from"] = list(starts), list(estimate)
    schools, own, binding = (
        values.pop("schools", "any"), values.pop("own", False), values.pop("binding", True),
    )  # fmt: skip
    for key, value, known in (
        ("schools", schools, ("any", "state")), ("own", own, (True, False)),
        ("binding", binding, (True, False)),
    ):  # fmt: skip
        if value not in known:
            raise row.bad(key)
    if schools == "state":
        values["applies"] = {"ownership": list(PUBLIC)}
    values["owed_by"] = "me" if own else "them" if binding else "nobody"
    values["met_by"] = ["child:court.sent"] if own else ["answered"] if basis != "done" else []
    values["ended_by"] = ["verified:yes"]
    if own or basis == "done":
        values["survives"] = ["escalated", "closed"]
    if own:
        values["round"] = "keep"
    if "extension" in values:
        values["extends"] = values.pop("extension")
    return Table(values, row.where)


def _words(row: Table, key: str) -> tuple[str, ...]:
    """One word or a list of words."""
    if isinstance(row.values.get(key), str):
        return (row.take(key, str),)
    return row.words(key)


def _codes(row: Table, key: str, known: tuple[Any, ...]) -> tuple[Any, ...]:
    words = row.words(key)
    if not set(words) <= set(known):
        raise row.bad(key)
    return words


def _applies(row: Table) -> tuple[Applies, ...]:
    """One condition or several of which one must hold; none where it holds for everybody."""
    if "applies" not in row.values:
        return ()
    many = isinstance(row.values["applies"], list)
    tables = row.tables("applies") if many else [row.table("applies")]
    found = []
    for inner in tables:
        found.append(
            Applies(
                _codes(inner, "ownership", OWNERSHIPS),
                _codes(inner, "institution", INSTITUTIONS),
                _codes(inner, "addressee", get_args(Addressee)),
                _codes(inner, "situation", SITUATIONS),
                inner.words("letter"),
            )
        )
        inner.done()
    return tuple(found)


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
    if "extends" not in row.values:
        return None
    inner = row.table("extends")
    found = Extension(
        _amount(inner, "max"),
        _one_of(inner, "unit", get_args(Unit)),
        inner.take("written", bool, True),
        inner.take("reasons", bool, False),
    )
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
