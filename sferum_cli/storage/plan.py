"""plan.toml: what was answered to `start` before the journal held it; read once, then gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sferum_cli.core.aliases import alias_key
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.damage import read_toml, schema_of
from sferum_cli.storage.files import read_text

PLAN = "plan.toml"
SCHEMA = 1
NOBODY = ""  # whose the plan is that was made without naming a person
_Plans = dict[str, dict[str, str]]


def load_plans(folder: Path) -> _Plans:
    """What was answered before there were cases, by alias; nothing where there is no such file.

    Raises DamagedFile for a file that cannot be understood; the file stays as it is.
    """
    text = read_text(folder / PLAN)
    return {} if text is None else parse_plans(text, folder / PLAN)


def plan_day(folder: Path) -> date:
    """The day on which the old answers were written; of no file any day will do."""
    try:
        return datetime.fromtimestamp((folder / PLAN).stat().st_mtime, UTC).date()
    except OSError:
        return date(2020, 1, 1)


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
