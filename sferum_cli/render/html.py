"""HTML that needs nothing else: words with their links, boxes to tick, one page with its style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from sferum_cli.core.codes import Language
from sferum_cli.core.links import is_page, runs
from sferum_cli.render.clean import clean

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
# A page from a folder must ask nobody for anything, and run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def safe(text: str) -> str:
    """``text`` as it stands, with nothing in it that a browser obeys."""
    return escape(clean(text))


def linked(text: str) -> str:
    """The same with every web page, mail address and phone number as a link."""
    return "".join(
        f'<a href="{safe(address)}">{safe(words)}</a>' if address else safe(words)
        for words, address in runs(text)
    )


def anchor(words: str, address: str) -> str:
    """``words`` as a link to a page; the words alone where it may not be one."""
    if not is_page(address):
        return safe(words)
    return f'<a href="{safe(address)}">{safe(words)}</a>'


def ticked(lines: Iterable[str], *, numbered: bool = False) -> str:
    """A list of boxes to tick, on the screen or on paper; the label is the words alone."""
    rows = []
    for n, line in enumerate(lines, start=1):
        words = linked(f"{n}. {line}" if numbered else line)
        rows.append(f'<li><label><input type="checkbox"> <span>{words}</span></label></li>')
    return f'<ul class="ticks">{"".join(rows)}</ul>'


def listed(lines: Sequence[str]) -> str:
    """A list of ready lines."""
    return f"<ul>{''.join(f'<li>{linked(line)}</li>' for line in lines)}</ul>"


def document(title: str, body: str, language: Language) -> str:
    """A whole page: it runs no script and asks no address for anything."""
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{safe(title)}</title>\n<style>\n{_STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )
