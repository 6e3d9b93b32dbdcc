"""What a search found: on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.codes import Language
from sferum_cli.core.danger import Stop
from sferum_cli.core.search import Found
from sferum_cli.render.blocks import Block, Command, Heading, Items, Text
from sferum_cli.render.danger_view import stop_page, stop_shape
from sferum_cli.render.guide_view import paragraphs
from sferum_cli.render.trust_view import mark, mark_added
from sferum_cli.text import t

HIT = ("path", "step", "trouble", "title", "score", "about", "command")
SHOWN = 60  # characters of the query that the heading repeats


def found_page(
    query: str, stop: Stop | None, found: Sequence[Found], lang: Language
) -> list[Block]:
    """The stop screen where there is danger; then the best find in full with the ways on, and the
    others by their names; or where else to turn.
    """
    before = stop_page(stop, lang) if stop else []
    if stop and not found:
        return before
    shown = query if len(query) <= SHOWN else f"{query[:SHOWN]}…"
    if not found:
        nothing = t("search.nothing", query=shown)
        return [Text(nothing), Command("sferum support", t("search.support"), t("home.next"))]
    best, *others = found
    page = [*before, Heading(t("search.title", query=shown)), *_in_full(best, lang)]
    if others:
        rows = tuple(f"{place.title.pick(lang)}: {place.command}" for place in others)
        page.append(Items(rows, t("search.others")))
    return [*page, Text(t("search.more"), "quiet")]


def _in_full(place: Found, lang: Language) -> list[Block]:
    """A find with all its advice, and where each of its ways leads."""
    page: list[Block] = [Command(place.command, "", place.title.pick(lang))]
    said = place.contact.value if place.contact else place.advice.pick(lang)
    page += paragraphs(mark_added(mark(said, place.trust), added=place.added))
    ways = tuple(f"{text.pick(lang)}: {command}" for text, command in place.ways)
    return [*page, Items(ways, t("search.ways"))] if ways else page


def found_shape(
    query: str, stop: Stop | None, found: Sequence[Found], lang: Language
) -> dict[str, Any]:
    """The danger and the finds for programs; ``score`` is from 0 to 1."""
    rows = [
        {
            "path": place.path,
            "step": place.step,
            "trouble": place.trouble,
            "contact": place.contact.id if place.contact else None,
            "title": place.title.pick(lang),
            "advice": " ".join(place.advice.pick(lang).split()),
            "trust": place.trust,
            "own": place.added,
            "command": place.command,
            "about": place.about,
            "score": place.score,
        }
        for place in found
    ]
    hits = [{name: row[name] for name in HIT} for row in rows]
    danger = stop_shape(stop, lang) if stop else None
    return {"query": query, "danger": danger, "hits": hits, "found": rows}
