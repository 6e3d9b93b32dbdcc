"""The part of a page that a tool writes: all that stands below its mark."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import mdformat

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MARK = "<!-- Made by `make update` from here to the end. -->\n"


def settle(name: str, body: str, *, check: bool) -> bool:
    """Put ``body`` below the mark of docs/``name``; with ``check`` only compare.

    Gives whether the page was fresh already. Raises ValueError where it has no mark.
    """
    page = DOCS / name
    text = page.read_text(encoding="utf-8")
    head, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"docs/{name} has no line {MARK.strip()}")
    fresh = wrapped(f"{head}{MARK}\n{body.strip()}\n")
    if fresh == text:
        return True
    if check:
        sys.stderr.write(f"docs/{name} is stale: run `make update`\n")
    else:
        page.write_text(fresh, encoding="utf-8")
    return False


def wrapped(page: str) -> str:
    """``page`` as `make update` leaves every page: its lines wrapped, its tables compact."""
    options = tomllib.loads((ROOT / ".mdformat.toml").read_text(encoding="utf-8"))
    return mdformat.text(page, options=options, extensions={"gfm", "tables"})


def run(pages: dict[str, str], arguments: list[str]) -> int:
    """Write the pages (name: body), or compare them with ``--check``; gives the exit code."""
    check = "--check" in arguments
    fresh = [settle(name, body, check=check) for name, body in pages.items()]
    return int(check and not all(fresh))
