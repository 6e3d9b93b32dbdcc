"""What the program knows as JSON: contacts, paths, rules and facts; it only ever grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sferum_cli.core.codes import Language
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Remark, Role, Step
from sferum_cli.core.trust import expires, fact_ids_of, known_of
from sferum_cli.render.ledger_shapes import json_value


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
            {"n": n, **_step_shape(step, role, lang)}
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


def _step_shape(step: Step, role: Role | None, lang: Language) -> dict[str, Any]:
    return {
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
