"""Kinds of letters and the fixed words of the form, from files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.core.gaps import in_russian
from sferum_cli.core.letter_clauses import Clause
from sferum_cli.core.letter_kinds import BlockPlace, LetterKind, Placed
from sferum_cli.core.letters import Labels
from sferum_cli.core.terms import quoted
from sferum_cli.errors import NotFound
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.sending import sending
from sferum_cli.shelf.tables import SHIPPED, read_table
from sferum_cli.shelf.terms import quotes

FORM = "form.toml"
CLAUSES = "clauses.toml"
GLOSS = "gloss.toml"
_PLACES: dict[str, BlockPlace] = {"+": "same", "-": "point"}


@frozen
class LetterWords:
    """The fixed Russian words of every letter.

    ``words`` are those that depend on whom a letter is about, by name and form; ``cites`` the
    words by which the argument of a refusal is known.
    """

    labels: Labels
    months: tuple[str, ...]
    date: str
    position: str
    conjunction: str
    words: Mapping[str, Mapping[str, str]]
    cites: Mapping[str, tuple[str, ...]]


@cache
@kept
def form(folder: Path = SHIPPED) -> LetterWords:
    """The fixed words. Raises DamagedFile."""
    return read(LetterWords, read_table(folder / "letters" / FORM))


def kind_ids(folder: Path = SHIPPED) -> tuple[str, ...]:
    """The ids of all kinds; a file is named after its kind."""
    files = (folder / "letters").glob("*.toml")
    return tuple(sorted(file.stem for file in files if file.name not in (FORM, CLAUSES, GLOSS)))


@cache
def clauses(folder: Path = SHIPPED) -> Mapping[str, Clause]:
    """Every clause of every letter by its id. Raises DamagedFile."""
    table = read_table(folder / "letters" / CLAUSES).table("clause")
    return {name: read(Clause, table.table(name), id=name) for name in tuple(table.values)}


@cache
def glosses(folder: Path = SHIPPED) -> Mapping[str, str]:
    """What each clause says, in short English, by its id. Raises DamagedFile."""
    table = read_table(folder / "letters" / GLOSS).table("gloss")
    return {name: quoted(str(text), "en", quotes(folder)) for name, text in table.values.items()}


@follows_own
@cache
@kept
def letter_kind(kind_id: str, folder: Path = SHIPPED) -> LetterKind:
    """The kind with that id. Raises NotFound with the ids there are, and DamagedFile."""
    if kind_id not in kind_ids(folder):
        raise NotFound("error.letter_unknown", given=kind_id, known=kind_ids(folder))
    table = read_table(folder / "letters" / f"{kind_id}.toml")
    groups = read_table(folder / "letters" / CLAUSES).table("group")
    known = clauses(folder)

    def placed(key: str) -> tuple[Placed, ...]:
        """The clauses in a list: ``@group``, ``id``, ``+ id`` (goes on), ``- id`` (a point)."""
        found = []
        for entry in table.words(key):
            names = groups.words(entry[1:]) if entry[0] == "@" else (entry,)
            for name in names:
                mark, _, rest = name.partition(" ")
                if (clause := known.get(rest or name)) is None:
                    raise table.bad(key, sorted(known))
                found.append(Placed(clause, _PLACES.get(mark, "paragraph")))
        return tuple(found)

    def lines(key: str) -> tuple[Clause, ...]:
        return tuple(each.clause for each in placed(key))

    kind = read(
        LetterKind, table, whom=table.both("for"), subjects=lines("subjects"),
        addressee=lines("addressee"), applicant=lines("applicant"), parts=placed("parts"),
        attachments=lines("attachments"), sending=sending(folder),
    )  # fmt: skip
    if not answer_fields(folder).keys() >= set(kind.fields):
        raise table.bad("ask", sorted(set(kind.fields) - answer_fields(folder).keys()))
    return in_russian(kind, quotes(folder))
