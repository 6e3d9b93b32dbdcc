"""The field guide: one page a path and role, in a form to print or to send on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.knowledge import Role
from sferum_cli.errors import no_such_choice
from sferum_cli.flows.paths import PathBook, reading_page
from sferum_cli.render.guide_files import Page, to_guide_pdf, to_html, to_markdown
from sferum_cli.render.plain import paint_plain
from sferum_cli.text import language, t

FORMATS = ("text", "md", "html", "pdf")


def field_guide(
    books: Sequence[PathBook], role: Role | None, format_name: str, today: date
) -> bytes:
    """The pages of ``books`` for ``role`` in one of FORMATS, as of ``today``.

    Raises BadUsage for another format.
    """
    if format_name not in FORMATS:
        raise no_such_choice("--format", format_name, FORMATS)
    pages = [page_of(book, role, today) for book in books]
    match format_name:
        case "md":
            return to_markdown(pages).encode()
        case "html":
            return to_html(pages, title=t("guide.title"), language=language()).encode()
        case "pdf":
            return to_guide_pdf(pages, title=t("guide.title"), language=language())
        case _:
            return "".join(paint_plain(blocks, width=80) for blocks, _ in pages).encode()


def page_of(book: PathBook, role: Role | None, today: date) -> Page:
    """One page: the whole path, and the first address that it opens."""
    blocks = reading_page(book, role, today)
    urls = (step.url for step in book.path.steps_for(role) if step.url)
    return blocks, next(urls, None)
