"""What the tests on Windows came to: kept place by place, and summed for docs/promises.

A whole run takes long. So what each folder told is kept with the commit that it was told of, and
the sum says which folders are of an earlier one, and which were never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed|deselected)")
CLOSING = re.compile(rf"^=*\s*({COUNT.pattern}.*) in [\d.]+s\b", re.MULTILINE)
HEAD = "of commit {commit}, {day}\n"
FIRST_LINE = re.compile(r"of commit (\S+), (\S+)\n")


class Figures(NamedTuple):
    """How many tests passed, failed and were left out."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


class Told(NamedTuple):
    """What one place came to, when, and at which commit."""

    place: str
    commit: str
    day: str
    figures: Figures


def figures_of(page: str) -> Figures:
    """The figures in the closing line of pytest; a page without one is a failure."""
    closing = [*CLOSING.finditer(page)]
    if not closing:
        return Figures(failed=1)
    counts = {word.rstrip("s"): int(n) for n, word in COUNT.findall(closing[-1][1])}
    wrong = sum(counts.get(word, 0) for word in ("failed", "error", "xpassed"))
    return Figures(counts.get("passed", 0), wrong, counts.get("skipped", 0))


def keep(folder: Path, place: str, page: str, commit: str, day: str) -> None:
    """Keep what ``place`` told, whole."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{place.replace('/', '+')}.txt"
    file.write_text(HEAD.format(commit=commit, day=day) + page, encoding="utf-8")


def read(folder: Path) -> list[Told]:
    """All that was kept, by place."""
    found = []
    for file in sorted(folder.glob("*.txt")):
        page = file.read_text(encoding="utf-8")
        if head := FIRST_LINE.match(page):
            place = file.stem.replace("+", "/")
            found.append(Told(place, head[1], head[2], figures_of(page)))
    return found


def closing(told: Iterable[Told], places: Iterable[str], commit: str) -> str:
    """The sum over ``places``, with what it is not: old, or missing."""
    wanted = [*places]
    counted = [each for each in told if each.place in wanted]
    missing = [each for each in wanted if each not in {one.place for one in counted}]
    lines = []
    if failed := [each.place for each in counted if each.figures.failed]:
        lines.append(f"failed: {', '.join(failed)}")
    if earlier := [f"{each.place} ({each.commit})" for each in counted if each.commit != commit]:
        lines.append(f"of an earlier commit: {', '.join(earlier)}")
    if missing:
        lines.append(f"never run: {', '.join(missing)}")
    days = ", ".join(sorted({each.day for each in counted}))
    lines.append(f"{len(counted)} of {len(wanted)} places, {days or 'no day'}:")
    total = Figures(*map(sum, zip(Figures(), *(each.figures for each in counted), strict=True)))
    lines.append(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return "\n".join(lines)
