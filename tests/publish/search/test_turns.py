"""How much is indexed at once: Pagefind takes memory for every page."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from generator.publish.search import pagefind
from generator.publish.search.pagefind import _turn

SOON = 0.2


@pytest.mark.parametrize(
    ("first", "second", "at_once"), [(5, 5, True), (6, 5, False), (100, 1, False), (1, 100, False)]
)
def test_what_is_too_much_at_once_waits(
    first: int, second: int, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "_AT_ONCE", 10)
    begun = Event()

    def other() -> None:
        with _turn(second):
            begun.set()

    waiting = Thread(target=other)
    with _turn(first):
        waiting.start()
        assert begun.wait(SOON) == at_once
    waiting.join(10)
    assert begun.is_set(), "whoever waited has had its turn"


def test_a_turn_ends_with_what_fails() -> None:
    for _ in range(2):
        with pytest.raises(OSError, match="full"), _turn(pagefind._AT_ONCE + 1):
            raise OSError("full")
