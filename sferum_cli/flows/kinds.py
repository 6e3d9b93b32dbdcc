"""The kinds of letter that there are for a path and a role, the likeliest first."""

from __future__ import annotations

from sferum_cli.core.knowledge import Role
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.requests import Request
from sferum_cli.shelf.letters import kind_ids, letter_kind

LIKELY = (
    "school-parent",
    "student-14-17",
    "student-adult",
    "teacher-stays",
    "teacher-leaves",
    "refusal",
)


def all_kinds() -> tuple[LetterKind, ...]:
    """Every kind of letter, the likeliest first."""
    names = sorted(kind_ids(), key=_likely)
    return tuple(letter_kind(name) for name in names)


def _likely(kind_id: str) -> int:
    return LIKELY.index(kind_id) if kind_id in LIKELY else len(LIKELY)


def kinds_for(path: str, role: Role | None) -> tuple[LetterKind, ...]:
    """The kinds that belong to a path and a role, the likeliest first."""
    fitting = [
        kind for kind in all_kinds() if path in kind.paths and (role is None or role in kind.roles)
    ]
    return tuple(sorted(fitting, key=lambda kind: (kind.paths[0] != path, _likely(kind.id))))


def likeliest(request: Request) -> str | None:
    """The kind of letter that ``request`` needs first; None where its path needs none."""
    kinds = kinds_for(request.path, request.role)
    return kinds[0].id if kinds else None


def first_kind(request: Request) -> str | None:
    """``likeliest``; empty where the role or the age of the student, asked later, decides."""
    name = likeliest(request)
    if name is None:
        return None
    open_yet = request.role is None or letter_kind(name).applies_itself
    return "" if open_yet else name
