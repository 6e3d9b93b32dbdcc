"""Write what Tab offers, from the commands themselves: a table for the program, a script a shell.

With --check, say which are stale. The scripts' own code stands in tools/completions/.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from typer.main import get_command

from sferum_cli.cli.app import app
from sferum_cli.cli.options import MAYBE_NUMBER

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "tools" / "completions"
SCRIPTS = ROOT / "sferum_cli" / "completions"
TABLE = SCRIPTS / "table.txt"
# What only the person's own files tell: the function of flows/offered.py that gives it.
ASKED = {
    "ID": "requests",
    "ALIAS": "aliases",
    "PATH": "paths",
    "TARGET": "targets",
    "FACT": "fact_ids",
}
# These are known before the first run; the person may have added others.
SHIPPED = ("paths", "targets")
ANYTHING = "?"  # a value that nobody can guess: the shell offers files


def table() -> dict[str, str]:
    """What can follow: words, and behind an @ what the program is asked for where none fits.

    The keys are a command with one of its options, with ``-`` for its options, with ``<1>`` for the
    first word that is none. An option that is not there takes no value.
    """
    with tempfile.TemporaryDirectory() as folder:
        group: Any = get_command(app)
        world = SimpleNamespace(folder=Path(folder))
        context = group.make_context("sferum", [], resilient_parsing=True, obj=world)
        return dict(_rows(group, context, "sferum"))


def _rows(command: Any, context: Any, name: str) -> Iterator[tuple[str, str]]:
    options, place = [], 0
    for param in command.get_params(context):
        if param.param_type_name == "argument":
            place += 1
            yield f"{name} <{place}>", _values(param, context)
            continue
        options += param.opts
        alone = param.is_flag or param.metavar == MAYBE_NUMBER
        if not alone and "completion" not in param.name:
            for option in param.opts:
                yield f"{name} {option}", _values(param, context)
    yield f"{name} -", " ".join(sorted(options))
    if hasattr(command, "list_commands"):
        names = command.list_commands(context)
        yield f"{name} <1>", " ".join(names)
        for each in names:
            inner = command.get_command(context, each)
            inside = type(context)(inner, info_name=each, parent=context, resilient_parsing=True)
            yield from _rows(inner, inside, f"{name} {each}")


def _values(param: Any, context: Any) -> str:
    """What ``param`` can be."""
    if param._custom_shell_complete is None:
        return ANYTHING
    kind = ASKED.get(param.metavar, "")
    known = [] if kind and kind not in SHIPPED else param.shell_complete(context, "")
    words = " ".join(item.value for item in known)
    return f"{words} @{kind}".strip() if kind else words


def case(key: str, value: str) -> str:
    """A row for bash and zsh."""
    return f'    "{key}") after="{value}" ;;'


def switch(key: str, value: str) -> str:
    """A row for fish."""
    return f"        case '{key}'\n            echo '{value}'"


def entry(key: str, value: str) -> str:
    """A row for PowerShell."""
    return f"    '{key}' = '{value}'"


SHELLS: dict[str, Callable[[str, str], str]] = {
    "sferum.bash": case, "_sferum": case, "sferum.fish": switch, "sferum.ps1": entry,
}  # fmt: skip


def files() -> dict[Path, str]:
    """Every file that is made, and what belongs into it."""
    rows = table()
    made = {TABLE: "".join(f"{key}: {value}\n" for key, value in rows.items())}
    for name, row in SHELLS.items():
        template = (TEMPLATES / name).read_text(encoding="utf-8")
        lines = "\n".join(row(key, value) for key, value in rows.items())
        made[SCRIPTS / name] = template.replace("@TABLE@", lines)
    return made


def run(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    stale = 0
    for file, fresh in files().items():
        if "--check" not in arguments:
            file.parent.mkdir(exist_ok=True)
            file.write_text(fresh, encoding="utf-8", newline="\n")
        elif not file.exists() or file.read_text(encoding="utf-8") != fresh:
            stale = 1
            sys.stderr.write(f"{file.relative_to(ROOT)} is stale: run `make update`\n")
    return stale


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
