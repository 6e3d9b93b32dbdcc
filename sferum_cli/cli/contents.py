"""The table of contents: every command, in the order in which somebody comes to need it."""

from __future__ import annotations

CONTENTS = {
    "begin": ("start", "unlink", "delete", "guide"),
    "go_on": ("continue", "status", "log", "letter", "calendar", "report", "undo"),
    "stuck": ("support", "why", "escalate", "evidence"),
    "more": ("people", "sources", "data", "due", "remind", "settings"),
}
"""The names by chapters. A command stands in the module of its name (``continue_``)."""

COMMANDS = tuple(name for names in CONTENTS.values() for name in names)
