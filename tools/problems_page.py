"""Write docs/problems.md and its Russian twin: what people report, and where it leads."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from generated import ROOT, run

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.danger import danger_rules

PAGES = {"problems.md": "en", "problems.ru.md": "ru"}
HEADS = {
    "en": ("The problem, where and when", "What helps"),
    "ru": ("В чём беда, где и когда", "Что поможет"),
}


def body(lang: str) -> str:
    """The table in ``lang``, one problem a line."""
    problems = tomllib.loads((ROOT / "tests/problems.toml").read_text(encoding="utf-8"))["problem"]
    heads = HEADS[lang]
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    lines += [f"| {' | '.join(row(problem, lang))} |" for problem in problems]
    return "\n".join(lines)


def row(problem: dict[str, Any], lang: str) -> tuple[str, str]:
    """The problem with its source, and the step that the search finds for it."""
    source = problem["source"]
    where = f"[{source.split('/')[2].removeprefix('www.')}]({source})" if "//" in source else source
    told = f"{problem[lang].rstrip('.')} ({where}, {problem['day']})"
    return told, leads(problem, lang)


def leads(problem: dict[str, Any], lang: str) -> str:
    """The stop sign, or the path with the trouble that helps."""
    if name := problem.get("danger"):
        danger = next(each for each in danger_rules().dangers if each.id == name)
        return danger.title.pick(lang)
    path = knowledge.path(problem["path"])
    step = next(each for each in path.steps if each.id == problem["step"])
    trouble = next(each for each in step.troubles if each.id == problem["trouble"])
    command = f"sferum guide {path.id} --role {problem['role']}"
    return f"`{command}`: {trouble.title.pick(lang)}"


if __name__ == "__main__":
    sys.exit(run({name: body(lang) for name, lang in PAGES.items()}, sys.argv[1:]))
