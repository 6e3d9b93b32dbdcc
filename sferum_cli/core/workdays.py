"""The official calendar of working days: which days count, and counting along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@frozen
class DayOff:
    """A day from Monday to Friday that is off, and why."""

    date: date
    name: Bilingual


@frozen
class WorkCalendar:
    """The known ``years``, their days off on weekdays and the weekend days that are worked.

    ``unconfirmed`` are known years whose decree was not read in its official edition, ``added``
    those that the person put in the place of ours. Outside
    ``years`` every week has five plain working days: whoever shows such a date calls it an
    estimate.
    """

    years: frozenset[int]
    off: Mapping[date, Bilingual]
    worked: frozenset[date]
    unconfirmed: frozenset[int]
    added: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return (day.weekday() < _SATURDAY and day not in self.off) or day in self.worked

    def off_name(self, day: date) -> Bilingual | None:
        """Why ``day`` is off; None for a plain weekend and for a working day."""
        return self.off.get(day)

    def next_working(self, day: date) -> date:
        """``day`` itself where it is a working day, otherwise the first one after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working(self, start: date, n: int) -> date:
        """The ``n``-th working day after ``start``, which is day 0 and does not count."""
        day = start
        while n > 0:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def working_between(self, after: date, until: date) -> int:
        """How many working days lie after ``after`` up to and including ``until``."""
        if until <= after:
            return 0
        # By weeks, not day by day: a slip of the pen may put a date thousands of years away.
        weeks, rest = divmod((until - after).days, 7)
        tail = sum((until - n * ONE_DAY).weekday() < _SATURDAY for n in range(rest))
        known = [day for day in {*self.off, *self.worked} if after < day <= until]
        changed = sum(self.is_working(day) - (day.weekday() < _SATURDAY) for day in known)
        return weeks * 5 + tail + changed


def calendar_of(
    years: Iterable[int],
    days_off: Iterable[DayOff],
    *,
    worked: Iterable[date] = (),
    unconfirmed: Iterable[int] = (),
    added: Iterable[int] = (),
) -> WorkCalendar:
    """The calendar made of the records of its years."""
    return WorkCalendar(
        years=frozenset(years),
        off={day.date: day.name for day in days_off},
        worked=frozenset(worked),
        unconfirmed=frozenset(unconfirmed),
        added=frozenset(added),
    )


def add_months(start: date, months: int) -> date:
    """The same day of the month ``months`` later; the last day of a month that has no such day.

    So a term of months ends (Civil Code, art. 192 p. 3).
    """
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(start.day, (after - timedelta(days=1)).day))
