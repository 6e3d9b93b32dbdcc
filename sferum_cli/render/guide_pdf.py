"""Pages to print as PDF: contents, links, boxes to tick; the same pages give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from sferum_cli.core.links import runs
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
from sferum_cli.render.guide_files import Leaflet
from sferum_cli.render.letter_pdf import typeset
from sferum_cli.render.qr import qr_picture
from sferum_cli.text import t

_TEMPLATE = Path(__file__).with_name("field_guide.typ").read_bytes()


def to_guide_pdf(leaflet: Leaflet) -> bytes:
    """The pages as PDF. Raises BadUsage where nothing on this machine can make one."""
    pages = [
        {
            "blocks": [_row(block) for block in page.blocks],
            "url": page.url,
            "code": qr_picture(page.url) if page.url else "",
        }
        for page in leaflet.pages
    ]
    data = {
        "title": clean(leaflet.title),
        "made": clean(leaflet.made),
        "contents": clean(t("guide.contents")) if leaflet.contents else "",
        "lang": leaflet.language,
        "pages": pages,
    }
    return typeset(_TEMPLATE, json.dumps(data))


def _runs(text: str) -> list[list[str]]:
    """``text`` in pieces with the address of each, as the template takes it."""
    return [[words, address] for words, address in runs(clean(text))]


def _row(block: Block) -> dict[str, object]:
    """A block as data for the page's template."""
    match block:
        case Heading(text):
            return {"kind": "heading", "text": clean(text)}
        case Text(text):
            return {"kind": "text", "runs": _runs(text)}
        case Items(items, title, numbered):
            kind = "numbered" if numbered else "items"
            return {"kind": kind, "title": clean(title), "items": [_runs(item) for item in items]}
        case Pairs(rows, title):
            pairs = [[clean(label), _runs(text)] for label, text in rows]
            return {"kind": "pairs", "title": clean(title), "items": pairs}
        case Panel(title, lines):
            return {"kind": "panel", "title": clean(title), "items": [_runs(x) for x in lines]}
        case Command(command, why, label):
            head = f"{label}: {command}" if label else command
            return {"kind": "text", "runs": _runs(f"{head} {why}".strip())}
        case Drawing(_, sentences) | Lines(sentences):
            return {"kind": "text", "runs": _runs(" ".join(sentences))}
