"""Compiles the program and keeps what it reads of its knowledge, as installing it would.

`make` runs this once: the first command is then as fast as the second.
"""

from __future__ import annotations

import compileall
import sys
from collections.abc import Callable, Iterable
from inspect import signature
from pathlib import Path
from typing import Any

from sferum_cli.core.knowledge import ROLES
from sferum_cli.shelf import (
    danger,
    deadlines,
    institutions,
    knowledge,
    ladder,
    letters,
    plan,
    playbook,
    search,
    search_pages,
)

MODULES = (danger, deadlines, institutions, knowledge, ladder, letters, plan, playbook, search)

# What a loader of one thing is asked for; the others read all there is.
OF_ONE: dict[str, Callable[[], Iterable[str]]] = {
    "path": knowledge.path_ids,
    "path_head": knowledge.path_ids,
    "read_path": knowledge.path_ids,
    "letter_kind": letters.kind_ids,
    "institution_words": lambda: (institutions.USUAL,),
}


# How commands ask: what is kept bears the names of what was said.
SAID = {"institution": institutions.USUAL, "ownership": "unknown"}


def _named(loader: Callable[..., object]) -> list[dict[str, str]]:
    """The names under which commands ask ``loader``: none of them, or each that it knows."""
    known = {name: said for name, said in SAID.items() if name in signature(loader).parameters}
    return [{}, known] if known else [{}]


def keep() -> None:
    """Read all that is kept, in the words of a school."""
    sys.dont_write_bytecode = False
    for module in MODULES:
        for name, loader in vars(module).items():
            of: Any = getattr(loader, "__wrapped__", None)
            if loader.__class__.__name__ != "_lru_cache_wrapper" or not hasattr(of, "__wrapped__"):
                continue
            for named in _named(of):
                for given in (
                    ([argument] for argument in OF_ONE[name]()) if name in OF_ONE else ([],)
                ):
                    loader(*given, **named)
    for role in (None, *ROLES):
        search_pages.pages(role, institutions.USUAL, None)


if __name__ == "__main__":
    compileall.compile_dir(Path(__file__).parent.parent / "sferum_cli", quiet=1)
    keep()
