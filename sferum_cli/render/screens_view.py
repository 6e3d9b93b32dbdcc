"""The list of screens to look at as a text to be filled in, and what a filled one said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sferum_cli.core.knowledge import Bilingual, Fact
from sferum_cli.core.screens import HEAD, ROWS, Sheet
from sferum_cli.render.blocks import Block, Command, Text
from sferum_cli.text import day, language, t


def list_text(groups: Sequence[tuple[Bilingual, Sequence[Fact]]]) -> str:
    """The list to be filled in: rows of a label and an empty place, read back by their labels."""
    lang = language()
    lines = [t("screens.title"), "", t("screens.how"), t("screens.careful"), t("screens.back"), ""]
    lines += [f"{t(f'screens.{name}')}: " for name in HEAD]
    for number, (title, facts) in enumerate(groups, start=1):
        lines += ["", "", f"{number}. {title.pick(lang)}"]
        for fact in facts:
            lines += ["", f"[{fact.id}]", fact.text.pick(lang)]
            lines += [f"{t(f'screens.{name}')}: " for name in ROWS]
    return "\n".join(lines) + "\n"


def read_page(sheet: Sheet, when: date, file: str | None) -> list[Block]:
    """What was read from a filled list, where it is kept, and how to pass it on."""
    looks = Counter(each.look for each in sheet.seen)
    counted = t(
        "screens.read", day=day(when), yes=looks["yes"], no=looks["no"], hidden=looks["hidden"]
    )
    if file is None:
        return [Text(counted), Text(t("screens.nothing_kept"))]
    command = Command("sferum sources export", t("screens.export"), t("home.next"))
    return [Text(counted), Text(t("screens.kept", file=file), "good"), command]
