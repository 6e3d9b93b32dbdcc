"""The facts on the screen, as JSON, and the text of a correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sferum_cli.core.knowledge import Source
from sferum_cli.core.trust import FRESH_FOR, FactInUse, is_confirmed
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.render.shapes import fact_shape
from sferum_cli.render.trust_view import mark_added
from sferum_cli.text import day, language, plural, t


def sources_page(claims: Sequence[FactInUse], sources: Mapping[str, Source]) -> list[Block]:
    """Each fact with its source, trust and age; first of all how much of it is old."""
    if not claims:
        return [Text(t("sources.none"))]
    confirmed = sum(is_confirmed(claim.fact.trust) for claim in claims)
    blocks: list[Block] = [
        Heading(t("sources.title")),
        Text(t("sources.count", confirmed=confirmed, of=len(claims))),
    ]
    if stale := sum(claim.stale for claim in claims):
        blocks.append(Text(t("sources.stale_count", n=stale), "warn"))
    for claim in claims:
        text = mark_added(claim.fact.text.pick(language()), added=claim.fact.added)
        blocks.append(Pairs(((t("sources.text"), text), *_rows(claim, sources))))
    return [
        *blocks,
        Command("sferum sources export FACT", t("sources.report_why"), t("sources.wrong")),
        Command("sferum sources check", t("sources.check_why"), t("sources.look")),
    ]


def sources_shape(claims: Sequence[FactInUse], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The facts for programs, with the sources that they name; ``age`` is in calendar days."""
    lang = language()
    facts = [
        {
            **fact_shape(claim.fact, claim.paths[0] if claim.paths else None, lang),
            "paths": list(claim.paths),
            "age": claim.age,
            "stale": claim.stale,
        }
        for claim in claims
    ]
    named = {s: None for c in claims for s in (*c.fact.sources, *c.fact.against)}
    rows = [
        {
            "id": source.id,
            "title": source.title.pick(lang),
            "url": source.url,
            "grade": source.grade,
            "date": source.date,
        }
        for source in (sources[name] for name in named)
    ]
    stale = sum(claim.stale for claim in claims)
    told = {"stale": stale, "stale_after_days": FRESH_FOR}
    return {**told, "facts": facts, "sources": rows}


def correction(claim: FactInUse | None, sources: Mapping[str, Source], version: str) -> str:
    """A ready text to say that a fact is wrong: what we say, and places for what was seen.

    It holds nothing of the person: only our own fact and empty places.
    """
    said = [t("correction.title"), ""]
    if claim:
        title = claim.fact.text.pick(language())
        rows = ((t("correction.text"), title), *_rows(claim, sources))
    else:
        rows = ((t("correction.text"), ""), (t("sources.fact"), ""))
    said += [f"{label}: {text}".rstrip() for label, text in rows]
    said += [f"{t('correction.program')}: sferum {version}", ""]
    for place in ("instead", "where", "which", "when"):
        said += [f"{t(f'correction.{place}')}:", "", ""]
    return "\n".join([*said, t("correction.private"), t("correction.send")]) + "\n"


def seen_text(claims: Sequence[FactInUse], sources: Mapping[str, Source], version: str) -> str:
    """What the person saw on their own screens, as a text for the maintainers."""
    said = [t("seen.title"), f"{t('correction.program')}: sferum {version}"]
    for claim in claims:
        title = claim.fact.text.pick(language())
        said += [
            "",
            f"{t('sources.text')}: {title}",
            *(f"{a}: {b}" for a, b in _rows(claim, sources)),
        ]
    return "\n".join([*said, "", t("correction.private"), t("correction.send")]) + "\n"


def _rows(claim: FactInUse, sources: Mapping[str, Source]) -> tuple[tuple[str, str], ...]:
    fact = claim.fact
    age = plural(claim.age, "count.day")
    old = f" {t('sources.stale')}" if claim.stale else ""
    rows = [
        (t("sources.trust"), t(f"sources.trust.{fact.trust}")),
        (t("sources.from"), _named(fact.sources, sources)),
    ]
    if fact.against:
        rows.append((t("sources.against"), _named(fact.against, sources)))
    rows.append((t("sources.checked"), t("sources.age", day=day(fact.checked), age=age)))
    last = day(claim.expires) if claim.expires else t("sources.expires.never")
    rows.append((t("sources.expires"), f"{last}{old}"))
    since = t("sources.valid.from", day=day(fact.valid_from)) if fact.valid_from else ""
    until = t("sources.valid.to", day=day(fact.valid_to)) if fact.valid_to else ""
    if since or until:
        rows.append((t("sources.valid"), f"{since} {until}".strip()))
    if claim.paths:
        rows.append((t("sources.paths"), ", ".join(claim.paths)))
    return (*rows, (t("sources.fact"), fact.id))


def _named(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Sources by their titles, with the addresses of those that have one."""
    titles = ((sources[name].title.pick(language()), sources[name].url) for name in ids)
    return " · ".join(f"{title}, {url}" if url else title for title, url in titles)
