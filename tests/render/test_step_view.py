"""The screen before the first step: with its question it fits a terminal of 80 by 24."""

from __future__ import annotations

import io
import re

from misses import over

from sferum_cli.flows.paths import open_path
from sferum_cli.render.rich_screen import paint_rich
from sferum_cli.render.step_view import walk_first_page
from sferum_cli.shelf import knowledge
from sferum_cli.text import use

QUESTION = 4  # rows: the question, yes, all steps, not now; and one for each better path
WALKS = [(name, role) for name in knowledge.path_ids() for role in knowledge.path(name).roles]


@over(WALKS, ["ru", "en"])
def test_it_fits_with_its_question_and_says_all_that_is_lost(
    path_id: str, role: str, language: str
) -> None:
    use(language)
    book = open_path(path_id)
    page = walk_first_page(book.path, role, book.facts, person="masha")  # type: ignore[arg-type]  # of its roles
    paper = io.StringIO()
    paint_rich(page, paper, width=80, colour=False)
    rows = re.sub(r"\x1b\[[0-9;]*m", "", paper.getvalue()).splitlines()
    assert 1 + len(rows) + QUESTION + len(book.path.better) <= 24
    shown = " ".join(" ".join(rows).split())
    for lost in book.path.consequences:
        if lost.when.fits(role):  # type: ignore[arg-type]  # of its roles
            assert lost.text.pick(language) in shown
