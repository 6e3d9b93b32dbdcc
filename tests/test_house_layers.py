"""The house rule of imports: they point down only, as docs/architecture.md says."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from misses import over
from source import nodes_of, parsed

ROOT = Path(__file__).parent.parent / "sferum_cli"

ALLOWED = {
    "cli": {"cli", "flows", "render", "prompt", "text", "errors", "console"},
    "flows": {"flows", "core", "shelf", "storage", "render", "text", "errors"},
    "shelf": {"shelf", "core", "errors"},
    "storage": {"storage", "core", "errors"},
    "render": {"render", "core", "text", "errors"},
    "prompt": {"prompt", "text", "errors", "console"},
    "core": {"core", "errors"},
    "errors": set(),
    "text": {"text"},
    "world": {"computer", "console"},
    "computer": set(),
    "console": set(),
    "late": set(),
    "__init__": {"late"},
}
OWNERS = {
    "questionary": {"prompt/lists.py"},
    "prompt_toolkit": {"prompt/lists.py"},
    "rich": {"render/rich_screen.py"},
    "tomli_w": {"storage/files.py"},
    "platformdirs": {"world.py"},
    "pytrovich": {"render/names.py"},
    "typst": {"render/letter_pdf.py"},
    "docx": {"render/letter_docx.py"},
    "icalendar": {"render/calendar_file.py"},
    "segno": {"render/qr.py"},
}
FILES = sorted(ROOT.rglob("*.py"))


def imports_of(file: Path) -> set[str]:
    """What a module needs when it runs; imports for types only do not count."""
    names: set[str] = set()
    for_types = {
        inner
        for node in nodes_of(file)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in nodes_of(file):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "sferum_cli":
                names |= {f"sferum_cli.{alias.name}" for alias in node.names}
    return names


def room_of(file: Path) -> str:
    first = file.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def violations(file: Path) -> list[str]:
    room = room_of(file)
    if room == "__main__":
        return []
    found = []
    for name in sorted(imports_of(file)):
        parts = name.split(".")
        if (
            parts[0] == "sferum_cli"
            and parts[1:] not in ([], ["__version__"])
            and parts[1] not in ALLOWED[room]
        ):
            found.append(f"{file.relative_to(ROOT)} imports {name}")
        owners = OWNERS.get(parts[0])
        if owners and file.relative_to(ROOT).as_posix() not in owners:
            found.append(f"{file.relative_to(ROOT)} imports {parts[0]}, owned by {owners}")
    return found


def test_imports_point_down_only() -> None:
    assert [line for file in FILES for line in violations(file)] == []


PAGE = ROOT.parent / "docs" / "architecture.md"


def test_the_page_on_the_house_tells_the_same_table() -> None:
    rows = re.findall(
        r"^\| `(\w+)(?:/|\.py)` \| .+ \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    told = {
        room: {room} & ALLOWED[room] | set(re.findall(r"`(\w+)`", may))
        for room, may in rows
        if room in ALLOWED
    }
    assert told == {room: may for room, may in ALLOWED.items() if room != "__init__"}


def test_the_page_on_the_house_names_every_room() -> None:
    """The rooms in its table; where a word leads, each module of the core and each file of TOML.

    A letter and a path are one file each: their folders are named.
    """
    page = PAGE.read_text(encoding="utf-8")
    drawn = set(re.findall(r"^\| `([\w.]+)/?` \| .+ \| .+ \|$", page, re.MULTILINE))
    rooms = {each.name for each in ROOT.iterdir() if each.suffix in ("", ".py")}
    assert drawn == rooms - {"__init__.py", "__pycache__"}
    files = [*(ROOT / "core").glob("*.py"), *(ROOT / "knowledge").glob("*.toml")]
    names = {file.relative_to(ROOT).as_posix() for file in files} - {"core/__init__.py"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_no_private_part_of_a_library_is_needed_to_run() -> None:
    """Types of the framework stand there, and only the type checker reads them."""
    private = {
        name
        for file in FILES
        for name in imports_of(file)
        if any(part.startswith("_") for part in name.split(".")[1:])
    }
    assert private - {"sferum_cli.__main__", "sferum_cli.__version__"} == set()


def test_no_option_is_made_by_hand() -> None:
    """A later framework asks more of their makers; a function declares them as it always has."""
    makers = {"TyperOption", "TyperArgument"}
    named = {(file.name, node.id) for file in FILES for node in nodes_of(file)
             if isinstance(node, ast.Name) and node.id in makers}  # fmt: skip
    assert named == set()


def test_the_core_needs_the_standard_library_only() -> None:
    import sys

    for file in FILES:
        if room_of(file) == "core":
            outside = {name.split(".")[0] for name in imports_of(file)} - {"sferum_cli"}
            assert outside <= set(sys.stdlib_module_names), file


def test_a_forbidden_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "core" / "bad.py"
    bad.parent.mkdir()
    bad.write_text("import rich\nfrom sferum_cli.storage import files\n")
    monkeypatch.setattr("test_house_layers.ROOT", tmp_path)
    assert len(violations(bad)) == 2


@over(FILES)
def test_a_room_stays_small_and_says_its_job_first(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if room_of(file) != "text":
        assert len(text.splitlines()) <= 300
    assert ast.get_docstring(parsed(file)), "the first line of a module is its one job"


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def arrows(files: list[Path]) -> dict[str, set[str]]:
    """Which file imports which, imports inside functions too."""
    names = {name_of(file) for file in files}
    found = {}
    for file in files:
        said = imports_of(file)
        for node in nodes_of(file):
            if isinstance(node, ast.ImportFrom) and node.module in names:
                said |= {f"{node.module}.{alias.name}" for alias in node.names}
        found[name_of(file)] = (said & names) - {name_of(file)}
    return found


def circles(imports: dict[str, set[str]]) -> list[str]:
    """The files that can be come back to by their imports; a folder's own file is no floor."""
    found = []
    for start in imports:
        seen, ahead = set(), list(imports[start])
        while ahead:
            name = ahead.pop()
            if name == start:
                found.append(start)
                break
            if name not in seen:
                seen.add(name)
                ahead += imports.get(name, ())
    return found


