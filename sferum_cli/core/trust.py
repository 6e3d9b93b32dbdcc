"""How well a thing is known: what confirms it, how long its check holds, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import TRUSTS, About, Fact, GuidedPath, Role, Trust
from sferum_cli.core.workdays import add_months

FRESH_FOR = 180  # calendar days within which no check of any kind is stale


def is_confirmed(trust: Trust) -> bool:
    """Whether ``trust`` is enough to rely on; a law known from a retelling only is not."""
    match trust:
        case "law" | "official" | "vendor" | "seen" | "press":
            return True
        case "law_restated" | "article" | "unconfirmed" | "contradicted":
            return False
        case _:
            assert_never(trust)


def is_doubtful(trust: Trust) -> bool:
    """Whether what rests on it may look otherwise, so that its place has to say so.

    A law known from a retelling is there; that its text was not read is said among the sources.
    """
    return trust != "law_restated" and not is_confirmed(trust)


def about_of(fact: Fact) -> About:
    """What ``fact`` is about: as its row says, else as its trust does."""
    if fact.about:
        return fact.about
    match fact.trust:
        case "law" | "law_restated":
            return "law"
        case "vendor" | "seen" | "article":
            return "menu"
        case "official" | "press" | "unconfirmed" | "contradicted":
            return "statement"
        case _:
            assert_never(fact.trust)


def months_good(about: About) -> int | None:
    """For how many months a check of such a fact holds; None for as long as nobody amends it."""
    match about:
        case "menu":
            return 6
        case "statement":
            return 12
        case "law":
            return None
        case _:
            assert_never(about)


def expires(fact: Fact) -> date | None:
    """The last day on which ``fact`` may be relied on; None where no such day is known."""
    months = months_good(about_of(fact))
    ends = [add_months(fact.checked, months)] if months else []
    ends += [fact.valid_to] if fact.valid_to else []
    return min(ends, default=None)


def is_stale(fact: Fact, today: date) -> bool:
    """Whether the check of ``fact`` is too old to be relied on, or the fact no longer holds."""
    last = expires(fact)
    return last is not None and today > last


@frozen
class FactInUse:
    """A fact as somebody may rely on it: the paths that rest on it, and the day of looking."""

    fact: Fact
    paths: tuple[str, ...]
    today: date

    @property
    def age(self) -> int:
        """Calendar days since the check; none where a clock set back lets it lie ahead."""
        return max(0, (self.today - self.fact.checked).days)

    @property
    def expires(self) -> date | None:
        """The last day on which the fact may be relied on; None where no such day is known."""
        return expires(self.fact)

    @property
    def stale(self) -> bool:
        """Whether that day has passed."""
        return is_stale(self.fact, self.today)


def worst_trust(fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> Trust | None:
    """The weakest trust among the facts, or None where there is none."""
    found = [facts[fact_id].trust for fact_id in fact_ids if fact_id in facts]
    return max(found, key=TRUSTS.index) if found else None


def rests_on_added(fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> bool:
    """Whether one of the facts is the person's own addition."""
    return any(facts[fact_id].added for fact_id in fact_ids if fact_id in facts)


def fact_ids_of(path: GuidedPath) -> tuple[str, ...]:
    """Every fact that the path rests on, once, in reading order."""
    ids = [remark.fact for remark in (*path.needs, *path.consequences, *path.warnings)]
    for step in path.steps:
        ids += [*step.facts, *(fact for trouble in step.troubles for fact in trouble.facts)]
    return tuple(dict.fromkeys(fact for fact in ids if fact))


def facts_behind(path: GuidedPath, facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts that the path rests on, in reading order."""
    return [facts[fact_id] for fact_id in fact_ids_of(path) if fact_id in facts]


@frozen
class ConfirmedCount:
    """How many of some facts are confirmed, and how many there are."""

    confirmed: int
    of: int


def known_of(
    path: GuidedPath, facts: Mapping[str, Fact], role: Role | None = None
) -> tuple[ConfirmedCount, ConfirmedCount]:
    """How well a path is known: its steps (all facts of one have to be), and its other facts.

    The steps that ``role`` walks count, all of them where it is None. Plain advice, which rests on
    no fact, is a step that nobody confirmed; none count where none rests on a fact.
    """
    path = replace(path, steps=path.steps_for(role))
    ids = [{fact for fact in step.facts if fact in facts} for step in path.steps]
    worst = [worst_trust(each, facts) for each in ids]
    steps = [is_confirmed(each) for each in worst if each]
    others = [f for f in facts_behind(path, facts) if f.id not in set().union(*ids)]
    know = ConfirmedCount(sum(is_confirmed(fact.trust) for fact in others), len(others))
    return ConfirmedCount(sum(steps), len(path.steps) if steps else 0), know


def seen_share(path: GuidedPath, facts: Mapping[str, Fact], role: Role | None = None) -> float:
    """Which part of the steps that ``role`` walks somebody has looked at, from 0 to 1."""
    told = [[facts[fact] for fact in step.facts if fact in facts] for step in path.steps_for(role)]
    told = [step for step in told if step]
    seen = [step for step in told if all(fact.trust == "seen" for fact in step)]
    return len(seen) / len(told) if told else 0.0


def count_confirmed(path: GuidedPath, facts: Mapping[str, Fact]) -> tuple[int, int]:
    """How many facts of the path are confirmed, and how many there are."""
    found = facts_behind(path, facts)
    return sum(is_confirmed(fact.trust) for fact in found), len(found)
