"""What people report leads within two commands to the step that helps, or to the stop sign."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.danger import danger_rules

FILE = Path(__file__).parent / "problems.toml"
PROBLEMS = tomllib.loads(FILE.read_text(encoding="utf-8"))["problem"]
BEST = 3  # of the hits: so many are read


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem["id"])
def test_a_reported_problem_is_led_on(problem: dict[str, Any], bench: Bench) -> None:
    said, role = problem["said"], problem["role"]
    answer = json.loads(bench.ok("guide", "--search", said, "--role", role, "--json"))
    if name := problem.get("danger"):
        danger = next(each for each in danger_rules().dangers if each.id == name)
        assert answer["danger"]["title"] == danger.title.ru
        return
    hits = [(hit["path"], hit["step"], hit["trouble"]) for hit in answer["found"][:BEST]]
    assert (problem["path"], problem["step"], problem["trouble"]) in hits
    path = knowledge.path(problem["path"])
    step = next(each for each in path.steps if each.id == problem["step"])
    trouble = next(each for each in step.troubles if each.id == problem["trouble"])
    assert step.when.fits(role)
    assert trouble.when.fits(role)
    page = bench.ok("guide", path.id, "--role", role)
    assert trouble.title.ru in page


def test_each_problem_has_its_day_its_source_and_its_story() -> None:
    stories = {file.stem.partition("_")[2] for file in (FILE.parent / "stories/problems").iterdir()}
    for problem in PROBLEMS:
        assert problem["day"][:2] == "20", problem["id"]
        assert problem["source"], problem["id"]
        assert problem["id"].replace("-", "_") in stories
    assert len(PROBLEMS) >= 22