def test_no_file_imports_itself_in_a_circle() -> None:
    assert circles(arrows(FILES)) == []


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]


def late_modules(files: list[Path]) -> dict[str, str]:
    """The functions that import a module of ours late and give it back, and which one it is.

    Of what such a module has, the type checker knows nothing.
    """
    found = {}
    for file in files:
        for node in nodes_of(file):
            if not isinstance(node, ast.FunctionDef) or node.returns is None:
                continue
            if ast.unparse(node.returns) == "ModuleType":
                (late,) = [each for each in node.body if isinstance(each, ast.ImportFrom)]
                found[node.name] = f"{late.module}.{late.names[0].name}"
    return found


def test_what_is_asked_of_a_module_that_is_imported_late_is_there() -> None:
    late = late_modules(FILES)
    asked = {
        (late[node.value.func.id], node.attr)
        for file in FILES
        for node in nodes_of(file)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id in late
    }
    assert len(asked) > 5
    assert [f"{m}.{name}" for m, name in asked if not hasattr(import_module(m), name)] == []


def inside_functions(text: str) -> list[tuple[int, bool]]:
    """The line of each import inside a function, and whether a comment there or above says why."""
    lines = text.splitlines()
    return [
        (node.lineno, "#" in lines[node.lineno - 1] or lines[node.lineno - 2].lstrip()[:1] == "#")
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_fewer_than_thirty_imports_stand_inside_functions_each_with_its_reason() -> None:
    inside = [
        (f"{file.relative_to(ROOT)}:{line}", reasoned)
        for file in FILES
        for line, reasoned in inside_functions(file.read_text(encoding="utf-8"))
    ]
    assert [place for place, reasoned in inside if not reasoned] == []
    assert len(inside) < 30, [place for place, _ in inside]


def test_an_import_without_a_reason_would_be_seen() -> None:
    text = "def f():\n    import a\n    # heavy\n    import b\n    import c  # few need it\n"
    assert inside_functions(text) == [(2, False), (4, True), (5, True)]


# What the whole process knows (docs/decisions/0009-one-run-in-a-process.md), and who sets it.
SETTERS = {
    "use": {"__main__.py", "text/__init__.py", "flows/settings.py"},
    "use_own": {"flows/own_knowledge.py", "flows/data.py"},
    "begin": {"__main__.py"},
}


def setters_of(name: str, owner: str | None = None) -> set[str]:
    """The files that call ``name``, with ``owner`` in front of it where that is given."""
    return {
        file.relative_to(ROOT).as_posix()
        for file in FILES
        for node in nodes_of(file)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name and owner is None)
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr == name
                and ast.unparse(node.func.value) == (owner or "text")
            )
        )
    }


def test_what_the_whole_process_knows_is_set_in_a_few_places() -> None:
    found = {name: setters_of(name, "RUN" if name == "begin" else None) for name in SETTERS}
    assert found == SETTERS
    named_global = {
        file.relative_to(ROOT).as_posix()
        for file in FILES
        for node in nodes_of(file)
        if isinstance(node, ast.Global)
    }
    assert named_global == {"text/__init__.py", "shelf/own.py"}
