"""Compiles the program and keeps what it reads of its knowledge, as installing it would.

`make` runs this once: the first command is then as fast as the second.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path
from typing import Any

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
)

MODULES = (danger, deadlines, institutions, knowledge, ladder, letters, plan, playbook, search)


def keep() -> None:
    """Read all that is kept, in the words of a school."""
    sys.dont_write_bytecode = False
    for module in MODULES:
        for name, loader in vars(module).items():
            of: Any = getattr(loader, "__wrapped__", None)
            if loader.__class__.__name__ != "_lru_cache_wrapper" or not hasattr(of, "__wrapped__"):
                continue
            if name in ("path", "path_head"):
                for path_id in knowledge.path_ids():
                    loader(path_id)
            elif name == "words_of":
                loader(institutions.USUAL)
            else:
                loader()


if __name__ == "__main__":
    compileall.compile_dir(Path(__file__).parent.parent / "sferum_cli", quiet=1)
    keep()
