"""Core objects to plain dictionaries: the documented JSON, which only ever grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sferum_cli.core.clocks import Clock
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.events import Event
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Remark, Role
from sferum_cli.core.next_action import Outlook
from sferum_cli.core.trust import expires, fact_ids_of
from sferum_cli.core.walks import position

SCHEMA = 1


def contact_shape(contact: Contact, lang: str) -> dict[str, Any]:
    """A contact with its trust."""
    return {
        "id": contact.id,
        "kind": contact.kind,
        "title": contact.title.pick(lang),
        "value": contact.value,
        "trust": contact.trust,
        "source": contact.source,
        "checked": contact.checked.isoformat(),
        "note": contact.note.pick(lang) if contact.note else None,
        "papers": contact.papers,
        "own": contact.own,
    }


def path_shape(
    path: GuidedPath,
    role: Role | None,
    lang: str,
    *,
    contacts: Sequence[Contact],
    rules: Sequence[Rule],
    facts: Mapping[str, Fact],
) -> dict[str, Any]:
    """A path for one role; for every role where it is None."""

    def remarks(items: Iterable[Remark]) -> list[str]:
        return [item.text.pick(lang) for item in items if item.when.fits(role)]

    ids = fact_ids_of(path)
    return {
        "id": path.id,
        "title": path.title.pick(lang),
        "own": path.own,
        "summary": path.summary.pick(lang),
        "known": path.known.pick(lang),
        "minutes": path.minutes,
        "better": list(path.better),
        "needs": remarks(path.needs),
        "steps": [
            {
                "n": n,
                "id": step.id,
                "title": step.title.pick(lang),
                "detail": step.detail.pick(lang) if step.detail else None,
                "url": step.url,
                "roles": list(step.when.roles) or None,
                "facts": list(step.facts),
                "troubles": [
                    {"id": x.id, "title": x.title.pick(lang), "advice": x.advice.pick(lang)}
                    for x in step.troubles
                    if x.when.fits(role)
                ],
            }
            for n, step in enumerate(path.steps_for(role), start=1)
        ],
        "warnings": remarks(path.warnings),
        "consequences": remarks(path.consequences),
        "contacts": [contact_shape(contact, lang) for contact in contacts],
        "deadlines": [rule_shape(rule, lang) for rule in rules],
        "sources": sorted({s for i in ids if i in facts for s in facts[i].sources}),
        "facts": [fact_shape(facts[i], path.id, lang) for i in ids if i in facts],
    }


def rule_shape(rule: Rule, lang: str) -> dict[str, Any]:
    """A deadline rule."""
    return {
        "id": rule.id,
        "title": rule.title.pick(lang),
        "amount": rule.amount,
        "unit": rule.unit,
        "basis": rule.basis,
        "binding": rule.binding,
        "sources": list(rule.sources),
        "trust": rule.trust,
        "own": rule.added,
    }


def fact_shape(fact: Fact, path_id: str | None, lang: str) -> dict[str, Any]:
    """A fact with what it rests on."""
    return {
        "id": fact.id,
        "path": path_id,
        "text": fact.text.pick(lang),
        "source": fact.sources[0] if fact.sources else None,
        "sources": list(fact.sources),
        "against": list(fact.against),
        "trust": fact.trust,
        "checked": fact.checked.isoformat(),
        "expires": _day(expires(fact)),
        "valid_from": _day(fact.valid_from),
        "valid_to": _day(fact.valid_to),
        "own": fact.own,
    }


def event_shape(event: Event) -> dict[str, Any]:
    """An event with its own fields beside it."""
    own = {key: _plain(value) for key, value in event.data.items()}
    return {
        "id": event.id,
        "at": event.at,
        "type": event.type,
        "date": event.date.isoformat(),
        **own,
    }


def request_shape(item: Outlook) -> dict[str, Any]:
    """A request as ``status`` tells it."""
    request = item.request
    due = item.due
    return {
        "id": request.id,
        "path": request.path,
        "person": request.person or None,
        "role": request.role,
        "rung": request.rung,
        "parent": request.parent or None,
        "status": request.status,
        "outcome": request.outcome,
        "timing": item.timing,
        "number": request.number or None,
        "due": None
        if due is None
        else {
            "date": due.date.isoformat(),
            "rule": due.rule,
            "certainty": due.certainty,
            "original": due.original.isoformat() if due.original else None,
        },
        "next": {"command": item.next.command, "reason": item.next.reason},
        "events": [event_shape(event) for event in request.events],
    }


def status_shape(
    items: Sequence[Outlook], paths: Mapping[str, GuidedPath], today: date
) -> dict[str, Any]:
    """Everything ``status`` knows."""
    return {
        "schema": SCHEMA,
        "today": today.isoformat(),
        "requests": [request_shape(item) for item in items],
        "walks": [
            walk_shape(item, paths[item.request.path])
            for item in items
            if item.request.walk
            and not item.request.walk.finished
            and item.request.open
            and item.request.path in paths
        ],
    }


def walk_shape(item: Outlook, path: GuidedPath) -> dict[str, Any]:
    """How far a walk is: ``step`` counts from 1; ``of`` + 1 is the question at the end."""
    steps = path.steps_for(item.request.role)
    walk = item.request.walk
    index = position(walk, steps) if walk else 0
    return {"id": item.request.id, "path": path.id, "step": index + 1, "of": len(steps)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def why_shape(item: Outlook) -> dict[str, Any]:
    """Each date of a request with its calculation."""
    return {
        "schema": SCHEMA,
        "id": item.request.id,
        "dates": [_calculation(clock) for clock in item.clocks],
    }


def _calculation(clock: Clock) -> dict[str, Any]:
    deadline = clock.deadline
    return {
        "date": deadline.due.isoformat(),
        "rule": deadline.rule.id,
        "trigger": event_shape(clock.trigger),
        "amount": deadline.rule.amount,
        "unit": deadline.rule.unit,
        "counted": [day.isoformat() for day in deadline.counted],
        "skipped": [off.date.isoformat() for off in deadline.skipped],
        "skipped_names": {
            off.date.isoformat(): off.name.ru for off in deadline.skipped if off.name
        },
        "plain": deadline.plain.isoformat(),
        "moved": deadline.moved,
        "extended": deadline.extended,
        "extension_limit": _plain(deadline.extension_limit),
        "too_long": deadline.too_long,
        "paused_days": deadline.paused_days,
        "certainty": deadline.certainty,
        "binding": deadline.rule.binding,
        "running": clock.running,
        "source": deadline.rule.sources[0] if deadline.rule.sources else None,
        "own": deadline.rule.added,
        "own_years": list(deadline.own_years),
    }


def due_shape(items: Sequence[Outlook]) -> dict[str, Any]:
    """What is due today."""
    rows = [
        {
            "id": item.request.id,
            "timing": item.timing,
            "date": item.due.date.isoformat() if item.due else None,
            "command": item.next.command,
        }
        for item in items
    ]
    return {"schema": SCHEMA, "due": rows}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
