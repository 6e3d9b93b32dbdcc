"""Stories as text: commands, what is typed, what is answered; played through the real main.

@today 2026-11-26          the day from here on
@lang en                   the language from here on
$ sferum log school-1 sent
> 1                        a line typed at the terminal (makes it a terminal)
expected line of stdout
! expected line of stderr
...                        any lines, but never the exit code
[3]                        the exit code, when it is not 0
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from conftest import Bench, Outcome


@dataclass
class Scene:
    """One command of a story with what is expected of it."""

    command: str
    typed: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def play(file: Path, bench: Bench, *, update: bool = False) -> list[str]:
    """Play the story; gives one line for each difference (and rewrites it when ``update``)."""
    written: list[str] = []
    differences: list[str] = []
    for scene in _scenes(file.read_text(encoding="utf-8").splitlines()):
        if isinstance(scene, str):
            written.append(scene)
            _direct(scene, bench)
            continue
        outcome = bench.run(*shlex.split(scene.command)[1:], typed=scene.typed or None)
        seen = _seen(outcome)
        if not _matches(scene.expected, seen):
            told = "\n".join(["expected:", *scene.expected, "seen:", *seen])
            differences.append(f"{file.name}: $ {scene.command}\n{told}")
        written += [f"$ {scene.command}", *(f"> {line}".rstrip() for line in scene.typed)]
        keeps = "..." in scene.expected and _matches(scene.expected, seen)
        # The folder of one run is nobody else's.
        lasting = ["..." if str(bench.folder) in line else line for line in seen]
        written += scene.expected if keeps else lasting
        written.append("")
    if update:
        file.write_text("\n".join(written).rstrip() + "\n", encoding="utf-8", newline="\n")
        return []
    return differences


def _direct(line: str, bench: Bench) -> None:
    word, _, value = line.partition(" ")
    if word == "@today":
        bench.today = date.fromisoformat(value.strip())
    elif word == "@lang":
        bench.lang = value.strip()
    elif word == "@file":
        name, _, text = value.partition(" ")
        file = bench.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("\\n", "\n") + "\n", encoding="utf-8", newline="\n")


def _scenes(lines: list[str]) -> list[Scene | str]:
    scenes: list[Scene | str] = []
    for line in lines:
        last = scenes[-1] if scenes else ""
        if line.startswith("$ "):
            scenes.append(Scene(line[2:]))
        elif line.startswith(("#", "@")) or not isinstance(last, Scene):
            scenes.append(line)
        elif line.startswith("> ") or line == ">":
            last.typed.append(line[2:])
        else:
            last.expected.append(line)
    for scene in scenes:
        if isinstance(scene, Scene):
            while scene.expected and not scene.expected[-1].strip():
                scene.expected.pop()
    return scenes


def _seen(outcome: Outcome) -> list[str]:
    lines = [line.rstrip() for line in outcome.out.rstrip().splitlines()]
    lines += [f"! {line}".rstrip() for line in outcome.err.rstrip().splitlines()]
    return lines + ([f"[{outcome.code}]"] if outcome.code else [])


def _matches(expected: list[str], seen: list[str]) -> bool:
    if not expected:
        return not seen
    first, *rest = expected
    if first == "...":
        until = len(seen) - bool(seen and re.fullmatch(r"\[\d+\]", seen[-1]))
        return any(_matches(rest, seen[n:]) for n in range(until + 1))
    return bool(seen) and first == seen[0] and _matches(rest, seen[1:])
