"""Requests as JSON: one, all that `status` knows, a kept letter, a walk; it only ever grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_cli.core.events import Event
from sferum_cli.core.knowledge import GuidedPath
from sferum_cli.core.letter_copies import kept_letters, sent_on
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.walk_place import place, walk_over
from sferum_cli.render.case_shapes import case_shape
from sferum_cli.render.ledger_shapes import event_shape, json_value, obligation_shape

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan


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
