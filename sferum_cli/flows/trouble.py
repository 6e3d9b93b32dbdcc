"""When a step does not work: its known troubles and the ways on."""

from __future__ import annotations

from typing import assert_never

from sferum_cli.core.knowledge import Role, Step, Target, Trouble
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New
from sferum_cli.core.walks import FINISHED, Onward, WayOut
from sferum_cli.flows.heard import answer_danger
from sferum_cli.flows.paths import PathBook, open_path, reading_page
from sferum_cli.flows.search import Asker, find
from sferum_cli.flows.session import Session
from sferum_cli.flows.support import open_support
from sferum_cli.flows.walk_deeds import go_up
from sferum_cli.flows.walk_saved import save, write_events
from sferum_cli.render.step_view import trouble_page
from sferum_cli.render.support_view import support_page
from sferum_cli.render.walk_view import ladder_page
from sferum_cli.text import language, t

NEAR = 3  # of the known troubles that the person's own words may mean
ELSEWHERE = ("path", "guide")  # ways of a trouble that lead on from any path


def ask_trouble(session: Session, request: Request, step: Step, book: PathBook) -> Onward:
    """What does not work at ``step``, and the way on that the person takes."""
    lang = language()
    fitting = [x for x in step.troubles if x.when.fits(request.role)]
    choices = [(x.id, x.title.pick(lang)) for x in fitting]
    choices += [("other", t("trouble.other")), ("back", t("trouble.back"))]
    answer = session.prompter.choose(f"trouble.{step.id}", t("trouble.what"), choices)
    if answer == "back":
        return "look"
    chosen = next((x for x in fitting if x.id == answer), None)
    if chosen is None:
        ways = _other(session, request)
    else:
        session.show(trouble_page(chosen, book.facts))
        ways = _ways(chosen, request.role)
    return _way_on(session, request, step, ways, book)


def _ways(trouble: Trouble, role: Role | None) -> list[tuple[Target, str]]:
    return [(way.to, way.text.pick(language())) for way in trouble.ways if way.when.fits(role)]


def _other(session: Session, request: Request) -> list[tuple[Target, str]]:
    """A trouble in the person's own words: kept, and answered by the nearest known one.

    What always helps is offered too.
    """
    said = session.prompter.ask("trouble.note", t("trouble.say"))
    stop = answer_danger(session, said)
    if said:
        write_events(session, New("note", request.id, session.today, {"note": said}))
    near = None if stop else _nearest(session, request, said)
    return [
        *([] if near is None else near),
        (Target("retry"), t("trouble.retry")),
        (Target("support"), t("trouble.support")),
        (Target("ladder"), t("trouble.ladder")),
    ]


def _nearest(session: Session, request: Request, said: str) -> list[tuple[Target, str]] | None:
    """The ways of the known trouble that the person means; None where it is none of them."""
    lang = language()
    found = find(said, Asker(request.role, (request,), request.institution.kind)) if said else []
    troubles = [(place, place.path) for place in found if place.path and place.trouble][:NEAR]
    if not troubles:
        return None
    choices = [(str(n), place.title.pick(lang)) for n, (place, _) in enumerate(troubles)]
    answer = session.prompter.choose(
        "trouble.found", t("trouble.found"), [*choices, ("none", t("trouble.none"))]
    )
    if answer == "none":
        return None
    place, path_id = troubles[int(answer)]
    book = open_path(path_id, request.institution.kind)
    (trouble,) = [
        x
        for s in book.path.steps
        if s.id == place.step
        for x in s.troubles
        if x.id == place.trouble
    ]
    session.show(trouble_page(trouble, book.facts))
    if path_id == request.path:
        return _ways(trouble, request.role)
    ways = [way for way in _ways(trouble, request.role) if way[0].kind in ELSEWHERE]
    return [(Target("path", path_id), book.path.title.pick(lang)), *ways]


def _way_on(
    session: Session, request: Request, step: Step, ways: list[tuple[Target, str]], book: PathBook
) -> Onward:
    targets = {target.word: target for target, _ in ways}
    choices = [(target.word, words) for target, words in ways]
    kind = request.institution.kind
    choices += [("back", t("trouble.back")), ("pause", t("step.pause"))]
    while True:
        answer = session.prompter.choose(f"way.{step.id}", t("trouble.way"), choices)
        if answer == "pause":
            return "pause"
        if answer == "back":
            return "look"
        target = targets[answer]
        match target.kind:
            case "support":
                support = open_support(book.path.id, kind)
                who, ready = support.contacts, support.prepare
                page = support_page(who, ready, support.facts, request.role, every=False)
                session.show(page)
            case "guide":
                other = open_path(target.id, kind)
                session.show(reading_page(other, request.role, session.today))
            case "ladder":
                session.show(ladder_page())
                if isinstance(up := go_up(session, request), WayOut):
                    return up
            case "path":
                return WayOut(target.id)
            case "end":
                _finish_early(session, request, target.id)
                return "look"
            case "step":
                save(session, request.id, target.id, "trouble")
                return "look"
            case "retry":
                return "look"
            case _:
                assert_never(target.kind)


def _finish_early(session: Session, request: Request, outcome: str) -> None:
    """Nothing to unlink after all: the request is closed with its own outcome."""
    new = [
        New("abandoned", request.id, session.today, {"result": outcome}),
        New("walk", request.id, session.today, {"step": FINISHED, "answer": outcome}),
    ]
    write_events(session, *new)
