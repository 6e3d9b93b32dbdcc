"""Which addresses may be shown as links: web pages over https, mail addresses, numbers to call."""

from __future__ import annotations

import re

# Letters of any language, digits and the marks of RFC 3986: nothing that hides or breaks a line.
_PAGE = r"https://[\w\[][\w\-.~:/?#\[\]@!$&'()*+,;=%]*"


def is_page(address: str) -> bool:
    """Whether ``address`` is that of a web page, whole and as a person can read it."""
    return len(address) <= 2000 and re.fullmatch(_PAGE, address) is not None


# A page, a mail address, a number to call (with its country or as 8 800).
_LINKS = (
    r"https://[^\s<>«»\"]*[^\s<>«»\".,;:!?)]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w-])(?:\+7|8)[ -]\d{3}[ -][\d -]{5,9}\d(?![\w-])"
)


def runs(text: str) -> tuple[tuple[str, str], ...]:
    """``text`` in pieces, each with the address that it links to; an empty one for mere words."""
    parts, end = [], 0
    for found in re.finditer(_LINKS, text):
        if address := _address(found[0]):
            parts += [(text[end : found.start()], ""), (found[0], address)]
            end = found.end()
    return tuple(part for part in (*parts, (text[end:], "")) if part[0])


def _address(words: str) -> str:
    if "//" in words:
        return words if is_page(words) else ""
    return f"mailto:{words}" if "@" in words else f"tel:{re.sub(r'[^0-9+]', '', words)}"
