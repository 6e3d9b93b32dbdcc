"""Write docs/paths.md and its Russian twin, the map of all the paths, from the knowledge."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from generated import run

from sferum_cli import text
from sferum_cli.core.knowledge import ROLES, GuidedPath
from sferum_cli.flows.paths import PathBook, all_paths
from sferum_cli.render.trust_view import known_line
from sferum_cli.text import plural, t

PAGES = {"paths.md": "en", "paths.ru.md": "ru"}
HEADINGS = {"delete": "plan.irreversible", "appeal": "plan.if_refused"}


def body(lang: str) -> str:
    """Every path in ``lang``: the gentle ones under the page's own heading, then the others."""
    text.use(lang)
    books = all_paths()
    parts = [section(book, lang) for book in books if book.path.kind not in HEADINGS]
    for kind, key in HEADINGS.items():
        heading = t(key)
        parts.append(f"## {heading[:1].upper()}{heading[1:]}")
        parts += [section(book, lang) for book in books if book.path.kind == kind]
    return "\n\n".join(parts)


def section(book: PathBook, lang: str) -> str:
    """One path: its title, what it gives, how to begin it, and how well it is known."""
    path = book.path
    role = max(ROLES, key=lambda each: len(path.steps_for(each)))
    size = t(
        "walk.size",
        steps=plural(len(path.steps_for(role)), "count.step"),
        minutes=plural(path.minutes, "count.minute"),
    )
    known = known_line(path, book.facts, role)
    return "\n\n".join(
        [
            f"### {path.title.pick(lang)}",
            path.summary.pick(lang),
            f"`{command(path)}` · {size} · {known}",
            f"*{path.known.pick(lang)}*",
        ]
    )


def command(path: GuidedPath) -> str:
    """What to type to walk the path."""
    return "sferum delete" if path.id == "delete" else f"sferum unlink {path.id}"


if __name__ == "__main__":
    raise SystemExit(run({page: body(lang) for page, lang in PAGES.items()}, sys.argv[1:]))
