"""The house rule of codes: each is a closed type, and no comparison holds a code that is none.

The type checker refuses a misspelt code where the other side has its type, but not among the
several of ``in (...)``: these are looked at here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from source import nodes_of

ROOT = Path(__file__).parent.parent / "sferum_cli"
FILES = sorted(ROOT.rglob("*.py"))

CODES = {
    "status", "outcome", "event", "event_type", "timing", "trust", "certainty", "channel",
    "addressee", "institution", "institutions", "ownership", "situation", "role", "roles",
    "language", "lang", "result",
}  # fmt: skip
# Where a code is still the word that somebody typed, or is no code at all.
WORDS = {
    "core/letters.py addressee": "the lines of the corner of a letter",
    "core/playbook.py result": "of a letter that came back it is a reason in any words",
    "core/rule_words.py result": "a word of a rule, which the shelf has checked",
    "flows/cases.py institution": "typed; told_case reads it",
    "flows/cases.py ownership": "typed; told_case reads it",
    "flows/cases.py role": "typed; told_case reads it",
    "flows/guide.py institution": "typed; kind_here reads it",
    "flows/guide.py role": "typed; read_role reads it",
    "flows/letter_decided.py channel": "typed; read_code reads it",
    "flows/letter_written.py channel": "typed; settled_by reads it",
    "flows/log.py event": "typed; read_event reads it",
    "flows/sources.py trust": "typed; read_code reads it",
    "flows/support.py institution": "typed; kind_here reads it",
    "flows/support.py role": "typed; read_role reads it",
    "flows/trouble.py outcome": "the end of a way, which lint has checked",
    "text/__init__.py language": "typed; anything but English is Russian",
}


def annotated(file: Path) -> Iterator[tuple[str, ast.expr]]:
    """The name and the type of every parameter, field and variable that has one."""
    for node in nodes_of(file):
        if isinstance(node, ast.arg) and node.annotation:
            yield node.arg, node.annotation
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.annotation


def test_what_holds_a_code_has_the_type_of_the_code() -> None:
    bare = {
        f"{file.relative_to(ROOT).as_posix()} {name}"
        for file in FILES
        if file.parent.name != "cli"  # there every option is a word
        for name, kind in annotated(file)
        if name in CODES and re.search(r"\bstr\b", ast.unparse(kind))
    }
    assert sorted(bare) == sorted(WORDS)


def closed_types(files: list[Path]) -> dict[str, set[str]]:
    """The codes of each Literal that a module names."""
    return {
        target.id: set(re.findall(r"'([^']*)'", ast.unparse(node.value)))
        for file in files
        for node in nodes_of(file)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Subscript)
        and ast.unparse(node.value.value) == "Literal"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def codes_by_field(files: list[Path]) -> dict[str, set[str]]:
    """What a field or property can hold, by its name; only where it is a code in every class."""
    closed, found, open_ = closed_types(files), dict[str, set[str]](), set[str]()
    for file in files:
        for owner in nodes_of(file):
            for node in owner.body if isinstance(owner, ast.ClassDef) else ():
                if isinstance(node, ast.AnnAssign):
                    name, kind = ast.unparse(node.target), ast.unparse(node.annotation)
                elif isinstance(node, ast.FunctionDef) and node.returns:
                    name, kind = node.name, ast.unparse(node.returns)
                else:
                    continue
                parts = [part for part in kind.split(" | ") if part != "None"]
                if all(part in closed for part in parts):
                    found.setdefault(name, set()).update(*(closed[part] for part in parts))
                else:
                    open_.add(name)
    return {name: codes for name, codes in found.items() if name not in open_}


def strange_codes(files: list[Path]) -> list[str]:
    """The comparisons of a field, or a variable of such a name, with a word that is no such code."""
    by_field, strange = codes_by_field(files), []
    for file in files:
        for node in nodes_of(file):
            if not isinstance(node, ast.Compare):
                continue
            of, _, name = ast.unparse(node.left).rpartition(".")
            known = by_field.get(name) if of or name in CODES else None
            words = [
                each.value
                for side in node.comparators
                for each in ast.walk(side)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            if known is not None and not known.issuperset(words):
                strange.append(f"{file.name}:{node.lineno} {ast.unparse(node)}")
    return strange


def test_a_code_is_compared_with_codes_of_its_type() -> None:
    fields = codes_by_field(FILES)
    assert {"status", "outcome", "timing", "type", "acting_as", "result"} <= fields.keys()
    assert strange_codes(FILES) == []


def test_a_misspelt_code_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(
        "Status = Literal['sent', 'closed']\n"
        "class Request:\n    status: Status | None\n    name: str\n"
        "def f(r):\n"
        "    return r.status in ('sent', 'clsoed') or r.name in ('a', 'b') or status == 'sent'\n"
    )
    assert strange_codes([file]) == ["one.py:6 r.status in ('sent', 'clsoed')"]
