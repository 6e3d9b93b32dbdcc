"""The daily reminder on the screen and as JSON: what was made, run, tried and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.reminder import ReminderMade
from sferum_cli.render.blocks import Block, Command, Heading, Items, Lines, Text
from sferum_cli.text import t


def reminder_page(made: ReminderMade | None, files: Sequence[str]) -> list[Block]:
    """Whether there is a reminder, and what to type."""
    if made is None:
        return [Text(t("remind.is_off")), Command("sferum remind on", t("remind.on_why"), _next())]
    return [
        Text(_when(made), "good"),
        *_files(made, files, "remind.files"),
        Command("sferum remind test", t("remind.test_why"), _next()),
    ]


def on_page(
    made: ReminderMade,
    files: Sequence[str],
    commands: Sequence[str],
    trial: bool | None,
    failed: Sequence[tuple[str, str]],
) -> list[Block]:
    """What was made and run, how the trial went, and which commands of it failed."""
    blocks: list[Block] = [Heading(_when(made)), *_files(made, files, "remind.made")]
    blocks += [*_commands(commands), *_trial(trial, failed)]
    return [*blocks, Command("sferum remind off", t("remind.off_why"))]


def test_page(
    made: ReminderMade, trial: bool | None, failed: Sequence[tuple[str, str]]
) -> list[Block]:
    """How the trial went, and which commands of it failed."""
    blocks: list[Block] = [Text(_when(made)), *_trial(trial, failed)]
    if trial is False or failed:
        blocks.append(Command("sferum remind on", t("remind.again_why"), _next()))
    return blocks


def no_reminder_page() -> list[Block]:
    """There is nothing to take back."""
    return [Text(t("remind.is_off"))]


def off_page(
    made: ReminderMade, gone: Sequence[str], left: Sequence[str], commands: Sequence[str]
) -> list[Block]:
    """What was taken back, and what stays."""
    blocks: list[Block] = [Text(t("remind.now_off"), "good"), *_files(made, gone, "remind.gone")]
    blocks += _commands(commands)
    if left:
        blocks.append(Items(tuple(left), t("remind.left"), tone="warn"))
    return blocks


def message_page(lines: Sequence[str]) -> list[Block]:
    """What stood in the message; nothing where nothing is due."""
    return [Lines(tuple(lines))] if lines else []


def reminder_shape(made: ReminderMade | None, files: Sequence[str]) -> dict[str, Any]:
    """The JSON of ``remind``."""
    told = {"by": made.by, "at": made.at or None} if made else {"by": None, "at": None}
    return {"on": made is not None, **told, "files": list(files)}


def on_shape(
    made: ReminderMade,
    files: Sequence[str],
    commands: Sequence[str],
    trial: bool | None,
    *,
    works: bool,
) -> dict[str, Any]:
    """The JSON of ``remind on``; ``message`` is null where the scheduler shows none."""
    told = {"commands": list(commands), "message": trial, "works": works}
    return {**reminder_shape(made, files), **told}


def test_shape(
    made: ReminderMade, trial: bool | None, commands: Sequence[str], *, works: bool
) -> dict[str, Any]:
    """The JSON of ``remind test``."""
    told = {"on": True, "by": made.by, "at": made.at or None}
    return {**told, "commands": list(commands), "message": trial, "works": works}


def off_shape(gone: Sequence[str], left: Sequence[str], commands: Sequence[str]) -> dict[str, Any]:
    """The JSON of ``remind off``."""
    return {"on": False, "removed": list(gone), "left": list(left), "commands": list(commands)}


def shown_shape(lines: Sequence[str]) -> dict[str, Any]:
    """The JSON of ``remind show``."""
    return {"shown": list(lines)}


def _when(made: ReminderMade) -> str:
    return t(f"remind.by.{made.by}", at=made.at)


def _files(made: ReminderMade, files: Sequence[str], key: str) -> list[Block]:
    told = [t("remind.lines", file=file) if file == made.into else file for file in files]
    return [Items(tuple(told), t(key))] if told else []


def _commands(commands: Sequence[str]) -> list[Block]:
    return [Items(tuple(commands), t("remind.commands"))] if commands else []


def _trial(trial: bool | None, failed: Sequence[tuple[str, str]]) -> list[Block]:
    blocks: list[Block] = [
        Text(t("remind.step_failed", command=command, said=said), "danger")
        for command, said in failed
    ]
    if trial is None:
        return [*blocks, Text(t("remind.trial_window"))]
    seen = Text(t("remind.trial_seen"))
    return [*blocks, seen if trial else Text(t("remind.trial_failed"), "danger")]


def _next() -> str:
    return t("home.next")
