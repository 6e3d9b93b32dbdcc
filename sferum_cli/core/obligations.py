"""An obligation: who owes what by when, and whether it was done. All that shows a term reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from sferum_cli.core.codes import Certainty, EventType, ObligationState, OwedBy
from sferum_cli.core.deadlines import Deadline, Rule
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen


@frozen
class Obligation:
    """One term of one request: what ``deadline.rule`` makes of the round in which it began.

    ``start`` is the event that began it (of a breach, the one that began what was breached).
    ``met`` and ``ended`` are the events that did so. ``lawful_until`` is the last day that the
    law allows, ``extended_until`` the day the other side named, lawful or not; ``agreed`` a day
    agreed with them, which changes nothing. ``days_late`` are calendar days. ``lacks`` is the
    event that nobody recorded where the start is only a guess: by such a term nobody is late.
    """

    request: str
    deadline: Deadline
    round: int
    state: ObligationState
    certainty: Certainty
    start: Event
    met: Event | None = None
    ended: Event | None = None
    days_late: int = 0
    lawful_until: date | None = None
    extended_until: date | None = None
    agreed: date | None = None
    lacks: EventType | Literal[""] = ""

    @property
    def rule(self) -> Rule:
        """The rule that it comes from."""
        return self.deadline.rule

    @property
    def owed_by(self) -> OwedBy:
        """Whose it is to do."""
        return self.rule.owed_by

    @property
    def due(self) -> date:
        """The last day in force."""
        return self.deadline.due

    @property
    def live(self) -> bool:
        """Whether it still waits to be met, in time or late."""
        return self.state in ("open", "breached") and self.ended is None


def breached(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """What the other side owes and has not done in time, the longest overdue first."""
    late = (o for o in obligations if o.owed_by == "them" and o.state == "breached" and o.live)
    return tuple(sorted(late, key=lambda o: o.due))


def owed(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """What the other side still has time for, the earliest first."""
    still = (o for o in obligations if o.owed_by == "them" and o.state == "open")
    return tuple(sorted(still, key=lambda o: o.due))


def mine(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """The person's own terms that still run or are over and were not used, the earliest first."""
    own = (o for o in obligations if o.owed_by == "me" and o.live)
    return tuple(sorted(own, key=lambda o: o.due))
