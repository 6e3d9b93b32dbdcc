"""How well a thing is known, said in place and in one line at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sferum_cli.core.claims import STALE_AFTER, is_stale
from sferum_cli.core.knowledge import CONFIRMED, TRUSTS, Contact, Fact, GuidedPath
from sferum_cli.text import day, t


def worst_trust(fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> str | None:
    """The weakest trust among the facts, or None where there is none."""
    found = [facts[fact_id].trust for fact_id in fact_ids if fact_id in facts]
    return max(found, key=TRUSTS.index) if found else None


def mark(text: str, trust: str | None) -> str:
    """``text`` with a short remark where it is not confirmed."""
    if trust is None or trust in CONFIRMED:
        return text
    return f"{text} {t(f'trust.mark.{trust}')}"


def marked(text: str, fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> str:
    """``text`` with how well its facts are known, and whether one is the person's own addition."""
    ids = tuple(fact_ids)
    return mark_own(mark(text, worst_trust(ids, facts)), own=has_own(ids, facts))


def has_own(fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> bool:
    """Whether one of the facts is the person's own addition."""
    return any(facts[fact_id].own for fact_id in fact_ids if fact_id in facts)


def mark_own(text: str, *, own: bool) -> str:
    """``text`` with a remark where it does not ship with the program."""
    return f"{text} {t('trust.mark.own')}" if own else text


def contact_line(contact: Contact, language: str) -> tuple[str, str]:
    """A contact as (what it is, how to reach it and how well that is known)."""
    known = mark_own(mark(contact.value, contact.trust), own=contact.own)
    note = f". {contact.note.pick(language)}" if contact.note else ""
    return contact.title.pick(language), f"{known}{note}"


def fact_ids_of(path: GuidedPath) -> tuple[str, ...]:
    """Every fact that the path rests on, once, in reading order."""
    ids = [remark.fact for remark in (*path.needs, *path.consequences, *path.warnings)]
    for step in path.steps:
        ids += [*step.facts, *(fact for trouble in step.troubles for fact in trouble.facts)]
    return tuple(dict.fromkeys(fact for fact in ids if fact))


def foot(path: GuidedPath, facts: Mapping[str, Fact], today: date) -> str:
    """How many facts of the path are confirmed, the oldest check, and a warning of old ones."""
    confirmed, of = count_confirmed(path, facts)
    if not of:
        return ""
    found = _facts_of(path, facts)
    oldest = min(fact.checked for fact in found)
    said = t("trust.foot", confirmed=confirmed, of=of, oldest=day(oldest))
    old = sum(is_stale(fact, today) for fact in found)
    return f"{said} {t('trust.old', n=old, of=of, days=STALE_AFTER)}" if old else said


def count_confirmed(path: GuidedPath, facts: Mapping[str, Fact]) -> tuple[int, int]:
    """How many facts of the path are confirmed, and how many there are."""
    found = _facts_of(path, facts)
    return sum(fact.trust in CONFIRMED for fact in found), len(found)


def _facts_of(path: GuidedPath, facts: Mapping[str, Fact]) -> list[Fact]:
    return [facts[fact_id] for fact_id in fact_ids_of(path) if fact_id in facts]
