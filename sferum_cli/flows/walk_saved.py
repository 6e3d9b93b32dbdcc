"""Saving a walk: the request it opens, and each answer at once."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.core.events import Event, Value
from sferum_cli.core.knowledge import GuidedPath
from sferum_cli.core.state import New, State, new_request_id, record, request_of
from sferum_cli.flows.cases import case_news
from sferum_cli.flows.session import Session
from sferum_cli.storage.changes import change


def open_request(
    session: Session, path: GuidedPath, told: Case, *, step: str = "", parent: str = ""
) -> str:
    """Open a request for ``path`` as planned (and its walk at ``step``); gives its id.

    The case that ``told`` speaks of is opened with it, or brought up to date. ``parent`` is a
    request that is reached when this one is.
    """

    def edit(state: State) -> tuple[State, str]:
        request_id = new_request_id(state, path.id)
        case, new = case_news(state, told, session.today)
        data: dict[str, Value] = {"path": path.id, "rung": path.rung, "case": case.id}
        data |= {"role": told.role} if told.role else {}
        data |= {"addressee": path.addressee} if path.addressee else {}
        data |= {"parent": parent} if parent else {}
        new.append(New("planned", request_id, session.today, data))
        if step:
            new.append(New("walk", request_id, session.today, {"step": step}))
        return record(state, new, at=session.at)[0], request_id

    return change(session.folder, edit)


def save(session: Session, request_id: str, step: str, answer: str) -> None:
    """Write down where the walk stands after an answer."""
    write_events(session, New("walk", request_id, session.today, {"step": step, "answer": answer}))


def write_events(session: Session, *new: New) -> tuple[Event, ...]:
    """Write the events of one answer; the request may have been closed elsewhere meanwhile."""

    def edit(state: State) -> tuple[State, tuple[Event, ...]]:
        request_of(state, new[0].request)
        return record(state, new, at=session.at)

    return change(session.folder, edit)
