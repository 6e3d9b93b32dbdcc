"""The knowledge to read: a path or all of them, on the screen or as a file; no state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.codes import GUIDE_FORMATS, GuideFormat, InstitutionKind, one_of
from sferum_cli.core.knowledge import Role
from sferum_cli.errors import NeedsAnswer
from sferum_cli.flows.cases import kind_here
from sferum_cli.flows.files import STREAM, Destination, destination, ending_of
from sferum_cli.flows.inputs import read_code, read_role
from sferum_cli.flows.paths import PathBook, all_paths, open_path, reading_page, shape_of
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.brief_view import brief_page, shelf_page
from sferum_cli.render.guide_view import contents_page
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.briefs import briefs
from sferum_cli.text import t


def guide(
    session: Session,
    path_id: str | None,
    *,
    role: str | None,
    institution: str | None,
    search: str | None,
    everything: bool,
    format_name: str | None,
    output: str | None,
    force: bool,
) -> Answer:
    """A path to read, the answer for a role, every path, or where ``search`` is answered.

    A ``format_name`` or an ``output`` makes it a file. Raises NotFound, BadUsage, and NeedsAnswer
    for a PDF without an output.
    """
    who = read_role(role)
    kind = kind_here(session.folder, institution)
    if search is not None:
        from sferum_cli.flows.search import answer_to, asker  # reading searches nothing

        return answer_to(search, asker(session.folder, who, kind), path_id)

    def books() -> tuple[PathBook, ...]:
        return (open_path(path_id, kind),) if path_id else all_paths(who, kind)

    short = path_id is None and not everything
    if format_name is not None or output is not None:
        told = one_of(GUIDE_FORMATS, ending_of(output))
        form = read_code("--format", format_name, GUIDE_FORMATS) or told or "text"
        if output is None and form == "pdf":
            lacking = "-o guide.pdf"
            command = f"sferum guide --format pdf {lacking}"
            raise NeedsAnswer("error.output_needed", command=command, lacking=lacking)
        place = destination(session, output or STREAM, "", force=force)
        return _as_file(session, books(), who, form, place, brief=kind if short else None)
    if short:  # the screen shows names only
        return Answer(lambda: _answer(who, kind), lambda: _shape(books(), who))
    found = books()
    return Answer(lambda: _to_read(found, who, session.today), lambda: _shape(found, who))


def _shape(books: Sequence[PathBook], role: Role | None) -> dict[str, object]:
    return {"role": role, "paths": [shape_of(book, role) for book in books]}


def _as_file(
    session: Session,
    books: Sequence[PathBook],
    role: Role | None,
    form: GuideFormat,
    place: Destination,
    *,
    brief: InstitutionKind | None,
) -> Answer:
    # Most of a guide is read on the screen.
    from sferum_cli.flows.guide_files import brief_pages, field_guide, page_to_keep

    today = session.today
    pages = (
        brief_pages(role, brief) if brief else [page_to_keep(book, role, today) for book in books]
    )
    content = place.write(field_guide(pages, form, today))
    page = [Text(t("guide.written", file=place.name), "good")]
    shape = {**_shape(books, role), "file": place.name}
    return Answer(page, shape, content=content)


def _answer(role: Role | None, kind: InstitutionKind) -> list[Block]:
    """The answer for ``role``; without one, what there is to read."""
    known, heads = briefs(institution=kind), knowledge.all_heads(role, kind)
    for brief in known:
        if brief.role == role:
            return brief_page(brief, knowledge.facts(), len(heads))
    return shelf_page(known, heads)


def _to_read(books: Sequence[PathBook], role: Role | None, today: date) -> list[Block]:
    pages = [block for book in books for block in reading_page(book, role, today)]
    return pages if len(books) == 1 else contents_page([b.path for b in books], role) + pages
