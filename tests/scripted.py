"""A person who answers by script: an unexpected question or an unused answer is a failure."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class ScriptedPrompter:
    """Answers (name, answer) pairs in order; the names must be the ones that are asked."""

    def __init__(self, *answers: tuple[str, str]) -> None:
        self.answers = list(answers)

    def _next(self, name: str) -> str:
        assert self.answers, f"nobody expected the question {name}"
        expected, answer = self.answers.pop(0)
        assert expected == name, f"{name} was asked, {expected} was expected"
        return answer

    def choose(
        self,
        name: str,
        question: str,
        choices: Sequence[tuple[str, str]],
        *,
        free: Callable[[str], str | None] | None = None,
    ) -> str:
        answer = self._next(name)
        fits = answer in [key for key, _ in choices] or (free and free(answer) is None)
        assert fits, (answer, choices)
        return answer

    def ask(
        self,
        name: str,
        question: str,
        *,
        default: str = "",
        check: Callable[[str], str | None] | None = None,
    ) -> str:
        answer = self._next(name)
        assert check is None or check(answer) is None, answer
        return answer or default

    def done(self) -> None:
        assert self.answers == [], f"never asked: {self.answers}"
