"""Settings: what is known is taken, what is not is kept, what makes no sense is named."""

from __future__ import annotations

import pytest
from misses import over

from sferum_cli.core.settings import AUTO, SETTINGS, Settings, sort_out


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_is_said_and_taken_back(key: str) -> None:
    for value in SETTINGS[key]:
        said = Settings({}, {}).having(key, value)
        assert said.said == {key: value}
        assert said.having(key, AUTO).said == {}


def test_what_a_newer_program_wrote_is_kept_and_no_slip() -> None:
    settings, wrong = sort_out({"language": "en", "pager": "less", "plain": AUTO})
    assert (settings.said, settings.others, wrong) == ({"language": "en"}, {"pager": "less"}, ())


@over(["fr", "", 3, [], {"a": 1}, 1.5, None])
def test_a_value_that_means_nothing_is_named(value: object) -> None:
    assert sort_out({"language": value})[1] == ("language",)


def test_yes_and_no_may_be_written_as_toml_has_them() -> None:
    assert sort_out({"plain": True})[0].said == {"plain": "yes"}
    assert sort_out({"plain": False})[0].said == {"plain": "no"}
