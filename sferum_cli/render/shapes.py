"""Core objects to plain dictionaries: the documented JSON, which only ever grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_cli.core.codes import Language
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.events import Event
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Remark, Role
from sferum_cli.core.letter_copies import kept_letters, sent_on
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.trust import expires, fact_ids_of, known_of
from sferum_cli.core.walk_place import place, walk_over
from sferum_cli.render.case_shapes import case_shape
from sferum_cli.render.ledger_shapes import event_shape, json_value, obligation_shape

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan


def contact_shape(contact: Contact, lang: Language) -> dict[str, Any]:
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
        "own": contact.added,
    }


def path_shape(
    path: GuidedPath,
    role: Role | None,
    lang: Language,
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
        "own": path.added,
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
                "more": step.more.pick(lang) if step.more else None,
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
        "trust": {
            name: {"confirmed": known.confirmed, "of": known.of}
            for name, known in zip(("press", "know"), known_of(path, facts, role), strict=True)
        },
    }


def rule_shape(rule: Rule, lang: Language) -> dict[str, Any]:
    """A deadline rule."""
    return {
        "id": rule.id,
        "title": rule.title.pick(lang),
        "amount": rule.amount,
        "unit": rule.unit,
        "basis": _basis(rule),
        "binding": rule.binding,
        "sources": list(rule.sources),
        "trust": rule.trust,
        "own": rule.added,
    }


# The words of `basis` before rules said what starts them: they stay for the programs that read it.
_BASIS = {
    "received": "receipt", "registered": "registration", "classified:refused": "refusal",
    "done_by_user": "done", "reminded": "reminder",
}  # fmt: skip


def _basis(rule: Rule) -> str | None:
    return _BASIS.get(rule.starts[0], rule.starts[0]) if rule.starts else None


def fact_shape(fact: Fact, path_id: str | None, lang: Language) -> dict[str, Any]:
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
        "expires": json_value(expires(fact)),
        "valid_from": json_value(fact.valid_from),
        "valid_to": json_value(fact.valid_to),
        "own": fact.added,
    }


def request_shape(item: Outlook) -> dict[str, Any]:
    """A request as ``status`` tells it."""
    request = item.request
    due = item.due
    return {
        "id": request.id,
        "path": request.path,
        "person": request.person or None,
        "people": list(request.people),
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
            "original": None,
            "agreed": json_value(due.agreed),
        },
        "case": request.case.id or None,
        "situation": request.situation,
        "obligations": [obligation_shape(o) for o in item.obligations],
        "next": {"command": item.next.command, "reason": item.next.reason},
        "letters": [
            letter_shape(number, kept, sent_on(request, kept))
            for number, kept in enumerate(kept_letters(request), start=1)
        ],
        "events": [event_shape(event) for event in request.events],
    }


def letter_shape(number: int, kept: Event, sent: date | None) -> dict[str, Any]:
    """A kept letter, counted as ``letter --show`` counts; ``sent`` is the day it went out."""
    return {
        "n": number,
        "kind": kept.text("letter"),
        "kept": kept.text("file"),
        "date": kept.date.isoformat(),
        "sent": sent.isoformat() if sent else None,
        "sha256": kept.text("sha256"),
    }


def status_shape(
    items: Sequence[Outlook],
    paths: Mapping[str, GuidedPath],
    today: date,
    plans: Sequence[CasePlan],
) -> dict[str, Any]:
    """Everything ``status`` knows."""
    return {
        "today": today.isoformat(),
        "cases": [case_shape(each, items) for each in plans],
        "requests": [request_shape(item) for item in items],
        "walks": [
            walk_shape(item, paths[item.request.id])
            for item in items
            if item.request.walk
            and item.request.id in paths
            and not walk_over(item.request, paths[item.request.id])
        ],
    }


def walk_shape(item: Outlook, path: GuidedPath) -> dict[str, Any]:
    """How far a walk is: ``step`` counts from 1; ``of`` + 1 is the question at the end."""
    step, of = place(item.request, path) + 1, len(path.steps_for(item.request.role))
    return {"id": item.request.id, "path": path.id, "step": step, "of": of}
