"""The pages at the end of a walk, at a pause and where the official way goes on."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.knowledge import Ending, GuidedPath
from sferum_cli.core.outlook import Outlook
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.render.history_view import event_words
from sferum_cli.render.status_view import next_block, where_it_stands
from sferum_cli.render.terms_view import term_lists
from sferum_cli.text import day, joined, language, t


def end_page(ending: Ending) -> list[Block]:
    """What to look at before saying how it ended."""
    return [Heading(t("end.title")), Text(ending.check.pick(language()))]


def finished_page(item: Outlook, path: GuidedPath | None, today: date) -> list[Block]:
    """What was recorded, what happens now with its dates, and the one command to type next."""
    request = item.request
    last = [e for e in request.events if e.type not in ("planned", "note")]
    what = "; ".join(event_words(event) for event in last)
    blocks: list[Block] = [Heading(t("end.recorded", id=request.id, what=what, date=day(today)))]
    then = path.ending_for(request.role).then if path else None
    if then and request.outcome != "nothing_there":
        blocks.append(Text(then.pick(language())))
    look = []
    if item.due and item.due.kind in ("check", "recheck") and item.due.date > today:
        look.append(t(f"end.row.{item.due.kind}", date=day(item.due.date)))
    blocks += term_lists(item, today, "", t("end.dates"), live=True, first=look)
    if item.due and item.due.kind in ("check", "recheck"):  # why is said by its day above
        blocks.append(Command(item.next.command, "", t("end.looked")))
    else:
        blocks.append(next_block(item, t("home.next")))
    return blocks


def paused_page(request_id: str) -> list[Block]:
    """Everything is saved; how to go on."""
    return [
        Text(t("walk.paused"), "good"),
        Command(f"sferum continue {request_id}", "", t("walk.go_on")),
    ]


def already_page(item: Outlook, today: date) -> list[Block]:
    """A path that was begun before is open: where it stands."""
    return [Text(t("walk.already", id=item.request.id, standing=where_it_stands(item, today)))]


def ladder_page() -> list[Block]:
    """The official way: asking in writing, and whom to turn to after that."""
    return [Heading(t("ladder.title")), Text(t("ladder.how"))]


def planned_page(item: Outlook, path: GuidedPath) -> list[Block]:
    """The request that a checklist opened, and how to tell what happens."""
    request_id, people = item.request.id, item.request.people
    event = path.ending_for(item.request.role).event
    key = "planned.opened.for" if people else "planned.opened"
    return [
        Text(t(key, id=request_id, people=joined(people)), "good"),
        Pairs(
            (
                (t("planned.done"), f"sferum log {request_id} {event}"),
                (t("planned.walk"), f"sferum continue {request_id}"),
                (t("planned.look"), f"sferum status {request_id}"),
            )
        ),
    ]


def nothing_waits() -> list[Block]:
    """There is no walk to go on with."""
    return [Text(t("continue.none")), Command("sferum", "", t("home.next"))]
