"""A letter is all that will stand on the paper, and every sentence of it has a basis."""

from __future__ import annotations

from letter_answers import letter_of, pieces
from misses import over

from sferum_cli.shelf.letters import kind_ids

BASES = ("event:", "obligation:", "answer:", "norm:")
ORDINARY = sorted({*kind_ids()} - {"reminder"})


@over(ORDINARY)
def test_every_claim_stands_on_the_paper_and_rests_on_something(kind_id: str) -> None:
    letter = letter_of(kind_id)
    paper = " ".join(" ".join(pieces(letter)).split())
    assert letter.claims
    for claim in letter.claims:
        assert claim.basis in ("demand", "form") or claim.basis.startswith(BASES), claim
        assert " ".join(claim.text.split()) in paper
