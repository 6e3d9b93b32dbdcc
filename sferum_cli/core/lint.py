"""What is wrong with the knowledge: references, trust, dead ends; each finding by a code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.events import OUTCOMES
from sferum_cli.core.knowledge import (
    CONFIRMED,
    TRUSTS,
    Contact,
    Fact,
    GuidedPath,
    Source,
    Step,
    Trouble,
)

LAW_GRADES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: its code, where it is, and the value that does not fit."""

    code: str
    where: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All the knowledge that refers to each other."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    contacts: Mapping[str, Contact]
    rules: Mapping[str, Rule]
    paths: Mapping[str, GuidedPath]


def lint(shelf: Shelf) -> list[Finding]:
    """Every finding in the knowledge, in reading order; empty when all is well."""
    found = [*_facts(shelf), *_contacts(shelf), *_rules(shelf)]
    for path in shelf.paths.values():
        found += _path(path, shelf)
    return found


def _facts(shelf: Shelf) -> Iterator[Finding]:
    for fact in shelf.facts.values():
        if not fact.sources:
            yield Finding("fact-without-source", fact.id)
        for source in (*fact.sources, *fact.against):
            if source not in shelf.sources:
                yield Finding("unknown-source", fact.id, source)
        if fact.trust not in TRUSTS:
            yield Finding("unknown-trust", fact.id, fact.trust)
        if fact.trust == "contradicted" and not fact.against:
            yield Finding("contradicted-by-nobody", fact.id)
        grades = {shelf.sources[s].grade for s in fact.sources if s in shelf.sources}
        if fact.trust in CONFIRMED and grades and grades == {"D"}:
            yield Finding("confirmed-by-hearsay", fact.id)
    for source_id, known in shelf.sources.items():
        if known.url and not known.url.startswith(("https://", "http://")):
            yield Finding("bad-address", source_id, known.url)


def _contacts(shelf: Shelf) -> Iterator[Finding]:
    for contact in shelf.contacts.values():
        if contact.source not in shelf.sources:
            yield Finding("unknown-source", contact.id, contact.source)
        if contact.trust not in TRUSTS:
            yield Finding("unknown-trust", contact.id, contact.trust)
        if contact.papers and contact.trust not in CONFIRMED:
            yield Finding("papers-to-unconfirmed", contact.id)


def _rules(shelf: Shelf) -> Iterator[Finding]:
    for rule in shelf.rules.values():
        for source in rule.sources:
            if source not in shelf.sources:
                yield Finding("unknown-source", rule.id, source)
        if not rule.sources:
            yield Finding("rule-without-source", rule.id)
        grades = {shelf.sources[s].grade for s in rule.sources if s in shelf.sources}
        if rule.binding and grades and not grades & set(LAW_GRADES):
            yield Finding("binding-without-law", rule.id)


def _path(path: GuidedPath, shelf: Shelf) -> Iterator[Finding]:
    here = path.id
    if path.kind not in ("unlink", "delete", "appeal"):
        yield Finding("unknown-kind", here, path.kind)
    for contact in path.contacts:
        if contact not in shelf.contacts:
            yield Finding("unknown-contact", here, contact)
    for rule in (*path.deadlines, *([path.check_after] if path.check_after else [])):
        if rule not in shelf.rules:
            yield Finding("unknown-rule", here, rule)
    for other in path.better:
        if other not in shelf.paths:
            yield Finding("unknown-path", here, other)
    for n, remark in enumerate((*path.needs, *path.consequences, *path.warnings), start=1):
        if remark.fact and remark.fact not in shelf.facts:
            yield Finding("unknown-fact", f"{here}.remark[{n}]", remark.fact)
    ids = [step.id for step in path.steps]
    for double in sorted({name for name in ids if ids.count(name) > 1}):
        yield Finding("double-step", here, double)
    for role in path.roles:
        if not path.steps_for(role):
            yield Finding("role-without-steps", here, role)
        if not any(ending.when.fits(role) for ending in path.endings):
            yield Finding("path-without-end", here, role)
    for ending in path.endings:
        if ending.event not in ("done_by_user", "sent"):
            yield Finding("unknown-event", here, ending.event)
    for step in path.steps:
        yield from _step(step, ids, f"{here}.{step.id}", shelf)


def _step(step: Step, ids: Collection[str], where: str, shelf: Shelf) -> Iterator[Finding]:
    for fact in step.facts:
        if fact not in shelf.facts:
            yield Finding("unknown-fact", where, fact)
    if step.url and not step.url.startswith("https://"):
        yield Finding("bad-address", where, step.url)
    for trouble in step.troubles:
        yield from _trouble(trouble, ids, f"{where}.{trouble.id}", shelf)


def _trouble(trouble: Trouble, ids: Collection[str], where: str, shelf: Shelf) -> Iterator[Finding]:
    for fact in trouble.facts:
        if fact not in shelf.facts:
            yield Finding("unknown-fact", where, fact)
    if not [way for way in trouble.ways if way.to != "retry"]:
        yield Finding("trouble-without-way", where)
    for way in trouble.ways:
        kind, _, target = way.to.partition(":")
        good = {
            "retry": not target,
            "support": not target,
            "ladder": not target,
            "step": target in ids,
            "path": target in shelf.paths,
            "guide": target in shelf.paths,
            "end": target in OUTCOMES,
        }.get(kind, False)
        if not good:
            yield Finding("way-to-nowhere", where, way.to)
