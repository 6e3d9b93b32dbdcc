"""Every fact with what it rests on, how old its check is, and the text of a correction."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import TRUSTS, Fact, Source
from sferum_cli.core.trust import Claim, fact_ids_of
from sferum_cli.errors import NotFound, no_such_choice
from sferum_cli.render.sources_view import correction
from sferum_cli.shelf import knowledge
from sferum_cli.storage.output import write_new


@frozen
class SourceBook:
    """The claims that were asked for, and every source by id."""

    claims: tuple[Claim, ...]
    sources: dict[str, Source]


def open_sources(
    today: date, *, path_id: str | None = None, trust: str | None = None
) -> SourceBook:
    """The facts, all of them or those of one path and of one trust.

    Raises NotFound for an unknown path and BadUsage for a trust that there is not.
    """
    if trust is not None and trust not in TRUSTS:
        raise no_such_choice("--trust", trust, TRUSTS)
    if path_id is not None:
        knowledge.path(path_id)
    resting = {name: fact_ids_of(knowledge.path(name)) for name in knowledge.path_ids()}
    claims = [_claim(fact, resting, today) for fact in knowledge.facts().values()]
    fitting = [
        claim
        for claim in claims
        if path_id in (None, *claim.paths) and trust in (None, claim.fact.trust)
    ]
    return SourceBook(tuple(fitting), knowledge.sources())


def claim_of(fact_id: str, today: date) -> Claim:
    """The fact with that id. Raises NotFound with the ids there are."""
    claims = {claim.fact.id: claim for claim in open_sources(today).claims}
    if fact_id not in claims:
        raise NotFound("error.fact_unknown", given=fact_id, known=tuple(claims))
    return claims[fact_id]


def write_correction(
    fact_id: str | None, target: Path | None, *, today: date, version: str, overwrite: bool
) -> str:
    """The text of a correction, written to ``target`` where there is one.

    Raises NotFound for an unknown fact, BadUsage for a file that may not be written.
    """
    claim = claim_of(fact_id, today) if fact_id else None
    text = correction(claim, knowledge.sources(), version)
    if target is not None:
        write_new(target, text.encode(), overwrite=overwrite)
    return text


def fact_titles(lang: str) -> list[tuple[str, str]]:
    """The ids of all facts with their texts."""
    return [(fact.id, fact.text.pick(lang)) for fact in knowledge.facts().values()]


def trust_names() -> tuple[str, ...]:
    """The kinds of trust there are, the best known first."""
    return TRUSTS


def _claim(fact: Fact, resting: dict[str, tuple[str, ...]], today: date) -> Claim:
    paths = tuple(name for name, ids in resting.items() if fact.id in ids)
    return Claim(fact, paths, today)
