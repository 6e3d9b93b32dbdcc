"""A file that cannot be read is told in words and left as it is."""

from __future__ import annotations

import pytest
from conftest import Bench


@pytest.mark.parametrize(
    "command", [["status"], ["log", "school-1", "note", "--note", "x"], []], ids=" ".join
)
@pytest.mark.parametrize(
    "damage",
    [
        "[[[",
        "schema = 99",
        "schema = 1\nevent = 3",
        'schema = 1\nnext_id = 2\n[[event]]\nid = "x"',
        "schema = 1\nevent = [1]",
        "schema = 1\nnext_id = 'a'",
    ],
)
def test_every_damage_of_the_state_is_told_in_words(
    bench: Bench, command: list[str], damage: str
) -> None:
    bench.folder.mkdir()
    (bench.folder / "state.toml").write_text(damage, encoding="utf-8")
    outcome = bench.run(*command)
    assert outcome.code == 6
    assert "state.toml" in outcome.err
    assert (bench.folder / "state.toml").read_text(encoding="utf-8") == damage
