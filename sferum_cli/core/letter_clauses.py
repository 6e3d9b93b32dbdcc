"""Clauses: one sentence or line of letters, when it may stand there, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.letter_record import TOLD, Record

PLACE = r"\{([a-z][a-z0-9_.-]*)((?:\|[a-z_]+)*)\}"
_PIECE = r"\[([^\[\]]*)\]"
NAMES = ("applicant", "child", "head", "parent")
_PARTS = ("surname", "given", "patronymic", "sex")
# The first words of what is no answer: the record, the words of letters, what follows from them.
_KNOWN_OTHERWISE = ("main", "earlier", "rung", "word", "is", "cites", "child2")


@frozen
class AnswerCondition:
    """A condition as data: all of ``has`` known, none of ``lacks``, each of ``among`` so."""

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    among: Mapping[str, tuple[str, ...]] = NOTHING

    def met(self, values: Mapping[str, str]) -> bool:
        """Whether the condition holds for ``values``."""
        return (
            all(values.get(name) for name in self.has)
            and not any(values.get(name) for name in self.lacks)
            and all(values.get(name, "") in words for name, words in self.among.items())
        )

    def possible(self, values: Mapping[str, str]) -> bool:
        """Whether it may come to hold once more is answered.

        The situation and the record are settled, save for what ``maybe.NAME`` says is not.
        """
        settled = [name for name in (*self.has, *self.lacks) if not _open(name, values)]
        now = AnswerCondition(
            tuple(name for name in self.has if name in settled),
            tuple(name for name in self.lacks if name in settled),
            {name: words for name, words in self.among.items() if not _open(name, values)},
        )
        return now.met(values)


@frozen
class Clause:
    """A line, a sentence or a point of letters.

    A piece in [brackets] stands there only where all that it names is known. ``basis`` is
    ``demand``, ``form`` (words that assert nothing: a corner, "I ask"), ``norm:FACT,FACT``,
    ``answer:KEY``, or ``record:NAME`` (an entry of the record, and what that rests on). ``cites``
    are the facts behind a norm that it names beside that, ``required`` the answers that a letter
    in which it stands cannot do without.
    """

    id: str
    text: str
    basis: str
    when: AnswerCondition = AnswerCondition()
    cites: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it cites."""
        kind, _, names = self.basis.partition(":")
        return (*(names.split(",") if kind == "norm" else ()), *self.cites)

    def names(self) -> tuple[str, ...]:
        """The answers it can use, also those that stand in for a record."""
        found = [*self.when.has, *self.when.among, *self.required]
        for token in re.finditer(PLACE, self.text):
            found += parts_of(token.group(1))
        found = [TOLD.get(name, name) for name in found]
        return tuple(dict.fromkeys(name for name in found if is_answer(name)))

    def possible(self, values: Mapping[str, str]) -> bool:
        """Whether it may come to stand once more is answered.

        What rests on the record stands only where that is there, or may be told instead of it.
        """
        kind, _, name = self.basis.partition(":")
        there = kind != "record" or values.get(name) or values.get(f"maybe.{name}")
        return bool(there) and self.when.possible(values)

    def rests_on(self, values: Mapping[str, str], record: Record) -> str | None:
        """Its basis as a letter tells it; None where there is none, and the clause cannot stand."""
        kind, _, name = self.basis.partition(":")
        if kind == "record":
            return record[name].basis if name in record else None
        if kind == "answer" and not values.get(name):
            return None
        return self.basis


def parts_of(name: str) -> tuple[str, ...]:
    """The answers behind a placeholder: those of a name are its parts."""
    if name in NAMES:
        prefix = "school.head" if name == "head" else name
        return tuple(f"{prefix}.{part}" for part in _PARTS)
    return ("school.head.position",) if name == "position" else (name,)


def is_answer(name: str) -> bool:
    """Whether a person answers it; the rest is read from the record or the situation."""
    group = name.partition(".")[0]
    return "." in name and group not in _KNOWN_OTHERWISE


def _open(name: str, values: Mapping[str, str]) -> bool:
    """Whether an answer may still change what ``name`` is."""
    return is_answer(name) or name.startswith("child2") or bool(values.get(f"maybe.{name}"))


def kept_pieces(text: str, known: Callable[[str], bool]) -> str:
    """``text`` with each [piece] that names only what is ``known``, and without the others."""

    def piece(found: re.Match[str]) -> str:
        tokens = [token.group(1) for token in re.finditer(PLACE, found[1])]
        return found[1] if all(known(token) for token in tokens) else ""

    return re.sub(_PIECE, piece, text)


def first_met(clauses: Sequence[Clause], values: Mapping[str, str]) -> Clause | None:
    """The first of ``clauses`` whose condition holds."""
    return next((each for each in clauses if each.when.met(values)), None)
