"""Who acts in a case, in a word: a guardian is no parent."""

from __future__ import annotations

from sferum_cli.core.codes import ActingAs
from sferum_cli.core.knowledge import Role
from sferum_cli.text import t


def who_acts(role: Role | None, acting_as: ActingAs | None) -> str:
    """The word for whoever acts, as far as that was told; else empty."""
    if role == "parent" and acting_as in ("guardian", "adoptive_parent"):
        return t(f"role.{acting_as}")
    return t(f"role.{role}") if role else ""
