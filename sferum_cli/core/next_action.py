"""The one ranking behind home, status, due and calendar: what to do next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sferum_cli.core.deadlines import SOON, Rule, working_days_left
from sferum_cli.core.family import back_again, begun_above, go_on_with
from sferum_cli.core.frozen import replace
from sferum_cli.core.ledger import ledger
from sferum_cli.core.letter_copies import reminder_to_send
from sferum_cli.core.obligations import breached, mine, owed
from sferum_cli.core.outlook import (
    SCORES,
    SPEAKING,
    Due,
    NextAction,
    Outlook,
    Reason,
    check_due,
    due_of,
    next_recheck,
    timing_of,
)
from sferum_cli.core.receipts import days_to_chase
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar

STALE = timedelta(days=180)  # after which what we know of a path should be looked at again
OWN_AHEAD = timedelta(days=30)  # from when on the person's own term is spoken of each day
OWN_BEHIND = timedelta(days=14)  # until when, once it is over
NUDGE_DAYS = 2  # calendar days after which a letter that was written but not sent is mentioned
UNCLEAR_DAYS = 7  # after which an answer that said nothing is asked about again
SILENCE_DAYS = 14  # no open request is silent for longer
REMIND_WITHIN = 10  # working days of delay in which a reminder comes before the next rung
ASLEEP = 0  # how urgent at most is what was put off: more than what has come to its end
_REMINDED_RUNGS = (1, 2, 3)


def outlook(
    request: Request,
    rules: Sequence[Rule],
    calendar: WorkCalendar,
    *,
    today: date,
    family: Iterable[Request] = (),
    check_after: str = "",
    checked: date | None = None,
) -> Outlook:
    """How ``request`` stands on ``today`` under ``rules``.

    ``family`` are the requests of its chain, ``check_after`` names the rule after which a claim
    can first be checked, ``checked`` is the day on which what we know of its path was checked.
    """
    desk = _Desk(request, rules, calendar, today, tuple(family), check_after, checked)
    return desk.outlook()


class _Desk:
    """One request on one day, while it is worked out what to do about it."""

    def __init__(
        self,
        request: Request,
        rules: Sequence[Rule],
        calendar: WorkCalendar,
        today: date,
        family: tuple[Request, ...],
        check_after: str,
        checked: date | None,
    ) -> None:
        self.request, self.calendar, self.today, self.family = request, calendar, today, family
        self.check_after, self.checked = check_after, checked
        self.obligations = ledger(request, rules, calendar, today=today, family=family)
        self.round = request.round
        self.late = breached(self.obligations)
        self.ahead = owed(self.obligations)

    def outlook(self) -> Outlook:
        own = self._own_term()
        main = self._main()
        actions = sorted([main, *own], key=lambda each: -each.score)
        first = actions[0]
        return Outlook(
            self.request, self.obligations, first.due,
            timing_of(first, self.request, self.obligations, self.today, self.calendar), first,
            tuple(each for each in actions[1:] if each.reason in SPEAKING),
        )  # fmt: skip

    def _action(self, reason: Reason, command: str, due: Due | None = None) -> NextAction:
        score, until = SCORES[reason], self._put_off()
        if until is not None and self.today < until:
            return NextAction(f"sferum {command}".strip(), reason, min(score, ASLEEP), due, until)
        return NextAction(f"sferum {command}".strip(), reason, score, due)

    def _put_off(self) -> date | None:
        """Until when the person put the request off; who has looked since did not wait."""
        last = self.request.last("snoozed", "verified")
        return last.day("until") if last else None

    def _own_term(self) -> list[NextAction]:
        """The person's own terms that are near or just over, each with the way to keep it."""
        found = []
        for own in mine(self.obligations):
            due = Due(own.due, own.rule.id, own.certainty, "own")
            begun = begun_above(self.request, self.family, "court")
            command = (
                go_on_with(self.family, begun)
                if begun
                else f"escalate {self.request.id} --to court"
            )
            if self.today > own.due:
                if self.today - own.due <= OWN_BEHIND:
                    found.append(self._action("own_overdue", command, due))
            elif own.due - self.today <= OWN_AHEAD:
                found.append(self._action("own_limit", command, due))
        return found

    def _main(self) -> NextAction:
        name, round_ = self.request.id, self.round
        match self.request.status:
            case "closed":
                return self._ended()
            case "planned" if other := begun_above(self.request, self.family):
                return self._action("elsewhere", go_on_with(self.family, other))
            case "planned":
                reason: Reason = "walk_paused" if self.request.walk else "planned"
                return self._quiet(reason, f"continue {name}")
            case "drafted":
                return self._drafted()
            case "needs_input":
                asked = round_.last("info_requested")
                due = self._act(asked.date if asked else self.today, "needs_input")
                return self._action("needs_input", f"log {name} info_sent", due)
            case "undelivered":
                back = self.request.last("undelivered", "returned", "refused_at_desk")
                due = self._act(back.date if back else self.today, "undelivered")
                return self._action("undelivered", f"log {name} sent", due)
            case "answered":
                return self._answered()
            case "claimed_done":
                return self._look(check_due(self.request, self.obligations, self.check_after))
            case "sent" | "accepted":
                return self._waiting()

    def _act(self, when: date, rule: str) -> Due:
        return Due(when, rule, "fact", "act")

    def _drafted(self) -> NextAction:
        made = self.request.last("drafted")
        when = (made.date if made else self.today) + timedelta(days=NUDGE_DAYS)
        reason: Reason = "drafted" if when <= self.today else "drafted_today"
        return self._action(reason, f"log {self.request.id} sent", self._act(when, "drafted"))

    def _answered(self) -> NextAction:
        """An answer to be sorted, one that said nothing, or a claim that proved untrue."""
        name = self.request.id
        last = self.request.last("answered", "verified")
        if last is not None and last.type == "verified":
            return self._up("refused", last.date, "broken")
        answer, told = self.round.last("answered"), self.round.last("classified")
        when = answer.date if answer else self.today
        if told is None or (answer and told.id < answer.id):
            due = self._act(when, "not_classified")
            return self._action("not_classified", f"log {name} classified", due)
        if self.late:
            return self._overdue()
        again = when + timedelta(days=UNCLEAR_DAYS)
        reason: Reason = "unclear" if again <= self.today else "waiting"
        what = " classified" if reason == "unclear" else ""
        return self._action(reason, f"log {name}{what}", self._act(again, "unclear"))

    def _look(self, due: Due) -> NextAction:
        """To look on that day, or on the later one until which the person put it off."""
        until = self._put_off()
        if until is not None and until > due.date:
            due = replace(due, date=until)
        reason: Reason = "recheck_due" if due.date <= self.today else "recheck_later"
        return self._action(reason, f"log {self.request.id} verified", due)

    def _ended(self) -> NextAction:
        request = self.request
        again = next_recheck(request)
        if again:
            days, when = again
            return self._look(Due(when, f"recheck-{days}", "fact", "recheck"))
        last = request.last("answered", "verified")
        when = last.date if last else self.today
        if back := back_again(self.family):
            return self._action("came_back", go_on_with(self.family, back))
        match request.outcome:
            case "refused" if not request.children:
                return self._up("refused", when)
            case "partly_done" if not request.children:
                return self._up("refused", when, "partly")
            case "wrong_addressee" if not request.children:
                return self._up("not_us", when)
            case "nothing_there":
                return self._action("nothing_there", "")
            case "escalated" if self.late and request.children:
                return self._action("passed_on", f"status {request.children[-1]}")
            case _:
                return self._action("closed", "")

    def _up(self, reason: Reason, when: date, what: str = "") -> NextAction:
        """The next rung: the one that was begun, the operator for "not us", else the best.

        ``what`` tells kinds of one reason apart: a part that was done, a claim that is untrue.
        """
        name = self.request.id
        due = self._act(when, what or reason)
        if begun := begun_above(self.request, self.family):
            return self._action("rung_begun", go_on_with(self.family, begun), due)
        if self.request.addressee == "court":
            return self._quiet("last_rung", "support court")
        institution = self.request.addressee == "institution"
        to = " --to operator" if reason == "not_us" and institution else ""
        return self._action(reason, f"escalate {name}{to}", due)

    def _overdue(self) -> NextAction:
        """Something is late: the reminder first, then the next rung."""
        first, name = self.late[0], self.request.id
        due = due_of(first)
        if self.request.children:  # the person has acted on it: no nagging
            return self._action("passed_on", f"status {self.request.children[-1]}", due)
        if self._reminder_waits():
            return self._action("remind", f"log {name} reminded", due)
        if begun := begun_above(self.request, self.family):
            return self._action("rung_begun", go_on_with(self.family, begun), due)
        runs = [o for o in self.obligations if "reminded" in o.rule.starts and o.state == "open"]
        if runs:
            return self._action("reminded", f"log {name}", due_of(runs[0]))
        late = self.calendar.working_between(first.due, self.today)
        human = self.request.rung in _REMINDED_RUNGS and self.round.last("reminded") is None
        if human and late < REMIND_WITHIN:
            return self._action("remind", f"letter reminder --request {name}", due)
        if self.request.addressee == "court":
            return self._action("last_rung", "support court", due)
        return self._action("overdue", f"escalate {name}", due)

    def _reminder_waits(self) -> bool:
        """Whether a reminder was written after all else and is still worth sending.

        Who wrote it late has as long for it as for one that was to be written in time.
        """
        made, begun = reminder_to_send(self.request), begun_above(self.request, self.family)
        above = (event.id for r in self.family if r.id == begun for event in r.events)
        if made is None or max(above, default=0) > made.id:
            return False
        since = max(made.date, self.late[0].due)
        return self.calendar.working_between(since, self.today) < REMIND_WITHIN

    def _waiting(self) -> NextAction:
        name = self.request.id
        if self.late:
            return self._overdue()
        if posted := self._posted():
            return posted
        courtesy = [o for o in self.obligations if o.owed_by == "nobody" and o.state == "open"]
        terms = [*self.ahead, *courtesy]
        ahead = [o for o in terms if o.due >= self.today]
        guesses = [o for o in terms if o.lacks]
        if guesses and not ahead:
            return self._quiet("unknown_start", f"log {name} {guesses[0].lacks}")
        if not ahead:
            return self._quiet("waiting", f"log {name}")
        due = due_of(ahead[0])
        if ahead[0].lacks:
            return self._action("unknown_start", f"log {name} {ahead[0].lacks}", due)
        if self.checked and self.today - self.checked > STALE:
            return self._action("stale", f"sources --path {self.request.path}", due)
        if due.date == self.today:
            return self._action("due_today", f"log {name}", due)
        soon = working_days_left(due.date, self.today, self.calendar) <= SOON
        return self._action("due_soon" if soon else "waiting", f"log {name}", due)

    def _posted(self) -> NextAction | None:
        """A letter of no receipt: find out whether it arrived, then send it once more."""
        days = days_to_chase(self.request, self.obligations, self.today)
        if days is None:
            return None
        name, (track, copy) = self.request.id, days
        if self.today >= copy:
            due = self._act(copy, "second_copy")
            return self._action("second_copy", f"log {name} sent --copy", due)
        reason: Reason = "post_track" if self.today >= track else "unknown_start"
        return self._action(reason, f"log {name} received", self._act(track, "post_track"))

    def _quiet(self, reason: Reason, command: str) -> NextAction:
        """Nothing has a date: after two weeks it is asked about all the same."""
        if not self.request.open:
            return self._action(reason, command)
        told = [e.date for e in self.request.events] or [self.request.opened or self.today]
        when = max(told) + timedelta(days=SILENCE_DAYS)
        due = self._act(when, "silent")
        return self._action("silent" if when <= self.today else reason, command, due)
