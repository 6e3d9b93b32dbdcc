"""What the program knows, in the words of one kind of institution and of who stands above it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from sferum_cli.core.codes import InstitutionKind, Ownership
from sferum_cli.core.gaps import for_institution
from sferum_cli.core.institutions import with_those_above
from sferum_cli.shelf.institutions import institution_words, institutions
from sferum_cli.shelf.terms import quotes

T = TypeVar("T")


def worded(known: T, institution: InstitutionKind, folder: Path) -> T:
    """``known`` in the words of ``institution``, its terms as the rules have them. DamagedFile."""
    return for_institution(known, institution_words(institution, folder), quotes(folder))


def worded_for_owner(
    known: T, institution: InstitutionKind, ownership: Ownership, folder: Path
) -> T:
    """The same, with the words for who stands above one of such an owner. DamagedFile."""
    kind = institution_words(institution, folder)
    words = with_those_above(kind, institutions(folder), ownership)
    return for_institution(known, words, quotes(folder))
