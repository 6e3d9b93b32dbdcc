"""Which addresses may be shown as links and opened: web pages over https, and nothing else."""

from __future__ import annotations

import re

# Letters of any language, digits and the marks of RFC 3986: nothing that hides or breaks a line.
_PAGE = r"https://[\w\[][\w\-.~:/?#\[\]@!$&'()*+,;=%]*"


def is_page(address: str) -> bool:
    """Whether ``address`` is that of a web page, whole and as a person can read it."""
    return len(address) <= 2000 and re.fullmatch(_PAGE, address) is not None
