"""How the dates of a request were computed."""

from __future__ import annotations

from sferum_cli.flows.overview import outlook_by_id
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.ledger_shapes import why_shape
from sferum_cli.render.why_view import why_page
from sferum_cli.shelf.deadlines import work_calendar
from sferum_cli.text import language


def why(session: Session, request_id: str | None, *, person: str | None = None) -> Answer:
    """Each date of one request with its calculation. Raises as ``which``, DamagedFile."""
    request_id, today = which(session, request_id, person=person), session.today
    item = outlook_by_id(session.folder, request_id, today=today)
    return Answer(why_page(item, work_calendar(), today), why_shape(item, language()))
