"""How well a thing is known, said in place and in one line at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sferum_cli.core.codes import Language
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Role, Trust
from sferum_cli.core.trust import (
    facts_behind,
    is_doubtful,
    is_stale,
    known_of,
    rests_on_added,
    worst_trust,
)
from sferum_cli.text import capital, day, t


def mark(text: str, trust: Trust | None) -> str:
    """``text`` with a short remark where it may be otherwise."""
    return f"{text} {t(f'trust.mark.{trust}')}" if trust and is_doubtful(trust) else text


def doubt(trust: Trust | None) -> str:
    """What helps at a step whose screen may look otherwise; empty where it needs nothing."""
    return t("trust.step", trouble=t("step.trouble")) if trust and is_doubtful(trust) else ""


def marked(text: str, fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> str:
    """``text`` with how well its facts are known, and whether one is the person's own addition."""
    ids = tuple(fact_ids)
    return mark_added(mark(text, worst_trust(ids, facts)), added=rests_on_added(ids, facts))


def mark_added(text: str, *, added: bool) -> str:
    """``text`` with a remark where it does not ship with the program."""
    return f"{text} {t('trust.mark.own')}" if added else text


def contact_line(contact: Contact, language: Language) -> tuple[str, str]:
    """A contact as (what it is, how to reach it and how well that is known)."""
    known = mark_added(mark(contact.value, contact.trust), added=contact.added)
    note = f". {contact.note.pick(language)}" if contact.note else ""
    return contact.title.pick(language), f"{known}{note}"


def known_line(path: GuidedPath, facts: Mapping[str, Fact], role: Role | None) -> str:
    """How well what ``role`` walks of the path is known, for the middle of a sentence.

    Empty where it rests on nothing.
    """
    parts = known_counts(path, facts, role)
    return t("trust.known", parts=parts) if parts else ""


def known_counts(path: GuidedPath, facts: Mapping[str, Fact], role: Role | None) -> str:
    """How much of what ``role`` walks is confirmed, in numbers alone; may be empty."""
    return ", ".join(
        t(f"trust.{name}", confirmed=known.confirmed, of=known.of)
        for name, known in zip(("press", "know"), known_of(path, facts, role), strict=True)
        if known.of
    )


def foot(path: GuidedPath, role: Role | None, facts: Mapping[str, Fact], today: date) -> str:
    """How many facts of the path are confirmed, the oldest check, and a warning of old ones."""
    if not (found := facts_behind(path, facts)):
        return ""
    oldest = min(fact.checked for fact in found)
    known = known_line(path, facts, role)
    said = t("trust.foot", known=capital(known), oldest=day(oldest))
    old = sum(is_stale(fact, today) for fact in found)
    return f"{said} {t('trust.old', n=old, of=len(found))}" if old else said
