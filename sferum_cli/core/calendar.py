"""The dates of every request that belong in a calendar, and those that no longer do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from sferum_cli.core.codes import Certainty, OwedBy
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import RECHECK_DAYS, Outlook, next_recheck
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import ON_ITS_WAY
from sferum_cli.core.workdays import ONE_DAY, WorkCalendar

DOMAIN = "sferum"
OWN_ALARMS = (30, 14, 7, 3, 1)  # calendar days before the person's own term ends

EntryKind = Literal["term", "courtesy", "check", "recheck", "own", "act", "agreed"]


@frozen
class Entry:
    """One whole day in a calendar. The same date of the same request keeps its ``uid`` for good.

    ``rule`` is the id of a deadline rule, or ``check``, ``recheck-7`` (and so on), ``agreed``, or
    what has to be done that day. ``kind`` is that of a ``Due``, or ``agreed``. A calendar that
    knows the ``uid`` takes the entry of the higher ``sequence``; ``cancelled`` strikes it out.
    ``alarms`` are days before it. ``item`` and ``obligation`` tell what the words need.
    """

    uid: str
    request: Request
    rule: str
    date: date
    kind: EntryKind
    sequence: int
    cancelled: bool
    certainty: Certainty
    command: str = ""
    obligation: Obligation | None = None
    alarms: tuple[int, ...] = (1, 0)

    @property
    def request_id(self) -> str:
        """The id of the request whose day it is."""
        return self.request.id


def entries_of(
    item: Outlook, before: Iterable[Outlook], work: WorkCalendar, *, sequence: int
) -> tuple[Entry, ...]:
    """The days of one request, and those to be struck out, the earliest first.

    ``before`` is the request as it was with what has been taken back or lost since: a day that
    stood once and no longer does comes cancelled. ``sequence`` must never fall.
    """
    live = {entry.uid: entry for entry in _live(item, work, sequence)}
    gone = {entry.uid: entry for entry in _over(item, work, sequence)}
    for was in before:
        old = (*_live(was, work, sequence), *_over(was, work, sequence))
        gone |= {entry.uid: replace(entry, cancelled=True) for entry in old}
    return tuple(sorted((gone | live).values(), key=lambda entry: (entry.date, entry.uid)))


def all_gone(before: Iterable[Outlook], work: WorkCalendar, *, sequence: int) -> tuple[Entry, ...]:
    """Every day of a request that is there no more, however it once stood, as cancelled."""
    days = [
        entry
        for was in before
        for entry in (*_live(was, work, sequence), *_over(was, work, sequence))
    ]
    return tuple({e.uid: replace(e, cancelled=True) for e in days}.values())


def still_counts(obligation: Obligation) -> bool:
    """Whether a calendar and a time line show it: it waits to be met, or nobody is bound by it."""
    return obligation.live and obligation.certainty != "not_before"


def _uid(request: Request, rule: str) -> str:
    return f"{request.case.id or 'one'}.{request.id}.{rule}@{DOMAIN}"


def _live(item: Outlook, work: WorkCalendar, sequence: int) -> Iterator[Entry]:
    """What stands ahead of one request; a later entry with the same uid is the better one."""
    request = item.request
    acts: dict[date, Entry] = {}

    def entry(
        rule: str, when: date, kind: EntryKind, o: Obligation | None = None,
        alarms: tuple[int, ...] = (1, 0),
    ) -> Entry:  # fmt: skip
        return Entry(
            _uid(request, rule), request, rule, when, kind, sequence, False,
            o.certainty if o else "fact", item.next.command, o, alarms,
        )  # fmt: skip

    for o in item.obligations:
        if not still_counts(o) or o.deadline.paused_now:  # a paused term has no last day yet
            continue
        if o.owed_by == "me":
            yield entry(o.rule.id, o.due, "own", o, OWN_ALARMS)
            continue
        yield entry(o.rule.id, o.due, _KINDS[o.owed_by], o)
        if o.owed_by == "them":
            when = work.next_working(o.due + ONE_DAY)
            acts.setdefault(when, entry(f"act-{o.rule.id}", when, "act", o, (0,)))
    yield from acts.values()
    due = item.next.due
    if due is not None and due.kind == "check":
        yield entry("check", due.date, "check")
    elif due is not None and due.kind == "act" and due.rule in _AHEAD:
        yield entry(f"act-{due.rule}", due.date, "act")
    agreed = next((o.agreed for o in item.obligations if o.agreed and o.state != "void"), None)
    if agreed is not None and request.open:
        yield entry("agreed", agreed, "agreed")
    if again := next_recheck(request):
        days, when = again
        for later in RECHECK_DAYS:
            if later >= days:
                yield entry(f"recheck-{later}", when + timedelta(days=later - days), "recheck")


def _over(item: Outlook, work: WorkCalendar, sequence: int) -> Iterator[Entry]:
    """What stood ahead of the request once and does not any more, as cancelled."""
    request = item.request

    def gone(rule: str, kind: EntryKind, when: date) -> Entry:
        return Entry(_uid(request, rule), request, rule, when, kind, sequence, True, "fact")

    for o in item.obligations:
        end = o.met or o.ended
        if still_counts(o) or o.certainty == "not_before":
            continue
        if end is not None and end.action == o.start.action:
            continue  # begun and met at once: no calendar can have had it
        yield gone(o.rule.id, _KINDS[o.owed_by], o.due)
        if o.owed_by == "them":
            yield gone(f"act-{o.rule.id}", "act", work.next_working(o.due + ONE_DAY))
    for event, rule in _acts(request):
        if event.action != request.events[-1].action:
            yield gone(rule, "act", event.date)
    for event in request.events:
        claimed = event.type == "done_by_user" or event.result == "done"
        if claimed and request.status != "claimed_done":
            yield gone("check", "check", event.date)
        if event.type == "verified" and event.result == "yes":
            for days in RECHECK_DAYS:
                yield gone(f"recheck-{days}", "recheck", event.date + timedelta(days=days))
        if event.type == "agreed" and (until := event.day("until")):
            yield gone("agreed", "agreed", until)


def _acts(request: Request) -> Iterator[tuple[Event, str]]:
    """What the person had to do at some time, by the event that asked for it."""
    for event in request.events:
        if event.type == "sent" and event.channel in ON_ITS_WAY:
            yield event, "act-post_track"
            yield event, "act-second_copy"
        elif event.type == "drafted":
            yield event, "act-drafted"
        elif event.type == "classified" and event.result == "unclear":
            yield event, "act-unclear"


# What is to be done on a day ahead; what is to be done at once needs no calendar.
_AHEAD = ("drafted", "post_track", "second_copy", "unclear")
_KINDS: dict[OwedBy, EntryKind] = {"me": "own", "them": "term", "nobody": "courtesy"}


def calendar_days(found: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    """The days of all requests in one row, the earliest first."""
    return tuple(sorted((e for each in found for e in each), key=lambda e: (e.date, e.uid)))
