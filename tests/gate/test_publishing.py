"""What follows a push: one build at a time, the last state winning, the old site where one fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.gate import publishing
from generator.gate.gatehouse import MAIN
from generator.gate.git import Git
from generator.gate.holdings import Holdings
from generator.gate.trees import Tree
from generator.types import Audience
from tests.gate.door import RECORD, Door, git


@pytest.fixture
def door(tmp_path: Path) -> Door:
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    return door


ATTRIBUTES = """\
*.md working-tree-encoding=UTF-16
*.yml ident text eol=crlf
*.csv filter=lost
"""


def test_what_is_laid_out_is_what_was_judged_whatever_is_pushed_beside_it(door: Door) -> None:
    texts = {f"records/2017/jichu/{name}": f"# $Id$ {name}\n".encode() for name in ("a.md", "a.yml", "a.csv")}
    attributes = ("100644", b"records/2017/jichu/.gitattributes", ATTRIBUTES.encode())
    commit = door.clone.commit_raw(attributes, *(("100644", name.encode(), data) for name, data in texts.items()))
    git(door.repository, "fetch", "--quiet", str(door.clone.folder), f"+{commit}:{MAIN}")
    tree = Tree.of(Git(door.repository), commit)
    for root in (
        publishing.lay_out(door.house, door.house.published).root,
        Holdings((tree,), door.house.folder / "scratch").lay_out(door.house.checked),
    ):
        assert {name: (root / name).read_bytes() for name in texts} == texts


class Builds:
    """Stands for the program: takes down what each build would have published."""

    def __init__(self, code: int = 0) -> None:
        self.audiences: list[str] = []
        self.states: list[int] = []
        self.code = code

    def __call__(self, laid: publishing.LaidOut) -> Callable[[Audience, Callable[[], None]], tuple[int, str]]:
        return lambda audience, _: self.build(laid.root, audience)

    def build(self, root: Path, audience: Audience) -> tuple[int, str]:
        self.audiences.append(audience)
        self.states.append(len(list(root.glob("records/2017/*/*.md"))))
        return self.code, "坏了" if self.code else "好了"


def test_every_audience_of_what_the_repository_holds(door: Door) -> None:
    builds = Builds()
    assert publishing.publish(door.house, builds) is None  # nobody asked
    publishing.ask(door.house)
    assert publishing.publish(door.house, builds) is True
    assert (builds.audiences, builds.states) == (["members", "committee", "public"], [1, 1, 1])
    (door.clone.folder / f"records/{RECORD}.md").unlink()
    door.begin()
    publishing.ask(door.house)
    publishing.publish(door.house, builds)
    assert builds.states[3:] == [0, 0, 0]


def test_who_comes_while_another_builds_is_not_forgotten(door: Door) -> None:
    outcomes: list[bool | None] = []
    builds = Builds()

    def building(root: Path, audience: Audience) -> tuple[int, str]:
        if len(builds.states) == 1:
            door.school.record("2017/jichu/04-08-committee-meeting")
            door.begin()
            publishing.ask(door.house)
            other = threading.Thread(target=lambda: outcomes.append(publishing.publish(door.house, builds)))
            other.start()
            other.join()
        return builds.build(root, audience)

    publishing.ask(door.house)
    assert publishing.publish(door.house, lambda laid: lambda audience, _: building(laid.root, audience)) is True
    assert outcomes == [None]  # it left at once
    assert builds.states == [1, 1, 2, 2, 2]  # nor does who came wait for sites of what was before


def test_whoever_waits_is_served_first_and_nobody_for_ever(door: Door) -> None:
    """While every build is asked for the next, every second one is for all."""
    builds = Builds()

    def asking(audience: Audience, root: Path) -> tuple[int, str]:
        if len(builds.audiences) < 8:
            publishing.ask(door.house, Audience.PUBLIC)
        return builds.build(root, audience)

    publishing.ask(door.house, Audience.COMMITTEE)
    assert publishing.publish(door.house, lambda laid: lambda audience, _: asking(audience, laid.root)) is True
    assert builds.audiences == [
        "committee",
        *("public", "members", "committee"),
        "public",
        *("public", "members", "committee"),
        *("public", "members", "committee"),
    ]


def test_pages_are_told_of_before_they_can_be_searched(door: Door) -> None:
    commit = door.begin()
    seen = []

    def build(audience: Audience, out: Callable[[], None]) -> tuple[int, str]:
        seen.append(publishing.is_out(door.house, audience, commit))
        out()
        seen.append(publishing.is_out(door.house, audience, commit))
        return 0, ""

    publishing.ask(door.house)
    publishing.publish(door.house, lambda laid: build)
    assert seen == [False, True] * 3


def test_a_build_that_fails_is_told_until_one_goes_well(door: Door) -> None:
    publishing.ask(door.house)
    assert publishing.publish(door.house, Builds(1)) is False
    assert "坏了" in door.house.failure
    assert "坏了" in (door.house.folder / publishing.LOG).read_text("utf-8")
    publishing.ask(door.house)
    assert publishing.publish(door.house, Builds()) is True
    assert door.house.failure == ""


def test_the_log_does_not_grow_for_ever(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "LONGEST_LOG", 100)
    for _ in range(3):
        publishing.ask(door.house)
        publishing.publish(door.house, Builds())
    logs = sorted(path.name for path in door.house.folder.glob("publish*log"))
    assert logs == ["publish.log", "publish.old.log"]


def test_what_a_killed_hook_left_is_swept(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    left = door.house.folder / f"{publishing.SCRATCH}abc"
    left.mkdir()
    publishing.ask(door.house)
    publishing.publish(door.house, Builds())
    assert left.exists()
    monkeypatch.setattr(publishing, "DAY", -1)
    publishing.ask(door.house)
    publishing.publish(door.house, Builds())
    assert not left.exists()


def test_a_private_repository_lies_where_the_configuration_has_it(tmp_path: Path) -> None:
    roots = {"record_roots": [{"path": "records", "shared": True}, {"path": "../secret", "shared": False}]}
    door = Door(tmp_path, roots, private=True)
    door.begin()
    assert door.private is not None
    (door.private.folder / "x.md").write_text("x", "utf-8")
    git(door.house.repositories[1], "fetch", "--quiet", str(door.private.folder), f"{door.private.commit()}:{MAIN}")
    root = publishing.lay_out(door.house, door.house.published).root
    assert (root / "../secret/x.md").is_file()
    assert (root / "site_config.yml").is_file()
