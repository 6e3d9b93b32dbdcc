"""The words there are to choose from."""

from __future__ import annotations

from conftest import Bench


def test_tab_stays_silent_over_damaged_files(bench: Bench) -> None:
    from sferum_cli.flows.offered import aliases, requests

    bench.folder.mkdir()
    (bench.folder / "state.toml").write_text("[[[", encoding="utf-8")
    (bench.folder / "people.toml").write_text("[[[", encoding="utf-8")
    assert requests(bench.folder) == aliases(bench.folder) == []
