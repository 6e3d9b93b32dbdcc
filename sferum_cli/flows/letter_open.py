"""A letter that is made, opened or printed at once where this computer can do that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Text
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
PRINTED = (".pdf", ".txt")  # what a printer takes as it is


def offer_to_open(session: Session, file: Path) -> None:
    """Ask whether to open or to print ``file``, until the person goes on; what fails is said.

    Nothing is asked where neither can be done, nor of a file of answers. Raises Interrupted.
    """
    if not session.asks or session.computer is None:
        return
    computer = session.computer()
    deeds = {"open": words_to_open(computer, file), "print": words_to_print(computer, file)}
    choices = [(name, t(f"letter.after.{name}")) for name, words in deeds.items() if words]
    while choices:
        chosen = session.prompter.choose(
            "after", t("letter.after", file=file.name), [*choices, ("go", t("letter.after.go"))]
        )
        if chosen == "go":
            return
        done = _do(computer, deeds[chosen])
        key = f"letter.after.{chosen}.{'done' if done else 'failed'}"
        session.show([Text(t(key, file=file), "good" if done else "warn")])
        choices = [row for row in choices if row[0] != chosen]


def words_to_open(computer: Computer, file: Path) -> list[str]:
    """The words that open ``file`` on this computer; none where it cannot."""
    match computer.system:
        case "windows":
            return ["explorer", str(file)]
        case "macos":
            return ["/usr/bin/open", str(file)]
        case _:
            program = computer.find("xdg-open")
            seen = any(computer.environ.get(name) for name in _SCREENS)
            return [program, str(file)] if program and seen else []


def words_to_print(computer: Computer, file: Path) -> list[str]:
    """The words that print ``file`` on this computer; none where it cannot."""
    if computer.system == "windows":
        quoted = str(file).replace("'", "''")
        command = f"Start-Process -FilePath '{quoted}' -Verb Print"
        return ["powershell", "-NoProfile", "-Command", command]
    program = computer.find("lp")
    return [program, str(file)] if program and file.suffix in PRINTED else []


def _do(computer: Computer, words: list[str]) -> bool:
    if words[0] == "explorer":  # it says that it failed whether it did or not
        return computer.start(words)
    return computer.run(words)[0] == 0
