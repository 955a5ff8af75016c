"""The guides' examples are right as they stand, from file to judged result, and what they say to type can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from generator.language.unit import worded
from generator.model.organization import Organization
from generator.types import registry
from generator.workspace.workspace import Workspace
from tests.cases.test_type_examples import proofs
from tests.cases.test_what_counts import END, told
from tests.commands.test_help import PATHS, found
from tests.school import CAMPAIGN, School, branch, statuses

GUIDES = Path(__file__).resolve().parents[2] / "content" / "guide"
SCHOOL = Organization("中共示例职业学校委员会", "学校党委", ())
"""Whose guides these are, of the year in which all examples are."""
TEXTS = {path.stem: worded(path.read_text("utf-8"), SCHOOL) for path in sorted(GUIDES.glob("*.md"))}
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_PATH = re.compile(r"# (records/\S+)[^\n]*\n")
BLOCKS = [(guide, *block) for guide, text in TEXTS.items() for block in _BLOCK.findall(text)]
WRITTEN = [(guide, text) for guide, sort, text in BLOCKS if sort in ("yaml", "markdown")]
TYPED = [
    line.removeprefix("$ ")
    for _, sort, text in BLOCKS
    for line in text.splitlines()
    if sort in ("console", "text") and line.removeprefix("$ ").startswith("wuhao ")
]
TYPED += [
    re.sub(r"YEAR|年份", "2017", line) for text in TEXTS.values() for line in re.findall(r"`(wuhao [^`]+)`", text)
]


REVIEW = "organization_review"
"""Lies with the branch, and is written by the office."""


def first_key(text: str) -> str:
    return text.split(":", 1)[0]


def is_record(text: str) -> bool:
    return bool(_PATH.match(text)) or text.startswith("---\n类型")


def examples() -> list[tuple[str, str]]:
    """Every whole record of the guides: where it belongs, and its text."""
    records = []
    for _, text in WRITTEN:
        named = _PATH.match(text)
        if named:
            text = text[named.end() :]
            records.append((named[1], text if named[1].endswith(".yml") else f"---\n{text}---\n公开的内容见上。\n"))
        elif is_record(text):
            label, day = (re.search(rf"{name}: \[?([^\n,\]]+)", text)[1] for name in ("类型", "日期"))  # type: ignore[index]
            kind = registry().type_named(label)
            assert kind is not None, label
            records.append((f"records/{day[:4]}/jichu/{day[5:]}-{kind.slug}.md", text))
    return records


def school_at(root: Path) -> School:
    """A school as the guides have it: a branch of 12 and one probationary member."""
    return School(
        root,
        branch(probationary=1, groups=["g1", "g2"]),
        branch("xinxi"),
        config=CAMPAIGN | {"disclosure": {"within_days": 30}},
    )


@pytest.mark.parametrize(("path", "text"), [pytest.param(*each, id=each[0]) for each in examples()])
def test_an_example_stands_counts_and_proves_what_it_is_for(tmp_path: Path, path: str, text: str) -> None:
    school = school_at(tmp_path)
    school.write(path, text)
    assert told(school) == []
    workspace = Workspace(school.root, school.root, "zh")
    (record,) = workspace.records
    kinds = workspace.compiled(2017).kinds
    asking = {rule for rule, kind in kinds.items() if set(record.types) & set(kind.types())}
    proved = dict(proofs(school.status(as_of="2018-02-28"), record.id))
    assert bool(asking & proved.keys()) is bool(asking), (asking, proved)
    assert {state for windows in proved.values() for state in windows} <= {"pass", "target_met"}


def test_there_are_examples() -> None:
    assert len(examples()) >= 15


def test_the_guide_s_three_lists_are_right_as_they_stand(tmp_path: Path) -> None:
    (text,) = (text for _, text in WRITTEN if first_key(text) == "问题清单")
    school = School(tmp_path, branch(groups=["g1"]), config=CAMPAIGN)
    school.record("2017/jichu/11-16-group-meeting")
    school.write("records/2017/jichu/rectification.yml", text)
    assert told(school) == []
    assert school.rule("P04", as_of=END)["status"] == "pass"


def test_the_guide_s_exception_spares_what_it_names(tmp_path: Path) -> None:
    (path, text) = next(each for each in examples() if each[0].endswith("waiver.yml"))
    school = school_at(tmp_path)
    school.write(path, text)
    states = statuses(school.rule("O02", as_of="2017-12-31"))
    assert (states[1], states[0], states[2]) == ("exempt", "fail", "fail")


# ── What is no whole record ─────────────────────────────────────────────────────────────────────────────────────

FILES = {"党委": "records/organization.yml", "source": "records/calendar/2017.yml"}
REST = [text for _, text in WRITTEN if not is_record(text) and first_key(text) != "问题清单"]
OF_CONFIG = [text for text in REST if first_key(text) in registry().documents["site_config"].by_name]
PARTS = [text for text in REST if text not in OF_CONFIG and first_key(text) not in FILES]


@pytest.mark.parametrize("text", [text for text in REST if first_key(text) in FILES], ids=first_key)
def test_an_example_of_another_file_is_right_as_it_stands(tmp_path: Path, text: str) -> None:
    school = school_at(tmp_path)
    school.write(FILES[first_key(text)], text)
    assert told(school) == []


@pytest.mark.parametrize("text", OF_CONFIG, ids=first_key)
def test_what_it_puts_into_the_configuration_is_taken(tmp_path: Path, text: str) -> None:
    school = School(tmp_path, branch(), branch("xinxi"))
    config = (school.root / "site_config.yml").read_text("utf-8")
    school.write("site_config.yml", config + text)
    assert told(school) == []


def test_what_it_adds_to_a_record_does_what_it_says(tmp_path: Path) -> None:
    made_up, by_standard, corrects = (
        text for key in ("补开", "得分", "更正") for text in PARTS if first_key(text) == key
    )
    assert len(PARTS) == 3
    school = school_at(tmp_path)
    school.record("2017/jichu/02-08-committee-meeting")
    path = school.root / "records/2017/jichu/02-08-committee-meeting.md"
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{made_up}", 1), "utf-8")
    sheet = "类型: 组织考评\n日期: 2017-12-{day}\n轮次: 考核评定\n"
    school.write("records/2017/jichu/12-08-organization-review.yml", sheet.format(day="08") + "得分: {1: 1}\n")
    school.write("records/2017/jichu/12-09-organization-review.yml", sheet.format(day="09") + by_standard + corrects)
    assert told(school) == []
    assert statuses(school.rule("O02", as_of="2017-12-31"))[:2] == ["late", "fail"]
    rounds = school.status(as_of="2017-12-31")["branches"]["jichu"]["rounds"]
    assert rounds["final"]["organization"] == "94"


RECORDER = TEXTS["recorder"]


def test_the_recorder_s_guide_names_every_type_that_a_branch_is_asked_for(tmp_path: Path) -> None:
    """A rule that asks a branch for something new would else be a duty that no recorder reads of."""
    kinds = Workspace(school_at(tmp_path).root, None, "zh").compiled(2017)
    asked = {each for rule in kinds.pack.rules if not rule.of_committee for each in kinds.kinds[rule.id].types()}
    types = [registry().types[each] for each in sorted(asked)]
    wanted = [each for each in types if each.folder == "branch" and not each.restricted and each.id != REVIEW]
    assert [each.zh[0] for each in wanted if each.zh[0] not in RECORDER] == []


# ── What is to be typed ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("line", sorted(set(TYPED)))
def test_what_it_says_to_type_can_be_typed(line: str) -> None:
    """The command is there, and every option is one of its own."""
    words = shlex.split(re.split(r" [|>]", line)[0])[1:]
    before = found(()).make_parser(click.Context(found(()), allow_interspersed_args=False)).parse_args(words)
    words = before[1]
    typed = next((each for each in reversed(PATHS) if each and tuple(words[: len(each)]) == each), None)
    assert typed, line
    command = found(typed)
    parsed = command.make_parser(click.Context(command)).parse_args(words[len(typed) :])
    assert parsed[1] == []


def test_there_is_something_to_type() -> None:
    assert len(set(TYPED)) >= 20
