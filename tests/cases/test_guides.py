"""The guides' examples are right as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.types import registry
from tests.cases.test_what_counts import END, told
from tests.school import CAMPAIGN, School, branch

GUIDES = Path(__file__).resolve().parents[2] / "content" / "guide"
_BLOCK = re.compile(r"```(?:yaml|markdown)\n(.*?)```", re.DOTALL)
_PATH = re.compile(r"# (records/\S+)[^\n]*\n")


def examples() -> list[tuple[str, str]]:
    """Every whole record of the guides: where it belongs, and its text."""
    found = []
    for guide in ("recorder.md", "office.md"):
        for text in _BLOCK.findall((GUIDES / guide).read_text("utf-8")):
            named = _PATH.match(text)
            if named:
                text = text[named.end() :]
                found.append((named[1], text if named[1].endswith(".yml") else f"---\n{text}---\n公开的内容见上。\n"))
            elif text.startswith("---\n类型"):
                label, day = (re.search(rf"{name}: \[?([^\n,\]]+)", text)[1] for name in ("类型", "日期"))  # type: ignore[index]
                kind = registry().type_named(label)
                assert kind is not None, label
                found.append((f"records/{day[:4]}/jichu/{day[5:]}-{kind.slug}.md", text))
    return found


@pytest.mark.parametrize(("path", "text"), [pytest.param(*each, id=each[0]) for each in examples()])
def test_the_guides_examples_count(tmp_path: Path, path: str, text: str) -> None:
    """A branch of 12 and one probationary member, as the guides have it."""
    school = School(
        tmp_path,
        branch(probationary=1, groups=["g1", "g2"]),
        branch("xinxi"),
        config=CAMPAIGN | {"disclosure": {"within_days": 30}},
    )
    school.write(path, text)
    assert told(school) == []


def test_there_are_examples() -> None:
    assert len(examples()) >= 12


def test_the_guide_s_three_lists_are_right_as_they_stand(tmp_path: Path) -> None:
    text = (GUIDES / "recorder.md").read_text("utf-8")
    example = text.split("```yaml\n问题清单:", 1)[1].split("```", 1)[0]
    school = School(tmp_path, branch(groups=["g1"]), config=CAMPAIGN)
    school.record("2017/jichu/11-16-group-meeting")
    school.write("records/2017/jichu/rectification.yml", "问题清单:" + example)
    assert told(school) == []
    assert school.rule("P04", as_of=END)["status"] == "pass"
