"""What somebody reads who types the name of the program for the first time, not at a terminal."""

from __future__ import annotations

from sferum_cli.render.blocks import Block, Heading, Pairs, Text
from sferum_cli.text import t


def welcome() -> list[Block]:
    """What somebody sees who typed the name of the program for the first time."""
    rows = tuple(
        (t(f"welcome.{key}"), command)
        for key, command in (
            ("start", "sferum start"),
            ("parent", "sferum unlink school --role parent"),
            ("student", "sferum unlink gosuslugi --role student"),
            ("teacher", "sferum guide --role teacher"),
            ("delete", "sferum delete"),
            ("support", "sferum support"),
            ("all", "sferum --help"),
        )
    )
    return [
        Heading(t("welcome.title")),
        Text(t("welcome.what")),
        Text(t("welcome.private"), "quiet"),
        Pairs(rows),
        Text(t("welcome.files"), "quiet"),
    ]
