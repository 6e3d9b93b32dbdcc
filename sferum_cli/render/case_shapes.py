"""A case as a plain dictionary: who, what is wanted, the plan and the next command."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sferum_cli.core.cases import Case
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.tasks import ahead

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan


def begin_command(path: str, case: Case) -> str:
    """What to type to walk ``path`` for ``case``."""
    words = ["sferum", "delete"] if path == "delete" else ["sferum", "unlink", path]
    if case.role:
        words += ["--role", case.role]
    if case.alias:
        words += ["--person", case.alias]
    return shlex.join(words)


def case_shape(each: CasePlan, items: Sequence[Outlook]) -> dict[str, Any]:
    """A case with its plan and the one thing to do next."""
    case, plan = each.case, each.plan
    own = [item for item in items if item.request.is_for(case.alias)]
    wanted = [s for s in plan.items if each.wanted or s.state != "todo"]
    return {
        "id": case.id,
        "person": case.alias or None,
        "role": case.role,
        "age": case.age,
        "acting_as": case.acting_as,
        "institution": {"kind": case.institution.kind, "ownership": case.institution.ownership},
        "situation": case.situation,
        "goals": list(case.goals),
        "plan": {
            "done": plan.done,
            "of": len([s for s in plan.counted if s in wanted]),
            "items": [
                {
                    "path": s.row.path,
                    "state": s.state,
                    "request": s.request or None,
                    "command": begin_command(s.row.path, case),
                }
                for s in wanted
            ],
        },
        "next": _case_next(each, own),
    }


def _case_next(each: CasePlan, own: Sequence[Outlook]) -> dict[str, Any] | None:
    speaking = [item for item in own if item.spoken]
    if not speaking and (row := ahead(each, own)):
        return {"command": begin_command(row.row.path, each.case), "reason": "plan"}
    first = next(iter(speaking or own), None)
    return {"command": first.next.command, "reason": first.next.reason} if first else None
