"""The search, measured: people's own words, and what it does not know."""

from __future__ import annotations

from pathlib import Path

import tomli

ASKED = tomli.loads(Path(__file__).with_name("search_said.toml").read_text(encoding="utf-8"))
