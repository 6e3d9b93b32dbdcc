"""One request on one day, with what is worked out for it before it is said what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sferum_cli.core.codes import EventType
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.ledger import ledger
from sferum_cli.core.obligations import breached, owed
from sferum_cli.core.outlook import SCORES, Due, NextAction, Reason
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar

SILENCE_DAYS = 14  # no open request is silent for longer
NOTHING_LEFT: tuple[Reason, ...] = ("closed", "nothing_there")
_CLOSING: tuple[EventType, ...] = ("classified", "withdrawn", "abandoned", "escalated")
ASLEEP = 0  # how urgent at most is what was put off: more than what has come to its end


class RequestToday:
    """A request with its obligations: ``late`` are theirs that were missed, ``ahead`` the others.

    ``family`` are the requests of its chain, ``check_after`` names the rule after which a claim
    can first be checked, ``checked`` is the day on which what we know of its path was checked.
    ``letter`` is the kind of letter that asks for the same in writing: empty where that is still
    to be chosen, None where there is none.
    """

    def __init__(
        self,
        request: Request,
        rules: Sequence[Rule],
        calendar: WorkCalendar,
        today: date,
        *,
        family: tuple[Request, ...] = (),
        check_after: str = "",
        checked: date | None = None,
        letter: str | None = None,
    ) -> None:
        self.request, self.calendar, self.today, self.family = request, calendar, today, family
        self.check_after, self.checked, self.letter = check_after, checked, letter
        self.obligations = ledger(request, rules, calendar, today=today, family=family)
        self.round = request.round
        self.late = breached(self.obligations)
        self.ahead = owed(self.obligations)

    def action(self, reason: Reason, command: str, due: Due | None = None) -> NextAction:
        """To type ``command``; what the person put off is less urgent until its day.

        Where nothing is left to do there is nothing to put off.
        """
        score, until = SCORES[reason], self.put_off()
        if until is not None and self.today < until and reason not in NOTHING_LEFT:
            return NextAction(f"sferum {command}".strip(), reason, min(score, ASLEEP), due, until)
        return NextAction(f"sferum {command}".strip(), reason, score, due)

    def put_off(self) -> date | None:
        """Until when the person put the request off; who has looked since did not wait.

        What was put off while it was open is not what is to be done since it was closed.
        """
        over = _CLOSING if not self.request.open else ()
        last = self.request.last("snoozed", "verified", *over)
        return last.day("until") if last else None

    def day_to_act(self, when: date, rule: str) -> Due:
        """The day ``when`` to do something."""
        return Due(when, rule, "fact", "act")

    def quiet(self, reason: Reason, command: str) -> NextAction:
        """Nothing has a date: after two weeks it is asked about all the same."""
        if not self.request.open:
            return self.action(reason, command)
        told = [e.date for e in self.request.events] or [self.request.opened or self.today]
        when = max(told) + timedelta(days=SILENCE_DAYS)
        due = self.day_to_act(when, "silent")
        return self.action("silent" if when <= self.today else reason, command, due)
