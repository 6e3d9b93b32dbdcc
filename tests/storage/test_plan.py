"""A plan that cannot be read is told in words."""

from __future__ import annotations

import pytest
from conftest import Bench


@pytest.mark.parametrize(
    "plan",
    ["schema = 'x'", "schema = 99", "schema = 0", "schema = 1\nperson = 5", "[[["],
)
def test_a_plan_that_is_not_understood_is_told_in_words(bench: Bench, plan: str) -> None:
    bench.folder.mkdir()
    file = bench.folder / "plan.toml"
    file.write_text(plan, encoding="utf-8")
    outcome = bench.run("start")
    assert (outcome.code, file.name in outcome.err) == (6, True)
