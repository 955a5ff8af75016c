"""The answer to a submission: given at once, and then with the link as soon as the page is there."""

from __future__ import annotations

import threading
from unittest.mock import patch

import pytest

from generator.desk.standing import Standings
from generator.desk.views import taken
from generator.gate import publishing
from generator.gate.accounts import replace_file
from generator.types import Audience
from tests.desk.stand import Stand

PATH = "records/2017/jichu/03-08-committee-meeting.md"
SEE = "/members/2017/jichu/03-08-committee-meeting.html"


@pytest.fixture
def there(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """The page lies where it is to be, and nobody has said so yet."""
    monkeypatch.setattr(taken, "PATIENCE", 60.0)
    page = stand.house.site / SEE.lstrip("/")
    page.parent.mkdir(parents=True)
    page.write_text("x")
    return stand


def test_it_is_answered_before_anything_is_read_and_then_waits_for_the_page(there: Stand) -> None:
    wang, tip = there.browser("wang"), there.tip
    with patch.object(Standings, "now", side_effect=AssertionError):
        at_once = wang.get(f"/desk/taken/0/{tip}?path={PATH}&how=at-once")
    wait, _, again = at_once.headers["Refresh"].partition("; url=")
    assert (at_once.status_code, wait, SEE in at_once.text) == (200, "0", False)

    waits, look = threading.Event(), publishing.wait_until_out

    def watched(*asked: object) -> bool:
        waits.set()
        return look(*asked)  # type: ignore[arg-type]

    def builder() -> None:
        assert waits.wait(60)
        for commit in ("0" * 40, tip):  # first the build of somebody else's
            publishing._say_it_is_out(there.house, Audience.MEMBERS, (commit,))

    beside = threading.Thread(target=builder)
    beside.start()
    with patch.object(taken, "wait_until_out", watched):
        found = wang.get(again)
    beside.join()
    assert f'href="{SEE}"' in found.text
    assert "Refresh" not in found.headers


@pytest.mark.parametrize(("patience", "places"), [(0.05, 1), (60.0, 0)])
def test_who_waits_does_not_wait_without_end_nor_keep_others_waiting(
    there: Stand, monkeypatch: pytest.MonkeyPatch, patience: float, places: int
) -> None:
    monkeypatch.setattr(taken, "PATIENCE", patience)
    monkeypatch.setattr(taken, "_PLACES", threading.BoundedSemaphore(1))
    if not places:
        taken._PLACES.acquire()
    answer = there.browser("wang").get(f"/desk/taken/0/{there.tip}?path={PATH}&how=waiting")
    assert answer.headers["Refresh"].partition(";")[0] == "1"
    assert SEE not in answer.text


def test_nobody_waits_for_a_build_that_failed(there: Stand) -> None:
    wang, tip, waits = there.browser("wang"), there.tip, threading.Event()
    told = iter(["", "看门人跌倒了"])

    def fails(*_: object) -> None:
        if (failure := next(told, None)) is not None:
            replace_file(there.house.folder / publishing.FAILED, failure)
        waits.set()

    with patch.object(publishing.time, "sleep", fails):
        answer = wang.get(f"/desk/taken/0/{tip}?path={PATH}&how=waiting")
    assert waits.is_set()
    assert "Refresh" not in answer.headers
    assert "notice--warn" in answer.text
