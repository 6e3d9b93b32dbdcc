"""A link as a QR code for the terminal, since many do the steps on their phone."""

from __future__ import annotations

from functools import cache
from typing import Any

from sferum_cli.render.blocks import Drawing

_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
QUIET = 2  # modules of white around the code


def qr_code(url: str) -> Drawing:
    """The code of ``url``, two modules a character; in plain text the address itself."""
    code = _code(url, "l")
    rows = [tuple(int(bool(dot)) for dot in row) for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append((0,) * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = tuple("".join(_HALVES[pair] for pair in zip(*two, strict=True)) for two in pairs)
    return Drawing(lines, (url,), paper=True)


def qr_picture(url: str, title: str = "") -> str:
    """The code of ``url`` as an SVG picture, to be printed; ``title`` says what it opens."""
    named = {"title": title} if title else {}
    # Without a size of its own it grows and shrinks with the page.
    picture: str = _code(url, "m").svg_inline(scale=3, border=QUIET, omitsize=bool(title), **named)
    return picture


@cache  # children of one family open the same pages, and a code is dear to make
def _code(url: str, error: str) -> Any:
    import segno  # it loads the library of the web: only for who asks for a code

    return segno.make(url, error=error, micro=False)
