"""What a letter says in English: a line for every clause, and none for what is none."""

from __future__ import annotations

import re

from letter_answers import letter_of

from sferum_cli.flows.kinds import all_kinds
from sferum_cli.render.letter_check_view import meaning_page
from sferum_cli.shelf.letters import clauses, glosses


def test_every_clause_has_its_line_in_short_plain_english() -> None:
    assert sorted(clauses()) == sorted(glosses())
    assert [
        name for name, said in glosses().items() if not re.fullmatch(r"[ -~]{8,170}", said)
    ] == []
    assert not [name for name, said in glosses().items() if "{" in said], "terms are filled in"


def test_every_letter_says_all_its_clauses_in_their_order() -> None:
    for kind in all_kinds():
        letter = letter_of(kind.id)
        assert letter.clauses, kind.id
        (block,) = meaning_page(letter, glosses())
        assert block.items == tuple(dict.fromkeys(glosses()[each] for each in letter.clauses))  # type: ignore[union-attr]  # it is a list


def test_a_term_is_that_of_the_rule() -> None:
    assert "within 10 working days" in glosses()["stop"]
