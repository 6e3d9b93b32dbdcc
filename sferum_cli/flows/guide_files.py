"""The field guide as a file: one page a path, in a form to print or to send on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from sferum_cli.core.codes import GuideFormat, InstitutionKind
from sferum_cli.core.knowledge import Role
from sferum_cli.flows.paths import PathBook, reading_page
from sferum_cli.render.brief_view import printed_brief
from sferum_cli.render.guide_files import GuidePage, Leaflet, to_html, to_markdown
from sferum_cli.render.guide_pdf import to_guide_pdf
from sferum_cli.render.plain import paint_plain
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.briefs import briefs
from sferum_cli.text import day, language, t


def field_guide(pages: Sequence[GuidePage], format_name: GuideFormat, today: date) -> bytes:
    """The ``pages`` in that format, made on ``today``.

    Raises BadUsage for a PDF where nothing here can make one.
    """
    made = t("guide.made", date=day(today))
    leaflet = Leaflet(t("guide.title"), made, tuple(pages), language())
    match format_name:
        case "md":
            return to_markdown(leaflet).encode()
        case "html":
            return to_html(leaflet).encode()
        case "pdf":
            return to_guide_pdf(leaflet)
        case "text":
            return _as_text(leaflet).encode()
        case _:
            assert_never(format_name)


def _as_text(leaflet: Leaflet) -> str:
    head = [f"{leaflet.title}\n{leaflet.made}\n"]
    if leaflet.contents:
        head.append(f"{t('guide.contents')}:\n")
        head += [f"- {page.title}\n" for page in leaflet.contents]
    parts = (paint_plain(page.blocks, width=80) for page in leaflet.pages)
    return "\n".join(["".join(head), *parts])


def page_to_keep(book: PathBook, role: Role | None, today: date) -> GuidePage:
    """One page: the whole path, and the first address that it opens."""
    path = book.path
    urls = (step.url for step in path.steps_for(role) if step.url)
    blocks = tuple(reading_page(book, role, today))
    return GuidePage(path.id, path.title.pick(language()), blocks, next(urls, None) or "")


def brief_pages(role: Role | None, kind: InstitutionKind) -> list[GuidePage]:
    """The answer for ``role``, or for every role, one page each; to scan, its first page."""
    pages = []
    for brief in briefs(institution=kind):
        if role in (None, brief.role):
            paths = {
                name: knowledge.path(name, institution=kind)
                for deed in brief.deeds
                for name in deed.paths
            }
            steps = [s for path in paths.values() for s in path.steps_for(brief.role) if s.url]
            blocks = printed_brief(brief, knowledge.facts(), paths)
            url = (steps[0].url or "") if steps else ""
            pages.append(GuidePage(brief.role, brief.title.pick(language()), blocks, url))
    return pages
