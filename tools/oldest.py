"""Print the lower bound of every library as a constraint for pip: `make oldest` installs those."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def oldest(requirement: str) -> str:
    """``name>=1.2,<2`` as ``name==1.2.*``, the last repair of the oldest version that is allowed.

    A version with three parts is exact. Raises ValueError where there is no lower bound.
    """
    wanted = Requirement(requirement)
    low = [s.version for s in wanted.specifier if s.operator in (">=", "==")]
    if not low:
        raise ValueError(f"{requirement} has no lower bound")
    return f"{wanted.name}=={low[0]}" + ("" if low[0].count(".") > 1 else ".*")


def constraints(project: Path = PROJECT) -> list[str]:
    """One line for each library that the program or its tests ask for."""
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    return [oldest(row) for row in table["dependencies"] + table["optional-dependencies"]["test"]]


if __name__ == "__main__":
    sys.stdout.write("\n".join(constraints()) + "\n")
