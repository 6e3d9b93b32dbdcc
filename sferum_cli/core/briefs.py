"""A brief: the answer for one role on two screens, before anything else is read."""

from __future__ import annotations

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Remark, Role


@frozen
class Deed:
    """One thing to do: paths to walk, letters to write, other commands, words to search for."""

    text: Bilingual
    paths: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    search: Bilingual | None = None
    facts: tuple[str, ...] = ()


@frozen
class Brief:
    """What somebody of ``role`` needs to know at once.

    ``first`` is the one thing that decides the rest, ``deeds`` are in their order, ``snags`` are
    what usually goes wrong with the way on; ``lost`` and ``kept`` say what leaving costs.
    """

    role: Role
    title: Bilingual
    first: Bilingual
    deeds: tuple[Deed, ...]
    snags: tuple[Deed, ...]
    lost: Remark
    kept: Remark
    facts: tuple[str, ...] = ()
