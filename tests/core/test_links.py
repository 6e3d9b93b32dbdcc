"""A link is a page over https that a person can read as it is; everything else is plain words."""

from __future__ import annotations

import pytest
from misses import over
from torture.hostile import WORDS

from sferum_cli.core.links import is_page, runs


@over(
    [
        "https://sferum.ru", "https://vk.ru/support?act=home_vkid", "https://www.gosuslugi.ru/help/obratitsya_v_pos", "https://кремль.рф/путь", "https://[::1]/x", "https://a.ru/%D1%84#y",
    ]
)  # fmt: skip
def test_pages_are_pages(address: str) -> None:
    assert is_page(address)


@over(
    [
        *WORDS, "http://sferum.ru", "//sferum.ru", "https:sferum.ru", "https://a b", "https://a.ru\n", "https://a.ru/\x1b[2J", "https://a.ru/\u202eur.b", "https://a.ru/\x00", "https://a.ru/<x>",
        "ftp://a.ru", "tel:1", "mailto:a@b.ru", "https:///etc/passwd", "https://" + "a" * 3000,
    ]
)  # fmt: skip
def test_nothing_else_is(address: str) -> None:
    assert not is_page(address)


@over(
    [
        ("Откройте https://vk.ru/support.", "https://vk.ru/support", "https://vk.ru/support"),
        ("Пишите на a.b@rkn.gov.ru,", "a.b@rkn.gov.ru", "mailto:a.b@rkn.gov.ru"),
        ("8 800 100-70-10 (звонок)", "8 800 100-70-10", "tel:88001007010"),
        ("+7 495 583-17-13", "+7 495 583-17-13", "tel:+74955831713"),
        ("№ 18 800 100-70-10", "", ""), ("http://a.ru", "", ""), ("https://a.ru‮", "", ""), ("", "", ""),
    ]
)  # fmt: skip
def test_addresses_in_a_sentence_are_links_and_no_word_is_lost(
    said: str, linked: str, address: str
) -> None:
    pieces = runs(said)
    assert [piece for piece in pieces if piece[1]] == [(linked, address)] * bool(linked)
    assert "".join(words for words, _ in pieces) == said


def test_only_pages_reach_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    from sferum_cli.world import World

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    world = World(None, None, None, environ={})  # type: ignore[arg-type]
    for address in ("file:///etc/passwd", "javascript:alert(1)", "http://a.ru", "calc.exe", ""):
        assert not world.browser(address)
    assert world.browser("https://sferum.ru")
    assert opened == ["https://sferum.ru"]
