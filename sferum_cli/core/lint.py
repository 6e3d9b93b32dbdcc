"""What is wrong with the knowledge: references, trust, age, dead ends; each finding by a code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, assert_never

from sferum_cli.core.codes import OUTCOMES
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.frozen import fields_of, frozen, is_frozen
from sferum_cli.core.knowledge import (
    Bilingual,
    Contact,
    Fact,
    Grade,
    GuidedPath,
    Role,
    Source,
    Step,
    Target,
    Trouble,
)
from sferum_cli.core.links import is_page
from sferum_cli.core.trust import about_of, is_confirmed

if TYPE_CHECKING:
    from sferum_cli.core.plan import PlanRow
    from sferum_cli.core.questions import Question

LAW_GRADES: frozenset[Grade] = frozenset({"A", "B", "C"})
READ_GRADES: frozenset[Grade] = frozenset({"A", "B"})  # the act itself, or a body that applies it
TOO_OLD = 400  # calendar days after which a check has to be made again
QUOTED = 60  # letters of a sentence by which it is found again
_RUSSIAN = "[\u0400-\u04ff]"
_ENGLISH = "[A-Za-z]"


@frozen
class Finding:
    """One thing that is wrong: its code, where it is, and the value that does not fit."""

    code: str
    where: str
    value: str = ""


@frozen
class Shelf:
    """All the knowledge that refers to each other."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    contacts: Mapping[str, Contact]
    rules: Mapping[str, Rule]
    paths: Mapping[str, GuidedPath]
    questions: Sequence[Question] = ()
    plan: Sequence[PlanRow] = ()
    letters: Collection[str] = ()


def lint(shelf: Shelf, today: date | None = None) -> list[Finding]:
    """Every finding in the knowledge, in reading order; empty when all is well.

    The age of a check counts only where ``today`` is given.
    """
    found = [*_facts(shelf), *_contacts(shelf), *_rules(shelf)]
    for path in shelf.paths.values():
        found += _path(path, shelf)
    for each in (shelf.sources, shelf.facts, shelf.contacts, shelf.rules, shelf.paths):
        for name, known in each.items():
            found += _languages(known, name)
    found += _plan(shelf)
    return found + (list(_ages(shelf, today)) if today else [])


def _plan(shelf: Shelf) -> Iterator[Finding]:
    """Each row of the plan names a path, and no path that ships is left out of every plan."""
    for n, row in enumerate(shelf.plan, start=1):
        for name in (row.path, *row.before):
            if name not in shelf.paths:
                yield Finding("unknown-path", f"plan.row[{n}]", name)
        yield from _languages(row, f"plan.row[{n}]")
    for question in shelf.questions:
        yield from _languages(question, f"plan.{question.id}")
    planned = {row.path for row in shelf.plan}
    for path in shelf.paths.values():
        if planned and not path.added and path.id not in planned:
            yield Finding("path-without-plan", path.id)


def _ages(shelf: Shelf, today: date) -> Iterator[Finding]:
    for fact in shelf.facts.values():
        amended_only = about_of(fact) == "law"
        if not amended_only and (age := (today - fact.checked).days) > TOO_OLD:
            yield Finding("fact-too-old", fact.id, str(age))


def _languages(known: object, where: str) -> Iterator[Finding]:
    """Both languages of every sentence are what they say they are."""
    ahead = [known]
    while ahead:
        each = ahead.pop()
        if isinstance(each, Bilingual):
            if not re.search(_RUSSIAN, each.ru) and each.ru != each.en:
                yield Finding("not-russian", where, each.ru[:QUOTED])
            if not re.search(_ENGLISH, each.en):
                yield Finding("not-english", where, each.en[:QUOTED])
        elif isinstance(each, tuple):
            ahead += reversed(each)
        elif not isinstance(each, str) and is_frozen(each):
            ahead += reversed(fields_of(each).values())


def _facts(shelf: Shelf) -> Iterator[Finding]:
    for fact in shelf.facts.values():
        if not fact.sources:
            yield Finding("fact-without-source", fact.id)
        for source in (*fact.sources, *fact.against):
            if source not in shelf.sources:
                yield Finding("unknown-source", fact.id, source)
        if fact.trust == "contradicted" and not fact.against:
            yield Finding("contradicted-by-nobody", fact.id)
        grades = _grades(fact, shelf)
        yield from _sourced(fact, grades)
        if is_confirmed(fact.trust) and grades == {"D"}:
            yield Finding("confirmed-by-hearsay", fact.id)
    for source_id, known in shelf.sources.items():
        if known.url and not is_page(known.url):
            yield Finding("bad-address", source_id, known.url)


