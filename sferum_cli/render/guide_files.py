"""Blocks as a page to print or to send on: Markdown, HTML and PDF; nothing is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

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
from sferum_cli.render.letter_pdf import typeset
from sferum_cli.render.qr import qr_picture

_TEMPLATE = Path(__file__).with_name("field_guide.typ").read_bytes()
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|()])")
_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}
body{color:#1a1a1a;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
aside{border-left:4px solid #af5f00;padding:.3em 1em;background:#faf6f0}
aside.danger{border-color:#b00020}dt{color:#555}dd{margin:0 0 .6em 0}li{margin:.4em 0}
code{font:.9em monospace}svg{display:block;margin:1em 0}
section+section{page-break-before:always}@media print{body{margin:0;max-width:none}}
"""

Page = tuple[Sequence[Block], str | None]
"""The blocks of one page, and the address to be scanned from it."""


def to_markdown(pages: Sequence[Page]) -> str:
    """The pages as Markdown."""
    return "\n\n---\n\n".join(_markdown(blocks, url) for blocks, url in pages) + "\n"


def _markdown(blocks: Sequence[Block], url: str | None) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading(text):
                parts.append(f"# {_md(text)}")
            case Text(text):
                parts.append(_md(text))
            case Items(items, title, numbered):
                lines = [f"{f'{n}.' if numbered else '-'} {_md(i)}" for n, i in enumerate(items, 1)]
                parts.append("\n".join([f"## {_md(title)}\n"] * bool(title) + lines))
            case Pairs(rows, title):
                lines = [f"- **{_md(label)}:** {_md(text)}" for label, text in rows]
                parts.append("\n".join([f"## {_md(title)}\n"] * bool(title) + lines))
            case Panel(title, lines_of_panel):
                lines = [f"> **{_md(title)}**", *(f">\n> {_md(x)}" for x in lines_of_panel)]
                parts.append("\n".join(lines))
            case Command(command, why):
                parts.append(f"`{clean(command)}` {_md(why)}".strip())
            case Drawing(_, sentences) | Lines(sentences):
                parts.append("\n".join(_md(line) for line in sentences))
    return "\n\n".join([*parts, *([f"<{url}>"] if url else [])])


def _md(text: str) -> str:
    return _MARKS.sub(r"\\\1", clean(text))


def to_html(pages: Sequence[Page], *, title: str, language: str) -> str:
    """The pages as one HTML file that needs nothing else."""
    sections = "\n".join(f"<section>{_html(blocks, url)}</section>" for blocks, url in pages)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_tx(title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n{sections}\n</body></html>\n"
    )


def _html(blocks: Sequence[Block], url: str | None) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading(text):
                parts.append(f"<h1>{_tx(text)}</h1>")
            case Text(text):
                parts.append(f"<p>{_tx(text)}</p>")
            case Items(items, title, numbered):
                tag = "ol" if numbered else "ul"
                rows = "".join(f"<li>{_tx(item)}</li>" for item in items)
                parts.append(f"{_h2(title)}<{tag}>{rows}</{tag}>")
            case Pairs(pairs, title):
                rows = "".join(f"<dt>{_tx(a)}</dt><dd>{_tx(b)}</dd>" for a, b in pairs)
                parts.append(f"{_h2(title)}<dl>{rows}</dl>")
            case Panel(title, lines, tone):
                rows = "".join(f"<p>{_tx(line)}</p>" for line in lines)
                parts.append(f'<aside class="{tone}"><strong>{_tx(title)}</strong>{rows}</aside>')
            case Command(command, why):
                parts.append(f"<p><code>{_tx(command)}</code> {_tx(why)}</p>")
            case Drawing(_, sentences) | Lines(sentences):
                parts.append("".join(f"<p>{_tx(line)}</p>" for line in sentences))
    code = f"<p>{_tx(url)}</p>{qr_picture(url)}" if url else ""
    return "".join(parts) + code


def _tx(text: str) -> str:
    return escape(clean(text))


def _h2(title: str) -> str:
    return f"<h2>{_tx(title)}</h2>" if title else ""


def to_guide_pdf(pages: Sequence[Page], *, title: str, language: str) -> bytes:
    """The pages as PDF; the same pages give the same bytes."""
    rows = [
        {
            "blocks": [row for block in blocks if (row := _row(block))],
            "url": url or "",
            "code": qr_picture(url) if url else "",
        }
        for blocks, url in pages
    ]
    data = {"title": clean(title), "lang": language, "pages": rows}
    return typeset(_TEMPLATE, json.dumps(data))


def _row(block: Block) -> dict[str, object]:
    """A block as data for the page's template."""
    match block:
        case Heading(text):
            return {"kind": "heading", "text": clean(text)}
        case Text(text):
            return {"kind": "text", "text": clean(text)}
        case Items(items, title, numbered):
            kind = "numbered" if numbered else "items"
            return {"kind": kind, "title": clean(title), "items": [clean(item) for item in items]}
        case Pairs(rows, title):
            pairs = [[clean(label), clean(text)] for label, text in rows]
            return {"kind": "pairs", "title": clean(title), "items": pairs}
        case Panel(title, lines):
            return {"kind": "panel", "title": clean(title), "items": [clean(x) for x in lines]}
        case Command(command, why):
            return {"kind": "text", "text": clean(f"{command} {why}")}
        case Drawing(_, sentences) | Lines(sentences):
            return {"kind": "text", "text": clean(" ".join(sentences))}
