"""What a search found: on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.danger import Stop
from sferum_cli.core.search import Found
from sferum_cli.render.blocks import Block, Command, Heading, Text
from sferum_cli.render.danger_view import stop_page, stop_shape
from sferum_cli.render.trust_view import mark, mark_own
from sferum_cli.text import t

HIT = ("path", "step", "trouble", "title", "score")
SHORT = 70  # characters after which an advice may end at its next full stop
SHOWN = 60  # characters of the query that the heading repeats


def found_page(query: str, stop: Stop | None, found: Sequence[Found], lang: str) -> list[Block]:
    """The stop screen where there is danger; then the finds in their order, each with the command
    to go on; or where else to turn.
    """
    before = stop_page(stop, lang) if stop else []
    if stop and not found:
        return before
    shown = query if len(query) <= SHOWN else f"{query[:SHOWN]}…"
    if not found:
        nothing = t("search.nothing", query=shown)
        return [Text(nothing), Command("sferum support", t("search.support"), t("home.next"))]
    rows = [Command(place.command, _advice(place, lang), place.title.pick(lang)) for place in found]
    return [
        *before,
        Heading(t("search.title", query=shown)),
        *rows,
        Text(t("search.more"), "quiet"),
    ]


def found_shape(query: str, stop: Stop | None, found: Sequence[Found], lang: str) -> dict[str, Any]:
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
            "own": place.own,
            "command": place.command,
            "score": place.score,
        }
        for place in found
    ]
    hits = [{name: row[name] for name in HIT} for row in rows]
    danger = stop_shape(stop, lang) if stop else None
    return {"query": query, "danger": danger, "hits": hits, "found": rows}


def _advice(place: Found, lang: str) -> str:
    """The beginning of the advice, or the contact itself; never without how well it is known."""
    said = place.contact.value if place.contact else _beginning(place.advice.pick(lang))
    return mark_own(mark(said, place.trust), own=place.own)


def _beginning(text: str) -> str:
    """The first sentences, as many as tell enough."""
    words = text.split()
    said = ""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        said = f"{said} {word}".lstrip()
        numbers_a_list = word[:-1].isdigit()
        ends = word.endswith((".", "!", "?")) and not (numbers_a_list or after[:1].islower())
        if ends and not after[:1].isdigit() and len(said) >= SHORT:
            break
    return said
