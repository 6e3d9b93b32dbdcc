"""The few pieces every screen is made of; one description, painted richly or plainly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["normal", "quiet", "good", "warn", "danger"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What this screen is about; ``progress`` is (step, of)."""

    text: str
    progress: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    tone: Tone = "normal"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order matters."""

    items: tuple[str, ...]
    title: str = ""
    numbered: bool = False
    tone: Tone = "normal"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Short labels with what belongs to each."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Something that must not be overlooked."""

    title: str
    lines: tuple[str, ...]
    tone: Tone = "warn"


@dataclass(frozen=True, slots=True)
class Command:
    """What to type, and why."""

    command: str
    why: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Ready lines whose columns matter, and the same in sentences for who cannot see them.

    ``paper`` lines are black on white whatever the terminal's colours (a code to be scanned).
    """

    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    paper: bool = False


Block = Heading | Text | Items | Pairs | Panel | Command | Drawing
