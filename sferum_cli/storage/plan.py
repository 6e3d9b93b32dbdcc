"""plan.toml, the person's: what was answered to the questions of `start`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sferum_cli.core.people import alias_key
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.damage import read_toml, schema_of
from sferum_cli.storage.files import read_text

PLAN = "plan.toml"
SCHEMA = 1
NOBODY = ""  # whose the plan is that was made without naming a person
_Plans = dict[str, dict[str, str]]


def load_answers(folder: Path, person: str = "") -> dict[str, str] | None:
    """What was answered before, by question; None where there is no plan yet.

    Each person has a plan of their own; without an alias it is the one of nobody in particular.
    Raises DamagedFile for a file that cannot be understood; the file stays as it is.
    """
    return _load(folder).get(alias_key(person))


def save_answers(folder: Path, answers: Mapping[str, str], person: str = "") -> None:
    """Keep the answers, and nothing else. Raises DamagedFile, StateBusy, BadUsage."""
    _change(folder, lambda plans: {**plans, alias_key(person): dict(answers)})


def forget_plan(folder: Path, person: str) -> None:
    """Drop the plan of somebody. Raises DamagedFile, StateBusy, BadUsage."""
    key = alias_key(person)
    if key in _load(folder):
        _change(folder, lambda plans: {k: v for k, v in plans.items() if k != key})


def _change(folder: Path, edit: Callable[[_Plans], _Plans]) -> None:
    from sferum_cli.storage.changes import locked, save_table

    with locked(folder):
        plans = edit(_load(folder))
        table: dict[str, Any] = {"schema": SCHEMA}
        if NOBODY in plans:
            table["answers"] = plans[NOBODY]
        if theirs := {name: said for name, said in plans.items() if name != NOBODY}:
            table["person"] = theirs
        save_table(folder / PLAN, table)


def _load(folder: Path) -> _Plans:
    text = read_text(folder / PLAN)
    return {} if text is None else parse_plans(text, folder / PLAN)


def parse_plans(text: str, file: Path) -> dict[str, dict[str, str]]:
    """The answers of everybody written in ``text``. Raises DamagedFile; ``file`` is its name."""
    table = read_toml(text)
    if isinstance(table, tuple):
        raise _damaged(file, *table)
    if schema_of(table, file, known=SCHEMA) is None:
        raise _damaged(file, "damage.schema_missing", {})
    theirs = table.get("person", {})
    if not isinstance(theirs, dict):
        raise _damaged(file, "plan.damage", {"place": "person"})
    plans = {
        alias_key(name): _answers(said, f"person.{name}", file) for name, said in theirs.items()
    }
    if "answers" in table:
        plans[NOBODY] = _answers(table["answers"], "answers", file)
    return plans


def _answers(answers: Any, place: str, file: Path) -> dict[str, str]:
    if not isinstance(answers, dict):
        raise _damaged(file, "plan.damage", {"place": place})
    for name, answer in answers.items():
        if not isinstance(answer, str):
            raise _damaged(file, "plan.damage", {"place": f"{place}.{name}"})
    return answers


def _damaged(file: Path, why: str, values: dict[str, object]) -> DamagedFile:
    return DamagedFile("error.plan_damaged", file=file, why=why, why_values=values)
