"""The ledger: what every rule makes of the events of a request, and how each term stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from sferum_cli.core.codes import Certainty, EventType, ObligationState
from sferum_cli.core.deadlines import Deadline, Rule, compute
from sferum_cli.core.events import Event, by_day
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.notices import agreed_in, extended_to, pauses_in
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import ON_ITS_WAY, Round
from sferum_cli.core.rule_words import fits, meant
from sferum_cli.core.workdays import ONE_DAY, WorkCalendar

_LACKS: Mapping[EventType, EventType] = {"sent": "received", "received": "registered"}


def ledger(
    request: Request,
    rules: Sequence[Rule],
    calendar: WorkCalendar,
    *,
    today: date,
    family: Iterable[Request] = (),
) -> tuple[Obligation, ...]:
    """Every obligation of ``request`` under ``rules``, the newest round first, then by due date.

    ``family`` are the requests of the same chain: a rule may wait for what happened to a child.
    """
    book = _Book(request, tuple(rules), calendar, today, tuple(family))
    found = [each for rule in rules for each in book.of(rule)]
    return tuple(sorted(found, key=lambda o: (-o.round, o.due, o.rule.id)))


@frozen
class _Start:
    event: Event
    day: date
    certainty: Certainty


class _Book:
    """One request while its obligations are worked out; each rule is worked out once."""

    def __init__(
        self,
        request: Request,
        rules: tuple[Rule, ...],
        calendar: WorkCalendar,
        today: date,
        family: tuple[Request, ...],
    ) -> None:
        self.request, self.rules, self.calendar = request, rules, calendar
        self.today, self.family = today, family
        self.rounds = request.rounds
        self.whole = Round(len(self.rounds), request.events)
        self.known: dict[str, tuple[Obligation, ...]] = {}

    def of(self, rule: Rule) -> tuple[Obligation, ...]:
        """The obligations of ``rule``: one a round, or one in all where it keeps its start."""
        key = f"{rule.id} {rule.valid_from}"
        if key not in self.known:
            self.known[key] = ()  # a rule that waits for itself never starts
            rounds = self.rounds if rule.round == "restart" else (self.whole,)
            found = (self._one(rule, each) for each in rounds)
            self.known[key] = tuple(each for each in found if each is not None)
        return self.known[key]

    def _one(self, rule: Rule, round_: Round) -> Obligation | None:
        if not self._applies(rule, round_):
            return None
        start = self._start(rule, round_)
        if start is None or not _in_force(rule, start.day):
            return None
        shown = [e for token in rule.shown_by for e in self._events(token, round_)]
        if rule.shown_by and not shown:
            return None
        return self._settled(rule, round_, start)

    def _applies(self, rule: Rule, round_: Round) -> bool:
        return not rule.applies or any(fits(each, self.request, round_) for each in rule.applies)

    def _start(self, rule: Rule, round_: Round) -> _Start | None:
        if rule.channels and round_.all("sent") and not set(round_.channels) & set(rule.channels):
            return None
        found = [each for token in rule.starts for each in self._started(token, round_)]
        if found:
            event, day = min(found, key=lambda each: (each[1], each[0].id))
            return _Start(event, day, "fact")
        return self._estimated(rule, round_)

    def _estimated(self, rule: Rule, round_: Round) -> _Start | None:
        for word in rule.estimate_from:
            events = self._events(word, round_)
            if word == "sent":
                events = [e for e in events if e in round_.written]
                direct = [e for e in events if e.channel not in ON_ITS_WAY]
                posted = [e for e in events if e.channel == "post"]
                if not direct and posted:
                    first = min(posted, key=by_day)
                    return _Start(first, first.date, "not_before")
                events = direct
            if events:
                first = min(events, key=by_day)
                return _Start(first, first.date, "estimate")
        return None

    def _started(self, token: str, round_: Round) -> list[tuple[Event, date]]:
        kind, _, name = token.partition(":")
        if kind != "breach":
            return [(event, event.date) for event in self._events(token, round_)]
        return [
            (each.start, each.due + ONE_DAY)
            for rule in self._rules(name)
            for each in self.of(rule)
            if each.state in ("breached", "met_late") and each.certainty == "fact"
        ]

    def _rules(self, name: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.id == name]

    def _events(self, word: str, round_: Round) -> list[Event]:
        """The events that ``word`` means, in the order of writing."""
        kind, _, name = word.partition(":")
        if kind == "met":
            kept = [each for rule in self._rules(name) for each in self.of(rule)]
            return [o.met for o in kept if o.met and o.state == "met" and o.met in round_.events]
        return meant(word, round_, self.request, self.family)

    def _settled(self, rule: Rule, round_: Round, start: _Start) -> Obligation:
        """The obligation with what met it, ended it, moved it, and where it stands today."""
        base = self._deadline(rule, round_, start, None)
        named = extended_to(rule, round_, base)
        limit = base.extension_limit or base.base
        until = min(named, limit) if named and rule.extension else None
        deadline = self._deadline(rule, round_, start, until) if until else base
        met = _first(self._met(rule, round_, start))
        ended = _first(self._ended(rule, round_, start))
        if met and ended and ended.date < met.date:
            met = None
        state, late = self._state(deadline, start, met, ended)
        return Obligation(
            request=self.request.id,
            deadline=replace(deadline, certainty=_surest(deadline, start)),
            round=round_.number,
            state=state,
            certainty=_surest(deadline, start),
            start=start.event,
            met=met,
            ended=ended if met is None else None,
            days_late=late,
            lawful_until=limit if deadline.extended else base.base,
            extended_until=named,
            agreed=agreed_in(round_),
            lacks=_lacks(start),
        )

    def _deadline(self, rule: Rule, round_: Round, start: _Start, until: date | None) -> Deadline:
        return compute(
            rule,
            start.day,
            self.calendar,
            documented=start.certainty == "fact",
            extended_until=until,
            pauses=pauses_in(round_),
        )

    def _met(self, rule: Rule, round_: Round, start: _Start) -> list[Event]:
        events = [e for token in rule.met_by for e in self._events(token, round_)]
        return [e for e in events if e.date >= start.day or e.id > start.event.id]

    def _ended(self, rule: Rule, round_: Round, start: _Start) -> list[Event]:
        """What ended it without its being met: for good, or for this round only."""
        found = [e for token in rule.ended_by for e in self._events(token, round_)]
        found += [e for e in self.request.events if _not_needed(e, rule)]
        if rule.owed_by != "nobody" or "closed" not in rule.survives:
            found += self._success()
        found += self._closing(rule)
        if rule.round == "restart":
            found += self._round_over(round_)
        return [e for e in found if e.date >= start.day or e.id > start.event.id]

    def _success(self) -> list[Event]:
        """The look, on this rung or on another of the chain, that found everything gone."""
        seen = [e for e in self.request.events if e.type == "verified" and e.result == "yes"]
        return [*seen, self.request.success] if self.request.success else seen

    def _closing(self, rule: Rule) -> list[Event]:
        """The event with which the person ended the request, unless the rule survives that."""
        if "closed" in rule.survives or self.request.outcome not in ("withdrawn", "abandoned",
                                                                     "nothing_there"):  # fmt: skip
            return []
        last = self.request.last("withdrawn", "abandoned", "classified")
        return [last] if last else []

    def _round_over(self, round_: Round) -> list[Event]:
        """What came back, and the letter that was sent instead; an answer shows that it arrived."""
        gone = [] if round_.copies else list(round_.all("returned"))
        answer = round_.last("answered")
        gone += [e for e in round_.all("undelivered") if answer is None or answer.id < e.id]
        if round_.number < len(self.rounds):
            gone += self.rounds[round_.number].all("sent")[:1]
        return gone

    def _state(
        self, deadline: Deadline, start: _Start, met: Event | None, ended: Event | None
    ) -> tuple[ObligationState, int]:
        due = deadline.due
        guess = start.certainty != "fact"  # nobody is called late by it
        never = guess or deadline.paused_now
        if met is not None:
            in_time = met.date <= due or guess
            return ("met", 0) if in_time else ("met_late", (met.date - due).days)
        if ended is not None:
            if ended.date <= due or never:
                return "void", 0
            return "breached", (ended.date - due).days
        if self.today > due and not never:
            return "breached", (self.today - due).days
        return "open", 0


def _in_force(rule: Rule, day: date) -> bool:
    since, until = rule.valid_from, rule.valid_to
    return (since is None or since <= day) and (until is None or day <= until)


def _not_needed(event: Event, rule: Rule) -> bool:
    return event.type == "not_needed" and event.text("rule") == rule.id


def _first(events: Iterable[Event]) -> Event | None:
    return min(events, key=by_day, default=None)


def _lacks(start: _Start) -> EventType | Literal[""]:
    """What nobody recorded, so that the start is a guess."""
    if start.certainty == "fact":
        return ""
    return _LACKS.get(start.event.type, "classified")


def _surest(deadline: Deadline, start: _Start) -> Certainty:
    """A start that is known and a calendar that is not known still make an estimate."""
    return start.certainty if start.certainty != "fact" else deadline.certainty
