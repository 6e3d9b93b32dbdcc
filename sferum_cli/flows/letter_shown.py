"""A kept letter again: byte for byte as it was made, or anew in another format."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.codes import FORMATS, LetterFormat, one_of
from sferum_cli.core.events import Event
from sferum_cli.core.letter_copies import kept_letters, sent_on
from sferum_cli.core.requests import Request
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.flows.files import STREAM, destination, ending_of
from sferum_cli.flows.inputs import read_code
from sferum_cli.flows.letter import (
    check_answer,
    check_answers,
    insist_on_answers,
    to_bytes,
    write_letter,
)
from sferum_cli.flows.letter_children import children_of, kept_children
from sferum_cli.flows.letter_facts import addressed, letter_facts
from sferum_cli.flows.letter_kept import kind_title
from sferum_cli.flows.letter_person import letter_answers
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.render.letter_view import kept_letter_page
from sferum_cli.render.request_shapes import letter_shape
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.archive import find_request
from sferum_cli.storage.attachments import LETTERS, kept_file, sha256

TEXTS = ("txt", "eml")  # what a terminal can show


def shown(
    session: Session,
    number: int,
    *,
    request_id: str | None,
    given: Mapping[str, str] | None,
    format_name: str | None,
    output: str | None,
    force: bool,
) -> Answer:
    """The letter that ``status`` counts as ``number``, to a file, to stdout, or where it lies.

    It is what was kept, byte for byte; another ``format_name`` or end of ``output`` than its own
    makes it anew, as of the day on which it was made. Raises NotFound, BadUsage, NeedsAnswer, and
    DamagedFile for a letter that is gone or was changed.
    """
    asked = read_code("--format", format_name, FORMATS) or one_of(FORMATS, ending_of(output))
    request_id = which(session, request_id, lambda request: bool(kept_letters(request)))
    request = find_request(session.folder, request_id)
    letters = kept_letters(request)
    if not 1 <= number <= len(letters):
        raise NotFound("error.letter_number", given=number, count=len(letters), id=request_id)
    kept = letters[number - 1]
    name = kept.text("file")
    file = session.folder / LETTERS / name
    own = name.rpartition(".")[2]
    wanted = asked or own
    if asked is None or asked == own:
        found = kept_file(session.folder, name, is_letter=True)
        if found is None or sha256(found) != kept.text("sha256"):
            raise DamagedFile("error.letter_gone", file=file)
        content = found
    else:
        content = _anew(session, request, kept, given or {}, asked)
    place = destination(session, output or STREAM, "", force=force)
    to_look = output is None and session.can_ask and wanted not in TEXTS
    left = None if to_look else place.write(content)
    sent = sent_on(request, kept)
    title = kind_title(kept.text("letter"))
    page = kept_letter_page(title, kept.date, sent, place.name or str(file))
    shape = {
        **letter_shape(number, kept, sent),
        "request": request_id,
        "file": place.name or str(file),
        "format": wanted,
        "same": wanted == own,
        "sha256": sha256(content),
        "pages": pages_of(content),
    }
    return Answer(page, shape, content=left)


def _anew(
    session: Session, request: Request, kept: Event, given: Mapping[str, str], form: LetterFormat
) -> bytes:
    """The letter of that day made again from the answers that are kept, and ``given``."""
    day = kept.date
    facts = letter_facts(session.folder, request.id, request.person, today=day)
    kind = addressed(letter_kind(kept.text("letter")), facts)
    own = letter_answers(session.folder, request.person, kind)
    if "child.surname" not in given:
        whose = (request.person, *kept.text("also").split())
        further = children_of(session.folder, whose, request.person)
        own |= kept_children(session.folder, further)
    values = {name: check_answer(name, value, day) for name, value in own.items()}
    values |= check_answers(given, kind, day)
    insist_on_answers(kind, values, facts)
    return to_bytes(write_letter(kind, values, day, facts), form)
