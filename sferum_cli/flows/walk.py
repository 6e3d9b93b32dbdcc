"""Walking a path with a person: page by page, each answer saved before the next question."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.requests import Request
from sferum_cli.core.state import request_of
from sferum_cli.core.walk_place import place, walk_over
from sferum_cli.core.walks import WayOut, step_at
from sferum_cli.errors import BadUsage, SferumError
from sferum_cli.flows.already_open import ask_what_then, open_already
from sferum_cli.flows.overview import outlook_by_id, path_of
from sferum_cli.flows.owner_asked import ELSEWHERE, ask_kind
from sferum_cli.flows.paths import PathBook, open_path
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk_begin import ask_to_begin
from sferum_cli.flows.walk_saved import open_request, save
from sferum_cli.flows.walk_steps import ask_end, ask_step
from sferum_cli.render.answer import Answer, Page
from sferum_cli.render.blocks import Command, Text
from sferum_cli.render.indoors import indoors
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.render.walk_view import finished_page, paused_page
from sferum_cli.storage.archive import find_request
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t

NOTHING_OPENED = {"request": None}


def ask_role(session: Session) -> Role:
    """Who the person is; a parent is the most frequent."""
    roles: tuple[Role, ...] = ("parent", "student", "teacher")
    answer = session.prompter.choose(
        "role", t("walk.who"), [(role, t(f"walk.role.{role}")) for role in roles]
    )
    return next(role for role in ROLES if role == answer)


def begin(
    session: Session, path_id: str, told: Case, *, confirmed: bool = False, parent: str = ""
) -> Answer:
    """Walk ``path_id`` for ``told`` from its first page to its last, which is the answer.

    Where the same person has it open already, the person says first whether to go on with that.
    ``confirmed`` says that the consequences have been read (only asked about for a deletion),
    ``parent`` names the request in whose place this one is begun.
    """
    while True:
        same = open_already(session.folder, path_id, told.alias) if session.asks else None
        wanted = ask_what_then(session, same) if same else "new"
        if same and wanted == "continue":
            return resume(session, same.id)
        if same and wanted == "no":
            kept = Command(f"sferum status {same.id}", "", t("home.next"))
            return Answer([kept], NOTHING_OPENED, left=True)
        book = open_path(path_id, told.institution.kind)
        role = told.role or ask_role(session)
        told = replace(told, role=role)
        answer = ask_to_begin(session, book, told, confirmed=confirmed)
        while answer == ELSEWHERE:
            place = told.institution.updated(ask_kind(session, role))
            told = replace(told, institution=place)
            book = open_path(path_id, place.kind)
            answer = ask_to_begin(session, book, told, confirmed=confirmed)
        if answer in book.path.better:
            path_id, confirmed = answer, False
            continue
        if answer != "yes":
            left = Command(f"sferum guide {path_id}")
            return Answer([Text(t("walk.not_begun")), left], NOTHING_OPENED, left=True)
        first = step_at(0, book.path.steps_for(role))
        opened = open_request(session, book.path, told, step=first, parent=parent)
        return walk_on(session, opened, book)


def resume(session: Session, request_id: str) -> Answer:
    """Go on with a walk where it stopped, to its last page.

    Raises NotFound, and BadUsage for a finished one.
    """
    request = find_request(session.folder, request_id)
    book = open_path(request.path, request.institution.kind)
    if walk_over(request, book.path):
        raise BadUsage("error.walk_finished", id=request_id)
    if request.walk is None:
        first = step_at(place(request, book.path), book.path.steps_for(request.role))
        save(session, request_id, first, "start")
    return walk_on(session, request_id, book)


def walk_on(session: Session, request_id: str, book: PathBook) -> Answer:
    """The loop of a walk: show where it stands, ask, save. Ctrl-C may come at any moment.

    A way that leads over into another path comes back here when that one is at its end.
    """
    try:
        while True:
            request = request_of(load_state(session.folder), request_id)
            if walk_over(request, book.path):
                return _last_page(session, request_id)
            steps = book.path.steps_for(request.role)
            ask = ask_end if place(request, book.path) == len(steps) else ask_step
            onward = ask(session, request, book)
            if onward == "pause":
                return _answer(session, request_id, paused_page(request_id), left=True)
            if isinstance(onward, WayOut):
                turned = _turn(session, onward, request, book)
                if onward.request or (turned.left and turned.shape["request"]):
                    return turned
                session.show(indoors(turned.page))
    except SferumError as error:
        error.values.setdefault("resume", f"sferum continue {request_id}")
        raise


def _turn(session: Session, turn: WayOut, request: Request, book: PathBook) -> Answer:
    """Walk where ``turn`` leads, for the same person."""
    if turn.request:
        return resume(session, turn.request)
    instead = request.id if turn.path in book.path.same else ""
    return begin(session, turn.path, replace(request.case, role=request.role), parent=instead)


def _last_page(session: Session, request_id: str) -> Answer:
    item = outlook_by_id(session.folder, request_id, today=session.today)
    page = finished_page(item, path_of(item.request), session.today)
    return _answer(session, request_id, page)


def _answer(session: Session, request_id: str, page: Page, *, left: bool = False) -> Answer:
    item = outlook_by_id(session.folder, request_id, today=session.today)
    return Answer(page, {"request": request_shape(item)}, left=left)
