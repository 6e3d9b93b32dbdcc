"""The deeds of home: each does in place what a typed command would, and comes back."""

from __future__ import annotations

import shlex

from sferum_cli.core.cases import Case
from sferum_cli.core.events import Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.tasks import Task
from sferum_cli.flows.cases import Whom, kind_here, known_case, told_case
from sferum_cli.flows.evidence import evidence
from sferum_cli.flows.inputs import read_event
from sferum_cli.flows.letter_written import letter
from sferum_cli.flows.log import log, log_asked
from sferum_cli.flows.paths import open_path, reading_page
from sferum_cli.flows.report import report
from sferum_cli.flows.search import answer, asker
from sferum_cli.flows.session import Session
from sferum_cli.flows.sources import list_sources
from sferum_cli.flows.start import start
from sferum_cli.flows.status import status
from sferum_cli.flows.support import support
from sferum_cli.flows.unlink import unlink_choices
from sferum_cli.flows.walk import begin, resume
from sferum_cli.flows.walk_deeds import up, write_its_letter
from sferum_cli.render.answer import Answer
from sferum_cli.render.search_view import found_page
from sferum_cli.shelf import knowledge
from sferum_cli.storage.archive import find_request
from sferum_cli.text import language, t


def do_task(session: Session, task: Task) -> Answer | None:
    """Do what ``task`` says is next; None where the person thought better of it."""
    if task.action is None:
        return begin_path(session, task.path, task.case)
    return do_command(session, task.action.command)


def do_command(session: Session, command: str) -> Answer | None:
    """Do what ``command``, one that a request names as its next, would do when typed.

    Raises ValueError for a command that no request names.
    """
    match shlex.split(command)[1:]:
        case ["continue", name]:
            return resume(session, name)
        case ["letter", kind, "--request", name]:
            return write_its_letter(session, find_request(session.folder, name), kind)
        case ["letter", "--request", name]:
            return any_letter(session, name)
        case ["log", name]:
            return write_it_down(session, name)
        case ["log", name, event, *flags]:
            known: dict[str, Value] = {"copy": True} if "--copy" in flags else {}
            return log_asked(session, name, read_event(event), known)
        case ["escalate", name]:
            return rung_up(session, name)
        case ["escalate", name, "--to", rung]:
            return rung_up(session, name, to=rung)
        case ["status", name]:
            return all_about(session, name)
        case ["support", path]:
            return support(session, path, None)
        case ["sources", "--path", path]:
            return list_sources(session, path_id=path)
        case _:
            raise ValueError(command)


def whose_case(session: Session) -> Case:
    """For whom the next deed is: the person says where there are several."""
    return told_case(session, Whom())


def begin_path(session: Session, path: str, case: Case) -> Answer:
    """Walk ``path`` for whom ``case`` is about."""
    known = known_case(session.folder, case.alias, session.today)
    return begin(session, path, replace(known, role=known.role or case.role))


def write_it_down(session: Session, request_id: str | None = None) -> Answer:
    """Write down what happened, to one request or to the one that the person names."""
    return log(session, request_id, None, {}, back=True)


def rung_up(session: Session, request_id: str, *, to: str | None = None) -> Answer | None:
    """One rung up, and straight on with its first step."""
    turn = up(session, request_id, to=to)
    return None if isinstance(turn, bool) else resume(session, turn.request)


def all_about(session: Session, request_id: str) -> Answer:
    """All about one request."""
    return status(session, request_id)


def any_letter(session: Session, request_id: str) -> Answer:
    """Write a letter for a request, of the kind that the person names."""
    return letter(session, None, request_id=request_id)


def gather_evidence(session: Session, request_id: str) -> Answer:
    """Gather the folder for a regulator."""
    return evidence(session, request_id, None, force=False)


def make_report(session: Session, alias: str) -> Answer:
    """One page to look at and to print: of that person, of all where nobody is named."""
    return report(session, None, person=alias or None, names=True, force=False)


def make_plan(session: Session) -> Answer:
    """The questions of ``start``, and the plan."""
    return start(session, {}, None, Whom(), again=True)


def another_path(session: Session) -> Answer | None:
    """A path that the person chooses, or the questions that lead to one."""
    lang, kind = language(), kind_here(session.folder)
    choices = [
        ("start", t("home.path.start")),
        *unlink_choices(kind),
        ("delete", knowledge.path_head("delete").title.pick(lang)),
        ("back", t("home.back")),
    ]
    chosen = session.prompter.choose("target", t("home.path.which"), choices)
    match chosen:
        case "back":
            return None
        case "start":
            return make_plan(session)
        case _:
            return begin(session, chosen, whose_case(session))


def read_up(session: Session) -> Answer | None:
    """A path to read, the contacts, or the answer to a question in words of the person's own."""
    choices = [
        ("find", t("home.read.find")),
        ("support", t("home.read.support")),
        ("path", t("home.read.path")),
        ("back", t("home.back")),
    ]
    match session.prompter.choose("read", t("home.read"), choices):
        case "find":
            return _find(session)
        case "support":
            return support(session, None, None)
        case "path":
            return _path_to_read(session)
        case _:
            return None


def _find(session: Session) -> Answer | None:
    """The answer to a question in the person's own words, and on to a path that was found."""
    words = session.prompter.ask("search", t("home.read.words"))
    if not words:
        return None
    lang, kind = language(), kind_here(session.folder)
    stop, found = answer(words, asker(session.folder, None, kind))
    page = found_page(words, stop, found, lang)
    paths = {place.path: place for place in found if place.path}
    if not paths:
        return Answer(page, {})
    session.show(page)
    heads = [knowledge.path_head(path, institution=kind) for path in paths]
    choices = [(head.id, t("home.do.begin", title=head.title.pick(lang))) for head in heads]
    chosen = session.prompter.choose("found", t("home.then"), [*choices, ("back", t("home.back"))])
    return None if chosen == "back" else begin(session, chosen, whose_case(session))


def _path_to_read(session: Session) -> Answer | None:
    kind = kind_here(session.folder)
    choices = [*unlink_choices(kind), ("back", t("home.back"))]
    chosen = session.prompter.choose("path", t("home.path.which"), choices)
    if chosen == "back":
        return None
    return Answer(reading_page(open_path(chosen, kind), None, session.today), {})
