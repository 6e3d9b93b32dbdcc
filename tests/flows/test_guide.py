"""Reading: a path, or all of them, changes nothing."""

from __future__ import annotations

from conftest import Bench, js


def test_guide_tells_the_contract_in_json(bench: Bench) -> None:
    told = js(bench, "guide", "gosuslugi", "--role", "parent")
    assert told["schema"] == 1
    assert told["role"] == "parent"
    (path,) = told["paths"]
    assert {
        "id",
        "title",
        "summary",
        "steps",
        "warnings",
        "consequences",
        "contacts",
        "deadlines",
        "sources",
    } <= set(path)
    assert [step["n"] for step in path["steps"]] == [1, 2, 3, 4, 5]
    assert {"n", "title", "detail", "url"} <= set(path["steps"][0])
    assert {"kind", "value", "trust", "source", "checked"} <= set(path["contacts"][0])
    assert {"id", "amount", "unit", "binding"} <= set(path["deadlines"][0])
    assert not bench.folder.exists(), "reading touches no state"


def test_guide_without_a_path_tells_all_of_them(bench: Bench) -> None:
    ids = [path["id"] for path in js(bench, "guide")["paths"]]
    assert {"gosuslugi", "school", "delete"} <= set(ids)
