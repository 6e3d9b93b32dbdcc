"""The ladder as a map: where we are, what comes next, what it needs, what is left at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.knowledge import Fact
from sferum_cli.core.ladder import LadderPlace, Rung
from sferum_cli.core.requests import Request
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.guide_view import remarks
from sferum_cli.render.status_view import id_and_alias
from sferum_cli.text import language, t

# Where going up is not what comes first.
_NOT_YET = ("waiting", "unknown", "claimed", "nothing_there", "left")


def ladder_map(rungs: Sequence[Rung], here: Rung, above: Sequence[Rung]) -> Items:
    """Every rung in a line, with ours and the next one marked in words."""
    lang = language()
    lines = []
    for rung in rungs:
        mark = rung_mark(rung, here, above)
        lines.append(f"{rung.title.pick(lang)}: {rung.who.pick(lang)}{f' {mark}' if mark else ''}")
    return Items(tuple(lines), t("ladder.map"), numbered=True)


def rung_mark(rung: Rung, here: Rung, above: Sequence[Rung]) -> str:
    """What is said of a rung on the map: that it is ours, the next one, or possible; else empty."""
    if rung is here:
        return t("ladder.here")
    if rung not in above:
        return ""
    return t("ladder.next" if rung is above[0] else "ladder.possible")


def ladder_title(request: Request) -> Heading:
    """What every screen of going up is headed with."""
    return Heading(t("ladder.title_for", id=id_and_alias(request)))


def escalation(place: LadderPlace, facts: Mapping[str, Fact]) -> list[Block]:
    """The page before going up: why now, the map, the next rung and what it needs."""
    request = place.item.request
    blocks: list[Block] = [
        ladder_title(request),
        Text(t(f"ladder.why.{place.reason}"), "warn" if place.reason in _NOT_YET else "normal"),
        ladder_map(place.rungs, place.here, place.above),
    ]
    for rung in place.above[:1]:
        blocks += rung_page(rung, facts, request)
    if len(place.above) > 1:
        ids = ", ".join(rung.id for rung in place.above[1:])
        other = t("ladder.others", ids=ids, id=request.id, one=place.above[1].id)
        blocks.append(Text(other, "quiet"))
    if not place.above:
        blocks += rung_page(place.here, facts, request)
    return blocks


def next_rung(place: LadderPlace) -> list[Block]:
    """The screen on which the next rung is chosen: why now, when and how long."""
    request, lang = place.item.request, language()
    rung = place.above[0]
    rows = (
        (t("ladder.row.when"), rung.moment.pick(lang)),
        (t("ladder.row.wait"), rung.wait.pick(lang)),
    )
    return [
        ladder_title(request),
        Text(t(f"ladder.why.{place.reason}"), "warn" if place.reason in _NOT_YET else "normal"),
        Pairs(rows, rung.title.pick(lang)),
    ]


def rung_page(rung: Rung, facts: Mapping[str, Fact], request: Request | None = None) -> list[Block]:
    """One rung: when to enter it, how long it takes, what it needs, what runs beside it.

    Of what it needs and of whose the institution is that is told which fits ``request``.
    """
    lang = language()
    place, role = (request.institution, request.role) if request else (None, None)
    rows = [
        (t("ladder.row.when"), rung.moment.pick(lang)),
        (t("ladder.row.wait"), rung.wait.pick(lang)),
    ]
    told = {kind: words.pick(lang) for kind, words in rung.owners.items()}
    if told and place and place.ownership != "unknown":
        rows.append((t("ladder.row.owner"), told["public" if place.public else "private"]))
    elif told:
        kinds = [f"{t(f'owner.{kind}')}: {words}" for kind, words in told.items()]
        rows.append((t("ladder.row.owner"), "; ".join(kinds)))
    if rung.parallel:
        rows.append((t("ladder.row.parallel"), rung.parallel.pick(lang)))
    blocks: list[Block] = [Pairs(tuple(rows), rung.title.pick(lang))]
    if needs := remarks(rung.need, role, facts):
        blocks.append(Items(needs, t("ladder.need")))
    return blocks


def opened_above(child: str, title: str, letter: str | None) -> list[Block]:
    """The request of the next rung is open; its letter, and how to begin."""
    command = f"sferum letter {letter} --request {child}"
    return [
        Text(t("ladder.opened", id=child, title=title), "good"),
        *([Command(command, "", t("ladder.letter"))] if letter else []),
        Command(f"sferum continue {child}", "", t("home.next")),
    ]
