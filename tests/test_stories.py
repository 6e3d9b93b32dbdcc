"""Whole user stories, replayed word for word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Bench
from replay import play

STORIES = sorted((Path(__file__).parent / "stories").rglob("*.txt"))


# What they tell of is a matter of POSIX: who may look into a folder.
POSIX_ONLY = {"folder_looked_after"}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_story(story: Path, bench: Bench, request: pytest.FixtureRequest) -> None:
    if os.name == "nt" and story.stem in POSIX_ONLY:
        pytest.skip("modes are a matter of POSIX")
    assert play(story, bench, update=request.config.getoption("--update")) == []


def test_a_story_that_is_not_true_is_noticed(bench: Bench, tmp_path: Path) -> None:
    story = tmp_path / "false.txt"
    story.write_text("$ sferum status\nThere are a thousand requests.\n", encoding="utf-8")
    assert len(play(story, bench)) == 1
