"""What an enemy, a broken disk or an unlucky paste puts in the place of words, bytes and tables."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time
from typing import Any

import tomli_w

MILLION = "a" * 1_000_000
WORDS = (
    "", " ", "\t", "\n", "a\nb", "a\r\nb", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
    "\x00", "a\x00b", "\x07", "\x08\x08\x08", "\x1b[2J\x1b[1;1H", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "\x9b31m", "\x1bP1$r\x1b\\", "[bold red]x[/]", "[link=https://evil.example]x[/link]", "[/]", "[[", "\\[",
    "a\u202eb", "\u2066x\u2069", "\u200b", "\u200e", "\ufeff", "\u00ad", "\u0301" * 500, "\U000e0001\U000e0041",
    "\ud800", "\udfff\udc00", "a\udce9b", "\ufffe", "\uffff", "\U0010ffff", "\ue000",
    "=1+1", "+7 900", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1",
    "x\r\nBcc: evil@example.com", "Subject: x\n\nbody", "a@b.c\nTo: d@e.f", "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://example.com", "https://", "https://[::1 x", "https://a b", "mailto:a@b.c?bcc=d@e.f", "HTTPS://EXAMPLE.COM/\x1b[0m", "ms-settings:x", "\\\\host\\share",
    "../../../../etc/passwd", "..", ".", "/", "~", "~root", "~nobody-here/x", "C:\\Windows\\x", "CON", "nul.txt", "aux.pdf", "a/b", "a\\b", "/dev/zero", "/dev/null", "/proc/self/mem", "state.toml",
    "--help", "-", "--", "--json", "-o", "@file", "$(reboot)", "`reboot`", "; rm -rf /", "%s%n", "{0}", "{given.__class__}", "{", "}", "%", "${HOME}",
    '"\n[[event]]\nid = 1', "'''", '"""', "\\u0000", "\\", "#",
    "0", "1", "99999999999999999999", "9" * 5000, "-0", "1e999", "٣", "²", "½", "NaN", "true", "null",
    "2026-11-22", "22.11.2026", "0000-00-00", "31.02.2026", "2026-13-01", "9999-12-31", "0001-01-01", "10000-01-01", "٢٢.١١.٢٠٢٦", "today", "yesterday", "вчера", "сегодня", "завтра", "2026-11-22T00:00:00", "1.1.1", "32.13.2026", "22.11.26", "22/11/2026",
    "Ё" * 300, "a" * 5000, "я" * 20_001, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u05d0\u05d1", "İ", "ß", "ﬁ",
    "school-1", "school-2", "gosuslugi-1", "parent", "teacher", "yes", "no", "done", "sent", "note", "planned", "undone", "walk",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *range(-2, 3), 2**31, 2**63, -(2**63), 2**70, 10**30, 1.5, float("nan"), float("inf"), True, False,
    date.min, date.max, date(2026, 11, 22), date(2026, 2, 28), date(1, 2, 3), date(2099, 12, 31), date(9999, 12, 30),
    datetime(2026, 11, 22, 1, tzinfo=UTC), datetime(2026, 11, 22, 1, tzinfo=UTC).replace(tzinfo=None), time(1, 2), [], {}, [[]], [{}], {"a": {}}, [1, "a"], {"": ""},
)  # fmt: skip
LETTERS = "abc абв 019.-_/\\'\"[]{}=#\n\t\r\x00\x1b\u202e\u0301\ud800\U0001f600"


def word(rng: random.Random) -> str:
    """A word from the list, two glued together, or letters drawn from an unkind alphabet."""
    draw = rng.random()
    if draw < 0.002:
        return MILLION
    if draw < 0.6:
        return rng.choice(WORDS)
    if draw < 0.8:
        return rng.choice(WORDS)[:300] + rng.choice(WORDS)[:300]
    return "".join(rng.choice(LETTERS) for _ in range(rng.randrange(30)))


def value(rng: random.Random) -> Any:
    """A value of any kind that TOML has."""
    return word(rng) if rng.random() < 0.5 else _copy(rng.choice(VALUES))


def spoilt(rng: random.Random, content: bytes, table: Any) -> bytes:
    """``content`` or, more often, the ``table`` that it holds, spoilt."""
    return _spoilt_bytes(rng, content) if rng.random() < 0.3 else _spoilt_table(rng, table)


def _spoilt_bytes(rng: random.Random, content: bytes) -> bytes:
    """``content`` with a few bytes flipped, cut out, doubled, moved or put in."""
    paper = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at = rng.randrange(len(paper) + 1)
        end = min(len(paper), at + rng.choice((1, 1, 4, 40, 400)))
        match rng.randrange(6):
            case 0:
                paper[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del paper[at:end]
            case 2:
                paper[at:at] = paper[at:end]
            case 3:
                paper[at:at] = word(rng).encode("utf-8", "surrogatepass")
            case 4:
                lines = bytes(paper).split(b"\n")
                rng.shuffle(lines) if rng.random() < 0.1 else lines.insert(
                    rng.randrange(len(lines)), lines.pop(rng.randrange(len(lines)))
                )
                paper = bytearray(b"\n".join(lines))
            case _:
                paper = paper[:at] if rng.random() < 0.2 else paper
    return bytes(paper)


def _spoilt_table(rng: random.Random, table: Any) -> bytes:
    """TOML of ``table`` with some values replaced, dropped, renamed or doubled."""
    copy = _copy(table)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        _spoil(rng, copy)
    return tomli_w.dumps(copy).encode("utf-8", "surrogatepass")


def _copy(table: Any) -> Any:
    if isinstance(table, dict):
        return {key: _copy(inner) for key, inner in table.items()}
    return [_copy(inner) for inner in table] if isinstance(table, list) else table


def _spoil(rng: random.Random, node: Any) -> None:
    while True:
        if not node:
            return
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        inner = node[key]
        if isinstance(inner, (dict, list)) and inner and rng.random() < 0.9:
            node = inner
            continue
        match rng.randrange(8):
            case 0:
                del node[key]
            case 1 if isinstance(node, dict):
                node[word(rng)[:50]] = node.pop(key)
            case 2 if isinstance(node, list):
                node.insert(key, _copy(inner))
            case 3:
                node[key] = [inner]
            case 4 if isinstance(node, dict):
                node[rng.choice(list(node))] = _copy(inner)
            case _:
                node[key] = value(rng)
        return
