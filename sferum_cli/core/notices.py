"""What the other side's words do to a term: an extension, an agreed day, a pause for papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from sferum_cli.core.deadlines import Deadline, Pause, Rule
from sferum_cli.core.events import Event, by_day
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import Round

Fault = Literal["law", "spoken", "late", "reasons", "short"]


@frozen
class Idle:
    """A notice of the other side that does not move ``of``, or, of no term, nothing at all."""

    notice: Event
    fault: Fault
    of: Obligation | None = None


def extended_to(rule: Rule, round_: Round, base: Deadline) -> date | None:
    """The day the other side named for this term in the form the rule asks for, in time.

    ``base`` is the term without it.
    """
    if rule.owed_by != "them":
        return None
    found = None
    for event, until, fault in _notices(rule, round_, base):
        # A term that the law does not let them move keeps what they named for the record only.
        named = rule.extension is None and event.text("rule") == rule.id
        if named or not fault:
            found = until
    return found


def fault_of(rule: Rule, event: Event, due: date) -> Fault | Literal[""]:
    """What a notice lacks that counts: the law that lets them, the form, the day; empty for none.

    It has to come by ``due``, the last day in force, in the form that the rule asks for. A notice
    of an old journal says nothing of its form: it counts as written, with reasons.
    """
    if rule.extension is None:
        return "law"
    old = not event.text("written")
    if rule.extension.written and not old and event.text("written") != "yes":
        return "spoken"
    if event.date > due:
        return "late"
    return "reasons" if rule.extension.reasons and not old and not event.text("reason") else ""


def without_effect(request: Request, obligations: Iterable[Obligation]) -> tuple[Idle, ...]:
    """What the notices of the newest round do not move of what they still owe, and why.

    A notice that moves nothing at all is told once, of no term.
    """
    round_, found = request.round, []
    owed = [o for o in obligations if o.owed_by == "them" and o.live and o.round == round_.number]
    for notice in round_.all("extended"):
        said: list[Idle] = []
        moved, counts = False, False
        for o in owed:
            base = replace(o.deadline, due=o.deadline.base)
            for event, until, fault in _notices(o.rule, round_, base):
                if event == notice and fault and fault != "law":
                    said.append(Idle(notice, fault, o))
                counts = counts or (event == notice and not fault)
                moved = moved or (event == notice and not fault and until > base.due)
        whys = {idle.fault for idle in said}
        if moved:
            found += said
        elif owed and len(whys) < 2:
            found.append(Idle(notice, next(iter(whys), "short" if counts else "law")))
        elif owed:
            found += said
    return tuple(found)


def _notices(
    rule: Rule, round_: Round, base: Deadline
) -> Iterator[tuple[Event, date, Fault | Literal[""]]]:
    """Each notice that speaks of ``rule``, the day it names and its fault, in the order of days."""
    due = base.due
    for event in sorted(round_.all("extended"), key=by_day):
        until = event.day("until")
        if until is None or event.text("rule") not in ("", rule.id):
            continue
        fault = fault_of(rule, event, due)
        if not fault:
            due = max(base.due, min(until, base.extension_limit or base.base))
        yield event, until, fault


def agreed_in(round_: Round) -> date | None:
    """The day agreed with them, until their next answer."""
    last = max(round_.all("agreed", "answered"), key=by_day, default=None)
    return last.day("until") if last else None


def pauses_in(round_: Round) -> tuple[Pause, ...]:
    """From each day on which they asked for papers to the day these were sent."""
    pauses: list[Pause] = []
    for event in round_.all("info_requested", "info_sent"):
        if event.type == "info_requested":
            pauses.append(Pause(event.date, None))
        elif pauses and pauses[-1].end is None:
            pauses[-1] = Pause(pauses[-1].start, max(event.date, pauses[-1].start))
    return tuple(pauses)
