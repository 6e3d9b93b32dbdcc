"""The few pieces every screen is made of; one description, painted richly or plainly."""

from __future__ import annotations

from typing import Literal

from sferum_cli.core.frozen import frozen

Tone = Literal["normal", "quiet", "good", "warn", "danger"]


@frozen
class Heading:
    """What this screen is about; ``progress`` is (step, of), ``about`` what it is a step of."""

    text: str
    progress: tuple[int, int] | None = None
    about: str = ""


@frozen
class Text:
    """A paragraph."""

    text: str
    tone: Tone = "normal"


@frozen
class Items:
    """A list; numbered where the order matters."""

    items: tuple[str, ...]
    title: str = ""
    numbered: bool = False
    tone: Tone = "normal"


@frozen
class Pairs:
    """Short labels with what belongs to each."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


@frozen
class Panel:
    """Something that must not be overlooked."""

    title: str
    lines: tuple[str, ...]
    tone: Tone = "warn"


@frozen
class Command:
    """What to type, and why."""

    command: str
    why: str = ""
    label: str = ""


@frozen
class Drawing:
    """Ready lines whose columns matter, and the same in sentences for who cannot see them.

    ``paper`` lines are black on white whatever the terminal's colours (a code to be scanned).
    """

    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    paper: bool = False


@frozen
class Lines:
    """Ready lines for a page of help, a shell or a scheduler: never wrapped, never adorned."""

    lines: tuple[str, ...]


Block = Heading | Text | Items | Pairs | Panel | Command | Drawing | Lines
