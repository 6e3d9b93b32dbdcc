"""An error in words, whatever the names are that it knows."""

from __future__ import annotations

import pytest

from sferum_cli.errors import BadUsage
from sferum_cli.render.error_view import error_words


@pytest.mark.parametrize(
    "known", [("1", "2"), ("school-1", "school-2"), ("14-17", ""), ("-1", "-")]
)
def test_any_names_there_are_can_be_told(known: tuple[str, ...]) -> None:
    message, _ = error_words(BadUsage("error.choice", option="--to", given="77", known=known))
    assert "77" in message
    assert all(name in message for name in known)
