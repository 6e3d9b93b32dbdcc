"""The list of the field check as somebody fills it in, shared by the tests."""

from __future__ import annotations

from conftest import Bench

LABELS = {
    "ru": ("Телефон или компьютер: ", "Версия приложения: ", "Какого числа смотрели: ", "Это так: ", "Что там вместо этого: "),
    "en": ("Phone or computer: ", "Version of the app: ", "Day of looking: ", "Is it so: ", "What is there instead: "),
}  # fmt: skip
YES, NO, OTHER, HIDDEN = (
    "menu-linked-services",
    "entry-gosuslugi",
    "button-unlink",
    "menu-profile-settings",
)


def filled(bench: Bench, *, day: str = "20.11.2026", device: str = "Samsung A15") -> str:
    """The list as somebody fills it in, as a file in the folder; gives its name."""
    device_row, version, day_row, so, instead = LABELS[bench.lang]
    text = bench.ok("sources", "check")
    text = text.replace(device_row, f"{device_row}{device}", 1)
    text = text.replace(version, f"{version}MAX 26.19.2", 1).replace(day_row, f"{day_row}{day}", 1)
    said = {YES: ("да", ""), NO: ("no", ""), OTHER: ("Нет.", "кнопка «Убрать»"), HIDDEN: ("?", "")}
    for name, (answer, other) in said.items():
        before, mark, after = text.partition(f"[{name}]")
        after = after.replace(so, f"{so}{answer}", 1).replace(instead, f"{instead}{other}", 1)
        text = before + mark + after
    bench.folder.mkdir(parents=True, exist_ok=True)
    (bench.folder / "check.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")
    return "check.txt"
