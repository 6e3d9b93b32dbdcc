"""plan.toml: what was answered to `start` before the journal held it; read once, then gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sferum_cli.core.aliases import alias_key
from sferum_cli.storage.damage import damaged, read_versioned
from sferum_cli.storage.files import read_text

PLAN = "plan.toml"
SCHEMA = 1
_DAMAGED = "error.plan_damaged"
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
    table, _ = read_versioned(text, file, _DAMAGED, known=SCHEMA)
    theirs = table.get("person", {})
    if not isinstance(theirs, dict):
        raise damaged(_DAMAGED, file, "plan.damage", {"place": "person"})
    plans = {
        alias_key(name): _answers(said, f"person.{name}", file) for name, said in theirs.items()
    }
    if "answers" in table:
        plans[NOBODY] = _answers(table["answers"], "answers", file)
    return plans


def _answers(answers: Any, place: str, file: Path) -> dict[str, str]:
    if not isinstance(answers, dict):
        raise damaged(_DAMAGED, file, "plan.damage", {"place": place})
    for name, answer in answers.items():
        if not isinstance(answer, str):
            raise damaged(_DAMAGED, file, "plan.damage", {"place": f"{place}.{name}"})
    return answers
