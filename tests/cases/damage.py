"""Good files of every sort with something put in, taken out or exchanged: what typing, copying and disks do to them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.cases.files import GOOD, PATH
from tests.school import PROJECT_PACK, School, branch

LISTS = """\
问题清单:
  - {序号: P1, 对照: 4, 问题表现: 会议记录不全, 来源: 自查, 发现日期: 2017-10-12}
任务清单:
  - {序号: T1, 对应问题序号: P1, 整改目标: 补全, 整改措施: 每月核对, 完成时限: 2017-11-30, 完成日期: 2017-11-20}
责任清单:
  - 序号: R1
    对应任务序号: T1
    责任人: 组织委员
    销号情况: {销号人: 书记, 日期: 2017-11-28, 佐证: 检查记录}
"""
ENTERED = "record,entered_on\n2017/jichu/02-08-committee-meeting,2017-02-09\n"
CALENDAR = "source: 国办发明电〔2016〕17号\nholidays:\n  - {date: 2017-01-01, name: 元旦}\nworking_days: [2017-01-22]\n"
_HERE = Path(__file__).resolve().parents[2]
FILES = {
    "record": (f"records/{PATH}", GOOD),
    "record without minutes": (f"records/{PATH.replace('.md', '.yml')}", GOOD.split("---\n")[1]),
    "rectification": ("records/2017/jichu/rectification.yml", LISTS),
    "organization": ("records/organization.yml", ""),
    "configuration": ("site_config.yml", (_HERE / "site_config.yml").read_text("utf-8")),
    "pack": ("content/standards/five-good.yml", PROJECT_PACK.read_text("utf-8")),
    "calendar": ("records/calendar/2017.yml", CALENDAR),
    "entered": ("records/entered.csv", ENTERED),
}
"""By sort: where the file lies in a root, and a good one."""
_PIECES = st.one_of(
    st.text("5人年月日是否 -:#'\"[]{}|>&*!%@,?\t\n\r0123456789abc\u3000\u2028\ufeff\x85\0𠀀", max_size=4),
    st.sampled_from(
        ["null", "[]", "{}", "-1", "1e9", "9" * 30, "!!python/name:os.system", "&a [*a]", "2017-02-30", "0000-00-00"]
    ),
)


def school(root: Path) -> School:
    """A root with a good record that every damaged file lies beside."""
    made = School(root, branch(groups=["g1"]), branch("jidian"))
    made.record("2017/jichu/02-08-committee-meeting")
    return made


def good(made: School, sort: str) -> tuple[str, str]:
    """The path and the text of a good file of that sort."""
    path, text = FILES[sort]
    return path, text or (made.root / path).read_text("utf-8")


@st.composite
def damaged(draw: st.DrawFn, text: str, most: int = 4) -> bytes:
    """The text with a few edits, at places of the text or of its bytes; now and then something else altogether."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=60))
    for _ in range(draw(st.integers(0, most))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_PIECES) + text[at + draw(st.integers(0, 6)) :]
    data = bytearray(text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "gb18030", "utf-16"]))))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)