def _contacts(shelf: Shelf) -> Iterator[Finding]:
    for contact in shelf.contacts.values():
        if contact.source not in shelf.sources:
            yield Finding("unknown-source", contact.id, contact.source)
        if contact.papers and not is_confirmed(contact.trust):
            yield Finding("papers-to-unconfirmed", contact.id)


def _rules(shelf: Shelf) -> Iterator[Finding]:
    for rule in shelf.rules.values():
        for source in rule.sources:
            if source not in shelf.sources:
                yield Finding("unknown-source", rule.id, source)
        if not rule.sources:
            yield Finding("rule-without-source", rule.id)
        grades = _grades(rule, shelf)
        yield from _sourced(rule, grades)
        if rule.binding and grades and not grades & LAW_GRADES:
            yield Finding("binding-without-law", rule.id)


def _grades(known: Fact | Rule, shelf: Shelf) -> set[Grade]:
    """The grades of its sources."""
    return {shelf.sources[name].grade for name in known.sources if name in shelf.sources}


def _sourced(known: Fact | Rule, grades: set[Grade]) -> Iterator[Finding]:
    """A law was read as an act, and no first day lies behind the last."""
    if known.trust == "law" and grades and not grades & READ_GRADES:
        yield Finding("law-by-retelling", known.id)
    if known.valid_from and known.valid_to and known.valid_to < known.valid_from:
        yield Finding("valid-backwards", known.id)


def _path(path: GuidedPath, shelf: Shelf) -> Iterator[Finding]:
    here = path.id
    if path.checked is None:
        yield Finding("path-unchecked", here)
    for contact in path.contacts:
        if contact not in shelf.contacts:
            yield Finding("unknown-contact", here, contact)
    for rule in (*path.deadlines, *([path.check_after] if path.check_after else [])):
        if rule not in shelf.rules:
            yield Finding("unknown-rule", here, rule)
    for other in (*path.better, *path.same):
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
    for step in path.steps:
        seen = [role for role in path.roles if step.when.fits(role)]
        if not seen:
            yield Finding("step-unreachable", f"{here}.{step.id}")
        yield from _step(step, ids, f"{here}.{step.id}", shelf, roles=seen)


def _step(
    step: Step, ids: Collection[str], where: str, shelf: Shelf, *, roles: Collection[Role]
) -> Iterator[Finding]:
    for fact in step.facts:
        if fact not in shelf.facts:
            yield Finding("unknown-fact", where, fact)
    if step.action and not _does(step.action, shelf):
        yield Finding("action-unknown", where, step.action)
    if step.url and not is_page(step.url):
        yield Finding("bad-address", where, step.url)
    for trouble in step.troubles:
        seen = [role for role in roles if trouble.when.fits(role)]
        if roles and not seen:
            yield Finding("trouble-unreachable", f"{where}.{trouble.id}")
        yield from _trouble(trouble, ids, f"{where}.{trouble.id}", shelf, roles=seen)


def _does(action: str, shelf: Shelf) -> bool:
    """Whether a walk can do it; the kinds of letters count only where the shelf names them."""
    kind, _, target = action.partition(":")
    return {
        "letter": not (target and shelf.letters) or target in shelf.letters,
        "log": target in EVENTS,
        "escalate": not target,
        "evidence": not target,
        "path": target in shelf.paths,
    }.get(kind, False)


def _trouble(
    trouble: Trouble, ids: Collection[str], where: str, shelf: Shelf, *, roles: Collection[Role]
) -> Iterator[Finding]:
    for fact in trouble.facts:
        if fact not in shelf.facts:
            yield Finding("unknown-fact", where, fact)
    onward = [way for way in trouble.ways if way.to.kind != "retry"]
    stuck = [role for role in roles if not any(way.when.fits(role) for way in onward)]
    if stuck or not onward:
        yield Finding("trouble-without-way", where, ", ".join(stuck))
    for way in trouble.ways:
        if not _leads(way.to, ids, shelf):
            yield Finding("way-to-nowhere", where, way.to.word)


def _leads(target: Target, steps: Collection[str], shelf: Shelf) -> bool:
    """Whether there is such a place."""
    match target.kind:
        case "retry" | "support" | "ladder":
            return not target.id
        case "step":
            return target.id in steps
        case "path" | "guide":
            return target.id in shelf.paths
        case "end":
            return target.id in OUTCOMES
        case _:
            assert_never(target.kind)
