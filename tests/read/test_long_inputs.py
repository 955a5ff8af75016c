"""Whatever stands in a file that is as long as one may be, it is read in the time its length takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

import pytest
import yaml

from generator.model.failure import Failure
from generator.read.frame import read_frame
from generator.read.record import MAX_FRONT_MATTER, read_record
from generator.read.source import read_source
from generator.types.findings import Findings
from tests.hostile.corpus import ALL
from tests.school import School, branch

pytestmark = pytest.mark.proof
HEAD = "类型: 支委会\n日期: 2017-03-08\n"
WATCHDOG = 2
"""Seconds of a processor: what is usual takes a hundredth of it, and what grows with the square minutes."""
TEXTS = [text.replace("\n", " ").replace("\r", " ")[:100] for _, text in ALL]


def again(unit: str | Callable[[int], str]) -> str:
    """So often that it fills the front matter."""
    make = unit if callable(unit) else lambda _: unit
    return "".join(make(each) for each in range((MAX_FRONT_MATTER - 300) // len(make(9999).encode())))


SHAPES = {
    "lists in lists": "地点: " + "[" * 30000,
    "maps in maps": "地点: " + "{a: " * 10000 + "}" * 10000,
    "items of items": "地点:\n  " + "- " * 30000,
    "anchors": "地点: [" + again(lambda each: f"&a{each} x, ") + "]",
    "aliases": "地点: [&a x, " + again("*a, ") + "]",
    "anchors and stars": "地点: [" + again(", &a *b"),
    "a billion": "a0: &a0 [x]\n"
    + "".join(f"a{each}: &a{each} [{','.join([f'*a{each - 1}'] * 9)}]\n" for each in range(1, 20)),
    "a long key": "长" * 20000 + ": x",
    "many keys": again(lambda each: f"k{each}: x\n"),
    "short keys": again(lambda each: f"{chr(0x4E00 + each)}:\n"),
    "tags": again(lambda each: f"k{each}: !t x\n"),
    "items": "议题:\n" + again("- \n"),
    "unknown parts": "决议:\n" + again(lambda each: f"- {{内容项{each}: 1}}\n"),
    "unknown types": "类型: [" + again(lambda each: f"会{each},") + "]",
    "types joined": "类型: " + again(lambda each: f"会{each}和"),
    "names": "列席: " + again(lambda each: f"张{chr(0x4E00 + each)} "),
    "figures": "应到: " + "一百零" * 7000,
    "quotation marks": "地点: '" + "''" * 30000,
    "colons": "地点: " + again(": "),
    "colons of a line": "地点: {" + again(lambda each: f"a{each}: b, ") + "}",
    "colons and sharps": "地点:  " + again(":  # "),
    "colons over a deeper line": again("a: b ") + "\n  c",
    "fields in a line": "地点 x " + again("主持人 y "),
    "digits": "地点: " + "6222021001116245702-" * 3000,
    "direction": "地点: " + again("\u202e"),
    "unseen keys": again("\u200b: \n"),
    "full colons": "地点: " + again("： "),
    "soft ends": "地点: " + again("\x85"),
    "soft ends behind colons": "地点: " + again("：\u2028"),
    "soft ends before fields": again("应到：\u2028"),
    "soft ends in a comment": "# " + again("说\u2029"),
}


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path)
    made.record("2017/jichu/02-08-committee-meeting")
    return made


def takes(what: Callable[[], object]) -> float:
    start = time.process_time()
    with suppress(Failure):
        what()
    return time.process_time() - start


def test_front_matter_of_every_shape(school: School) -> None:
    organization = read_frame(school.root).organization
    relative = PurePosixPath("2017/jichu/03-08-committee-meeting.yml")
    path = school.root / "records" / relative
    long = {}
    for name, text in SHAPES.items():
        path.write_text(f"{'' if text.startswith('类型') else HEAD}{text}\n")
        taken = takes(lambda: read_record(path, relative, True, organization, Findings(path.name)))
        if taken > WATCHDOG:
            long[name] = taken
    assert long == {}


def test_a_thousand_branches(tmp_path: Path) -> None:
    odd = [branch(f"b{each}", name=f"{TEXTS[each % len(TEXTS)]}{each}党支部") for each in range(1000)]
    for wrong in (odd, [{**each, "name": TEXTS[:3], "键": "x"} for each in odd], [branch("b")] * 1000):
        school = School(tmp_path / str(id(wrong)), branch(), *wrong)
        assert takes(partial(read_frame, school.root)) < 2 * WATCHDOG


def test_lists_of_a_thousand_rows(school: School) -> None:
    texts = TEXTS * (1000 // len(TEXTS) + 1)
    sound = [{"序号": f"P{at}", "标准": 3, "问题表现": text, "来源": "自查"} for at, text in enumerate(texts)]
    frame = read_frame(school.root)
    for rows in (sound, [dict.fromkeys(each, "x" * 60) for each in sound], [{f"键{at}": 1} for at in range(1000)]):
        text = yaml.safe_dump({"问题清单": rows, "任务清单": rows}, allow_unicode=True)
        school.write("records/2017/jichu/rectification.yml", text)
        assert takes(lambda: read_source(frame)) < WATCHDOG


@pytest.mark.parametrize("line", ["2017/jichu/03-08-committee-meeting-{},2017-03-08", "2017/jichu,x", '",{}', "," * 50])
def test_a_hundred_thousand_days(school: School, line: str) -> None:
    for each in range(300):
        school.write(f"records/2017/jichu/03-08-committee-meeting-{each}.yml", f"{HEAD}地点: 某处\n")
    rows = "\n".join(line.format(f"x{each}") for each in range(100_000))
    school.write("records/entered.csv", f"record,entered_on\n{rows}\n")
    frame = read_frame(school.root)
    read_source(frame)  # records by themselves: what is left is the list
    assert takes(lambda: read_source(frame)) < 2 * WATCHDOG
