"""Deadline rules, and the date that a rule makes of the day of an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, assert_never

from sferum_cli.core.codes import (
    Addressee,
    Certainty,
    Channel,
    InstitutionKind,
    OwedBy,
    Ownership,
    Situation,
    Timing,
)
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Role, Trust
from sferum_cli.core.workdays import ONE_DAY, WorkCalendar, add_months

Unit = Literal["working_day", "calendar_day", "month"]
Roll = Literal["next_working_day", "none"]
Rounds = Literal["restart", "keep"]

Amount = int  # days or months in a term, at most a thousand: more is a slip of the pen

SOON = 3  # working days


@frozen
class Term:
    """A length of time."""

    amount: Amount
    unit: Unit


@frozen
class Extension:
    """By how much, beyond the term itself, the law lets the other side extend it.

    ``written`` says that only a notice in writing counts, ``reasons`` that it must give reasons.
    """

    max: Amount
    unit: Unit
    written: bool = True
    reasons: bool = False


@frozen
class Applies:
    """For whom a rule is: every list that is not empty must hold the code of the case.

    ``letter`` is compared with the letter of ours that was marked as sent, if one was; an unknown
    situation counts as ``listed``, an unknown role fits none.
    """

    ownership: tuple[Ownership, ...] = ()
    institution: tuple[InstitutionKind, ...] = ()
    addressee: tuple[Addressee, ...] = ()
    situation: tuple[Situation, ...] = ()
    letter: tuple[str, ...] = ()
    role: tuple[Role, ...] = ()


@frozen
class Rule:
    """A sourced term as data: what starts it, how it is counted, who owes it, what ends it.

    ``starts``, ``met_by``, ``ended_by`` and ``shown_by`` are words of one vocabulary: an event
    type, ``sent:LETTER``, ``classified:RESULT``, ``verified:RESULT``, ``unsorted`` (an answer),
    ``breach:RULE`` (the day after its last day), ``met:RULE``, ``child:PATH.EVENT``. Where no
    start is known, the term is reckoned from the first event of ``estimate_from``. With
    ``shown_by`` nothing is owed before such an event.
    ``duty`` is what has to be done, as an infinitive; ``due`` says the same of "them"; ``norm``
    cites the rule. ``long_overdue_after`` is how long after the last day silence counts as final.
    ``trust`` is how well the term is known, ``valid_from`` and ``valid_to`` are the first and last
    day on which it is in force. ``added`` marks the person's own rules. Amounts are in ``unit``.
    """

    id: str
    title: Bilingual
    duty: Bilingual
    due: Bilingual
    norm: Bilingual
    amount: Amount
    unit: Unit
    sources: tuple[str, ...]
    starts: tuple[str, ...]
    owed_by: OwedBy = "them"
    roll: Roll = "none"
    long_overdue_after: Term = Term(10, "working_day")
    estimate_from: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    shown_by: tuple[str, ...] = ()
    met_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    extension: Extension | None = None
    round: Rounds = "restart"
    survives: tuple[str, ...] = ("escalated",)
    applies: tuple[Applies, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    pause_on_needs_input: bool = False
    added: bool = False
    trust: Trust = "unconfirmed"

    @property
    def binding(self) -> bool:
        """Whether a law obliges anybody."""
        return self.owed_by != "nobody"


@frozen
class Pause:
    """From the day the other side asked for something to the day it got it; None while it waits."""

    start: date
    end: date | None


@frozen
class Skipped:
    """A day off that was jumped over; a plain weekend has no name."""

    date: date
    name: Bilingual | None


@frozen
class Deadline:
    """What ``rule`` makes of ``start``, with the arithmetic laid open.

    ``counted`` are the working days of the term (empty for other units) and ``skipped`` the days
    off jumped over on the way. ``plain`` is the last day as counted, ``base`` the same after a day
    off was left behind (``moved``), ``due`` the final one: the date of an extension if there is
    one, even where it is later than ``extension_limit``. ``paused_days`` are in the unit of the
    rule (calendar days for months). ``added_years`` are those counted by a calendar that the
    person added.
    """

    rule: Rule
    start: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    plain: date
    base: date
    due: date
    extended: bool
    extension_limit: date | None
    paused_days: int
    paused_now: bool
    moved: bool
    certainty: Certainty
    added_years: tuple[int, ...] = ()


@frozen
class _Count:
    last: date
    counted: tuple[date, ...]
    skipped: tuple[date, ...]
    paused: int


def compute(
    rule: Rule,
    start: date,
    calendar: WorkCalendar,
    *,
    documented: bool = True,
    extended_until: date | None = None,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """The deadline of ``rule`` for an event on ``start``.

    The day of the event is day 0 (Civil Code, art. 191). A rule that rolls moves a last day that
    is off to the next working day (art. 193). ``extended_until`` is the date the other side named;
    one that is not later than the term itself changes nothing. An open pause stops the term where
    it stands, so that the date given is the earliest that is still possible; one that began after
    the last day stops nothing. Never raises for days of the years 1 to 9998.
    """
    if not rule.pause_on_needs_input:
        pauses = ()
    count = _count(rule, start, calendar, pauses)
    rolls = rule.roll == "next_working_day"
    base = calendar.next_working(count.last) if rolls else count.last
    rolled = tuple(count.last + n * ONE_DAY for n in range((base - count.last).days))
    due = base if extended_until is None else max(base, extended_until)
    years = range(start.year, due.year + 1)
    known = all(year in calendar.years for year in years)
    asks_calendar = rolls or rule.unit == "working_day"
    return Deadline(
        rule=rule,
        start=start,
        counted=count.counted,
        skipped=tuple(Skipped(day, calendar.off_name(day)) for day in (*count.skipped, *rolled)),
        plain=count.last,
        base=base,
        due=due,
        extended=due > base,
        extension_limit=_longest(rule, base, calendar),
        paused_days=count.paused,
        paused_now=any(pause.end is None and pause.start < base for pause in pauses),
        moved=base != count.last,
        certainty="fact" if documented and known else "estimate",
        added_years=tuple(year for year in years if asks_calendar and year in calendar.added),
    )


def _count(rule: Rule, start: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> _Count:
    by_work = rule.unit == "working_day"
    last = start if by_work else _after(start, rule.amount, rule.unit, calendar)
    if not by_work and not pauses:
        return _Count(last, (), (), 0)
    left = rule.amount if by_work else (last - start).days
    counted: list[date] = []
    skipped: list[date] = []
    day, paused = start, 0
    while left > 0:
        ends = [p.end for p in pauses if p.end is not None and p.start <= day < p.end]
        if ends:
            end = max(ends)
            paused += calendar.working_between(day, end) if by_work else (end - day).days
            day = end
            continue
        day += ONE_DAY
        if by_work and not calendar.is_working(day):
            skipped.append(day)
            continue
        if by_work:
            counted.append(day)
        left -= 1
    return _Count(day, tuple(counted), tuple(skipped), paused)


def _longest(rule: Rule, base: date, calendar: WorkCalendar) -> date | None:
    """The last day to which the term may be extended; None where it may not be.

    Whether the extension runs from the plain or the moved day is not settled: the later reading,
    so that nobody is called late without reason.
    """
    if rule.extension is None:
        return None
    limit = _after(base, rule.extension.max, rule.extension.unit, calendar)
    return calendar.next_working(limit) if rule.roll == "next_working_day" else limit


def _after(start: date, amount: int, unit: Unit, calendar: WorkCalendar) -> date:
    match unit:
        case "working_day":
            return calendar.add_working(start, amount)
        case "calendar_day":
            return start + timedelta(days=amount)
        case "month":
            return add_months(start, amount)
        case _:
            assert_never(unit)


def working_days_left(due: date, today: date, calendar: WorkCalendar) -> int:
    """Working days after ``today`` up to ``due``; negative once it has passed."""
    return calendar.working_between(today, due) - calendar.working_between(due, today)


def long_overdue_from(deadline: Deadline, calendar: WorkCalendar) -> date:
    """The day after which a delay is a long one."""
    late = deadline.rule.long_overdue_after
    return _after(deadline.due, late.amount, late.unit, calendar)


def timing(deadline: Deadline, today: date, calendar: WorkCalendar) -> Timing:
    """Where ``today`` stands against the deadline; the last day itself is still in time."""
    if deadline.paused_now:
        return "paused"
    if today > long_overdue_from(deadline, calendar):
        return "long_overdue"
    if today > deadline.due:
        return "overdue"
    if today == deadline.due:
        return "due_today"
    left = working_days_left(deadline.due, today, calendar)
    return "due_soon" if left <= SOON else "running"
