"""Deadline rules and working days: the knowledge that dates are computed from."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sferum_cli.core.codes import PUBLIC
from sferum_cli.core.deadlines import Extension, Rule
from sferum_cli.core.frozen import frozen
from sferum_cli.core.workdays import DayOff, WorkCalendar, calendar_of
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own, with_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_rows


@follows_own
@cache
@kept
def rule_texts(folder: Path = SHIPPED) -> dict[str, tuple[Rule, ...]]:
    """Every deadline rule by id: its text, or after an amendment the older texts and the newest.

    A later row that says from when it is in force stands beside the earlier ones of its id; any
    other takes their place, and so does the person's own.
    """
    found: dict[str, tuple[Rule, ...]] = {}
    for row, own in with_own(folder / "deadlines.toml", "rule"):
        rule = _rule(row, added=own)
        amends = rule.valid_from is not None
        before = [each for each in found.get(rule.id, ()) if amends and each.added == own]
        found[rule.id] = (*before, rule)
    return found


@follows_own
@cache
def all_rules(folder: Path = SHIPPED) -> dict[str, Rule]:
    """Every deadline rule by id, in its newest text."""
    return {name: texts[-1] for name, texts in rule_texts(folder).items()}


def rules_of(ids: tuple[str, ...], folder: Path = SHIPPED) -> tuple[Rule, ...]:
    """The rules with those ids, in that order; unknown ids are the lint's business."""
    known = all_rules(folder)
    return tuple(known[name] for name in ids if name in known)


def texts_of(ids: tuple[str, ...], folder: Path = SHIPPED) -> tuple[Rule, ...]:
    """The same with every text that was in force: the ledger takes the one of each day."""
    known = rule_texts(folder)
    return tuple(rule for name in ids for rule in known.get(name, ()))


def shipped_rule(rule_id: str, folder: Path = SHIPPED) -> Rule | None:
    """The rule as it ships, whatever the person put in its place; None where there is none."""
    rows = read_rows(folder / "deadlines.toml", "rule", (rule_id,))
    return _rule(rows[0], added=False) if rows else None


def _rule(row: Table, *, added: bool) -> Rule:
    if {"basis", "schools", "own", "extension", "binding"} & set(row.values):
        row = _renewed(row)
    values = dict(row.values)
    if "due" in values:
        values.setdefault("duty", values["due"])
    for key, one in (("estimate_from", str), ("applies", dict)):  # one may stand without a list
        if isinstance(values.get(key), one):
            values[key] = [values[key]]
    row = Table(values, row.where)
    extends = read(Extension, row.table("extends")) if "extends" in values else None
    return read(Rule, row, extension=extends, added=added)


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
    if not isinstance(basis, str) or basis not in _BASIS:
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


@follows_own
@cache
@kept
def work_calendar(folder: Path = SHIPPED) -> WorkCalendar:
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
    found = read(DayOff, row)
    if found.date.year != year:
        raise row.bad("date")
    return found
