"""A draw is the same everywhere: for this program, for sha256sum, for any order of the frame."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from generator.judge.spot_check import digest, draw, ordered

FRAME = ["caijing", "houqin", "jiaowu", "jichu", "jidian", "tuixiu", "xingzheng", "xinxi"]


def test_the_order_is_that_of_sha256sum() -> None:
    by_hand = {}
    for name in FRAME:
        ran = subprocess.run(["sha256sum"], input=f"20171025:{name}", capture_output=True, text=True, check=True)
        by_hand[ran.stdout.split()[0]] = name
    assert ordered("20171025", FRAME) == tuple(by_hand[each] for each in sorted(by_hand))


def test_neither_order_nor_repetition_in_the_frame_matters() -> None:
    shuffled = [*FRAME, *FRAME]
    random.Random(1).shuffle(shuffled)
    assert ordered("s", shuffled) == ordered("s", FRAME)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9])
def test_so_many_and_no_more_than_there_are(count: int) -> None:
    drawn = draw("20171025", FRAME, count)
    assert len(drawn) == min(count, len(FRAME))
    assert drawn == ordered("20171025", FRAME)[:count]


@pytest.mark.parametrize("first", [("xinxi",), ("xinxi", "jichu", "caijing"), (), tuple(FRAME), ("nobody",)])
def test_those_drawn_first_come_before_the_rest_each_in_the_order_of_the_draw(first: tuple[str, ...]) -> None:
    early = [name for name in ordered("s", FRAME) if name in first]
    late = [name for name in ordered("s", FRAME) if name not in first]
    assert ordered("s", FRAME, first) == (*early, *late)
    assert draw("s", FRAME, 2, first) == (*early, *late)[:2]


def test_another_seed_draws_others() -> None:
    assert len({draw(str(seed), FRAME, 2) for seed in range(50)}) > 10


def test_each_is_drawn_about_as_often() -> None:
    first = [draw(str(seed), FRAME, 1)[0] for seed in range(4000)]
    assert all(400 < first.count(name) < 600 for name in FRAME)


def test_the_hash_seed_of_python_does_not_matter() -> None:
    code = f"from generator.judge.spot_check import draw; print(draw('种子', {FRAME!r}, 3))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert told == {f"{draw('种子', FRAME, 3)}\n"}


def test_a_digest_is_of_seed_colon_name() -> None:
    assert digest("", "") == "e7ac0786668e0ff0f02b62bd04f45ff636fd82db63b1104601c975dc005f3a67"
