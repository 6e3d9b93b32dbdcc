"""The facts on the screen, as JSON, and the text of a correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sferum_cli.core.knowledge import Source
from sferum_cli.core.trust import FRESH_FOR, FactInUse, is_confirmed
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.render.knowledge_shapes import fact_shape
from sferum_cli.render.trust_view import mark_added
from sferum_cli.text import day, language, plural, t


def sources_page(used: Sequence[FactInUse], sources: Mapping[str, Source]) -> list[Block]:
    """Each fact with its source, trust and age; first of all how much of it is old."""
    if not used:
        return [Text(t("sources.none"))]
    confirmed = sum(is_confirmed(each.fact.trust) for each in used)
    blocks: list[Block] = [
        Heading(t("sources.title")),
        Text(t("sources.count", confirmed=confirmed, of=len(used))),
    ]
    if stale := sum(each.stale for each in used):
        blocks.append(Text(t("sources.stale_count", n=stale), "warn"))
    for each in used:
        text = mark_added(each.fact.text.pick(language()), added=each.fact.added)
        blocks.append(Pairs(((t("sources.text"), text), *_rows(each, sources))))
    return [
        *blocks,
        Command("sferum sources export FACT", t("sources.report_why"), t("sources.wrong")),
        Command("sferum sources check", t("sources.check_why"), t("sources.look")),
    ]


def sources_shape(used: Sequence[FactInUse], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The facts for programs, with the sources that they name; ``age`` is in calendar days."""
    lang = language()
    facts = [
        {
            **fact_shape(each.fact, each.paths[0] if each.paths else None, lang),
            "paths": list(each.paths),
            "age": each.age,
            "stale": each.stale,
        }
        for each in used
    ]
    named = {s: None for c in used for s in (*c.fact.sources, *c.fact.against)}
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
    stale = sum(each.stale for each in used)
    told = {"stale": stale, "stale_after_days": FRESH_FOR}
    return {**told, "facts": facts, "sources": rows}


def correction(used: FactInUse | None, sources: Mapping[str, Source], version: str) -> str:
    """A ready text to say that a fact is wrong: what we say, and places for what was seen.

    It holds nothing of the person: only our own fact and empty places.
    """
    said = [t("correction.title"), ""]
    if used:
        title = used.fact.text.pick(language())
        rows = ((t("correction.text"), title), *_rows(used, sources))
    else:
        rows = ((t("correction.text"), ""), (t("sources.fact"), ""))
    said += [f"{label}: {text}".rstrip() for label, text in rows]
    said += [f"{t('correction.program')}: sferum {version}", ""]
    for place in ("instead", "where", "which", "when"):
        said += [f"{t(f'correction.{place}')}:", "", ""]
    return "\n".join([*said, t("correction.private"), t("correction.send")]) + "\n"


def seen_text(seen: Sequence[FactInUse], sources: Mapping[str, Source], version: str) -> str:
    """What the person saw on their own screens, as a text for the maintainers."""
    said = [t("seen.title"), f"{t('correction.program')}: sferum {version}"]
    for each in seen:
        title = each.fact.text.pick(language())
        said += [
            "",
            f"{t('sources.text')}: {title}",
            *(f"{a}: {b}" for a, b in _rows(each, sources)),
        ]
    return "\n".join([*said, "", t("correction.private"), t("correction.send")]) + "\n"


def _rows(used: FactInUse, sources: Mapping[str, Source]) -> tuple[tuple[str, str], ...]:
    fact = used.fact
    age = plural(used.age, "count.day")
    old = f" {t('sources.stale')}" if used.stale else ""
    rows = [
        (t("sources.trust"), t(f"sources.trust.{fact.trust}")),
        (t("sources.from"), _named(fact.sources, sources)),
    ]
    if fact.against:
        rows.append((t("sources.against"), _named(fact.against, sources)))
    rows.append((t("sources.checked"), t("sources.age", day=day(fact.checked), age=age)))
    last = day(used.expires) if used.expires else t("sources.expires.never")
    rows.append((t("sources.expires"), f"{last}{old}"))
    since = t("sources.valid.from", day=day(fact.valid_from)) if fact.valid_from else ""
    until = t("sources.valid.to", day=day(fact.valid_to)) if fact.valid_to else ""
    if since or until:
        rows.append((t("sources.valid"), f"{since} {until}".strip()))
    if used.paths:
        rows.append((t("sources.paths"), ", ".join(used.paths)))
    return (*rows, (t("sources.fact"), fact.id))


def _named(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Sources by their titles, with the addresses of those that have one."""
    titles = ((sources[name].title.pick(language()), sources[name].url) for name in ids)
    return " · ".join(f"{title}, {url}" if url else title for title, url in titles)
