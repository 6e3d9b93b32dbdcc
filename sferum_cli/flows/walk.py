"""Walking a path with a person: page by page, each answer saved before the next question."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New, request_of
from sferum_cli.core.walks import FINISHED, Onward, Turn, Walk, position, step_at
from sferum_cli.errors import BadUsage, SferumError
from sferum_cli.flows.already_open import ask_what_then, open_already
from sferum_cli.flows.log_asked import ask_day
from sferum_cli.flows.paths import PathBook, open_path, reading_page
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import one
from sferum_cli.flows.trouble import ask_trouble
from sferum_cli.flows.walk_saved import open_request, save, write
from sferum_cli.render.answer import Answer, Page
from sferum_cli.render.blocks import Command, Text
from sferum_cli.render.guide_view import intro, step_page
from sferum_cli.render.qr import qr_code
from sferum_cli.render.shapes import request_shape
from sferum_cli.render.walk_view import end_page, finished_page, paused_page
from sferum_cli.shelf import knowledge
from sferum_cli.storage.archive import find_request
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t

NOTHING_OPENED = {"request": None}


def ask_role(session: Session) -> Role:
    """Who the person is; a parent is the most frequent."""
    roles: tuple[Role, ...] = ("parent", "student", "teacher")
    answer = session.prompter.choose(
        "role", t("walk.who"), [(role, t(f"walk.role.{role}")) for role in roles]
    )
    return next(role for role in ROLES if role == answer)


def begin(
    session: Session,
    path_id: str,
    told: Case,
    *,
    confirmed: bool = False,
) -> Answer:
    """Walk ``path_id`` for ``told`` from its first page to its last, which is the answer.

    Where the same person has it open already, the person says first whether to go on with that.
    ``confirmed`` says that the consequences have been read (only asked about for a deletion).
    """
    while True:
        same = open_already(session.folder, path_id, told.alias) if session.asks else None
        wanted = ask_what_then(session, same) if same else "new"
        if same and wanted == "continue":
            return resume(session, same.id)
        if same and wanted == "no":
            return Answer([Command(f"sferum status {same.id}", "", t("home.next"))], NOTHING_OPENED)
        book = open_path(path_id)
        role = told.role or ask_role(session)
        told = replace(told, role=role)
        session.show(intro(book.path, role, book.facts, book.rules, session.today))
        answer = _agreed(session, book, role, confirmed)
        if answer in book.path.better:
            path_id, confirmed = answer, False
            continue
        if answer != "yes":
            left = Command(f"sferum guide {path_id}")
            return Answer([Text(t("walk.not_begun")), left], NOTHING_OPENED)
        first = step_at(0, book.path.steps_for(role))
        request_id = open_request(session, book.path, told, step=first)
        ended = run(session, request_id, book)
        if not isinstance(ended, Turn):
            return ended
        path_id, confirmed = ended.path, False


def _agreed(session: Session, book: PathBook, role: Role | None, confirmed: bool) -> str:
    """ "yes", "no", or the path that the person would rather walk first."""
    if book.path.kind == "delete" and not confirmed:
        word = t("delete.word")

        def right(given: str) -> str | None:
            said = given.strip().lower()
            return (
                None
                if said in (word, t("delete.no"))
                else t("delete.type_it", word=word, no=t("delete.no"))
            )

        session.show([Text(t("delete.confirm", word=word, no=t("delete.no")), "danger")])
        question = t("delete.ask", word=word, no=t("delete.no"))
        answer = session.prompter.ask("confirm", question, check=right)
        if answer.strip().lower() != word:
            return "no"
    lang = language()
    first = [(name, knowledge.path(name).title.pick(lang)) for name in book.path.better]
    choices = [
        ("yes", t("walk.begin.yes")),
        ("all", t("walk.begin.all")),
        *((name, t("walk.begin.first", title=title)) for name, title in first),
        ("no", t("walk.begin.no")),
    ]
    while (answer := session.prompter.choose("start", t("walk.begin"), choices)) == "all":
        session.show(reading_page(book, role, session.today))
    return answer


def resume(session: Session, request_id: str) -> Answer:
    """Go on with a walk where it stopped, to its last page.

    Raises NotFound, and BadUsage for a finished one.
    """
    request = find_request(session.folder, request_id)
    if not request.open or (request.walk and request.walk.finished):
        raise BadUsage("error.walk_finished", id=request_id)
    book = open_path(request.path)
    if request.walk is None:
        save(session, request_id, step_at(0, book.path.steps_for(request.role)), "start")
    ended = run(session, request_id, book)
    if not isinstance(ended, Turn):
        return ended
    return begin(session, ended.path, replace(request.case, role=request.role))


def run(session: Session, request_id: str, book: PathBook) -> Turn | Answer:
    """The loop of a walk: show where it stands, ask, save. Ctrl-C may come at any moment."""
    try:
        while True:
            request = request_of(load_state(session.folder), request_id)
            walk = request.walk or Walk()
            steps = book.path.steps_for(request.role)
            if walk.finished or not request.open:
                return _last_page(session, request_id)
            index = position(walk, steps)
            ask = _end if index == len(steps) else _step
            onward = ask(session, request, book)
            if onward == "pause":
                return _answer(session, request_id, paused_page(request_id))
            if isinstance(onward, Turn):
                return onward
    except SferumError as error:
        error.values.setdefault("resume", f"sferum continue {request_id}")
        raise


def _last_page(session: Session, request_id: str) -> Answer:
    item, path = one(session.folder, request_id, today=session.today)
    return _answer(session, request_id, finished_page(item, path, session.today))


def _answer(session: Session, request_id: str, page: Page) -> Answer:
    item, _ = one(session.folder, request_id, today=session.today)
    return Answer(page, {"request": request_shape(item)})


def _step(session: Session, request: Request, book: PathBook) -> Onward:
    """One step: ask until the answer leads somewhere."""
    steps = book.path.steps_for(request.role)
    index = position(request.walk or Walk(), steps)
    step = steps[index]
    own = book.path.own
    session.show(step_page(step, index + 1, len(steps), book.facts, own=own))
    choices = [("done", t("step.done"))]
    choices += [("open", t("step.open"))] if step.url else []
    choices += [("qr", t("step.qr"))] if step.url and session.can_draw else []
    choices += [("trouble", t("step.trouble"))]
    choices += [("back", t("step.back"))] if index else []
    choices += [("pause", t("step.pause"))]
    while True:
        answer = session.prompter.choose(f"steps.{step.id}", t("step.ask"), choices)
        match answer:
            case "open":
                _open(session, step.url or "")
            case "qr":
                session.show([qr_code(step.url or "")])
            case "trouble":
                return ask_trouble(session, request, step, book)
            case "back":
                save(session, request.id, step_at(index - 1, steps), "back")
                return "look"
            case "pause":
                return "pause"
            case _:
                save(session, request.id, step_at(index + 1, steps), "done")
                return "look"


def _open(session: Session, url: str) -> None:
    """Open a page that was shown; where there is no browser the address is there to copy."""
    key = "step.opened" if session.open_page(url) else "step.not_opened"
    session.show([Text(t(key, url=url))])


def _end(session: Session, request: Request, book: PathBook) -> Onward:
    """The question about the result, and what the answer records."""
    ending = book.path.ending_for(request.role)
    lang = language()
    steps = book.path.steps_for(request.role)
    session.show(end_page(ending))
    answer = session.prompter.choose(
        "result",
        ending.question.pick(lang),
        [
            ("yes", ending.yes.pick(lang)),
            ("later", ending.later.pick(lang)),
            ("no", ending.no.pick(lang)),
            ("back", t("step.back")),
            ("pause", t("step.pause")),
        ],
    )
    match answer:
        case "pause":
            return "pause"
        case "back":
            save(session, request.id, step_at(len(steps) - 1, steps), "back")
            return "look"
        case "no":
            return ask_trouble(session, request, steps[-1], book)
        case "later" if ending.event == "sent":
            return "pause"
    when = ask_day(session, "sent_on", t("end.when")) if ending.event == "sent" else session.today
    new = [New(ending.event, request.id, when)]
    if answer == "yes" and ending.verify:
        new.append(New("verified", request.id, session.today, {"result": "yes"}))
    new.append(New("walk", request.id, session.today, {"step": FINISHED, "answer": answer}))
    write(session, *new)
    return "look"
