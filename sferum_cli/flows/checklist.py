"""A path printed whole, and its request opened, where nobody can be asked."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.errors import NeedsAnswer
from sferum_cli.flows.already_open import open_already
from sferum_cli.flows.overview import outlook_by_id
from sferum_cli.flows.paths import open_path, reading_page, shape_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk_saved import open_request
from sferum_cli.render.answer import Answer
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.render.walk_view import already_page, planned_page
from sferum_cli.render.who import who_acts


def checklist(session: Session, target: str, told: Case, *, again: bool) -> Answer:
    """Open the request as planned and print the whole path; one that is open already is named.

    Raises NeedsAnswer where the role decides what is printed.
    """
    book = open_path(target, told.institution.kind)
    if told.role is None and book.path.by_role:
        lacking = "--role parent --no-input"
        command = f"sferum unlink {target} {lacking}"
        raise NeedsAnswer("error.role_needed", path=target, command=command, lacking=lacking)
    same = None if again else open_already(session.folder, target, told.alias)
    request_id = same.id if same else open_request(session, book.path, told)
    item = outlook_by_id(session.folder, request_id, today=session.today)
    first = already_page(item, session.today) if same else []
    acts = who_acts(told.role, told.acting_as)
    last = planned_page(item, book.path)[1:] if same else planned_page(item, book.path)
    return Answer(
        lambda: [*first, *reading_page(book, told.role, session.today, person=acts), *last],
        lambda: {"request": request_shape(item), "path": shape_of(book, told.role)},
    )
