"""What the other side's words do to a term: an extension, an agreed day, a pause for papers."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.deadlines import Deadline, Pause, Rule
from sferum_cli.core.events import Event
from sferum_cli.core.rounds import Round


def by_day(event: Event) -> tuple[date, int]:
    """The order of days counts, not that of writing."""
    return event.date, event.id


def extended_to(rule: Rule, own: Round, base: Deadline) -> date | None:
    """The day the other side named for this term in the form the rule asks for, in time.

    ``base`` is the term without it.
    """
    if rule.owed_by != "them":
        return None
    found, due = None, base.due
    for event in sorted(own.all("extended"), key=by_day):
        until = event.day("until")
        if until is None or event.text("rule") not in ("", rule.id):
            continue
        # A term that the law does not let them move keeps what they named for the record only.
        named = rule.extension is None and event.text("rule") == rule.id
        if named or told_well(rule, event, due):
            found = until
            due = max(base.due, min(until, base.extension_limit or base.base))
    return found


def told_well(rule: Rule, event: Event, due: date) -> bool:
    """Whether the notice came by the last day in force and in the form that the rule asks for.

    A notice of an old journal says nothing of its form: it counts as written, with reasons.
    """
    if rule.extension is None or event.date > due:
        return False
    old = not event.text("written")
    if rule.extension.written and not old and event.text("written") != "yes":
        return False
    return not (rule.extension.reasons and not old and not event.text("reason"))


def agreed_in(own: Round) -> date | None:
    """The day agreed with them, until their next answer."""
    last = max(own.all("agreed", "answered"), key=by_day, default=None)
    return last.day("until") if last else None


def pauses_in(own: Round) -> tuple[Pause, ...]:
    """From each day on which they asked for papers to the day these were sent."""
    pauses: list[Pause] = []
    for event in own.all("info_requested", "info_sent"):
        if event.type == "info_requested":
            pauses.append(Pause(event.date, None))
        elif pauses and pauses[-1].end is None:
            pauses[-1] = Pause(pauses[-1].start, max(event.date, pauses[-1].start))
    return tuple(pauses)
