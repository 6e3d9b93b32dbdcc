"""The answers that a person wrote down beforehand, in a file or on a stream."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from sferum_cli.storage.answers import parse_answers, read_answers

STREAM = "-"  # stdin in the place of a file


def read_given(source: Path | TextIO) -> Mapping[str, str]:
    """The answers in a file or on a stream. Raises NotFound, BadUsage."""
    if isinstance(source, Path):
        return read_answers(source)
    return parse_answers(source.read().encode(), STREAM)
