"""The vocabulary of rules: which events a word of a rule means, and whom a rule is for."""

from __future__ import annotations

from collections.abc import Iterable

from sferum_cli.core.codes import Result, YesNo
from sferum_cli.core.deadlines import Applies
from sferum_cli.core.events import Event
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import Round


def meant(word: str, round_: Round, request: Request, family: Iterable[Request]) -> list[Event]:
    """The events of the round (or of a child) that ``word`` means, in the order of writing.

    ``breach:`` and ``met:`` speak of other rules and are not known here.
    """
    kind, _, value = word.partition(":")
    match kind:
        case "child":
            path, _, event_type = value.rpartition(".")
            children = [r for r in family if r.parent == request.id and r.path == path]
            return [e for child in children for e in child.events if e.type == event_type]
        case "classified":
            return _classified(value, round_)
        case "sent" if value:
            return [e for e in round_.all("sent") if e.text("letter") == value]
        case "verified":
            return [e for e in round_.all("verified") if e.result == value]
        case "registered":
            return [round_.registered] if round_.registered else []
        case "answered":  # an answer that says nothing meets nothing
            return [answer for answer, result in answers_in(round_) if result != "unclear"]
        case "unsorted":
            return [answer for answer, result in answers_in(round_) if not result]
        case _:
            return [event for event in round_.events if event.type == kind]


def _classified(result: str, round_: Round) -> list[Event]:
    """The answers with ``result``; "done" holds only while no look proved it untrue."""
    found = [answer for answer, told in answers_in(round_) if told == result]
    if result == "done":
        untrue = [e.id for e in round_.all("verified") if e.result == "no"]
        found = [e for e in found if not any(e.id < no for no in untrue)]
    return found


def answers_in(round_: Round) -> list[tuple[Event, Result | YesNo | None]]:
    """Each answer of a round with how it was sorted last; None where it was not sorted yet."""
    found: list[tuple[Event, Result | YesNo | None]] = []
    for event in round_.events:
        if event.type == "answered":
            found.append((event, None))
        elif event.type == "classified" and found:
            found[-1] = (found[-1][0], event.result)
    return found


def fits(applies: Applies, request: Request, round_: Round) -> bool:
    """Whether ``applies`` holds for ``request`` and the letter that was sent in ``round_``."""
    place = request.institution
    return (
        (not applies.ownership or place.ownership in applies.ownership)
        and (not applies.institution or place.kind in applies.institution)
        and (not applies.addressee or request.addressee in applies.addressee)
        and (not applies.situation or (request.why_asked or "listed") in applies.situation)
        and (not applies.role or request.role in applies.role)
        and (not applies.letter or _letter_of(round_) in ("", *applies.letter))
    )


def _letter_of(round_: Round) -> str:
    """The letter of ours that was marked as sent in this round last; empty where none was."""
    return next((e.text("letter") for e in reversed(round_.all("sent")) if e.text("letter")), "")
