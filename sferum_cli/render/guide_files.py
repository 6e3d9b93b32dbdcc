"""Blocks as pages to print or to send on: Markdown and HTML; nothing is read as markup."""

from __future__ import annotations

import re

from sferum_cli.core.codes import Language
from sferum_cli.core.frozen import frozen
from sferum_cli.render.blocks import (
    Block,
    Command,
    Drawing,
    Heading,
    Items,
    Lines,
    Pairs,
    Panel,
    Text,
)
from sferum_cli.render.clean import clean
from sferum_cli.render.html import document, linked, listed, safe, ticked
from sferum_cli.render.qr import qr_picture
from sferum_cli.text import t

_MARKS = r"([\\`*_{}\[\]<>#|()])"


@frozen
class GuidePage:
    """One page: its name within the file, its title, its blocks, what to scan from it.

    A numbered list is of things to do: each gets a box to tick.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    url: str = ""


@frozen
class Leaflet:
    """Pages with a title above them, the day in words, and contents where they are several."""

    title: str
    made: str
    pages: tuple[GuidePage, ...]
    language: Language

    @property
    def contents(self) -> tuple[GuidePage, ...]:
        """What the contents list."""
        return self.pages if len(self.pages) > 1 else ()


def to_markdown(leaflet: Leaflet) -> str:
    """The pages as Markdown."""
    parts = [f"# {_md(leaflet.title)}", _md(leaflet.made)]
    if leaflet.contents:
        rows = [f"- [{_md(page.title)}](#{page.id})" for page in leaflet.contents]
        parts.append("\n".join([f"## {_md(t('guide.contents'))}\n", *rows]))
    pages = [_markdown(page) for page in leaflet.pages]
    return "\n\n".join(parts) + "\n\n" + "\n\n---\n\n".join(pages) + "\n"


def _markdown(page: GuidePage) -> str:
    parts = [f'<a id="{page.id}"></a>']
    for block in page.blocks:
        match block:
            case Heading(text):
                parts.append(f"## {_md(text)}")
            case Text(text):
                parts.append(_md(text))
            case Items(items, title, numbered):
                marks = [f"{n}. [ ]" if numbered else "-" for n in range(1, len(items) + 1)]
                lines = [f"{mark} {_md(item)}" for mark, item in zip(marks, items, strict=True)]
                parts.append("\n".join([f"### {_md(title)}\n"] * bool(title) + lines))
            case Pairs(rows, title):
                lines = [f"- **{_md(label)}:** {_md(text)}" for label, text in rows]
                parts.append("\n".join([f"### {_md(title)}\n"] * bool(title) + lines))
            case Panel(title, lines_of_panel):
                lines = [f"> **{_md(title)}**", *(f">\n> {_md(x)}" for x in lines_of_panel)]
                parts.append("\n".join(lines))
            case Command(command, why, label):
                head = f"{_md(label)}: " if label else ""
                parts.append(f"{head}`{clean(command)}` {_md(why)}".strip())
            case Drawing(_, sentences) | Lines(sentences):
                parts.append("\n".join(_md(line) for line in sentences))
    return "\n\n".join([*parts, *([f"<{page.url}>"] if page.url else [])])


def _md(text: str) -> str:
    return re.sub(_MARKS, r"\\\1", clean(text))


def to_html(leaflet: Leaflet) -> str:
    """The pages as one HTML file that needs nothing else."""
    head = f"<header><h1>{safe(leaflet.title)}</h1><p>{safe(leaflet.made)}</p></header>"
    contents = ""
    if leaflet.contents:
        rows = (f'<li><a href="#{p.id}">{safe(p.title)}</a></li>' for p in leaflet.contents)
        contents = (
            f'<nav aria-labelledby="contents"><h2 id="contents">{safe(t("guide.contents"))}</h2>'
            f'<ol class="contents">{"".join(rows)}</ol></nav>'
        )
    sections = "\n".join(
        f'<section class="page" id="{page.id}">{_html(page)}</section>' for page in leaflet.pages
    )
    body = f"{head}{contents}\n<main>{sections}</main>"
    return document(leaflet.title, body, leaflet.language)


def _html(page: GuidePage) -> str:
    parts: list[str] = []
    for block in page.blocks:
        match block:
            case Heading(text):
                parts.append(f"<h2>{safe(text)}</h2>")
            case Text(text):
                parts.append(f"<p>{linked(text)}</p>")
            case Items(items, title, numbered):
                rows = ticked(items, numbered=True) if numbered else listed(items)
                parts.append(f"{_titled(title)}{rows}")
            case Pairs(pairs, title):
                rows = "".join(f"<dt>{safe(a)}</dt><dd>{linked(b)}</dd>" for a, b in pairs)
                parts.append(f"{_titled(title)}<dl>{rows}</dl>")
            case Panel(title, lines, tone):
                rows = "".join(f"<p>{linked(line)}</p>" for line in lines)
                parts.append(f'<aside class="{tone}"><strong>{safe(title)}</strong>{rows}</aside>')
            case Command(command, why, label):
                head = f"{safe(label)}: " if label else ""
                parts.append(f"<p>{head}<code>{safe(command)}</code> {linked(why)}</p>")
            case Drawing(_, sentences) | Lines(sentences):
                parts.append("".join(f"<p>{linked(line)}</p>" for line in sentences))
    if page.url:
        picture = qr_picture(page.url, t("report.page.code", words=page.title))
        parts.append(f'<div class="qr">{picture}<p>{linked(page.url)}</p></div>')
    return "".join(parts)


def _titled(title: str) -> str:
    return f"<h3>{safe(title)}</h3>" if title else ""
